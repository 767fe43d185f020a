import { addDays, daysBetween, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Finding, PatientRecord, ResponseProfile, TracedCriterion } from "@/lib/study/patient-record";
import { dayOf, entriesOfForm, firstCenersenDayOf, known, sourceOf } from "@/lib/study/derive/record-reading";
import { assessedVisits, responseInputOf, sourceOfCriterion, type AssessedVisit } from "@/lib/study/derive/response-record";
import { assessResponse, type ResponseAssessment } from "@/lib/study/response/assess-response";
import { bestOverallResponse, type DatedResponse, type ResponseStops } from "@/lib/study/response/best-overall-response";
import type { ResponseInput, ResponseStatus } from "@/lib/study/response/response-input";

const PROFILES = ["SEED", "IWG2003", "ELN2022"] as const satisfies readonly ResponseProfile[];
const DEFAULT_PROFILE = "SEED";

interface Assessed extends AssessedVisit {
  readonly input: Omit<ResponseInput, "priorBest">;
}

interface DatedStatus {
  readonly visit: string;
  readonly on: CalendarDate;
  readonly status: ResponseStatus;
}

/** A day that the best response is counted from. Only differences of days matter, so any fixed day serves. */
const ORIGIN = "2000-01-01";
const counted = ({ on, status }: DatedStatus): DatedResponse => ({ studyDay: daysBetween(ORIGIN, on), status });

/** The response of every assessed visit under every profile, and the best one of the patient. */
export function responseFindings(record: PatientRecord): readonly Finding[] {
  const assessed = assessedVisits(record).map((visit): Assessed => ({ ...visit, input: responseInputOf(record, visit) }));
  const results = Object.fromEntries(PROFILES.map((profile) => [profile, assessInOrder(assessed, profile)])) as Readonly<Record<ResponseProfile, readonly ResponseAssessment[]>>;
  const responses = assessed.map((visit, index) => {
    const at = (profile: ResponseProfile) => results[profile][index] as ResponseAssessment;
    return responseOf(visit, { SEED: at("SEED"), IWG2003: at("IWG2003"), ELN2022: at("ELN2022") });
  });
  return [...responses, bestResponse(record, assessed, results)];
}

/** An assessment after a remission is read as such, so each visit needs the ones before it. */
function assessInOrder(assessed: readonly Assessed[], profile: ResponseProfile): readonly ResponseAssessment[] {
  const earlier: DatedStatus[] = [];
  return assessed.map(({ visit, on, input }) => {
    const priorBest = earlier.length === 0 ? null : bestOverallResponse(earlier.map(counted), {}).best;
    const result = assessResponse({ ...input, priorBest }, profile);
    if (on !== null) earlier.push({ visit, on, status: result.status });
    return result;
  });
}

function responseOf(visit: AssessedVisit, results: Readonly<Record<ResponseProfile, ResponseAssessment>>): Finding {
  const profileTrace = ({ status, because, criteria, failed, unknown, flags }: ResponseAssessment) => ({
    status,
    because,
    criteria: criteria.map((criterion): TracedCriterion => ({
      ...criterion,
      on: criterion.id === "NO_EMD" ? dayOf(visit.extramedullary, "examinedOn") : criterion.on,
      source: sourceOfCriterion(criterion.id, visit),
    })),
    failed,
    missing: unknown,
    flags,
  });
  const response = known(visit.assessment, "investigatorResponse");
  const { status } = results[DEFAULT_PROFILE];
  const trace = {
    on: visit.on,
    profiles: { SEED: profileTrace(results.SEED), IWG2003: profileTrace(results.IWG2003), ELN2022: profileTrace(results.ELN2022) },
    investigator: response === null ? null : { response, agrees: response === status, source: sourceOf(visit.assessment, "investigatorResponse") },
  };
  return { kind: "response", subject: visit.visit, value: status, trace };
}

/** The days after which nothing counts, as recorded. */
function stopsOf(record: PatientRecord): { readonly relapse: CalendarDate | null; readonly newTherapy: CalendarDate | null } {
  const first = (formId: string, field: string) => entriesOfForm(record, formId).map((row) => dayOf(row, field)).filter((day) => day !== null).toSorted()[0] ?? null;
  return { relapse: first("relapse", "relapseDate"), newTherapy: first("new_therapy", "startDate") };
}

function bestResponse(record: PatientRecord, assessed: readonly AssessedVisit[], results: Readonly<Record<ResponseProfile, readonly ResponseAssessment[]>>): Finding {
  const stops = stopsOf(record);
  const stopDays: ResponseStops = {
    relapseDay: stops.relapse === null ? null : daysBetween(ORIGIN, stops.relapse),
    newTherapyDay: stops.newTherapy === null ? null : daysBetween(ORIGIN, stops.newTherapy),
  };
  const firstDay = firstCenersenDayOf(record);
  const bestUnder = (profile: ResponseProfile) => {
    const dated = assessed.flatMap(({ visit, on }, index): DatedStatus[] => {
      const status = results[profile][index]?.status;
      return on === null || status === undefined ? [] : [{ visit, on, status }];
    });
    const best = bestOverallResponse(dated.map(counted), stopDays);
    const dateOf = (day: number | null) => (day === null ? null : addDays(ORIGIN, day));
    const [on, firstRemissionOn] = [dateOf(best.firstDay), dateOf(best.firstRemissionDay)];
    const dayOfCourse = on === null || firstDay === null ? null : studyDay(firstDay, on);
    return { status: best.best, on, studyDay: dayOfCourse, visit: dated.find((one) => one.on === on && one.status === best.best)?.visit ?? null, firstRemissionOn };
  };
  const profiles = { SEED: bestUnder("SEED"), IWG2003: bestUnder("IWG2003"), ELN2022: bestUnder("ELN2022") };
  const undated = assessed.filter(({ on }) => on === null).map(({ visit }) => visit);
  return { kind: "best_response", subject: "", value: profiles[DEFAULT_PROFILE].status, trace: { profiles, stops, assessed: assessed.length, undated } };
}

import { addDays, daysBetween, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Finding, PatientRecord, ResponseProfile } from "@/lib/study/patient-record";
import { assessedResponses, ORIGIN, PROFILES, tracedCriteria, type AssessedResponse } from "@/lib/study/derive/assessed-responses";
import { dayOf, entriesOfForm, firstCenersenDayOf, sourceOf } from "@/lib/study/derive/record-reading";
import { decidingCriterion } from "@/lib/study/response/adjudication";
import type { ResponseAssessment } from "@/lib/study/response/assess-response";
import { bestOverallResponse, type ResponseStops } from "@/lib/study/response/best-overall-response";
import type { ResponseStatus } from "@/lib/study/response/response-input";

/** The response of every assessed visit under every profile, whether the investigator agrees, and the best response of the patient. */
export function responseFindings(record: PatientRecord): readonly Finding[] {
  const responses = assessedResponses(record);
  return [...responses.flatMap((response) => [responseFinding(record, response), agreementFinding(record, response)]), bestResponse(record, responses)];
}

function responseFinding(record: PatientRecord, response: AssessedResponse): Finding {
  const { at, results, derived, status, investigator, agreement, reasons, inputsHash, isOpen, adjudication, fallen } = response;
  const profileTrace = (result: ResponseAssessment) => {
    const { because, failed, unknown, flags } = result;
    return { status: result.status, because, criteria: tracedCriteria(result, at), failed, missing: unknown, flags };
  };
  const trace = {
    on: at.on, profile: record.profile, inputsHash, derived, reasons, isOpen,
    /** Somebody has to adjudicate. */
    awaiting: reasons.length > 0 && adjudication === null,
    adjudication, fallen,
    profiles: { SEED: profileTrace(results.SEED), IWG2003: profileTrace(results.IWG2003), ELN2022: profileTrace(results.ELN2022) },
    investigator: investigator === null ? null : { response: investigator, agrees: agreement === "agree", source: sourceOf(at.assessment, "investigatorResponse") },
  };
  return { kind: "response", subject: at.visit, value: status, trace };
}

function agreementFinding(record: PatientRecord, { at, results, derived, status, investigator, agreement, adjudication }: AssessedResponse): Finding {
  const deciding = decidingCriterion(tracedCriteria(results[record.profile], at));
  const waitingFor = investigator === null ? ["the investigator's assessment"] : [deciding?.label ?? ""];
  const trace = {
    investigator, derived, standing: status, adjudicated: adjudication !== null, deciding,
    source: sourceOf(at.assessment, "investigatorResponse"),
    waitingFor: agreement === "waiting" ? waitingFor : [],
  };
  return { kind: "agreement", subject: at.visit, value: agreement, trace };
}

/** The days after which nothing counts, as recorded. */
function stopsOf(record: PatientRecord): { readonly relapse: CalendarDate | null; readonly newTherapy: CalendarDate | null } {
  const first = (formId: string, field: string) => entriesOfForm(record, formId).map((row) => dayOf(row, field)).filter((day) => day !== null).toSorted()[0] ?? null;
  return { relapse: first("relapse", "relapseDate"), newTherapy: first("new_therapy", "startDate") };
}

/** The best response as its finding explains it, under one profile. */
export interface BestUnderProfile {
  readonly status: ResponseStatus;
  readonly on: CalendarDate | null;
  readonly studyDay: number | null;
  readonly visit: string | null;
  readonly firstRemissionOn: CalendarDate | null;
  /** The first assessment that was a relapse. */
  readonly relapseOn: CalendarDate | null;
}

function bestResponse(record: PatientRecord, responses: readonly AssessedResponse[]): Finding {
  const stops = stopsOf(record);
  const profiles = Object.fromEntries(PROFILES.map((profile) => [profile, bestUnder(record, responses, profile, stops)])) as Readonly<Record<ResponseProfile, BestUnderProfile>>;
  const undated = responses.filter(({ at }) => at.on === null).map(({ at }) => at.visit);
  return { kind: "best_response", subject: "", value: profiles[record.profile].status, trace: { profile: record.profile, profiles, stops, assessed: responses.length, undated } };
}

function bestUnder(record: PatientRecord, responses: readonly AssessedResponse[], profile: ResponseProfile, stops: ReturnType<typeof stopsOf>): BestUnderProfile {
  const statusOf = (response: AssessedResponse) => (profile === record.profile ? response.status : response.results[profile].status);
  const dated = responses.flatMap((response) => (response.at.on === null ? [] : [{ visit: response.at.visit, on: response.at.on, status: statusOf(response) }]));
  const dayCount = (day: CalendarDate | null) => (day === null ? null : daysBetween(ORIGIN, day));
  const stopDays: ResponseStops = { relapseDay: dayCount(stops.relapse), newTherapyDay: dayCount(stops.newTherapy) };
  const best = bestOverallResponse(dated.map(({ on, status }) => ({ studyDay: daysBetween(ORIGIN, on), status })), stopDays);
  const dateOf = (day: number | null) => (day === null ? null : addDays(ORIGIN, day));
  const [on, firstRemissionOn, firstDay] = [dateOf(best.firstDay), dateOf(best.firstRemissionDay), firstCenersenDayOf(record)];
  return {
    status: best.best, on, firstRemissionOn,
    studyDay: on === null || firstDay === null ? null : studyDay(firstDay, on),
    visit: dated.find((one) => one.on === on && one.status === best.best)?.visit ?? null,
    relapseOn: dated.find(({ status }) => status === "REL")?.on ?? null,
  };
}

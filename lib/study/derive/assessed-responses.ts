import { remembered } from "@/lib/kernel/remembered";
import { sha256 } from "@/lib/kernel/sha256";
import { daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { PatientRecord, RecordEntry, ResponseAdjudication, ResponseProfile, TracedCriterion } from "@/lib/study/patient-record";
import { codeOf, dayOf, known } from "@/lib/study/derive/record-reading";
import { assessedVisits, responseInputOf, sourceOfCriterion, type AssessedVisit } from "@/lib/study/derive/response-record";
import { ADJUDICATED, adjudicationReasonsOf, agreementOf, type AdjudicatedStatus, type AdjudicationReason, type Agreement } from "@/lib/study/response/adjudication";
import { assessResponse, type ResponseAssessment } from "@/lib/study/response/assess-response";
import { bestOverallResponse, type DatedResponse } from "@/lib/study/response/best-overall-response";
import type { ResponseStatus } from "@/lib/study/response/response-input";

export const PROFILES = ["SEED", "IWG2003", "ELN2022"] as const satisfies readonly ResponseProfile[];

/** A day that best responses are counted from. Only differences of days matter, so any fixed day serves. */
export const ORIGIN = "2000-01-01";

/** The response of one visit: what each profile makes of it, what was adjudicated, and what stands. */
export interface AssessedResponse {
  readonly at: AssessedVisit;
  /** The study's. */
  readonly profile: ResponseProfile;
  readonly results: Readonly<Record<ResponseProfile, ResponseAssessment>>;
  /** By the study's profile, before anybody adjudicated. */
  readonly derived: ResponseStatus;
  /** What counts: the adjudicated response while its data stand, else the derived one. */
  readonly status: ResponseStatus;
  readonly investigator: string | null;
  readonly agreement: Agreement;
  /** Not evaluable only because a value that decides is still to be entered. */
  readonly isOpen: boolean;
  /** Why the rules alone do not settle it; none for a response that nobody needs to adjudicate. */
  readonly reasons: readonly AdjudicationReason[];
  /** What an adjudication is bound to. */
  readonly inputsHash: string;
  readonly adjudication: ResponseAdjudication | null;
  /** Taken on other data than now: it does not count while they differ. */
  readonly fallen: ResponseAdjudication | null;
}

interface DatedStatus { readonly on: CalendarDate; readonly status: ResponseStatus }

const dated = ({ on, status }: DatedStatus): DatedResponse => ({ studyDay: daysBetween(ORIGIN, on), status });
const bestBefore = (earlier: readonly DatedStatus[]): ResponseStatus | null => (earlier.length === 0 ? null : bestOverallResponse(earlier.map(dated), {}).best);

/** Every assessed visit in the order of its day: an assessment after a remission is read as such, so each needs the ones before it. */
export const assessedResponses = (record: PatientRecord): readonly AssessedResponse[] => [...assessedInTurn(record)];

/** The response of one visit; undefined when nothing is recorded there that one rests on. Later visits are not assessed for it. */
export function assessedResponseOf(record: PatientRecord, visit: string): AssessedResponse | undefined {
  for (const response of assessedInTurn(record)) if (response.at.visit === visit) return response;
  return undefined;
}

function* assessedInTurn(record: PatientRecord): Generator<AssessedResponse, void> {
  const earlier: Record<ResponseProfile, DatedStatus[]> = { SEED: [], IWG2003: [], ELN2022: [] };
  for (const at of assessedVisits(record)) {
    const input = responseInputOf(record, at);
    const under = (profile: ResponseProfile) => assessResponse({ ...input, priorBest: bestBefore(earlier[profile]) }, profile);
    const response = respond(record, at, { SEED: under("SEED"), IWG2003: under("IWG2003"), ELN2022: under("ELN2022") });
    if (at.on !== null) for (const profile of PROFILES) earlier[profile].push({ on: at.on, status: profile === record.profile ? response.status : response.results[profile].status });
    yield response;
  }
}

const digestOf = remembered((text: string) => text, sha256);

function respond(record: PatientRecord, at: AssessedVisit, results: AssessedResponse["results"]): AssessedResponse {
  const own = results[record.profile];
  const answer = known(at.assessment, "investigatorResponse");
  const investigator = typeof answer === "string" ? answer : null;
  const isOpen = own.status === "NE" && isAwaited(own, at);
  const agreement = agreementOf(investigator, own.status, isOpen);
  const reasons = adjudicationReasonsOf(own, agreement);
  const inputsHash = digestOf(JSON.stringify(restsOn(own, at, investigator)));
  const latest = record.adjudications.find(({ visit }) => visit === at.visit) ?? null;
  const verdict = latest?.inputsHash === inputsHash ? adjudicated(latest.verdict) : null;
  return {
    at, profile: record.profile, results, derived: own.status, status: verdict ?? own.status, investigator, reasons, inputsHash,
    agreement: verdict === null ? agreement : agreementOf(investigator, verdict, false),
    isOpen: isOpen && verdict === null,
    adjudication: verdict === null ? null : latest,
    fallen: verdict === null ? latest : null,
  };
}

const adjudicated = (verdict: string): AdjudicatedStatus | null => ADJUDICATED.find((one) => one === verdict) ?? null;

/** What was read, as the criteria read it: the same count in another unit is the same, and what no criterion reads may change freely. */
const restsOn = ({ profile, status, criteria, flags }: ResponseAssessment, { on }: AssessedVisit, investigator: string | null) =>
  [profile, status, on, criteria.map(({ id, state, value, on: day }) => [id, state, value, day]), flags, investigator];

const isBlank = (entry: RecordEntry | undefined, field: string): boolean => (entry?.answers[field] ?? null) === null;

/** True while a criterion that is unknown has a field, or its sample a day, that was left blank; a reason why it is missing is an answer. */
function isAwaited({ criteria }: ResponseAssessment, at: AssessedVisit): boolean {
  const entries = [at.marrow, at.blood, at.extramedullary];
  const undated = (at.marrow !== undefined && codeOf(at.marrow, "done", ["N"]) === null && isBlank(at.marrow, "marrowDate")) || (at.blood !== undefined && isBlank(at.blood, "sampleDate"));
  return undated || criteria.filter(({ state }) => state === "unknown").some(({ id }) => {
    const source = sourceOfCriterion(id, at);
    return source === null || isBlank(entries.find((entry) => entry?.id === source.entryId), source.field);
  });
}

/** The criteria of an assessment, each with the field to look at. */
export const tracedCriteria = ({ criteria }: ResponseAssessment, at: AssessedVisit): readonly TracedCriterion[] =>
  criteria.map((criterion) => ({ ...criterion, on: criterion.id === "NO_EMD" ? dayOf(at.extramedullary, "examinedOn") : criterion.on, source: sourceOfCriterion(criterion.id, at) }));

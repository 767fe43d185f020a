import { Decimal } from "decimal.js";
import type { CriterionState, Finding, Source } from "@/lib/study/patient-record";
import type { OutcomeParameters } from "@/lib/study/outcome/outcome-parameters";
import type { DecidedOutcome } from "@/lib/study/outcome/treatment-outcome";
import type { OutcomeRecord } from "@/lib/study/derive/outcome-record";

export type PopulationId = "ITT" | "SAFETY" | "PP";
export type Membership = "in" | "out" | "unknown";

export const populations: Readonly<Record<PopulationId, { readonly title: string; readonly says: string }>> = {
  ITT: { title: "Intention to treat", says: "Everybody randomised, assessed or not" },
  SAFETY: { title: "Safety", says: "Everybody who received any cenersen" },
  PP: { title: "Per protocol (evaluable)", says: "Randomised and eligible, the planned cenersen received, no inhibitor in the window, and a response or a failure that can be evaluated" },
};

/** One condition of a population and whether it holds. */
export interface Condition {
  readonly id: string;
  readonly label: string;
  readonly state: CriterionState;
  readonly note: string | null;
  readonly source: Source | null;
}

const condition = (id: string, label: string, state: CriterionState, note: string | null, source: Source | null = null): Condition => ({ id, label, state, note, source });

/** One failed condition puts a patient out; otherwise one that is unknown leaves it open. */
export function membershipOf(conditions: readonly Pick<Condition, "state">[]): Membership {
  if (conditions.some(({ state }) => state === "failed")) return "out";
  return conditions.some(({ state }) => state === "unknown") ? "unknown" : "in";
}

const randomised = ({ randomised: on }: OutcomeRecord): Condition => condition("RANDOMISED", "Randomised", on === null ? "failed" : "met", on === null ? "Not randomised" : null);

/** A patient without a start of cenersen has not received any once the end of treatment says so; before that it is unknown. */
function treated({ firstDose, neverTreated, randomised: entered }: OutcomeRecord): Condition {
  const state = firstDose !== null ? "met" : entered === null || neverTreated !== null ? "failed" : "unknown";
  return condition("CENERSEN", "Received cenersen", state, state === "met" ? null : state === "failed" ? "Cenersen was never started" : "The start of the infusion is not recorded", firstDose?.source ?? null);
}

interface Traced { readonly value: string; readonly trace: Readonly<Record<string, unknown>> }

const find = (findings: readonly Finding[], kind: Finding["kind"], subject = ""): Traced | undefined => findings.find((one) => one.kind === kind && one.subject === subject) as Traced | undefined;

function eligible(findings: readonly Finding[], { waivedCriterionExcludes }: OutcomeParameters): Condition {
  const value = find(findings, "eligibility")?.value ?? "unknown";
  const label = "No violation of eligibility";
  if (value === "eligible") return condition("ELIGIBLE", label, "met", null);
  if (value === "waived") return condition("ELIGIBLE", label, waivedCriterionExcludes ? "failed" : "met", "A criterion failed and was waived");
  return condition("ELIGIBLE", label, value === "not_eligible" ? "failed" : "unknown", value === "not_eligible" ? "A criterion is not met" : "A criterion is not known yet");
}

function unexposed(findings: readonly Finding[]): Condition {
  const exposure = find(findings, "patient_exposure");
  const label = "No inhibitor in the window";
  if (exposure?.value === "exposed") return condition("UNEXPOSED", label, "failed", "Exposed to an inhibitor of cenersen");
  if (exposure === undefined || exposure.trace["window"] == null) return condition("UNEXPOSED", label, "unknown", "Start and stop of the infusion are not both recorded");
  return exposure.value === "possible" ? condition("UNEXPOSED", label, "unknown", "A medication is not decided yet") : condition("UNEXPOSED", label, "met", null);
}

function enoughCenersen(findings: readonly Finding[], { cenersenSharePct }: OutcomeParameters): Condition {
  const label = `At least ${cenersenSharePct} % of the planned cenersen`;
  const trace = find(findings, "course_dose", "C1:cenersen")?.trace as { readonly planned?: string | null; readonly given?: string | null } | undefined;
  if (trace?.planned == null || trace.given == null) return condition("CENERSEN_SHARE", label, "unknown", "The amount given is not known yet");
  const share = new Decimal(trace.given).times(100).dividedBy(trace.planned);
  return condition("CENERSEN_SHARE", label, share.greaterThanOrEqualTo(cenersenSharePct) ? "met" : "failed", `${share.toDecimalPlaces(1).toFixed()} % given`);
}

/** A response that was assessed, or an end that speaks for itself. */
function evaluated({ best }: OutcomeRecord, { value, because }: DecidedOutcome): Condition {
  const isKnown = best !== "NE" || (value !== "waiting" && value !== "not_treated");
  return condition("EVALUATED", "An assessment that can be evaluated, or a failure", isKnown ? "met" : "unknown", isKnown ? null : because);
}

/** In, out or unknown, with every condition that was asked for it. */
export function populationFindings(facts: OutcomeRecord, outcome: DecidedOutcome, findings: readonly Finding[], parameters: OutcomeParameters): readonly Finding[] {
  const conditions: Readonly<Record<PopulationId, readonly Condition[]>> = {
    ITT: [randomised(facts)],
    SAFETY: [randomised(facts), treated(facts)],
    PP: [randomised(facts), treated(facts), eligible(findings, parameters), unexposed(findings), enoughCenersen(findings, parameters), evaluated(facts, outcome)],
  };
  return (Object.keys(conditions) as PopulationId[]).map((id) => ({ kind: "population", subject: id, value: membershipOf(conditions[id]), trace: { conditions: conditions[id] } }));
}

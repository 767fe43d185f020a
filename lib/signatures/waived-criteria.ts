import type { TracedEligibility } from "@/lib/study/derive/eligibility-finding";
import type { WaivedCriterion } from "./statements";

/** What the sponsor let pass and the patient still does not meet. A waiver of what is met again is on record and of no effect. */
export const waivedIn = (criteria: readonly TracedEligibility[]): readonly WaivedCriterion[] =>
  criteria.flatMap(({ state, label, waiver }) => (state === "failed" && waiver !== null ? [{ label, reason: waiver.reason, byName: waiver.byName }] : []));

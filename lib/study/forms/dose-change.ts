import { choice } from "@/lib/crf/fields/choice";
import { text } from "@/lib/crf/fields/text";

const REASONS = {
  toxicity: "Toxicity",
  laboratory: "Laboratory value",
  patient_decision: "Patient's decision",
  administrative_error: "Administrative error",
  supply: "Drug supply",
  other: "Other, said below",
} as const;

/** Why a dose was changed, delayed or left out, as a code. `where` names the records of the drug in the tabulation. */
export const changeReason = (where: string) =>
  choice({ label: "Reason for a change", help: "For a dose that was changed, delayed or not given. Leave blank when it was given as planned.", options: REASONS, criticality: "safety", sdtm: `EC.ECADJ ${where}` });

/** The same in the site's own words. */
export const deviationReason = (help: string) => text({ label: "Why it differs from the plan", help, criticality: "safety", sdtm: "SUPPEC.QVAL where QNAM=ECDEVRSN" });

/** A difference from the plan is accounted for by a code, or in words; "other" alone says nothing. */
export const isExplained = (answers: { readonly changeReason: string | null; readonly deviationReason: string | null }): boolean =>
  answers.deviationReason !== null || (answers.changeReason !== null && answers.changeReason !== "other");

const SITE_CLOCK = "Time on the site's clock. Keep the clock's times when it changes to or from summer time, and say so below.";
export const siteClock = (before: string): string => `${before} ${SITE_CLOCK}`;

/** What a signature can mean. The database knows no other meanings. */
export type SignatureMeaning = "casebook" | "eligibility";

/** The words above the password, stored with the signature. A change here never touches what was signed before. */
export const STATEMENTS: Readonly<Record<SignatureMeaning, string>> = {
  casebook:
    "I have reviewed this patient's casebook: every form, every log and every derived result. To the best of my knowledge the entries are complete and accurate, and I take responsibility for them.",
  eligibility:
    "I have reviewed this patient against the source documents. The patient meets every inclusion criterion and no exclusion criterion, and I confirm that the patient may enter the trial.",
};

/** A criterion that is not met, by its label, and what the sponsor wrote when waiving it. */
export interface WaivedCriterion {
  readonly label: string;
  readonly reason: string;
  readonly byName: string;
}

/** What an investigator confirms of a patient; who enters by waiver is confirmed in words that name each criterion that is not met. */
export function eligibilityStatement(waived: readonly WaivedCriterion[]): string {
  if (waived.length === 0) return STATEMENTS.eligibility;
  const named = waived.map(({ label, reason, byName }) => `"${label}" (waived by ${byName}: ${reason})`).join("; ");
  return `I have reviewed this patient against the source documents. The patient does not meet the following, which the sponsor has waived: ${named}. The patient meets every other criterion, and I confirm that the patient may enter the trial. Each waiver is a protocol deviation.`;
}

/** What the sponsor's data manager states when a criterion is waived for one patient. */
export const waiverStatement = (label: string, patientNumber: string): string =>
  `For the sponsor I waive the criterion "${label}" for patient ${patientNumber}. The patient still does not meet it; the waiver is recorded as a protocol deviation and reported with the trial.`;

export const MEANING_LABELS: Readonly<Record<SignatureMeaning, string>> = {
  casebook: "Casebook reviewed",
  eligibility: "Eligibility confirmed",
};

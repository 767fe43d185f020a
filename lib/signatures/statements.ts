/** What a signature can mean. The database knows no other meanings. */
export type SignatureMeaning = "casebook" | "visit" | "entry" | "eligibility";

/** The words above the password, stored with the signature. A change here never touches what was signed before. */
export const STATEMENTS: Readonly<Record<SignatureMeaning, string>> = {
  casebook:
    "I have reviewed this patient's casebook: every form, every log and every derived result. To the best of my knowledge the entries are complete and accurate, and I take responsibility for them.",
  visit:
    "I have reviewed every form of this visit. To the best of my knowledge the entries are complete and accurate, and I take responsibility for them.",
  entry:
    "I have reviewed this form. To the best of my knowledge the entries are complete and accurate, and I take responsibility for them.",
  eligibility:
    "I have reviewed this patient against the source documents. The patient meets every inclusion criterion and no exclusion criterion, and I confirm that the patient may enter the trial.",
};

/** Given for what changed or came since: it joins the earlier signature instead of standing in its place. */
const DIFFERENCES: Readonly<Record<Exclude<SignatureMeaning, "eligibility">, string>> = {
  casebook:
    "I have reviewed the values of this casebook that were changed or added since it was signed, with the derived results. To the best of my knowledge they are complete and accurate, and I take responsibility for them as for the rest of the casebook.",
  visit:
    "I have reviewed the values of this visit that were changed or added since it was signed. To the best of my knowledge they are complete and accurate, and I take responsibility for them as for the rest of the visit.",
  entry:
    "I have reviewed the values of this form that were changed or added since it was signed. To the best of my knowledge they are complete and accurate, and I take responsibility for them as for the rest of the form.",
};

export const statementOf = (meaning: SignatureMeaning, difference: boolean): string => (difference && meaning !== "eligibility" ? DIFFERENCES[meaning] : STATEMENTS[meaning]);

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
  visit: "Visit reviewed",
  entry: "Form reviewed",
  eligibility: "Eligibility confirmed",
};

/** What was signed, in a few words: "Casebook reviewed: the values changed or added since". */
export const sayMeaning = (meaning: SignatureMeaning, difference: boolean): string => (difference ? `${MEANING_LABELS[meaning]}: values changed or added since` : MEANING_LABELS[meaning]);

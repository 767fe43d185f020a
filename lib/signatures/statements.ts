/** What a signature can mean. The database knows no other meanings. */
export type SignatureMeaning = "casebook" | "eligibility";

/** The words above the password, stored with the signature. A change here never touches what was signed before. */
export const STATEMENTS: Readonly<Record<SignatureMeaning, string>> = {
  casebook:
    "I have reviewed this patient's casebook: every form, every log and every derived result. To the best of my knowledge the entries are complete and accurate, and I take responsibility for them.",
  eligibility:
    "I have reviewed this patient against the source documents. The patient meets every inclusion criterion and no exclusion criterion, and I confirm that the patient may enter the trial.",
};

export const MEANING_LABELS: Readonly<Record<SignatureMeaning, string>> = {
  casebook: "Casebook reviewed",
  eligibility: "Eligibility confirmed",
};

/** What a conformance rule of CDISC finds in these datasets, and why it stands. */
export interface KnownFinding {
  readonly rule: string;
  readonly dataset: string;
  readonly finds: string;
  readonly because: string;
}

const NO_DATE = "The record belongs to no visit and its date is before consent, or not known well enough to say in which epoch it lies. Nothing is imputed.";

/** Every finding that may occur, one by one. A finding that is not here fails the tests. */
export const KNOWN_FINDINGS: readonly KnownFinding[] = [
  { rule: "CORE-000024", dataset: "AE", finds: "AEBODSYS is not empty and AEBDSYCD is empty", because: "Events are coded with CTCAE 5.0 and not with MedDRA. CTCAE names its classes and gives them no codes." },
  { rule: "CORE-000659", dataset: "AE", finds: "AEENDTC is missing while AEOUT is RECOVERED/RESOLVED", because: "The site recorded that the end is unknown, or has not given it yet. The reason stands in SUPPAE as AEENDTCR." },
  { rule: "CORE-000701", dataset: "CM", finds: "EPOCH is missing", because: NO_DATE },
  { rule: "CORE-000701", dataset: "MH", finds: "EPOCH is missing", because: "The course of the disease before the study lies before every epoch of it." },
  { rule: "CORE-000701", dataset: "AE", finds: "EPOCH is missing", because: NO_DATE },
  { rule: "CORE-000701", dataset: "DV", finds: "EPOCH is missing", because: NO_DATE },
  { rule: "CORE-000701", dataset: "EC", finds: "EPOCH is missing", because: "The date of a dose that was called not done is not known." },
];

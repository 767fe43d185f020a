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
  { rule: "CORE-000365", dataset: "MH", finds: "MHCAT is the same in every record", because: "Of the medical history only the disease under study is collected, and MHCAT says so. A reader who adds other history finds it told apart." },
  { rule: "CORE-000659", dataset: "AE", finds: "AEENDTC is missing while AEOUT is RECOVERED/RESOLVED", because: "The site recorded that the end is unknown, or has not given it yet. The reason stands in SUPPAE as AEENDTCR." },
  { rule: "CORE-000701", dataset: "CM", finds: "EPOCH is missing", because: NO_DATE },
  { rule: "CORE-000701", dataset: "MH", finds: "EPOCH is missing", because: "The course of the disease before the study lies before every epoch of it." },
  { rule: "CORE-000701", dataset: "AE", finds: "EPOCH is missing", because: NO_DATE },
  { rule: "CORE-000701", dataset: "DV", finds: "EPOCH is missing", because: NO_DATE },
  { rule: "CORE-000701", dataset: "EC", finds: "EPOCH is missing", because: "The date of a dose that was called not done is not known." },
];

/** Rules of CDISC CORE for SDTMIG 3.4 that the tests of this software do not apply, by kind, with how many there are. */
export const NOT_APPLIED: readonly { readonly kind: string; readonly rules: number; readonly because: string }[] = [
  { kind: "Records, with a lookup into another dataset", rules: 51, because: "They join datasets in the engine's own way. An evaluator of our own would show what it thinks of joining and not what the engine does." },
  { kind: "Records, with an operation of the engine", rules: 45, because: "They ask the library of CDISC, a dictionary or a summary of other records through operations that only the engine has." },
  { kind: "Metadata of datasets and variables, presence of domains, define.xml", rules: 36, because: "They compare with the library of CDISC. Names, labels, roles, types and the order of variables are compared with the published metadata in a test of their own, and define.xml with its schema." },
];

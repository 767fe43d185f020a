import type { DatasetSpec, Variable } from "../../datasets/dataset";

/** What several domains share, as SDTMIG 3.4 names it. */
const STUDYID: Variable = { name: "STUDYID", label: "Study Identifier", type: "text", role: "Identifier", core: "Req", origin: "Assigned" };
const DOMAIN: Variable = { name: "DOMAIN", label: "Domain Abbreviation", type: "text", role: "Identifier", core: "Req", origin: "Assigned" };
const USUBJID: Variable = { name: "USUBJID", label: "Unique Subject Identifier", type: "text", role: "Identifier", core: "Req", origin: "Derived", method: "STUDYID, then site and number of the patient, joined by hyphens." };

const sequence = (domain: string): Variable => ({
  name: `${domain}SEQ`, label: "Sequence Number", type: "integer", role: "Identifier", core: "Req", origin: "Derived",
  method: "1, 2, 3 within the patient, in the order of the keys of the dataset.",
});

export const IN_STANDARD_UNIT = "The original result in the standard unit of the test, by exact decimal arithmetic; where there is no unit, the original result or the term of the code list for it.";
export const LAST_BEFORE_EXPOSURE =
  "Y for the last result before the first dose of study drug, by test and specimen: dated on or before the day of RFSTDTC. Times of assessments are not collected; those of the first day are asked for before dosing.";

/** STUDYID and DOMAIN, of a dataset without patients. */
export const identifiers: readonly Variable[] = [STUDYID, DOMAIN];

export const subjectIdentifiers = (domain: string, numbered?: "numbered"): readonly Variable[] => [STUDYID, DOMAIN, USUBJID, ...(numbered ? [sequence(domain)] : [])];

export const VISITDY: Variable = {
  name: "VISITDY", label: "Planned Study Day of Visit", type: "integer", role: "Timing", core: "Perm", origin: "Protocol",
  comment: "First planned day of the visit; of follow-up the middle of the window. None for screening, and for course 2, whose days count from its own first dose.",
};

/** The visit at which a finding stands. */
export const PLANNED_VISIT: readonly Variable[] = [
  {
    name: "VISITNUM", label: "Visit Number", type: "float", role: "Timing", core: "Exp", origin: "Assigned",
    comment: "Place in the schedule; of an unscheduled visit, the number of the visit before it with its own number after the point.",
  },
  { name: "VISIT", label: "Visit Name", type: "text", role: "Timing", core: "Perm", origin: "Assigned" },
  VISITDY,
];

/** The same where the standard leaves it to the sponsor. */
export const PLANNED_VISIT_PERMISSIBLE: readonly Variable[] = PLANNED_VISIT.map((variable) => ({ ...variable, core: "Perm" }));

export const EPOCH: Variable = {
  name: "EPOCH", label: "Epoch", type: "text", role: "Timing", core: "Perm", origin: "Derived", codeList: "EPOCH",
  method: "Epoch of the element in which the date lies, day by day; without a date that of the planned visit. Empty where the date is before consent, or too partial to say.",
};

/** "LBDY", "AESTDY": the study day of a date. */
export const studyDay = (name: string, label: string, core: "Exp" | "Perm" = "Perm"): Variable => ({
  name, label, type: "integer", role: "Timing", core, origin: "Derived",
  method: "Days from the day of RFSTDTC, which is day 1; the day before it is -1. Empty where the date is not whole, or the patient was not treated.",
});

export const dataset = (name: string, label: string, className: string, structure: string, keys: readonly string[], variables: readonly Variable[]): DatasetSpec => ({
  name, label, standard: "SDTM", class: className, structure, keys, isReference: className === "TRIAL DESIGN", variables,
});

const supplemental = (name: string, label: string, role: string, core: "Req" | "Exp", more: Partial<Variable> = {}): Variable => ({ name, label, type: "text", role, core, origin: "Assigned", ...more });

/** The supplemental qualifiers of a domain, with what each of them is. */
export const supplementOf = (domain: string, qval: Partial<Variable>): DatasetSpec => ({
  ...dataset(`SUPP${domain}`, `Supplemental Qualifiers for ${domain}`, "RELATIONSHIP", "One record per supplemental qualifier per related parent domain record(s)", ["STUDYID", "RDOMAIN", "USUBJID", "IDVAR", "IDVARVAL", "QNAM"], [
    STUDYID,
    supplemental("RDOMAIN", "Related Domain Abbreviation", "Identifier", "Req"),
    USUBJID,
    supplemental("IDVAR", "Identifying Variable", "Identifier", "Exp"),
    supplemental("IDVARVAL", "Identifying Variable Value", "Identifier", "Exp"),
    supplemental("QNAM", "Qualifier Variable Name", "Topic", "Req"),
    supplemental("QLABEL", "Qualifier Variable Label", "Synonym Qualifier", "Req"),
    supplemental("QVAL", "Data Value", "Result Qualifier", "Req", { origin: "Collected", ...qval }),
    supplemental("QORIG", "Origin", "Record Qualifier", "Req"),
    supplemental("QEVAL", "Evaluator", "Record Qualifier", "Exp"),
  ]),
  isLeftOutWhenEmpty: true,
});

export const RELATED_RECORDS: DatasetSpec = dataset("RELREC", "Related Records", "RELATIONSHIP", "One record per related record, group of records or dataset", ["STUDYID", "RELID", "RDOMAIN"], [
  STUDYID,
  supplemental("RDOMAIN", "Related Domain Abbreviation", "Identifier", "Req"),
  { ...USUBJID, core: "Exp", origin: "Assigned", comment: "Empty: whole datasets are related." },
  supplemental("IDVAR", "Identifying Variable", "Identifier", "Req"),
  supplemental("IDVARVAL", "Identifying Variable Value", "Identifier", "Exp"),
  supplemental("RELTYPE", "Relationship Type", "Record Qualifier", "Exp", { codeList: "RELTYPE" }),
  supplemental("RELID", "Relationship Identifier", "Record Qualifier", "Req"),
]);

/** How many pieces of 200 bytes one comment has room for; a longer one goes on in a further record. */
export const COMMENT_PIECES = 10;

export const COMMENTS: DatasetSpec = {
  ...dataset("CO", "Comments", "SPECIAL PURPOSE", "One record per comment per subject", ["STUDYID", "USUBJID", "COSEQ"], [
    STUDYID, DOMAIN,
    { ...supplemental("RDOMAIN", "Related Domain Abbreviation", "Record Qualifier", "Req"), core: "Perm" },
    USUBJID,
    sequence("CO"),
    { ...supplemental("IDVAR", "Identifying Variable", "Record Qualifier", "Req"), core: "Perm" },
    { ...supplemental("IDVARVAL", "Identifying Variable Value", "Record Qualifier", "Req"), core: "Perm" },
    { ...supplemental("COREF", "Comment Reference", "Record Qualifier", "Req"), core: "Perm" },
    supplemental("COVAL", "Comment", "Topic", "Req", { origin: "Collected" }),
    ...Array.from({ length: COMMENT_PIECES - 1 }, (_, index): Variable => ({ name: `COVAL${index + 1}`, label: "Comment", type: "text", role: "Topic", core: "Perm", origin: "Collected" })),
  ]),
  isLeftOutWhenEmpty: true,
};

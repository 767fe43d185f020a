/** How a column is typed where types are kept; a CSV file holds text. */
export type ColumnType = "text" | "integer" | "numeric" | "date" | "time" | "timestamp" | "boolean" | "jsonb";

/** Header, key in the record, type ("text" where none is named). */
export type Columns = readonly (readonly [header: string, key: string, type?: ColumnType])[];

/** A table that is no form's: a row for each record of a kind, or for each element of a list inside the record. */
export interface Table {
  readonly name: string;
  readonly kind: string;
  readonly columns: Columns;
  readonly each?: { readonly list: string; readonly columns: Columns };
}

const SITE: Columns = [["SITE", "site"]];
const OF_PATIENT: Columns = [...SITE, ["PATIENT", "patient"]];
const WHERE: Columns = [...OF_PATIENT, ["VISIT", "visit"], ["FORM", "form"], ["ROW", "row", "integer"]];
const WHO: Columns = [["BY", "by"], ["ROLE", "role"], ["AT_UTC", "at", "timestamp"]];

/** What stands before the answers in the table of a form. */
export const LEADING: Columns = [
  ...WHERE, ["FORM_VERSION", "formVersion", "integer"], ["VERSION", "version", "integer"], ["PROGRESS", "progress"], ["NOT_DONE_REASON", "notDoneReason"],
  ["REMOVED_AT_UTC", "removedAt", "timestamp"], ["REMOVED_REASON", "removedReason"],
];

/** Every table of a cut beside those of the forms, in the order of the files. */
export const TABLES: readonly Table[] = [
  { name: "patients", kind: "patient", columns: [...OF_PATIENT, ["PROTOCOL_VERSION", "protocolVersion"], ["STATUS", "status"], ["STRATUM", "stratum"], ["ARM", "arm"],
    ["RANDOMISED_ON", "randomisedOn", "date"], ["RANDOMISED_AT_UTC", "randomisedAt", "timestamp"], ["HELD", "held"]] },
  { name: "sites", kind: "site", columns: [...SITE, ["NAME", "name"], ["TIME_ZONE", "timeZone"]] },
  { name: "visits", kind: "visit", columns: [...OF_PATIENT, ["VISIT", "visit"], ["ADDED_REASON", "addedReason"], ["NOT_DONE_REASON", "notDoneReason"]] },
  { name: "findings", kind: "finding", columns: [...OF_PATIENT, ["KIND", "kind"], ["SUBJECT", "subject"], ["VISIT", "visit"], ["FORM", "form"], ["ROW", "row", "integer"],
    ["VALUE", "value"], ["RULE_VERSION", "ruleVersion"], ["TRACE", "trace", "jsonb"]] },
  { name: "explanations", kind: "explanation", columns: [...WHERE, ["RULE", "rule"], ["TEXT", "text"], ...WHO] },
  { name: "queries", kind: "query", columns: [...WHERE, ["FIELD", "field"], ["ORIGIN", "origin"], ["RULE", "rule"], ["STATE", "state"], ["QUESTION", "question"], ["RAISED_AT_UTC", "raisedAt", "timestamp"]],
    each: { list: "messages", columns: [["STEP", "step"], ["BODY", "body"], ...WHO] } },
  { name: "exposure-reviews", kind: "exposure_review", columns: [...WHERE, ["VERDICT", "verdict"], ["REASON", "reason"], ...WHO] },
  { name: "verifications", kind: "verification", columns: [...WHERE, ["FIELD", "field"], ["VALUE_SHA256", "valueHash"], ...WHO, ["FALLEN_AT_UTC", "fallenAt", "timestamp"]] },
  { name: "signatures", kind: "signature", columns: [...WHERE, ["MEANING", "meaning"], ["ONLY_DIFFERENCE", "difference", "boolean"], ["STATEMENT", "statement"], ["MANIFEST_SHA256", "manifestSha256"], ...WHO, ["VOIDED", "voided", "jsonb"]] },
  { name: "locks", kind: "lock", columns: [["KIND", "kind"], ["SCOPE", "scope"], ...WHERE, ["REASON", "reason"], ...WHO, ["RELEASED_AT_UTC", "releasedAt", "timestamp"], ["RELEASED_BY", "releasedBy"],
    ["RELEASE_REASON", "releaseReason"], ["RELEASE_APPROVED_BY", "releaseApprovedBy"]] },
  { name: "site-versions", kind: "site_version", columns: [...SITE, ["PROTOCOL_VERSION", "version"], ["ACTIVATED_ON", "activatedOn", "date"], ["REASON", "reason"], ...WHO] },
  { name: "patient-versions", kind: "patient_version", columns: [...OF_PATIENT, ["FROM_VERSION", "from"], ["PROTOCOL_VERSION", "version"], ["CONSENTED_ON", "consentedOn", "date"], ["REASON", "reason"], ...WHO] },
  { name: "waivers", kind: "waiver", columns: [...OF_PATIENT, ["CRITERION", "criterion"], ["REASON", "reason"], ["STATEMENT", "statement"], ...WHO] },
  { name: "screen-failures", kind: "screen_failure", columns: [...OF_PATIENT, ["STEP", "step"], ["CAUSE", "cause"], ["CRITERIA", "criteria", "jsonb"], ["REASON", "reason"], ...WHO] },
  { name: "adjudications", kind: "adjudication", columns: [...OF_PATIENT, ["VISIT", "visit"], ["VERDICT", "verdict"], ["REASON", "reason"], ["STATEMENT", "statement"], ["INPUTS_SHA256", "inputsHash"], ...WHO] },
  { name: "redactions", kind: "redaction", columns: [...WHERE, ["FIELD", "field"], ["WHAT", "what"], ["REASON", "reason"], ["ASKED_BY", "askedBy"], ...WHO] },
  { name: "changes", kind: "change", columns: [...WHERE, ["OF", "of"], ["FIELD", "field"], ["FROM", "from"], ["TO", "to"], ["TAKEN_AWAY", "takenAway", "boolean"], ["ACT", "act"], ["REASON", "reason"], ...WHO] },
  { name: "lab-ranges", kind: "lab_range", columns: [...SITE, ["ANALYTE", "analyte"], ["SEX", "sex"], ["AGE_FROM", "ageFrom", "integer"], ["AGE_TO", "ageTo", "integer"], ["LOWER", "lower", "numeric"],
    ["UPPER", "upper", "numeric"], ["UNIT", "unit"], ["VALID_FROM", "validFrom", "date"], ["REASON", "reason"], ...WHO] },
];

/** Who signed what: a row for each form of a signature. What stands in front, of the signature, and then of the form. */
export const SIGNED_FORM: { readonly signature: Columns; readonly form: Columns } = {
  signature: [...OF_PATIENT, ["MEANING", "meaning"], ...WHO, ["MANIFEST_SHA256", "manifestSha256"]],
  form: [["VISIT", "visit"], ["FORM", "form"], ["ROW", "row", "integer"], ["FORM_VERSION", "formVersion", "integer"]],
};

import { stringify } from "csv-stringify/sync";
import { dataDictionary } from "@/lib/crf/data-dictionary";
import type { Form } from "@/lib/crf/define-form";
import { exportColumns } from "@/lib/crf/export-columns";
import { study } from "@/lib/study/study";
import { cellOf, type CutPayload, type CutRecord } from "./cut-record";
import { coversOf, fallenOf, valueKey, type SignedForm } from "./signed-values";

/** One file of an export: which records it takes and how a record becomes rows. Pure: the same records give the same bytes. */
export interface CsvFile {
  readonly file: string;
  readonly header: readonly string[];
  readonly takes: (record: CutRecord) => boolean;
  readonly rows: (payload: CutPayload) => readonly (readonly string[])[];
}

type Columns = readonly (readonly [header: string, key: string])[];

const WHERE: Columns = [["SITE", "site"], ["PATIENT", "patient"], ["VISIT", "visit"], ["FORM", "form"], ["ROW", "row"]];
const WHO: Columns = [["BY", "by"], ["ROLE", "role"], ["AT_UTC", "at"]];
const LEADING: Columns = [
  ...WHERE, ["FORM_VERSION", "formVersion"], ["VERSION", "version"], ["PROGRESS", "progress"], ["NOT_DONE_REASON", "notDoneReason"], ["REMOVED_AT_UTC", "removedAt"], ["REMOVED_REASON", "removedReason"],
];

/** RFC 4180 with LF, UTF-8 without a byte order mark. Values are exact: nothing is put before a sign that a spreadsheet would calculate with. */
export const csv = (rows: readonly (readonly string[])[]): string => stringify(rows.map((row) => [...row]), { record_delimiter: "\n", quoted_match: /[\r\n]/ });

const cells = (columns: Columns, payload: CutPayload) => [study.shortTitle, ...columns.map(([, key]) => cellOf(payload[key]))];

/** A table whose columns are keys of a record; `each` names a list inside the record that gives a row per element. */
function table(file: string, kind: string, columns: Columns, each?: { readonly list: string; readonly columns: Columns }): CsvFile {
  return {
    file: `${file}.csv`,
    header: ["STUDY", ...columns.map(([header]) => header), ...(each?.columns.map(([header]) => header) ?? [])],
    takes: (record) => record.kind === kind,
    rows: (payload) => {
      const row = cells(columns, payload);
      if (!each) return [row];
      return ((payload[each.list] ?? []) as readonly CutPayload[]).map((element) => [...row, ...each.columns.map(([, key]) => cellOf(element[key]))]);
    },
  };
}

/** One table per form: a row per form instance or row of a log, removed ones too, with why. Columns of all its versions; a column keeps its name over versions. */
function formTable(versions: readonly Form[]): CsvFile {
  const [newest] = versions.toSorted((one, other) => other.version - one.version);
  const id = newest?.id ?? "";
  const byVersion = new Map(versions.map((form) => [form.version, new Map(exportColumns(form).map((column) => [column.header, column.cell]))]));
  const own = [...new Set(versions.flatMap((form) => exportColumns(form).map(({ header }) => header)))];
  return {
    file: `${id}.csv`,
    header: ["STUDY", ...LEADING.map(([header]) => header), ...own],
    takes: ({ kind, payload }) => kind === "entry" && payload["form"] === id,
    rows: (payload) => {
      const columns = byVersion.get(Number(payload["formVersion"]));
      const answers = (payload["answers"] ?? {}) as Readonly<Record<string, unknown>>;
      return [[...cells(LEADING, payload), ...own.map((header) => columns?.get(header)?.(answers) ?? "")]];
    },
  };
}

/** Who signed what: a row for each form of a signature, with the fields on which it stands and those that changed since. Earlier cuts have none. */
const SIGNED_FORMS: CsvFile = {
  file: "signed-forms.csv",
  header: ["STUDY", "SITE", "PATIENT", "MEANING", ...WHO.map(([header]) => header), "MANIFEST_SHA256", "VISIT", "FORM", "ROW", "FORM_VERSION", "FIELDS", "FALLEN_FIELDS"],
  takes: ({ kind }) => kind === "signature",
  rows: (signature) => {
    const fallen = fallenOf(signature);
    const fell = ({ visit, form, row }: SignedForm) => (field: string) => fallen.has(valueKey({ visit, form, row, field }));
    return (coversOf(signature) ?? []).map((form) => [
      ...cells([["SITE", "site"], ["PATIENT", "patient"], ["MEANING", "meaning"], ...WHO, ["MANIFEST_SHA256", "manifestSha256"]], signature), cellOf(form.visit), form.form, String(form.row), String(form.formVersion),
      Object.keys(form.fields).filter((field) => !fell(form)(field)).join(" "), Object.keys(form.fields).filter(fell(form)).join(" "),
    ]);
  },
};

/** Every table of an export, those of the forms first, in the order of the forms. */
export function csvFiles(forms: readonly Form[]): readonly CsvFile[] {
  const ids = [...new Set(forms.map(({ id }) => id))];
  return [
    ...ids.map((id) => formTable(forms.filter((form) => form.id === id))),
    table("patients", "patient", [["SITE", "site"], ["PATIENT", "patient"], ["PROTOCOL_VERSION", "protocolVersion"], ["STATUS", "status"], ["STRATUM", "stratum"], ["ARM", "arm"],
      ["RANDOMISED_ON", "randomisedOn"], ["RANDOMISED_AT_UTC", "randomisedAt"], ["HELD", "held"]]),
    table("sites", "site", [["SITE", "site"], ["NAME", "name"], ["TIME_ZONE", "timeZone"]]),
    table("visits", "visit", [["SITE", "site"], ["PATIENT", "patient"], ["VISIT", "visit"], ["ADDED_REASON", "addedReason"], ["NOT_DONE_REASON", "notDoneReason"]]),
    table("findings", "finding", [["SITE", "site"], ["PATIENT", "patient"], ["KIND", "kind"], ["SUBJECT", "subject"], ["VISIT", "visit"], ["FORM", "form"], ["ROW", "row"],
      ["VALUE", "value"], ["RULE_VERSION", "ruleVersion"], ["TRACE", "trace"]]),
    table("explanations", "explanation", [...WHERE, ["RULE", "rule"], ["TEXT", "text"], ...WHO]),
    table("queries", "query", [...WHERE, ["FIELD", "field"], ["ORIGIN", "origin"], ["RULE", "rule"], ["STATE", "state"], ["QUESTION", "question"], ["RAISED_AT_UTC", "raisedAt"]],
      { list: "messages", columns: [["STEP", "step"], ["BODY", "body"], ...WHO] }),
    table("exposure-reviews", "exposure_review", [...WHERE, ["VERDICT", "verdict"], ["REASON", "reason"], ...WHO]),
    table("verifications", "verification", [...WHERE, ["FIELD", "field"], ["VALUE_SHA256", "valueHash"], ...WHO, ["FALLEN_AT_UTC", "fallenAt"]]),
    table("signatures", "signature", [...WHERE, ["MEANING", "meaning"], ["ONLY_DIFFERENCE", "difference"], ["STATEMENT", "statement"], ["MANIFEST_SHA256", "manifestSha256"], ...WHO, ["VOIDED", "voided"]]),
    SIGNED_FORMS,
    table("locks", "lock", [["KIND", "kind"], ["SCOPE", "scope"], ...WHERE, ["REASON", "reason"], ...WHO, ["RELEASED_AT_UTC", "releasedAt"], ["RELEASED_BY", "releasedBy"], ["RELEASE_REASON", "releaseReason"], ["RELEASE_APPROVED_BY", "releaseApprovedBy"]]),
    table("site-versions", "site_version", [["SITE", "site"], ["PROTOCOL_VERSION", "version"], ["ACTIVATED_ON", "activatedOn"], ["REASON", "reason"], ...WHO]),
    table("patient-versions", "patient_version", [["SITE", "site"], ["PATIENT", "patient"], ["FROM_VERSION", "from"], ["PROTOCOL_VERSION", "version"], ["CONSENTED_ON", "consentedOn"], ["REASON", "reason"], ...WHO]),
    table("waivers", "waiver", [["SITE", "site"], ["PATIENT", "patient"], ["CRITERION", "criterion"], ["REASON", "reason"], ["STATEMENT", "statement"], ...WHO]),
    table("screen-failures", "screen_failure", [["SITE", "site"], ["PATIENT", "patient"], ["STEP", "step"], ["CAUSE", "cause"], ["CRITERIA", "criteria"], ["REASON", "reason"], ...WHO]),
    table("adjudications", "adjudication", [["SITE", "site"], ["PATIENT", "patient"], ["VISIT", "visit"], ["VERDICT", "verdict"], ["REASON", "reason"], ["STATEMENT", "statement"], ["INPUTS_SHA256", "inputsHash"], ...WHO]),
    table("redactions", "redaction", [...WHERE, ["FIELD", "field"], ["WHAT", "what"], ["REASON", "reason"], ["ASKED_BY", "askedBy"], ...WHO]),
    table("changes", "change", [...WHERE, ["OF", "of"], ["FIELD", "field"], ["FROM", "from"], ["TO", "to"], ["TAKEN_AWAY", "takenAway"], ["ACT", "act"], ["REASON", "reason"], ...WHO]),
    table("lab-ranges", "lab_range", [["SITE", "site"], ["ANALYTE", "analyte"], ["SEX", "sex"], ["AGE_FROM", "ageFrom"], ["AGE_TO", "ageTo"], ["LOWER", "lower"], ["UPPER", "upper"], ["UNIT", "unit"], ["VALID_FROM", "validFrom"], ["REASON", "reason"], ...WHO]),
  ];
}

/** What every column of every form means, as the forms say it at the time of the cut; the first row is the header. */
export function dictionaryRows(forms: readonly Form[]): readonly (readonly string[])[] {
  const rows = dataDictionary(forms).flatMap((row) => row.columns.map((column) => [
    row.form, String(row.version), row.section, row.field, column, row.label, row.kind, row.says, row.required ? "Y" : "N", row.missing.join(" "), row.when ?? "", row.criticality, row.sdtm,
  ]));
  return [["FORM", "FORM_VERSION", "SECTION", "FIELD", "COLUMN", "LABEL", "KIND", "SAYS", "REQUIRED", "MISSING", "WHEN", "CRITICALITY", "SDTM"], ...rows];
}

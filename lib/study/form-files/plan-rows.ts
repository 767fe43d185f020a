import { sameAnswer } from "@/lib/crf/changes";
import type { Form } from "@/lib/crf/define-form";
import { formFor, mayHaveRows } from "@/lib/study/schedule";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { clearedFields, isTakenAway, readCells, type Dictionaries } from "./read-cells";
import type { SourceRow } from "./source-row";

/** A patient as far as a file of forms needs it. */
export interface FormPatient {
  readonly record: PatientRecord;
  readonly visits: readonly { readonly id: string; readonly code: string }[];
  /** Entries that are frozen or locked. */
  readonly heldEntries: readonly string[];
  /** Visits (by code, null for the patient as a whole) in which no row can be added, because they are frozen or locked. */
  readonly heldVisits: readonly (string | null)[];
  /** Rows that were removed: they keep their number and take nothing. */
  readonly removed: readonly { readonly formId: string; readonly visit: string | null; readonly rowNo: number }[];
}

export type RowState = "new" | "correction" | "same" | "problem" | "nothing";

/** One value with what it would replace. */
export interface PlannedValue {
  readonly field: string;
  readonly label: string;
  readonly said: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly state: RowState;
  readonly says: string | null;
}

/** One form of the file: where it goes, and what it would change there. */
export interface PlannedRow {
  readonly source: SourceRow;
  readonly form: Form | null;
  /** The entry as it stands; a row that is to be added has an id of the plan's own. Null while it has no place. */
  readonly entry: RecordEntry | null;
  readonly isAdded: boolean;
  readonly visitId: string | null;
  readonly patientId: string | null;
  readonly values: readonly PlannedValue[];
  readonly state: RowState;
  readonly says: string | null;
}

interface Where {
  readonly patients: readonly FormPatient[];
  readonly dictionaries: Dictionaries;
  readonly leftOut: readonly number[];
  /** A blank cell empties what stands there; otherwise it says nothing. */
  readonly clears: boolean;
}
type Target = Pick<PlannedRow, "form" | "entry" | "isAdded" | "visitId" | "patientId">;

const NOWHERE: Target = { form: null, entry: null, isAdded: false, visitId: null, patientId: null };

/** Every row of a file with its place and what it changes. Pure: computed anew with every choice, on the records as they stand. */
export function planRows(rows: readonly SourceRow[], { patients, dictionaries, leftOut, clears }: Where): readonly PlannedRow[] {
  const byNumber = new Map(patients.map((patient) => [patient.record.number, patient]));
  const taken = new Map<string, number>();
  return rows.map((source): PlannedRow => {
    const passed = leftOut.includes(source.id) ? "left out by hand" : source.passed;
    if (passed !== null) return { ...NOWHERE, source, values: [], state: "nothing", says: passed };
    const target = source.problem === null ? targetOf(source, byNumber.get(source.patient), taken) : source.problem;
    if (typeof target === "string") return { ...NOWHERE, source, values: [], state: "problem", says: target };
    const earlier = taken.get(target.entry?.id ?? "");
    taken.set(target.entry?.id ?? "", source.line);
    if (earlier !== undefined) return { ...target, source, values: [], state: "problem", says: `It is about the same form as line ${earlier}. Leave one of them out.` };
    return { ...target, source, ...changesOf(source, target, { dictionaries, clears }) };
  });
}

const addedId = ({ patient, visit, formId }: SourceRow, rowNo: number): string => `new ${JSON.stringify([patient, visit, formId, rowNo])}`;
const sayForm = (formId: string): string => formById(formId)?.title ?? formId;
const sayPlace = (source: SourceRow): string => (source.visit === null ? "without a visit" : `at ${visitByCode(source.visit)?.title ?? source.visit}`);

/** Where a row goes; or in a sentence why nowhere, and what to do. */
function targetOf(source: SourceRow, patient: FormPatient | undefined, taken: ReadonlyMap<string, number>): Target | string {
  if (source.patient === "") return "It names no patient. Give the number, such as 101-004.";
  if (!patient) return `${source.patient.slice(0, 20)} is no patient of your site. Correct the number, or leave the row out.`;
  if (formById(source.formId)?.source === "system") return `${sayForm(source.formId)} is filled by the system and is not imported. Leave it out.`;
  const { record, visits, heldEntries } = patient;
  const standing = record.entries.filter(({ formId, visit }) => formId === source.formId && visit === source.visit);
  const entry = formById(source.formId)?.repeats ? standing.find(({ rowNo }) => rowNo === source.rowNo) : standing[0];
  const found = entry ? formById(entry.formId, entry.formVersion) as unknown as Form | undefined : undefined;
  const visitId = visits.find(({ code }) => code === source.visit)?.id ?? null;
  if (!entry || !found) return addedTo(source, patient, taken, visitId);
  if (heldEntries.includes(entry.id)) return `${found.title} ${sayPlace(source)} is frozen or locked. Ask data management to open it, or leave the row out.`;
  return versionOf(source, entry.formVersion) ?? { form: found, entry, isAdded: false, visitId, patientId: record.patientId };
}

/** The file's version of the form must be the one that stands there: a value may mean something else in another. */
const versionOf = ({ formVersion }: SourceRow, stands: number): string | null =>
  formVersion === null || formVersion === stands ? null : `It was filled under version ${formVersion} of the form, and here stands version ${stands}. Where the values mean the same, give version ${stands} in the file.`;

function addedTo(source: SourceRow, { record, heldVisits, removed }: FormPatient, taken: ReadonlyMap<string, number>, visitId: string | null): Target | string {
  const form = formFor(record.protocolVersion, source.formId) as unknown as Form | undefined;
  if (source.visit !== null && visitId === null) return `${source.patient} has no visit ${visitByCode(source.visit)?.title ?? source.visit.slice(0, 20)} yet. It comes with what calls for it, or is added by hand; import it then, or leave the row out.`;
  if (!form || !mayHaveRows(form.id, source.visit, record.arm, record.protocolVersion)) return `${source.patient} has no form ${sayForm(source.formId)} ${sayPlace(source)}. Correct the visit, or leave the row out.`;
  if (heldVisits.includes(source.visit)) return `${source.patient} ${source.visit === null ? "is" : sayPlace(source)} frozen or locked, so no row can be added. Ask data management to open it, or leave the row out.`;
  const here = [...record.entries, ...removed].filter((entry) => entry.formId === form.id && entry.visit === source.visit).map(({ rowNo }) => rowNo);
  if (source.rowNo !== null && here.includes(source.rowNo)) return `Row ${source.rowNo} of ${form.title} was removed and takes no values. Leave it out, or leave its number blank to add it as a new row.`;
  let rowNo = source.rowNo ?? Math.max(0, ...here) + 1;
  while (source.rowNo === null && taken.has(addedId(source, rowNo))) rowNo += 1;
  const entry: RecordEntry = { id: addedId(source, rowNo), formId: form.id, formVersion: form.version, visit: source.visit, rowNo, answers: {} };
  return versionOf(source, form.version) ?? { form, entry, isAdded: true, visitId, patientId: record.patientId };
}

function changesOf(source: SourceRow, { form, entry }: Target, { dictionaries, clears }: Pick<Where, "dictionaries" | "clears">): Pick<PlannedRow, "values" | "state" | "says"> {
  if (!form || !entry) return { values: [], state: "nothing", says: null };
  const said = readCells(form, source.cells, dictionaries).map(({ field, said, answer, problem, passed }): PlannedValue => {
    const from = entry.answers[field] ?? null;
    const state: RowState = problem !== null ? "problem" : passed !== null ? "nothing" : sameAnswer(from, answer) ? "same" : from === null ? "new" : "correction";
    return { field, label: form.fields[field]?.label ?? field, said, from, to: answer, state, says: problem ?? passed };
  });
  const values = [...said, ...(clears ? clearingsOf(source, form, entry) : [])];
  const [first] = (["problem", "correction", "new", "same"] as const).filter((state) => values.some((value) => value.state === state));
  if (first === undefined) return { values, state: "nothing", says: "there is no value in it" };
  const wrong = values.filter(({ state }) => state === "problem").length;
  return { values, state: first, says: first === "problem" ? `${wrong} ${wrong === 1 ? "value" : "values"} cannot be stored` : first === "same" ? "already there" : null };
}

/** What stands where the file has a column and says nothing; what a redaction took away stays as it is. */
function clearingsOf(source: SourceRow, form: Form, { answers }: RecordEntry): readonly PlannedValue[] {
  return clearedFields(form, source).filter((field) => (answers[field] ?? null) !== null).map((field): PlannedValue => {
    const isKept = isTakenAway(answers[field]);
    return { field, label: form.fields[field]?.label ?? field, said: "", from: answers[field], to: null, state: isKept ? "nothing" : "correction", says: isKept ? "was taken away by a redaction here, and stays so" : null };
  });
}

/** The record as it would be with all that is planned for this patient. */
export function recordAfter(record: PatientRecord, planned: readonly PlannedRow[]): PatientRecord {
  const changed = new Map(planned.flatMap(({ entry, values, patientId, state }) => (entry && patientId === record.patientId && (state === "new" || state === "correction")
    ? [[entry.id, { ...entry, answers: { ...entry.answers, ...Object.fromEntries(values.filter((value) => value.state === "new" || value.state === "correction").map(({ field, to }) => [field, to])) } }] as const] : [])));
  return { ...record, entries: [...record.entries.filter(({ id }) => !changed.has(id)), ...changed.values()] };
}

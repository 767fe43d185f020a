import { rollUp, type EntryState } from "@/lib/entries/entry-state";
import type { CasebookView } from "@/lib/entries/read-casebook";
import type { EntrySummary } from "@/lib/entries/read-entry-summaries";
import { repeatedForms } from "@/lib/study/schedule";
import type { PatientRecord } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";
import { formsOfVisit, logs, visitByCode } from "@/lib/study/visits";

/** One form of a visit, or one log with all its rows, as a line that leads there. */
export interface FormLine {
  readonly formId: string;
  readonly title: string;
  readonly href: string;
  readonly state: EntryState;
  readonly open: number;
  readonly answered: number;
  /** The form itself, or the rows of a repeated one. */
  readonly entryIds: readonly string[];
  /** Rows recorded; null for a form that stands once. */
  readonly rows: number | null;
  /** What the last row of a log is about; null for none, and for forms of a visit. */
  readonly last: string | null;
  /** Nothing is recorded and nobody misses it: an interruption that did not happen, a marrow that recovery does not ask for. */
  readonly ifDone: boolean;
}

const standing = (entries: readonly EntrySummary[]) => entries.filter(({ removed }) => !removed);
const sum = (entries: readonly EntrySummary[], count: "openQueries" | "answeredQueries") => entries.reduce((total, entry) => total + entry[count], 0);

function lineOf(formId: string, entries: readonly EntrySummary[], href: string, { rows = null, last = null, optional = false }: { readonly rows?: number | null; readonly last?: string | null; readonly optional?: boolean }): FormLine {
  const ifDone = optional && !entries.some(({ recorded }) => recorded) && (rows ?? 0) === 0;
  return { formId, title: formById(formId)?.title ?? formId, href, entryIds: entries.map(({ id }) => id), state: rollUp(entries.map(({ state }) => state)), open: sum(entries, "openQueries"), answered: sum(entries, "answeredQueries"), rows, last, ifDone };
}

/** The lines of a visit in the order of the schedule: forms that stand once, and repeated forms with their rows. */
export function visitLines(number: string, record: PatientRecord, { code, entries }: Pick<CasebookView["visits"][number], "code" | "entries">): readonly FormLine[] {
  const visit = visitByCode(code, record.protocolVersion) ?? visitByCode(code);
  const forms = visit ? formsOfVisit(visit, record.arm) : [];
  const present = standing(entries);
  const repeated = repeatedForms(code, record.arm, record.protocolVersion);
  return [...new Set([...forms.map(({ formId }) => formId), ...present.map(({ formId }) => formId)])].flatMap((formId) => {
    const rows = present.filter((entry) => entry.formId === formId);
    const optional = forms.find((form) => form.formId === formId)?.optional ?? false;
    if (repeated.includes(formId)) return [lineOf(formId, rows, `/patients/${number}/logs/${formId}?visit=${code}`, { rows: rows.length, optional })];
    const [entry] = rows;
    return entry ? [lineOf(formId, rows, `/entries/${entry.id}`, { optional: entry.optional })] : [];
  });
}

/** The logs that belong to the patient, each with the number of its rows and what the last is about. */
export const logLines = (number: string, entries: readonly EntrySummary[], record: Pick<PatientRecord, "entries"> | null = null): readonly FormLine[] => logs.map((formId) => {
  const rows = standing(entries).filter((entry) => entry.formId === formId);
  return lineOf(formId, rows, `/patients/${number}/logs/${formId}`, { rows: rows.length, last: record && lastRow(record, formId), optional: true });
});

/** The first words of the row added last: a medication, a term, a product. Dates and numbers say too little by themselves. */
function lastRow({ entries }: Pick<PatientRecord, "entries">, formId: string): string | null {
  const form = formById(formId);
  const row = entries.filter((entry) => entry.formId === formId).toSorted((one, other) => one.rowNo - other.rowNo).at(-1);
  if (!form?.repeats || !row) return null;
  return Object.entries((formById(formId, row.formVersion) ?? form).fields).flatMap(([name, field]) => {
    const says = field.show(row.answers[name]);
    return says !== "" && !/^[\d?]/.test(says) ? [says] : [];
  })[0] ?? null;
}

/** A visit shows its least settled form; a dose that nobody recorded is one, a form that the visit can do without is not. */
export const stateOfLines = (lines: readonly FormLine[]): EntryState => rollUp(lines.filter(({ ifDone }) => !ifDone).map(({ state }) => state));

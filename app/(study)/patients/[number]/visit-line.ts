import { rollUp, type EntryState } from "@/lib/entries/entry-state";
import type { CasebookView } from "@/lib/entries/read-casebook";
import type { EntrySummary } from "@/lib/entries/read-entry-summaries";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { isCalendarDate } from "@/lib/kernel/calendar-date";
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
  /** Rows recorded; null for a form that stands once. */
  readonly rows: number | null;
  /** Nobody misses it while it has no row: an interruption that did not happen. */
  readonly mayStayEmpty: boolean;
}

const standing = (entries: readonly EntrySummary[]) => entries.filter(({ removed }) => !removed);
const sum = (entries: readonly EntrySummary[], count: "openQueries" | "answeredQueries") => entries.reduce((total, entry) => total + entry[count], 0);

function lineOf(formId: string, entries: readonly EntrySummary[], href: string, rows: number | null, mayStayEmpty = false): FormLine {
  return { formId, title: formById(formId)?.title ?? formId, href, state: rollUp(entries.map(({ state }) => state)), open: sum(entries, "openQueries"), answered: sum(entries, "answeredQueries"), rows, mayStayEmpty };
}

/** The lines of a visit in the order of the schedule: forms that stand once, and repeated forms with their rows. */
export function visitLines(number: string, record: PatientRecord, { code, entries }: CasebookView["visits"][number]): readonly FormLine[] {
  const visit = visitByCode(code);
  const forms = visit ? formsOfVisit(visit, record.arm) : [];
  const present = standing(entries);
  const repeated = repeatedForms(code, record.arm);
  return [...new Set([...forms.map(({ formId }) => formId), ...present.map(({ formId }) => formId)])].flatMap((formId) => {
    const rows = present.filter((entry) => entry.formId === formId);
    if (repeated.includes(formId)) return [lineOf(formId, rows, `/patients/${number}/logs/${formId}?visit=${code}`, rows.length, forms.find((form) => form.formId === formId)?.optional)];
    const [entry] = rows;
    return entry ? [lineOf(formId, rows, `/entries/${entry.id}`, null)] : [];
  });
}

/** The logs that belong to the patient, each with the number of its rows. */
export const logLines = (number: string, entries: readonly EntrySummary[]): readonly FormLine[] => logs.map((formId) => {
  const rows = standing(entries).filter((entry) => entry.formId === formId);
  return lineOf(formId, rows, `/patients/${number}/logs/${formId}`, rows.length, true);
});

/** A visit shows its least settled form; a dose that nobody recorded is one, an interruption that did not happen is not. */
export const stateOfLines = (lines: readonly FormLine[]): EntryState => rollUp(lines.filter(({ rows, mayStayEmpty }) => rows !== 0 || !mayStayEmpty).map(({ state }) => state));

/** The earliest day that any form of the visit records as its own; null before there is one. */
export function dayOfVisit(record: PatientRecord, code: string): CalendarDate | null {
  const days = record.entries.filter(({ visit }) => visit === code).flatMap(({ formId, formVersion, answers }) =>
    Object.entries(formById(formId, formVersion)?.fields ?? {}).filter(([, { kind }]) => kind === "date" || kind === "dateTime").map(([field]) => String(answers[field] ?? "").slice(0, 10)));
  return days.filter(isCalendarDate).toSorted()[0] ?? null;
}

import { formDefiner, type Form, type Today } from "@/lib/crf/define-form";
import type { Fields } from "@/lib/crf/any-field";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { entriesOfForm, firstCenersenDayOf, textOf, withoutEntry } from "@/lib/study/derive/record-reading";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";

/** What a check of this study may look at beside its own form: the rest of the patient's record, as stored. */
export interface CheckContext extends Today {
  /** Without the entry that is being checked, whose answers arrive separately. */
  readonly record: PatientRecord;
  readonly visit: string | null;
  /** The row of a form that repeats; a row that is being added comes after all others. */
  readonly rowNo: number;
}

export type StudyForm<F extends Fields = Fields> = Form<F, CheckContext>;

export const defineForm = formDefiner<CheckContext>();

/** The context for checking one entry, stored or about to be: the record without it. */
export const contextFor = (record: PatientRecord, entry: Pick<RecordEntry, "id" | "visit"> & { readonly rowNo?: number }, today: CalendarDate): CheckContext => ({
  record: withoutEntry(record, entry.id),
  visit: entry.visit,
  rowNo: entry.rowNo ?? Number.MAX_SAFE_INTEGER,
  today,
});

export const entriesOf = ({ record }: CheckContext, formId: string): readonly RecordEntry[] => entriesOfForm(record, formId);

/** The rows above this one: where two rows contradict each other, only the later one asks. */
export const earlierRows = (context: CheckContext, formId: string): readonly RecordEntry[] => entriesOf(context, formId).filter(({ rowNo }) => rowNo < context.rowNo);

/** The first known answer to a field in the rest of the record, as text, or null; `visit` narrows it to one visit. */
export const textIn = (context: CheckContext, formId: string, field: string, visit?: string | null): string | null =>
  entriesOfForm(context.record, formId, visit).map((entry) => textOf(entry, field)).find((value) => value !== null) ?? null;

/** All known answers to a field as text. */
export const textsIn = (context: CheckContext, formId: string, field: string): readonly string[] =>
  entriesOf(context, formId).map((entry) => textOf(entry, field)).filter((value) => value !== null);

/** The first day of cenersen: day 1 of the course, from which every window is counted. Null before it was given. */
export const firstCenersenDay = ({ record }: CheckContext): CalendarDate | null => firstCenersenDayOf(record);

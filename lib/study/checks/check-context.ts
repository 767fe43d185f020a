import { formDefiner, type Form, type Today } from "@/lib/crf/define-form";
import type { Fields } from "@/lib/crf/any-field";
import { knownValue } from "@/lib/crf/missing";
import { isCalendarDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";

/** What a check of this study may look at beside its own form: the rest of the patient's record, as stored. */
export interface CheckContext extends Today {
  /** Without the entry that is being checked, whose answers arrive separately. */
  readonly record: PatientRecord;
  readonly visit: string | null;
}

export type StudyForm<F extends Fields = Fields> = Form<F, CheckContext>;

export const defineForm = formDefiner<CheckContext>();

/** The context for checking one entry, stored or about to be: the record without it. */
export function contextFor(record: PatientRecord, entry: Pick<RecordEntry, "id" | "visit">, today: CalendarDate): CheckContext {
  return { record: { ...record, entries: record.entries.filter(({ id }) => id !== entry.id) }, visit: entry.visit, today };
}

export const entriesOf = ({ record }: CheckContext, formId: string): readonly RecordEntry[] => record.entries.filter((entry) => entry.formId === formId);

/** The first known answer to a field in the rest of the record, or null; `visit` narrows it to one visit. */
export function answerIn(context: CheckContext, formId: string, field: string, visit?: string | null): unknown {
  for (const entry of entriesOf(context, formId)) {
    const value = visit === undefined || entry.visit === visit ? knownValue(entry.answers[field]) : null;
    if (value !== null) return value;
  }
  return null;
}

/** All known answers to a field as text, in the order of the record. */
export const textsIn = (context: CheckContext, formId: string, field: string): readonly string[] =>
  entriesOf(context, formId).map(({ answers }) => knownValue(answers[field])).filter((value) => typeof value === "string");

export function textIn(context: CheckContext, formId: string, field: string, visit?: string | null): string | null {
  const value = answerIn(context, formId, field, visit);
  return typeof value === "string" ? value : null;
}

/** The first day of cenersen: day 1 of the course, from which every window is counted. Null before it was given. */
export function firstCenersenDay(context: CheckContext): CalendarDate | null {
  const day = textIn(context, "cenersen_infusion", "startAt")?.slice(0, 10) ?? null;
  return day !== null && isCalendarDate(day) ? day : null;
}

import { knownValue } from "@/lib/crf/missing";
import { isCalendarDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { isPartialDate, type PartialDate } from "@/lib/kernel/partial-date";
import type { PatientRecord, RecordEntry, Source } from "@/lib/study/patient-record";
import type { Course } from "@/lib/study/planned-visit";

const byRow = (one: RecordEntry, other: RecordEntry): number => one.rowNo - other.rowNo || (one.id < other.id ? -1 : 1);

type ByForm = ReadonlyMap<string, readonly RecordEntry[]>;
/** Sorted once for each record, because the rules ask for the same forms many times. */
const sorted = new WeakMap<readonly RecordEntry[], ByForm>();

function byForm(entries: readonly RecordEntry[]): ByForm {
  const known = sorted.get(entries);
  if (known !== undefined) return known;
  const forms = new Map<string, RecordEntry[]>();
  for (const entry of entries.toSorted(byRow)) {
    const ofForm = forms.get(entry.formId);
    if (ofForm === undefined) forms.set(entry.formId, [entry]);
    else ofForm.push(entry);
  }
  sorted.set(entries, forms);
  return forms;
}

/** The record with other entries of one form. The sorting of the rest is carried over, because every entry of a patient is checked in turn. */
function withEntries(record: PatientRecord, entries: readonly RecordEntry[], formId: string, ofForm: readonly RecordEntry[]): PatientRecord {
  sorted.set(entries, new Map(byForm(record.entries)).set(formId, ofForm));
  return { ...record, entries };
}

/** The record as it is beside one entry; itself when it does not hold it. */
export function withoutEntry(record: PatientRecord, entryId: string): PatientRecord {
  const formId = record.entries.find(({ id }) => id === entryId)?.formId;
  if (formId === undefined) return record;
  const isOther = ({ id }: RecordEntry): boolean => id !== entryId;
  return withEntries(record, record.entries.filter(isOther), formId, entriesOfForm(record, formId).filter(isOther));
}

/** The record with one entry more. */
export const withEntry = (record: PatientRecord, entry: RecordEntry): PatientRecord =>
  withEntries(record, [...record.entries, entry], entry.formId, [...entriesOfForm(record, entry.formId), entry].toSorted(byRow));

/** The entries of a form, of one visit where one is named, by row: the order in which a record arrives means nothing. */
export function entriesOfForm({ entries }: Pick<PatientRecord, "entries">, formId: string, visit?: string | null): readonly RecordEntry[] {
  const ofForm = byForm(entries).get(formId) ?? [];
  return visit === undefined ? ofForm : ofForm.filter((entry) => entry.visit === visit);
}

/** The known answer to a field, or null: for a blank, a reason why it is missing, or no entry. */
export const known = (entry: RecordEntry | undefined, field: string): unknown => (entry === undefined ? null : knownValue(entry.answers[field]));

export function textOf(entry: RecordEntry | undefined, field: string): string | null {
  const value = known(entry, field);
  return typeof value === "string" ? value : null;
}

const isNumberText = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

/** A whole number or decimal as text; null for anything that is no number. */
export function figureOf(entry: RecordEntry | undefined, field: string): string | null {
  const value = known(entry, field);
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return isNumberText(text) ? text : null;
}

/** A whole date, also the day of a date with a time; null for anything else. */
export function dayOf(entry: RecordEntry | undefined, field: string): CalendarDate | null {
  const day = textOf(entry, field)?.slice(0, 10) ?? null;
  return day !== null && isCalendarDate(day) ? day : null;
}

/** As much of a date as is known; null for anything that is no date. */
export function partialDateOf(entry: RecordEntry | undefined, field: string): PartialDate | null {
  const text = textOf(entry, field);
  return text !== null && isPartialDate(text) ? text : null;
}

export function quantityOf(entry: RecordEntry | undefined, field: string): { readonly value: string; readonly unit: string } | null {
  const found = known(entry, field) as { readonly value?: unknown; readonly unit?: unknown } | null;
  if (typeof found !== "object" || found === null) return null;
  return typeof found.value === "string" && isNumberText(found.value) && typeof found.unit === "string" ? { value: found.value, unit: found.unit } : null;
}

/** One of the codes of a choice, or null. */
export function codeOf<const Code extends string>(entry: RecordEntry | undefined, field: string, codes: readonly Code[]): Code | null {
  const value = known(entry, field);
  return codes.find((code) => code === value) ?? null;
}

/** True when anything was entered, be it only why a value is missing. */
export const isStarted = ({ answers }: Pick<RecordEntry, "answers">): boolean => Object.values(answers).some((answer) => answer !== null && answer !== undefined);

/** The field a value stands in, or where it would stand; null without an entry to stand in. */
export const sourceOf = (entry: RecordEntry | undefined, field: string): Source | null => (entry === undefined ? null : { entryId: entry.id, field });

/** The infusion of cenersen of a course; undefined before it is recorded. */
export const cenersenInfusionOf = (record: Pick<PatientRecord, "entries">, course: Course = 1): RecordEntry | undefined => entriesOfForm(record, "cenersen_infusion", `C${course}`)[0];

/** Day 1 of the course, from which every other day of it is counted. */
export const firstCenersenDayOf = (record: Pick<PatientRecord, "entries">, course: Course = 1): CalendarDate | null => dayOf(cenersenInfusionOf(record, course), "startAt");

/** The courses that the record knows: the first, and the second once anything of it is recorded. */
export const coursesOf = (record: PatientRecord): readonly Course[] => (record.entries.some((entry) => entry.visit === "C2" && isStarted(entry)) ? [1, 2] : [1]);

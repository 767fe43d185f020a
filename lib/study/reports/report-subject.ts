import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { Arm, FindingKind, RecordEntry } from "@/lib/study/patient-record";

/** One patient as far as a report asks: the results and the forms that it named. */
export interface ReportSubject {
  readonly number: string;
  readonly site: string;
  readonly status: "screening" | "randomised" | "screen_failed";
  readonly arm: Arm | null;
  /** The calendar day at the site. */
  readonly randomisedOn: CalendarDate | null;
  readonly findings: readonly SubjectFinding[];
  readonly entries: readonly RecordEntry[];
}

export interface SubjectFinding {
  readonly kind: FindingKind;
  readonly subject: string;
  readonly value: string;
  readonly trace: Readonly<Record<string, unknown>>;
}

export const ARMS: readonly Arm[] = ["A", "B", "C"];

export const findingOf = ({ findings }: ReportSubject, kind: FindingKind, subject = ""): SubjectFinding | undefined => findings.find((one) => one.kind === kind && one.subject === subject);

/** Whom every table of results counts: everybody randomised, assessed or not. */
export const randomisedOf = (subjects: readonly ReportSubject[]): readonly ReportSubject[] => subjects.filter(({ status }) => status === "randomised");

/** The first calendar day in a field of a form; null where none is recorded. */
export function firstDayIn({ entries }: ReportSubject, formId: string, field: string, visit?: string): CalendarDate | null {
  const days = entries.filter((entry) => entry.formId === formId && (visit === undefined || entry.visit === visit)).map(({ answers }) => answers[field]);
  return days.filter((day): day is string => typeof day === "string" && /^\d{4}-\d{2}-\d{2}/.test(day)).map((day) => day.slice(0, 10)).toSorted()[0] ?? null;
}

import { daysBetween, isCalendarDate, type CalendarDate } from "@/lib/kernel/calendar-date";

/** Deaths on treatment and up to this many days after the last dose are looked at one by one. ICH E3 11.4.2.3 asks for deaths during the study; 30 days is the usual reach. */
export const WATCHED_DAYS = 30;

/** A dose as it is recorded: the form with its answers. */
export interface RecordedDose {
  readonly formId: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

const dayIn = (value: unknown): CalendarDate | null => (typeof value === "string" && isCalendarDate(value.slice(0, 10)) ? value.slice(0, 10) : null);

function dayOfDose({ formId, answers }: RecordedDose): CalendarDate | null {
  if (formId === "cenersen_infusion") return dayIn(answers["stopAt"]) ?? dayIn(answers["startAt"]);
  return answers["doseMg"] === "0" ? null : dayIn(answers["doseDate"]);
}

/** The last day on which any study drug was given, as recorded; a dose of 0 was not given. Null when none is dated. */
export const lastDoseDay = (doses: readonly RecordedDose[]): CalendarDate | null => doses.map(dayOfDose).filter((day) => day !== null).toSorted().at(-1) ?? null;

export type DeathAfterDose =
  | { readonly state: "within" | "later" | "before_last_dose"; readonly days: number }
  /** The death is not dated, or no dose is. */
  | { readonly state: "not_dated"; readonly days: null };

/** How long after the last dose a patient died; day 30 is within. */
export function deathAfterDose(deathDate: unknown, lastDose: CalendarDate | null): DeathAfterDose {
  const died = dayIn(deathDate);
  if (died === null || lastDose === null) return { state: "not_dated", days: null };
  const days = daysBetween(lastDose, died);
  return { state: days < 0 ? "before_last_dose" : days <= WATCHED_DAYS ? "within" : "later", days };
}

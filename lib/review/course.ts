import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { addDays, isCalendarDate } from "@/lib/kernel/calendar-date";
import { keepsOneClock, minuteOfWallTime } from "@/lib/kernel/instant";

/** What was given in one course, by day and wall time of the site. */
export interface Course {
  /** D1. */
  readonly first: CalendarDate;
  /** Stretches between interruptions; `to` null while it runs. */
  readonly infusion: readonly { readonly from: string; readonly to: string | null }[];
  readonly idarubicin: readonly CalendarDate[];
  readonly cytarabine: readonly CalendarDate[];
}

interface Recorded {
  readonly startAt: string;
  readonly stopAt: string | null;
  readonly given: readonly { readonly formId: string; readonly answers: Readonly<Record<string, unknown>> }[];
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** The infusion and doses as recorded; what has no date is left out, and a dose of 0 was not given. */
export function courseOf({ startAt, stopAt, given }: Recorded): Course {
  const answersOf = (formId: string) => given.filter((entry) => entry.formId === formId).map(({ answers }) => answers);
  const dosesOf = (formId: string) => answersOf(formId).filter(({ doseMg }) => doseMg !== "0").map(({ doseDate }) => text(doseDate)).filter((day) => day !== null && isCalendarDate(day)).toSorted() as CalendarDate[];
  const pauses = answersOf("infusion_interruption")
    .map(({ stoppedAt, resumedAt }) => ({ stopped: text(stoppedAt), resumed: text(resumedAt) }))
    .filter((pause): pause is { stopped: string; resumed: string | null } => pause.stopped !== null)
    .toSorted((one, other) => (one.stopped < other.stopped ? -1 : 1));
  const starts = [startAt, ...pauses.map(({ resumed }) => resumed)];
  const stops = [...pauses.map(({ stopped }) => stopped), stopAt];
  return {
    first: startAt.slice(0, 10),
    infusion: starts.flatMap((from, at) => (from === null ? [] : [{ from, to: stops[at] ?? null }])),
    idarubicin: dosesOf("idarubicin_dose"), cytarabine: dosesOf("cytarabine_dose"),
  };
}

/**
 * Hours, to a tenth, that the infusion ran on these days of the site; while it has no end, nothing is known of the stretch that runs. The hour that
 * the clocks repeat or skip during it counts as it ran. Where they stay as they are, as nearly always, one zone serves for all.
 */
export function infusionHoursOn(infusion: Course["infusion"], days: readonly CalendarDate[], timeZone: string): number {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const clock = keepsOneClock(first, last, timeZone) ? "UTC" : timeZone;
  const minutesOf = (wallTime: string) => minuteOfWallTime(wallTime, clock);
  const minutes = days.flatMap((day) => infusion.map(({ from, to }) =>
    to === null ? 0 : Math.max(0, Math.min(minutesOf(to), minutesOf(`${addDays(day, 1)}T00:00`)) - Math.max(minutesOf(from), minutesOf(`${day}T00:00`)))));
  return Math.round(minutes.reduce((sum, one) => sum + one, 0) / 6) / 10;
}

import { addDays, daysBetween, isCalendarDate } from "@/lib/kernel/calendar-date";

/**
 * Hours from awareness to the first report of a serious event. ICH E2A and ICH E6(R2) 4.11.1 and 21 CFR 312.64(b) say "immediately";
 * 24 hours is the usual meaning and the rule of EU 536/2014, article 41(2). A protocol that says otherwise changes this number.
 */
export const REPORT_WITHIN_HOURS = 24;

/** Wall time at one place, "2024-10-21T14:32". */
export type WallTime = string;

const minutesOf = (time: WallTime): number => Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16));

/** Whole minutes between two wall times of one place. On the night of a clock change it is an hour off. */
export const minutesBetween = (from: WallTime, to: WallTime): number => daysBetween(from.slice(0, 10), to.slice(0, 10)) * 1440 + minutesOf(to) - minutesOf(from);

/** When the time to report runs out, in wall time at the site; null for what is no time. */
export function reportBy(awareAt: string): WallTime | null {
  if (!isCalendarDate(awareAt.slice(0, 10)) || !/^.{10}T\d\d:\d\d$/.test(awareAt)) return null;
  const minutes = minutesOf(awareAt) + REPORT_WITHIN_HOURS * 60;
  const two = (part: number) => String(part).padStart(2, "0");
  return `${addDays(awareAt.slice(0, 10), Math.floor(minutes / 1440))}T${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`;
}

export type Reporting =
  | { readonly state: "reported" | "reported_late"; readonly minutes: number }
  | { readonly state: "due" | "overdue"; readonly minutes: number }
  | { readonly state: "no_awareness"; readonly minutes: null };

/** Where the report of a serious event stands; `minutes` since awareness, until the report or until now. All in wall time at the site. */
export function reportingOf({ awareAt, reportedAt, now }: { readonly awareAt: WallTime | null; readonly reportedAt: WallTime | null; readonly now: WallTime }): Reporting {
  if (awareAt === null) return { state: "no_awareness", minutes: null };
  const minutes = minutesBetween(awareAt, reportedAt ?? now);
  const late = minutes > REPORT_WITHIN_HOURS * 60;
  if (reportedAt !== null) return { state: late ? "reported_late" : "reported", minutes };
  return { state: late ? "overdue" : "due", minutes };
}

/** "45 min", "7 h", "3 d 4 h": as long as a reader needs it exact. */
export function sayElapsed(minutes: number): string {
  if (minutes < 60) return `${Math.max(0, minutes)} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d${hours % 24 === 0 ? "" : ` ${hours % 24} h`}`;
}

const WORDS: Readonly<Record<Reporting["state"], (elapsed: string) => string>> = {
  overdue: (elapsed) => `overdue, ${elapsed}`,
  due: (elapsed) => `due, ${elapsed} since`,
  no_awareness: () => "time of awareness missing",
  reported_late: (elapsed) => `late, after ${elapsed}`,
  reported: (elapsed) => `reported after ${elapsed}`,
};

/** "overdue, 31 h": the state of the report with the time since awareness. */
export const sayReporting = ({ state, minutes }: Reporting): string => WORDS[state](sayElapsed(minutes ?? 0));

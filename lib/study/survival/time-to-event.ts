import { daysBetween, sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Source } from "@/lib/study/patient-record";
import type { DatedFact } from "@/lib/study/survival/dated-facts";

export type TimeStatus = "event" | "censored" | "not_applicable" | "waiting";

/** A time as its finding explains it. Days are a difference of dates without + 1. */
export interface TimeToEvent {
  readonly status: TimeStatus;
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly days: number | null;
  readonly why: string;
  readonly waitingFor: readonly string[];
  readonly source: Source | null;
}

export interface Observation {
  readonly from: DatedFact | null;
  /** What ends the time as an event; the first of them counts. */
  readonly events: readonly (DatedFact | null)[];
  /** What ends it without an event, if it comes before any. */
  readonly stops?: readonly (DatedFact | null)[];
  /** Until when nothing had happened. */
  readonly lastSeen: DatedFact | null;
}

const NOTHING = { from: null, to: null, days: null, waitingFor: [], source: null };

export const notApplicable = (why: string): TimeToEvent => ({ ...NOTHING, status: "not_applicable", why });
export const waitsFor = (what: string): TimeToEvent => ({ ...NOTHING, status: "waiting", why: `Waiting for ${what}`, waitingFor: [what] });

/** The time from a start to the first event, or to where observation ended. It never depends on today. */
export function timeToEvent({ from, events, stops = [], lastSeen }: Observation): TimeToEvent {
  if (from === null) return waitsFor("its first day");
  const event = first(events);
  const stop = first(stops);
  if (stop !== null && (event === null || stop.on < event.on)) return observed(from, stop, "censored");
  if (event !== null) return observed(from, event, "event");
  return lastSeen === null ? waitsFor("a day on which it had not happened") : observed(from, lastSeen, "censored");
}

const first = (facts: Observation["events"]): DatedFact | null => facts.filter((fact) => fact !== null).toSorted((one, other) => (one.on < other.on ? -1 : 1))[0] ?? null;

function observed(from: DatedFact, to: DatedFact, status: "event" | "censored"): TimeToEvent {
  const days = daysBetween(from.on, to.on);
  const span = `${from.what} ${sayDate(from.on)}, ${to.what} ${sayDate(to.on)}`;
  if (days < 0) return { ...NOTHING, status: "waiting", why: `The dates are out of order: ${span}`, waitingFor: ["dates in order"], source: to.source };
  return { status, from: from.on, to: to.on, days, why: `${status === "event" ? "" : "Censored: "}${span}`, waitingFor: [], source: to.source };
}

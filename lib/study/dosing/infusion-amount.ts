import { Decimal } from "decimal.js";
import { isCalendarDate } from "@/lib/kernel/calendar-date";

/** Times are wall times at the site, "YYYY-MM-DDTHH:MM"; the rate is in mg per hour. */
export interface InfusionRecord {
  readonly startAt: string | null;
  readonly stopAt: string | null;
  readonly rateMgPerHour: string | number | null;
  readonly interruptions: readonly { readonly stoppedAt: string | null; readonly resumedAt: string | null }[];
}

export type InfusionAmount =
  | { readonly state: "known"; readonly mg: string; readonly hours: string; readonly says: string }
  | { readonly state: "unknown"; readonly because: string };

const MINUTES_PER_HOUR = 60;
const MINUTE_MS = 60_000;

/** Minutes on the wall clock. A change to or from summer time inside an infusion is not corrected for: the site's clock is what was read. */
function wallMinutes(time: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(time) || !isCalendarDate(time.slice(0, 10))) return null;
  const instant = Date.parse(`${time}Z`);
  return Number.isNaN(instant) ? null : instant / MINUTE_MS;
}

/** The amount infused in mg = rate × (stop − start − interruptions). Interruptions that overlap count once; parts outside the infusion not at all. */
export function infusionAmount({ startAt, stopAt, rateMgPerHour, interruptions }: InfusionRecord): InfusionAmount {
  const start = startAt === null ? null : wallMinutes(startAt);
  const stop = stopAt === null ? null : wallMinutes(stopAt);
  if (start === null) return { state: "unknown", because: "The start of the infusion is missing" };
  if (stop === null) return { state: "unknown", because: "The stop of the infusion is missing" };
  if (rateMgPerHour === null) return { state: "unknown", because: "The rate of the infusion is missing" };
  if (stop < start) return { state: "unknown", because: "The infusion stops before it starts" };
  const paused = pausedMinutes(interruptions, start, stop);
  if (paused === null) return { state: "unknown", because: "An interruption has no stop or no resumption, or resumes before it stops" };
  const hours = new Decimal(stop - start - paused).dividedBy(MINUTES_PER_HOUR);
  const mg = new Decimal(stop - start - paused).times(rateMgPerHour).dividedBy(MINUTES_PER_HOUR).toDecimalPlaces(1, Decimal.ROUND_HALF_UP);
  const shownHours = hours.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed();
  return { state: "known", mg: mg.toFixed(), hours: shownHours, says: `${new Decimal(rateMgPerHour).toFixed()} mg/h × ${shownHours} h = ${mg.toFixed()} mg` };
}

function pausedMinutes(interruptions: InfusionRecord["interruptions"], start: number, stop: number): number | null {
  const pauses: [number, number][] = [];
  for (const { stoppedAt, resumedAt } of interruptions) {
    const from = stoppedAt === null ? null : wallMinutes(stoppedAt);
    const to = resumedAt === null ? null : wallMinutes(resumedAt);
    if (from === null || to === null || to < from) return null;
    pauses.push([Math.max(from, start), Math.min(to, stop)]);
  }
  let paused = 0;
  let coveredUntil = start;
  for (const [from, to] of pauses.toSorted((a, b) => a[0] - b[0])) {
    paused += Math.max(0, to - Math.max(from, coveredUntil));
    coveredUntil = Math.max(coveredUntil, to);
  }
  return paused;
}

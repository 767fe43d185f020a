import { Decimal } from "decimal.js";
import { daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import { toTenth } from "@/lib/study/dosing/dosing-rules";
import type { InfusionBag } from "@/lib/study/dosing/infusion-bag-amount";
import { dayStretch, daysFrom, merged, MINUTES_PER_HOUR, overlapMinutes, sayMinutes, wallMinutes, type Stretch } from "@/lib/study/dosing/wall-clock";

/** Times are wall times at the site, "YYYY-MM-DDTHH:MM"; the rate is in mg per hour and holds where no bag states another. */
export interface InfusionRecord {
  readonly startAt: string | null;
  readonly stopAt: string | null;
  readonly rateMgPerHour: string | number | null;
  readonly interruptions: readonly { readonly stoppedAt: string | null; readonly resumedAt: string | null }[];
  readonly bags?: readonly InfusionBag[];
}

export interface InfusedDay {
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly mg: string;
}

export type InfusionAmount =
  | {
      readonly state: "known";
      readonly mg: string;
      /** From start to stop, and what of it the infusion stood still. */
      readonly elapsedMinutes: number;
      readonly pausedMinutes: number;
      /** By calendar day: 96 hours that begin in the day end on the fifth. */
      readonly days: readonly InfusedDay[];
      readonly says: string;
    }
  | { readonly state: "unknown"; readonly because: string };

interface Piece extends Stretch {
  readonly mgPerHour: Decimal;
}

/** Days of a longer infusion are not told apart: its dates are a mistake. */
const LONGEST_DAYS = 31;
const unknown = (because: string): InfusionAmount => ({ state: "unknown", because });

/** The amount infused in mg = rate × (stop − start − interruptions), to the minute. Interruptions that overlap count once; parts outside the infusion not at all. */
export function infusionAmount({ startAt, stopAt, rateMgPerHour, interruptions, bags = [] }: InfusionRecord): InfusionAmount {
  const [start, stop] = [wallMinutes(startAt), wallMinutes(stopAt)];
  if (startAt === null || start === null) return unknown("The start of the infusion is missing");
  if (stopAt === null || stop === null) return unknown("The stop of the infusion is missing");
  if (stop < start) return unknown("The infusion stops before it starts");
  const pieces = piecesOf({ from: start, to: stop }, rateMgPerHour, bags);
  if (typeof pieces === "string") return unknown(pieces);
  const pauses = pausesOf(interruptions);
  if (pauses === null) return unknown("An interruption has no stop or no resumption, or resumes before it stops");
  const paused = pauses.reduce((sum, pause) => sum + overlapMinutes(pause, { from: start, to: stop }), 0);
  const mg = infusedMg(pieces, pauses);
  return {
    state: "known", mg, elapsedMinutes: stop - start, pausedMinutes: paused,
    days: daysOf(startAt.slice(0, 10), stopAt.slice(0, 10), pieces, pauses),
    says: `${sayRates(pieces)} × ${sayMinutes(stop - start - paused)} = ${mg} mg`,
  };
}

/** The infusion cut where its rate changes; a sentence when a rate is not known for all of it. */
function piecesOf(whole: Stretch, rate: string | number | null, bags: readonly InfusionBag[]): readonly Piece[] | string {
  const own: Piece[] = [];
  for (const { hungAt, endedAt, rateMgPerHour } of bags) {
    if (rateMgPerHour === null) continue;
    const [from, to] = [wallMinutes(hungAt), wallMinutes(endedAt)];
    if (from === null || to === null || to < from) return "A bag with a rate of its own has no time at which it was hung or ended";
    own.push({ from: Math.max(from, whole.from), to: Math.min(to, whole.to), mgPerHour: new Decimal(rateMgPerHour) });
  }
  const pieces: Piece[] = [];
  let reached = whole.from;
  for (const piece of own.filter(({ from, to }) => from < to).toSorted((one, other) => one.from - other.from || one.to - other.to)) {
    if (piece.from < reached) return "Two bags with rates of their own overlap";
    if (piece.from > reached) {
      if (rate === null) return "The rate of the infusion is missing";
      pieces.push({ from: reached, to: piece.from, mgPerHour: new Decimal(rate) });
    }
    pieces.push(piece);
    reached = piece.to;
  }
  if (reached === whole.to && pieces.length > 0) return pieces;
  return rate === null ? "The rate of the infusion is missing" : [...pieces, { from: reached, to: whole.to, mgPerHour: new Decimal(rate) }];
}

/** The times at which nothing ran, each minute once; null when one of them is not closed or runs backwards. */
export function pausesOf(interruptions: InfusionRecord["interruptions"]): readonly Stretch[] | null {
  const pauses = interruptions.map(({ stoppedAt, resumedAt }) => ({ from: wallMinutes(stoppedAt), to: wallMinutes(resumedAt) }));
  const closed = pauses.filter((pause): pause is Stretch => pause.from !== null && pause.to !== null && pause.from <= pause.to);
  return closed.length < pauses.length ? null : merged(closed);
}

const runMinutes = (stretch: Stretch, pauses: readonly Stretch[]): number => stretch.to - stretch.from - pauses.reduce((sum, pause) => sum + overlapMinutes(pause, stretch), 0);

const infusedMg = (pieces: readonly Piece[], pauses: readonly Stretch[]): string =>
  toTenth(pieces.reduce((sum, piece) => sum.plus(piece.mgPerHour.times(runMinutes(piece, pauses))), new Decimal(0)).dividedBy(MINUTES_PER_HOUR));

function daysOf(first: CalendarDate, last: CalendarDate, pieces: readonly Piece[], pauses: readonly Stretch[]): readonly InfusedDay[] {
  if (daysBetween(first, last) > LONGEST_DAYS) return [];
  return daysFrom(first, last).map((date) => {
    const day = dayStretch(date);
    const here = pieces.map((piece) => ({ ...piece, from: Math.max(piece.from, day.from), to: Math.min(piece.to, day.to) })).filter(({ from, to }) => from < to);
    return { date, minutes: here.reduce((sum, piece) => sum + runMinutes(piece, pauses), 0), mg: infusedMg(here, pauses) };
  });
}

function sayRates(pieces: readonly Piece[]): string {
  const rates = [...new Set(pieces.map(({ mgPerHour }) => mgPerHour.toFixed()))];
  return `${rates.join(", then ")} mg/h`;
}

import { isUnscheduled, visitByCode, visits } from "@/lib/study/visits";

/** A visit as SDTM names it. */
export interface NamedVisit {
  readonly VISITNUM: number;
  readonly VISIT: string;
  readonly VISITDY: number | null;
}

/** The first planned day of a visit, of follow-up the middle of its window. Screening has no planned day, and days of course 2 do not count from the first dose. */
function plannedDay(code: string): number | null {
  const visit = visitByCode(code);
  if (visit?.window == null || visit.course !== 1 || code === "SCR") return null;
  return visit.calledFor === "while_alive" ? (visit.window.from + visit.window.to) / 2 : visit.window.from;
}

/** The visit of a code; an unscheduled one is numbered after the planned visit that it followed, 5.01. Null for a code that no schedule has. */
export function nameVisit(code: string, followed = 0): NamedVisit | null {
  if (isUnscheduled(code)) {
    const number = followed + Number(code.slice(3)) / 100;
    return { VISITNUM: Number(number.toFixed(2)), VISIT: `UNSCHEDULED ${number.toFixed(2)}`, VISITDY: null };
  }
  const place = visits.findIndex((visit) => visit.code === code);
  return place < 0 ? null : { VISITNUM: place + 1, VISIT: (visits[place]?.title ?? code).toUpperCase(), VISITDY: plannedDay(code) };
}

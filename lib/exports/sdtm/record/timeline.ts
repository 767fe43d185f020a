import { addDays, isCalendarDate, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import { earliestDay, isPartialDate, latestDay } from "@/lib/kernel/partial-date";
import { cenersenInfusionOf, dayOf, entriesOfForm, textOf } from "@/lib/study/derive/record-reading";
import { deathOf } from "@/lib/study/schedule";
import { versionOn } from "@/lib/study/version-on";
import { DAY_FIELDS } from "@/lib/study/visit-day";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import { courseElement, FOLLOW_UP, lastDayOfCourse, SCREENING, type PlannedElement } from "../trial/arms";
import type { ExposureInterval } from "./exposure";
import type { PatientView } from "./patient-view";

/** A part of the study that the patient went through; `to` is the start of the next one. */
export interface Span {
  readonly element: PlannedElement | null;
  readonly epoch: string;
  readonly order: number;
  readonly from: string;
  readonly to: string | null;
}

/** The days that other dates are told from. */
export interface Timeline {
  readonly consent: CalendarDate | null;
  readonly firstDose: string | null;
  readonly lastDose: string | null;
  readonly death: CalendarDate | null;
  readonly lastKnown: string | null;
  /** The version that course 1 is dosed by. */
  readonly version: ProtocolVersionId;
  readonly spans: readonly Span[];
}

const dayPart = (date: string): CalendarDate => date.slice(0, 10);
const least = (dates: readonly (string | null)[]): string | null => dates.filter((date) => date !== null).toSorted()[0] ?? null;
const greatest = (dates: readonly (string | null)[]): string | null => dates.filter((date) => date !== null).toSorted().at(-1) ?? null;

/** Days of logs on which the patient was seen or treated; an attempt to reach a patient who is lost is none. */
const LOG_DAYS: Readonly<Record<string, string>> = { consent: "consentDate", randomisation: "randomisedOn", end_of_treatment: "endedOn", relapse: "relapseDate", new_therapy: "startDate", transfusion: "givenOn" };

function lastKnownOf({ record }: PatientView, lastDose: string | null, death: CalendarDate | null): string | null {
  if (death !== null) return death;
  const days = Object.entries({ ...DAY_FIELDS, ...LOG_DAYS }).flatMap(([form, field]) =>
    entriesOfForm(record, form).filter((entry) => textOf(entry, "status") !== "lost").map((entry) => dayOf(entry, field)));
  return greatest([...days, lastDose?.slice(0, 10) ?? null]);
}

/** Screening, the courses and follow-up, each up to the next. None of them begins after the patient is known no more. */
function spansOf({ record }: PatientView, { consent, firstDose, lastKnown }: Pick<Timeline, "consent" | "firstDose" | "lastKnown">): readonly Span[] {
  const version = (course: 1 | 2) => versionOn(record, course);
  const element = (course: 1 | 2): PlannedElement | null => (record.arm === null ? null : courseElement(version(course), record.arm, course));
  const second = textOf(cenersenInfusionOf(record, 2), "startAt");
  const starts: Omit<Span, "to">[] = [];
  if (consent !== null && (firstDose === null || consent < firstDose)) starts.push({ element: SCREENING, epoch: SCREENING.epoch, order: 1, from: consent });
  if (firstDose !== null) {
    starts.push({ element: element(1), epoch: "INDUCTION TREATMENT", order: 2, from: firstDose });
    const again = second !== null && second > firstDose;
    if (again) starts.push({ element: element(2), epoch: "INDUCTION TREATMENT", order: 3, from: second });
    const over = addDays(dayPart(again ? second : firstDose), lastDayOfCourse(version(again ? 2 : 1)));
    if (lastKnown !== null && over <= lastKnown) starts.push({ element: FOLLOW_UP, epoch: FOLLOW_UP.epoch, order: 4, from: over });
  }
  return starts.map((start, index) => ({ ...start, to: starts[index + 1]?.from ?? lastKnown }));
}

export function timelineOf(view: PatientView, exposure: readonly ExposureInterval[]): Timeline {
  const given = exposure.filter((interval) => interval.given);
  const [firstDose, lastDose] = [least(given.map(({ from }) => from)), greatest(given.map(({ to, from }) => to ?? from))];
  const death = deathOf(view.record);
  const consent = dayOf(entriesOfForm(view.record, "consent")[0], "consentDate");
  const lastKnown = lastKnownOf(view, lastDose, death);
  return { consent, firstDose, lastDose, death, lastKnown, version: versionOn(view.record, 1), spans: spansOf(view, { consent, firstDose, lastKnown }) };
}

const epochOn = (spans: readonly Span[], day: CalendarDate): string | null => spans.findLast(({ from }) => dayPart(from) <= day)?.epoch ?? null;

/** The epoch of a date, as far as the date is known; null where it could lie in two, or lies before consent. */
export function epochOf({ spans }: Timeline, date: string | null): string | null {
  const day = date?.slice(0, 10) ?? "";
  if (!isPartialDate(day)) return null;
  const [first, last] = [epochOn(spans, earliestDay(day)), epochOn(spans, latestDay(day))];
  return first === last ? first : null;
}

/** The study day of a whole date; null for a partial one, and for a patient who was not treated. */
export function studyDayOf({ firstDose }: Timeline, date: string | null): number | null {
  const day = date?.slice(0, 10) ?? "";
  return firstDose === null || !isCalendarDate(day) ? null : studyDay(dayPart(firstDose), day);
}

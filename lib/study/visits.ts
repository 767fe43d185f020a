import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Arm, ProtocolVersionId } from "@/lib/study/patient-record";
import { optional, RESPONSE_FORMS, type Course, type PlannedForm, type PlannedVisit } from "@/lib/study/planned-visit";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

export type { Course, PlannedForm, PlannedVisit, VisitWindow } from "@/lib/study/planned-visit";

export const COURSES: readonly Course[] = [1, 2];

/** Every visit that any version plans, each once, in the order of the schedule: the columns of a table over all patients. */
export const visits: readonly PlannedVisit[] = Object.values(protocolVersions)
  .flatMap((version) => version.visits)
  .filter(({ code }, index, all) => all.findIndex((visit) => visit.code === code) === index);

/** Forms that belong to the patient and to no visit. A log that repeats has a row per event; the others have one. */
export const logs: readonly string[] = ["concomitant_medication", "transfusion", "adverse_event", "relapse", "new_therapy", "death", "end_of_treatment", "protocol_deviation", "randomisation"];

const UNSCHEDULED = /^UNS([1-9]\d{0,2})$/;
/** The forms of a visit that nobody planned, such as a repeat marrow. */
const UNSCHEDULED_FORMS: readonly PlannedForm[] = optional(...RESPONSE_FORMS, "chemistry");

/** UNS1, UNS2 and so on. */
export const isUnscheduled = (code: string): boolean => UNSCHEDULED.test(code);

export const unscheduledCode = (number: number): string => `UNS${number}`;

/** The parts of the schedule, in the order in which a casebook shows them. */
export const PHASES = { screening: "Screening", course_1: "Course 1", course_2: "Course 2", follow_up: "Follow-up", unscheduled: "Unscheduled" } as const;
export type Phase = keyof typeof PHASES;

/** Follow-up counts from course 1 and is no part of it. */
export function phaseOf({ code, course, calledFor }: PlannedVisit): Phase {
  if (isUnscheduled(code)) return "unscheduled";
  if (calledFor === "while_alive") return "follow_up";
  if (code === "SCR" || course === null) return "screening";
  return course === 1 ? "course_1" : "course_2";
}

/** Short, where the course is named beside it: "D14" of course 2. Every other visit goes by its one short title. */
export const titleInPhase = (visit: PlannedVisit): string => (phaseOf(visit) === "course_2" ? visit.shortTitle.replace(/^C2(?=.)/, "") : visit.shortTitle);

/** Codes in the order of the schedule; unscheduled visits, by number, after all of it. */
export function inOrder(codes: readonly string[]): readonly string[] {
  const place = (code: string) => (isUnscheduled(code) ? visits.length + Number(code.slice(3)) : visits.findIndex((visit) => visit.code === code));
  return codes.toSorted((one, other) => place(one) - place(other));
}

/** The visit on which a course is given. */
export const dosingVisitOf = (course: Course): string => `C${course}`;

/** A visit of the schedule as the version plans it, or an unscheduled one by its number; undefined for any other code. */
export function visitByCode(code: string, version?: ProtocolVersionId): PlannedVisit | undefined {
  const number = UNSCHEDULED.exec(code)?.[1];
  if (number === undefined) return (version === undefined ? visits : protocolVersions[version].visits).find((visit) => visit.code === code);
  return { code, title: `Unscheduled ${number}`, shortTitle: code, course: null, window: null, calledFor: "always", forms: UNSCHEDULED_FORMS };
}

/** The forms of a visit for a patient; those of later arms stay out until the arm is known. */
export const formsOfVisit = (visit: PlannedVisit, arm: Arm | null): readonly PlannedForm[] =>
  visit.forms.filter(({ arms }) => arms === undefined || (arm !== null && arms.includes(arm)));

/** First and last calendar day of a visit's window, counted from the first cenersen day of its course; null for a visit without one. */
export function windowDates(visit: PlannedVisit, firstDay: CalendarDate): { readonly from: CalendarDate; readonly to: CalendarDate } | null {
  if (visit.window === null) return null;
  const dayOf = (studyDay: number) => addDays(firstDay, studyDay > 0 ? studyDay - 1 : studyDay);
  return { from: dayOf(visit.window.from), to: dayOf(visit.window.to) };
}

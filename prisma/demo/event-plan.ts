import { toStored } from "@/lib/crf/dictionary";
import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Arm } from "@/lib/study/patient-record";
import { ctcae5 } from "@/lib/study/adverse-events/ctcae-5";
import { SERIOUSNESS_CRITERIA } from "@/lib/study/adverse-events/seriousness-checks";
import type { Chance } from "./chance";
import { notApplicable, typed, unknown, type TypedForm } from "./typed-form";

/** The words of the chart, and the term when it is called otherwise. */
type EventRow = readonly [words: string, grades: readonly string[], fromDay: number, lasts: number, term?: string];
const EVENTS: readonly EventRow[] = [
  ["Febrile neutropenia", ["3"], 9, 6], ["Mucositis oral", ["1", "2", "3"], 7, 9], ["Nausea", ["1", "2"], 2, 5], ["Diarrhoea", ["1", "2"], 5, 6, "Diarrhea"], ["Hypokalaemia", ["2", "3"], 6, 5, "Hypokalemia"],
  ["Alanine aminotransferase increased", ["1", "2"], 8, 10], ["Catheter related infection", ["3"], 12, 8], ["Fatigue", ["2"], 4, 20], ["Rash maculo-papular", ["1", "2"], 10, 7], ["Epistaxis", ["1", "2"], 11, 2],
];
/** The time of day at which the report went out, in turn. */
const REPORTED_AT = ["11:20", "15:45", "09:05", "16:30", "10:10", "13:55"] as const;

/** Two events in the course, and the one that killed whoever died early. */
export function adverseEvents(arm: Arm, dayOne: CalendarDate, fatalOn: CalendarDate | null, luck: Chance): readonly TypedForm[] {
  const first = luck.whole(0, EVENTS.length - 1);
  const rows = [EVENTS[first], EVENTS[(first + luck.whole(1, 4)) % EVENTS.length]].filter((event) => event !== undefined).map(([words, grades, fromDay, lasts, term = words]) => {
    const grade = luck.pick(grades);
    const startDate = addDays(dayOne, fromDay - 1 + luck.whole(0, 2));
    const serious = grade === "3" && luck.oneIn(2);
    return event(arm, term, {
      term: words, grade, startDate, outcome: "recovered", stopDate: luck.oneIn(8) ? unknown : addDays(startDate, lasts), related: luck.pick(["N", "N", "N", "U", "Y"]),
      ...(serious ? seriousness("seriousHospital", startDate) : { serious: "N" }), treatmentGiven: grade === "1" ? "N" : "Y",
    });
  });
  if (fatalOn === null) return rows;
  const startDate = addDays(fatalOn, -luck.whole(2, 4));
  return [...rows, event(arm, "Sepsis", { term: "Sepsis", grade: "5", startDate, outcome: "fatal", stopDate: fatalOn, related: "N", ...seriousness("seriousDeath", startDate), treatmentGiven: "Y" })];
}

function event(arm: Arm, term: string, answers: TypedForm["answers"]): TypedForm {
  const coded = ctcae5.find(term);
  if (!coded) throw new Error(`${term} is no term of ${ctcae5.name}.`);
  const cytarabine = arm === "A" ? { relatedCytarabine: notApplicable, actionCytarabine: notApplicable } : { relatedCytarabine: "U", actionCytarabine: "none" };
  return typed(null, "adverse_event", { ctcaeTerm: toStored(coded), ...answers, relatedIdarubicin: "Y", actionCenersen: "none", actionIdarubicin: "none", ...cytarabine, ledToWithdrawal: "N" });
}

/** Serious for one reason; known on the morning of the day it started, and reported the same day. */
const seriousness = (reason: (typeof SERIOUSNESS_CRITERIA)[number], startDate: CalendarDate): TypedForm["answers"] => ({
  serious: "Y", ...Object.fromEntries(SERIOUSNESS_CRITERIA.map((name) => [name, name === reason ? "Y" : "N"])),
  awareAt: `${startDate}T08:40`, reportedAt: `${startDate}T${REPORTED_AT[Number(startDate.slice(-2)) % REPORTED_AT.length]}`,
});

import { addDays, addMonths, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Chance } from "./chance";
import type { Enrolment } from "./enrolment";
import { DIED_EARLY, TRANSFUSED_LATE } from "./response-plan";
import { typed, unknown, type TypedForm } from "./typed-form";

/** By subject: months from day 1 to the relapse of a responder. */
const RELAPSED_AFTER: Readonly<Record<number, number>> = { 2: 7, 15: 5, 17: 4, 29: 11 };
const TRANSPLANTED: Readonly<Record<number, string>> = { 8: "Allogeneic transplant, sibling donor", 29: "Allogeneic transplant, unrelated donor, after relapse" };
/** Of the patients without a response, every third went on to other treatment. */
const OTHER_TREATMENT = ["FLAG-Ida", "High-dose cytarabine", "Gemtuzumab ozogamicin", "Azacitidine", "Mitoxantrone and etoposide"];
/** Of the last patients to be enrolled the third month has not been entered. */
const FOLLOWED_UP_TO_ORDER = 50;

type EventRow = readonly [term: string, grades: readonly string[], fromDay: number, lasts: number];
const EVENTS: readonly EventRow[] = [
  ["Febrile neutropenia", ["3"], 9, 6], ["Mucositis oral", ["1", "2", "3"], 7, 9], ["Nausea", ["1", "2"], 2, 5], ["Diarrhoea", ["1", "2"], 5, 6], ["Hypokalaemia", ["2", "3"], 6, 5],
  ["Alanine aminotransferase increased", ["1", "2"], 8, 10], ["Catheter related infection", ["3"], 12, 8], ["Fatigue", ["2"], 4, 20], ["Rash maculo-papular", ["1", "2"], 10, 7], ["Epistaxis", ["1", "2"], 11, 2],
];

/** Transfusions, adverse events, how treatment ended, and what became of the patient. */
export function outcomes({ order, row, dayOne }: Enrolment, lastDoseDay: CalendarDate, luck: Chance): readonly TypedForm[] {
  const diedOn = deathOf(row.subject, row.bestResponse, dayOne, luck);
  const early = DIED_EARLY.includes(row.subject);
  return [
    ...transfusions(row.subject, dayOne, luck),
    ...adverseEvents(dayOne, early ? diedOn : null, luck),
    ...(early ? [] : treatmentAfter(row.subject, row.bestResponse, dayOne, luck)),
    ...(diedOn ? [typed(null, "death", { deathDate: diedOn, cause: early ? "infection" : luck.pick(["aml", "aml", "aml", "infection", "haemorrhage"]) })] : []),
    typed(null, "end_of_treatment", { endedOn: lastDoseDay, reason: "completed" }),
    ...(early || order > FOLLOWED_UP_TO_ORDER ? [] : [followUp(dayOne, diedOn, luck)]),
  ];
}

function deathOf(subject: number, best: string, dayOne: CalendarDate, luck: Chance): CalendarDate | null {
  if (DIED_EARLY.includes(subject)) return addDays(dayOne, luck.whole(22, 26));
  if (best === "NR") return luck.oneIn(4) ? null : addDays(dayOne, luck.whole(55, 320));
  const relapsedAfter = RELAPSED_AFTER[subject];
  return relapsedAfter !== undefined && subject !== 29 ? addDays(addMonths(dayOne, relapsedAfter), luck.whole(40, 160)) : null;
}

function transfusions(subject: number, dayOne: CalendarDate, luck: Chance): readonly TypedForm[] {
  const days = [3, luck.whole(7, 12), ...(subject === TRANSFUSED_LATE ? [26] : [])];
  return [
    ...days.map((day) => typed(null, "transfusion", { givenOn: addDays(dayOne, day - 1), product: "rbc", units: luck.whole(1, 2) })),
    typed(null, "transfusion", { givenOn: addDays(dayOne, luck.whole(8, 12)), product: "platelets", units: luck.whole(1, 2) }),
  ];
}

function adverseEvents(dayOne: CalendarDate, fatalOn: CalendarDate | null, luck: Chance): readonly TypedForm[] {
  const first = luck.whole(0, EVENTS.length - 1);
  const rows = [EVENTS[first], EVENTS[(first + luck.whole(1, 4)) % EVENTS.length]].filter((event) => event !== undefined).map(([term, grades, fromDay, lasts]) => {
    const grade = luck.pick(grades);
    const startDate = addDays(dayOne, fromDay - 1 + luck.whole(0, 2));
    return typed(null, "adverse_event", {
      term, grade, serious: grade === "3" && luck.oneIn(2) ? "Y" : "N", startDate, outcome: "recovered", stopDate: luck.oneIn(8) ? unknown : addDays(startDate, lasts), related: luck.pick(["N", "N", "N", "U", "Y"]),
    });
  });
  if (fatalOn === null) return rows;
  return [...rows, typed(null, "adverse_event", { term: "Sepsis", grade: "5", serious: "Y", startDate: addDays(fatalOn, -luck.whole(2, 4)), outcome: "fatal", stopDate: fatalOn, related: "N" })];
}

function treatmentAfter(subject: number, best: string, dayOne: CalendarDate, luck: Chance): readonly TypedForm[] {
  const relapsedAfter = RELAPSED_AFTER[subject];
  const transplant = TRANSPLANTED[subject];
  return [
    ...(relapsedAfter === undefined ? [] : [typed(null, "relapse", { relapseDate: addMonths(dayOne, relapsedAfter), evidence: `${luck.whole(11, 60)} % blasts in the marrow` })]),
    ...(transplant === undefined ? [] : [typed(null, "new_therapy", { startDate: addMonths(dayOne, (relapsedAfter ?? 1) + 2), therapy: transplant })]),
    ...(best === "NR" && subject % 3 === 0 ? [typed(null, "new_therapy", { startDate: addDays(dayOne, luck.whole(52, 70)), therapy: luck.pick(OTHER_TREATMENT) })] : []),
  ];
}

function followUp(dayOne: CalendarDate, diedOn: CalendarDate | null, luck: Chance): TypedForm {
  const contactDate = addDays(dayOne, luck.whole(80, 100));
  const dead = diedOn !== null && diedOn <= contactDate;
  return typed("FU3", "follow_up", { contactDate, status: dead ? "dead" : luck.oneIn(18) ? "lost" : "alive", ...(dead ? { comment: "Reported by the family doctor." } : {}) });
}

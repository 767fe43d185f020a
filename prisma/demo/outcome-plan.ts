import { version2007 } from "@/lib/study/versions/2007/protocol";
import { addDays, addMonths, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Chance } from "./chance";
import type { Enrolment } from "./enrolment";
import { adverseEvents } from "./event-plan";
import { DIED_EARLY, TRANSFUSED_LATE } from "./response-plan";
import { typed, type TypedForm } from "./typed-form";

/** By subject: months from day 1 to the relapse of a responder. */
const RELAPSED_AFTER: Readonly<Record<number, number>> = { 2: 7, 15: 5, 17: 4, 29: 11 };
const TRANSPLANTED: Readonly<Record<number, string>> = { 8: "Allogeneic transplant, sibling donor", 29: "Allogeneic transplant, unrelated donor, after relapse" };
/** Of the patients without a response, every third went on to other treatment. */
const OTHER_TREATMENT = ["FLAG-Ida", "High-dose cytarabine", "Gemtuzumab ozogamicin", "Azacitidine", "Mitoxantrone and etoposide"];
/** Of the last patients to be enrolled the third month has not been entered. */
const FOLLOWED_UP_TO_ORDER = 50;
const FOLLOW_UP_VISITS = version2007.visits.filter(({ code }) => code.startsWith("FU"));

/** Transfusions, adverse events, how treatment ended, and what became of the patient. */
export function outcomes({ order, row, dayOne }: Enrolment, lastDoseDay: CalendarDate, luck: Chance): readonly TypedForm[] {
  const diedOn = deathOf(row.subject, row.bestResponse, dayOne, luck);
  const early = DIED_EARLY.includes(row.subject);
  const forms = [
    ...transfusions(row.subject, dayOne, luck),
    ...adverseEvents(row.arm, dayOne, early ? diedOn : null, luck),
    ...(early ? [] : treatmentAfter(row.subject, row.bestResponse, dayOne, luck)),
    ...(diedOn ? [typed(null, "death", { deathDate: diedOn, cause: early ? "infection" : luck.pick(["aml", "aml", "aml", "infection", "haemorrhage"]) })] : []),
    typed(null, "end_of_treatment", { endedOn: lastDoseDay, reason: "completed" }),
    ...(early || order > FOLLOWED_UP_TO_ORDER ? [] : followUps(dayOne, diedOn, luck)),
  ];
  return [...forms.filter(isDeath), ...forms.filter((form) => !isDeath(form))];
}

/** A death is entered first, because a fatal event asks for it; after it no visit is awaited. */
const isDeath = ({ formId }: TypedForm): boolean => formId === "death";

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

function treatmentAfter(subject: number, best: string, dayOne: CalendarDate, luck: Chance): readonly TypedForm[] {
  const relapsedAfter = RELAPSED_AFTER[subject];
  const transplant = TRANSPLANTED[subject];
  return [
    ...(relapsedAfter === undefined ? [] : [typed(null, "relapse", { relapseDate: addMonths(dayOne, relapsedAfter), evidence: `${luck.whole(11, 60)} % blasts in the marrow` })]),
    ...(transplant === undefined ? [] : [typed(null, "new_therapy", { startDate: addMonths(dayOne, (relapsedAfter ?? 1) + 2), therapy: transplant })]),
    ...(best === "NR" && subject % 3 === 0 ? [typed(null, "new_therapy", { startDate: addDays(dayOne, luck.whole(52, 70)), therapy: luck.pick(OTHER_TREATMENT) })] : []),
  ];
}

/** Every three months for two years, until the patient died or was lost. A visit whose days had not passed at death is not awaited. */
function followUps(dayOne: CalendarDate, diedOn: CalendarDate | null, luck: Chance): readonly TypedForm[] {
  const lostAt = luck.oneIn(14) ? luck.whole(1, 5) : null;
  const awaited = FOLLOW_UP_VISITS.filter(({ window }) => window !== null && (diedOn === null || diedOn >= addDays(dayOne, window.to - 1)));
  return awaited.slice(0, lostAt ?? awaited.length).map(({ code, window }, at) =>
    typed(code, "follow_up", { contactDate: addDays(dayOne, luck.whole((window?.from ?? 1) + 3, (window?.to ?? 1) - 3)), status: at + 1 === lostAt ? "lost" : "alive" }));
}

import { version2007 } from "@/lib/study/versions/2007/protocol";
import { addDays, addMonths, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Chance } from "./chance";
import type { Enrolment } from "./enrolment";
import { adverseEvents } from "./event-plan";
import { DIED_EARLY, TRANSFUSED_LATE } from "./response-plan";
import { typed, type TypedForm, type VisitNotDone } from "./typed-form";

/** By subject: months from day 1 to the relapse of a responder. */
const RELAPSED_AFTER: Readonly<Record<number, number>> = { 2: 7, 15: 5, 17: 4, 29: 11 };
const TRANSPLANTED: Readonly<Record<number, string>> = { 8: "Allogeneic transplant, sibling donor", 29: "Allogeneic transplant, unrelated donor, after relapse" };
/** Of the patients without a response, every third went on to other treatment. */
const OTHER_TREATMENT = [
  { kind: "chemotherapy", therapy: "FLAG-Ida" }, { kind: "chemotherapy", therapy: "High-dose cytarabine" }, { kind: "targeted", therapy: "Gemtuzumab ozogamicin" },
  { kind: "low_intensity", therapy: "Azacitidine" }, { kind: "chemotherapy", therapy: "Mitoxantrone and etoposide" },
];
/** Of the last patients to be enrolled the third month has not been entered. */
const FOLLOWED_UP_TO_ORDER = 50;
const FOLLOW_UP_VISITS = version2007.visits.filter(({ code }) => code.startsWith("FU"));

/** Transfusions, adverse events, how treatment ended (`lastDay`: of any study drug), and what became of the patient. */
export function outcomes({ order, row, dayOne }: Enrolment, lastDay: CalendarDate, luck: Chance): { readonly forms: readonly TypedForm[]; readonly notDone: readonly VisitNotDone[] } {
  const diedOn = deathOf(row.subject, row.bestResponse, dayOne, luck);
  const early = DIED_EARLY.includes(row.subject);
  const before = [...transfusions(row.subject, dayOne, luck), ...adverseEvents(row.arm, dayOne, early ? diedOn : null, luck)];
  const after = (early ? [] : treatmentAfter(row.subject, row.bestResponse, dayOne, luck)).filter(({ answers }) => diedOn === null || String(answers["startDate"] ?? answers["relapseDate"]) < diedOn);
  const forms = [
    ...before, ...after,
    ...(diedOn ? [typed(null, "death", { deathDate: diedOn, cause: early ? "infection" : luck.pick(["aml", "aml", "aml", "infection", "haemorrhage"]), relatedToTreatment: early ? "U" : "N", autopsy: "N" })] : []),
    typed(null, "end_of_treatment", { endedOn: lastDay, reason: "completed" }),
  ];
  const followed = early || order > FOLLOWED_UP_TO_ORDER ? { forms: [], notDone: [] } : followUps(dayOne, diedOn, luck, stateOn(row.bestResponse, after));
  return { forms: [...forms.filter(isDeath), ...forms.filter((form) => !isDeath(form)), ...followed.forms], notDone: followed.notDone };
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
    ...(relapsedAfter === undefined ? [] : [typed(null, "relapse", { relapseDate: addMonths(dayOne, relapsedAfter), ...inMarrow(luck.whole(11, 60)) })]),
    ...(transplant === undefined ? [] : [typed(null, "new_therapy", { startDate: addMonths(dayOne, (relapsedAfter ?? 1) + 2), kind: "allogeneic_transplant", therapy: transplant })]),
    ...(best === "NR" && subject % 3 === 0 ? [typed(null, "new_therapy", { startDate: addDays(dayOne, luck.whole(52, 70)), ...luck.pick(OTHER_TREATMENT) })] : []),
  ];
}

/** Every three months for two years, until the patient died or was lost. A visit whose days had not passed at death is not awaited. */
function followUps(dayOne: CalendarDate, diedOn: CalendarDate | null, luck: Chance, stateOf: ReturnType<typeof stateOn>): { readonly forms: readonly TypedForm[]; readonly notDone: readonly VisitNotDone[] } {
  const lostAt = luck.oneIn(14) ? luck.whole(1, 5) : null;
  const awaited = FOLLOW_UP_VISITS.filter(({ window }) => window !== null && (diedOn === null || diedOn >= addDays(dayOne, window.to - 1)));
  const seen = awaited.slice(0, lostAt ?? awaited.length);
  return {
    forms: seen.map(({ code, window }, at) => {
      const contactDate = addDays(dayOne, luck.whole((window?.from ?? 1) + 3, (window?.to ?? 1) - 3));
      return typed(code, "follow_up", at + 1 === lostAt ? { contactDate, status: "lost" } : { contactDate, status: "alive", contactBy: at % 2 === 0 ? "visit" : "telephone", ...stateOf(contactDate) });
    }),
    notDone: awaited.slice(seen.length).map(({ code }) => ({ visit: code, reason: "Lost to follow-up since the visit before." })),
  };
}

const inMarrow = (blasts: number) => ({ inMarrow: "Y", marrowBlastPct: String(blasts), inBlood: "N", extramedullary: "N", confirmed: blasts < 20 ? "Y" : "N", evidence: `${blasts} % blasts in the marrow` });

/** The disease and other treatment as a contact on a day finds them, from what is recorded of both. */
function stateOn(best: string, recorded: readonly TypedForm[]): (day: CalendarDate) => { readonly diseaseStatus: string; readonly newTherapySince: string } {
  const until = (form: string, field: string, day: CalendarDate) => recorded.some(({ formId, answers }) => formId === form && String(answers[field]) <= day);
  return (day) => ({
    diseaseStatus: best === "NR" ? "active" : until("relapse", "relapseDate", day) ? "relapsed" : "in_remission",
    newTherapySince: until("new_therapy", "startDate", day) ? "Y" : "N",
  });
}

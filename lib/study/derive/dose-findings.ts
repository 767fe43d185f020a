import { sayStudyDay, studyDay } from "@/lib/kernel/calendar-date";
import type { Finding, PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { dosingVisitOf, type Course } from "@/lib/study/visits";
import { courseDoseFindings, reckonCourse, type ReckonedCourse } from "@/lib/study/derive/dose-course";
import type { DoseBasis } from "@/lib/study/derive/dose-plan";
import { rowsOfCourse, type DailyDrug } from "@/lib/study/derive/dose-record";
import { cenersenInfusionOf, coursesOf, figureOf, isStarted, textOf } from "@/lib/study/derive/record-reading";
import { compareDose, type DoseComparison } from "@/lib/study/dosing/dose-given";
import { judgeInfusion } from "@/lib/study/dosing/infusion-given";
import type { DosePlan } from "@/lib/study/dosing/planned-doses";

const DAILY_DRUGS: readonly DailyDrug[] = ["idarubicin", "cytarabine"];

/** Course by course: the plan, each dose that was given held against it, and what each drug came to. */
export function doseFindings(record: PatientRecord): readonly Finding[] {
  const courses = coursesOf(record).map((course) => reckonCourse(record, course));
  return courses.flatMap((course, index) => [...findingsOfCourse(record, course), ...courseDoseFindings(record, courses.slice(0, index + 1))]);
}

function findingsOfCourse(record: PatientRecord, reckoned: ReckonedCourse): readonly Finding[] {
  const { course, plan, basis } = reckoned;
  const infusion = cenersenInfusionOf(record, course);
  return [
    plannedDose(course, plan, basis),
    ...(infusion !== undefined && isStarted(infusion) ? [givenInfusion(infusion, reckoned)] : []),
    ...DAILY_DRUGS.flatMap((drug) => rowsOfCourse(record, `${drug}_dose`, course).map((entry) => dailyDoseGiven(record, entry, drug, plan))),
  ];
}

function plannedDose(course: Course, plan: DosePlan, { sources, ...basis }: DoseBasis): Finding {
  const at = { kind: "planned_dose", subject: dosingVisitOf(course) } as const;
  if (plan.state === "waiting") {
    return { ...at, value: "waiting", trace: { bsa: null, formula: null, says: null, drugs: [], questions: [], waitingFor: plan.waitingFor, basis, sources } };
  }
  const { bodySurface, cenersen, chemotherapy, questions } = plan;
  const trace = { bsa: bodySurface.m2.toFixed(2), formula: bodySurface.formula, says: bodySurface.says, drugs: [cenersen, ...chemotherapy], questions, waitingFor: [], basis, sources };
  return { ...at, value: "ready", trace };
}

const given = (entry: RecordEntry, drug: string, planned: string | null, mg: string | null, { verdict, differencePct, says }: DoseComparison): Finding => ({
  kind: "dose_given",
  subject: entry.id,
  value: verdict,
  trace: { drug, planned, given: mg, differencePct, says, changeReason: textOf(entry, "changeReason"), deviationReason: textOf(entry, "deviationReason") },
});

function givenInfusion(entry: RecordEntry, { plan, infusion, infused }: ReckonedCourse): Finding {
  const planned = plan.state === "ready" ? plan.cenersen.totalMg : null;
  const comparison = judgeInfusion(planned, infused);
  if (infused.state === "unknown") return given(entry, "cenersen", planned, null, comparison);
  return given(entry, "cenersen", planned, infused.mg, { ...comparison, says: `${sayRun(infusion.startAt, infusion.stopAt)}${comparison.says}` });
}

/** "D1 09:00 to D5 09:00. ": a 96-hour infusion that begins in the day ends on its fifth calendar day. */
function sayRun(startAt: string | null, stopAt: string | null): string {
  if (startAt === null || stopAt === null) return "";
  const [first, last] = [startAt.slice(0, 10), stopAt.slice(0, 10)];
  return `${sayStudyDay(1)} ${startAt.slice(11)} to ${sayStudyDay(studyDay(first, last))} ${stopAt.slice(11)}. `;
}

function dailyDoseGiven(record: PatientRecord, entry: RecordEntry, drug: DailyDrug, plan: DosePlan): Finding {
  const mg = figureOf(entry, "doseMg");
  const dose = plan.state === "ready" ? plan.chemotherapy.find((planned) => planned.drug === drug) : undefined;
  if (plan.state === "ready" && dose === undefined && mg !== null) {
    return given(entry, drug, null, mg, { verdict: "deviation", differencePct: null, says: `${mg} mg given, but arm ${record.arm} receives no ${drug}` });
  }
  const planned = dose?.mgPerDay ?? null;
  return given(entry, drug, planned, mg, compareDose(planned, mg));
}

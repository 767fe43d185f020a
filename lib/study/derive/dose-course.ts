import { Decimal } from "decimal.js";
import type { Finding, PatientRecord } from "@/lib/study/patient-record";
import { dosingVisitOf, type Course } from "@/lib/study/visits";
import { doseBasisOf, dosePlanOf, type DoseBasis } from "@/lib/study/derive/dose-plan";
import { dosesOfCourse, infusionRecordOf, lastDayOfTreatment } from "@/lib/study/derive/dose-record";
import { firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import { dailyCourseDose, type CourseDose } from "@/lib/study/dosing/course-dose";
import { compareDose, type DoseVerdict } from "@/lib/study/dosing/dose-given";
import { exceedsLifetimeIdarubicin, perSquareMetre } from "@/lib/study/dosing/idarubicin-limits";
import type { InfusionRecord } from "@/lib/study/dosing/infusion-amount";
import { infusionCourseDose } from "@/lib/study/dosing/infusion-course";
import { infusionGiven, type InfusionGiven } from "@/lib/study/dosing/infusion-given";
import type { DosePlan } from "@/lib/study/dosing/planned-doses";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import type { Drug } from "@/lib/study/versions/protocol-version";

/** What one drug adds up to over the courses until this one. Doses that are not known yet are not in it. */
export interface CumulativeDose {
  readonly mg: string;
  /** Over the body surface of each course; null when one is not known, and for cenersen, which goes by weight. */
  readonly mgPerM2: string | null;
  readonly courses: readonly Course[];
  /** False while a dose is still waited for. */
  readonly complete: boolean;
  readonly exceedsLifetime: boolean;
}

/** The trace of a "course_dose". */
export interface CourseDoseTrace extends CourseDose {
  readonly course: Course;
  /** Of the course's whole dose; unknown until every day is accounted for. */
  readonly verdict: DoseVerdict;
  readonly differencePct: string | null;
  readonly cumulative: CumulativeDose;
}

/** One course as it was planned and given, reckoned once for all that is said about it. */
export interface ReckonedCourse {
  readonly course: Course;
  readonly basis: DoseBasis;
  readonly plan: DosePlan;
  readonly infusion: InfusionRecord;
  readonly infused: InfusionGiven;
  /** Of every drug of the arm; none while the plan waits. */
  readonly doses: readonly CourseDose[];
}

export function reckonCourse(record: PatientRecord, course: Course): ReckonedCourse {
  const basis = doseBasisOf(record, course);
  const plan = dosePlanOf(record, course, basis);
  const infusion = infusionRecordOf(record, course);
  const infused = infusionGiven(infusion);
  const [first, lastDay] = [firstCenersenDayOf(record, course), lastDayOfTreatment(record)];
  const doses = plan.state === "waiting" ? [] : [
    infusionCourseDose(plan.cenersen, infusion, infused),
    ...plan.chemotherapy.map((dose) => dailyCourseDose({ dose, first, rows: dosesOfCourse(record, dose.drug, course), lastDay })),
  ];
  return { course, basis, plan, infusion, infused, doses };
}

/** Planned against given of every drug of the arm in the last of the courses, with what it adds up to over all of them. */
export function courseDoseFindings(record: PatientRecord, courses: readonly ReckonedCourse[]): readonly Finding[] {
  const last = courses.at(-1);
  if (last === undefined || record.arm === null) return [];
  const { cenersen, arms } = protocolVersions[record.protocolVersion];
  return [cenersen, ...arms[record.arm].chemotherapy].map(({ drug }) => {
    const at = { kind: "course_dose", subject: `${dosingVisitOf(last.course)}:${drug}` } as const;
    const dose = last.doses.find((one) => one.drug === drug);
    if (dose === undefined) return { ...at, value: "waiting", trace: waitingTrace(drug, last.course, last.plan.state === "waiting" ? last.plan.waitingFor : []) };
    const { verdict, differencePct } = compareDose(dose.planned, dose.given);
    const trace: CourseDoseTrace = { ...dose, course: last.course, verdict, differencePct, cumulative: cumulativeDose(drug, courses) };
    return { ...at, value: dose.intensity?.relativePct ?? "waiting", trace };
  });
}

/** The total that a drug has come to, of which the given part of an unfinished course is already in. */
function cumulativeDose(drug: Drug, courses: readonly ReckonedCourse[]): CumulativeDose {
  const doses = courses.map(({ plan, doses: ofCourse }) => {
    const dose = ofCourse.find((one) => one.drug === drug);
    return { mg: dose?.givenSoFar ?? "0", complete: dose !== undefined && dose.given !== null, bodySurfaceM2: plan.state === "ready" ? plan.bodySurface.m2.toFixed(2) : null };
  });
  const mgPerM2 = drug === "cenersen" ? null : perSquareMetre(doses);
  return {
    mg: doses.reduce((sum, { mg }) => sum.plus(mg), new Decimal(0)).toFixed(),
    mgPerM2,
    courses: courses.map(({ course }) => course),
    complete: doses.every(({ complete }) => complete),
    exceedsLifetime: drug === "idarubicin" && mgPerM2 !== null && exceedsLifetimeIdarubicin(mgPerM2),
  };
}

const waitingTrace = (drug: Drug, course: Course, waitingFor: readonly string[]) => ({
  drug, course, planned: null, given: null, givenSoFar: "0", days: [], missedDays: [], intensity: null, plannedTime: null, actualTime: null, waitingFor,
  verdict: "unknown", differencePct: null, cumulative: null, says: `No dose is planned yet: waiting for ${waitingFor.join(" and ")}`,
});

import { Decimal } from "decimal.js";
import type { Finding, PatientRecord } from "@/lib/study/patient-record";
import { COURSES, dosingVisitOf, type Course } from "@/lib/study/visits";
import { dosesOfCourse, infusionRecordOf, lastDayOfTreatment } from "@/lib/study/derive/dose-record";
import { dosePlanOf } from "@/lib/study/derive/dose-plan";
import { firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import { dailyCourseDose, type CourseDose } from "@/lib/study/dosing/course-dose";
import { compareDose, type DoseVerdict } from "@/lib/study/dosing/dose-given";
import { exceedsLifetimeIdarubicin, perSquareMetre } from "@/lib/study/dosing/idarubicin-limits";
import { infusionCourseDose } from "@/lib/study/dosing/infusion-course";
import type { DosePlan } from "@/lib/study/dosing/planned-doses";
import { versionOn } from "@/lib/study/version-on";
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

/** The dose of a drug in a course; null for a drug that the arm does not receive, and while the plan waits. */
export function courseDoseOf(record: PatientRecord, drug: Drug, course: Course, plan: DosePlan): CourseDose | null {
  if (plan.state === "waiting") return null;
  if (drug === "cenersen") return infusionCourseDose(plan.cenersen, infusionRecordOf(record, course));
  const dose = plan.chemotherapy.find((planned) => planned.drug === drug);
  if (dose === undefined) return null;
  return dailyCourseDose({ dose, first: firstCenersenDayOf(record, course), rows: dosesOfCourse(record, drug, course), lastDay: lastDayOfTreatment(record) });
}

/** Planned against given of every drug of the arm in one course, with what it adds up to over the courses so far. */
export function courseDoseFindings(record: PatientRecord, course: Course, plan: DosePlan): readonly Finding[] {
  if (record.arm === null) return [];
  const { cenersen, arms } = protocolVersions[versionOn(record, course)];
  return [cenersen, ...arms[record.arm].chemotherapy].map(({ drug }) => {
    const at = { kind: "course_dose", subject: `${dosingVisitOf(course)}:${drug}` } as const;
    const dose = courseDoseOf(record, drug, course, plan);
    if (dose === null) return { ...at, value: "waiting", trace: waitingTrace(drug, course, plan.state === "waiting" ? plan.waitingFor : []) };
    const { verdict, differencePct } = compareDose(dose.planned, dose.given);
    const trace: CourseDoseTrace = { ...dose, course, verdict, differencePct, cumulative: cumulativeDose(record, drug, course) };
    return { ...at, value: dose.intensity?.relativePct ?? "waiting", trace };
  });
}

/** The total that a drug has come to, of which the given part of an unfinished course is already in. */
export function cumulativeDose(record: PatientRecord, drug: Drug, upTo: Course): CumulativeDose {
  const courses = COURSES.filter((course) => course <= upTo);
  const doses = courses.map((course) => {
    const plan = dosePlanOf(record, course);
    const dose = courseDoseOf(record, drug, course, plan);
    return { course, mg: dose?.givenSoFar ?? "0", complete: dose?.given != null, bodySurfaceM2: plan.state === "ready" ? plan.bodySurface.m2.toFixed(2) : null };
  });
  const mgPerM2 = drug === "cenersen" ? null : perSquareMetre(doses);
  return {
    mg: doses.reduce((sum, { mg }) => sum.plus(mg), new Decimal(0)).toFixed(),
    mgPerM2,
    courses,
    complete: doses.every(({ complete }) => complete),
    exceedsLifetime: drug === "idarubicin" && mgPerM2 !== null && exceedsLifetimeIdarubicin(mgPerM2),
  };
}

const waitingTrace = (drug: Drug, course: Course, waitingFor: readonly string[]) => ({
  drug, course, planned: null, given: null, givenSoFar: "0", days: [], missedDays: [], intensity: null, plannedTime: null, actualTime: null, waitingFor,
  verdict: "unknown", differencePct: null, cumulative: null, says: `No dose is planned yet: waiting for ${waitingFor.join(" and ")}`,
});

import { doseBasisOf } from "@/lib/study/derive/dose-plan";
import { firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import { plannedDoses, type DosePlan } from "@/lib/study/dosing/planned-doses";
import type { Arm, PatientRecord } from "@/lib/study/patient-record";
import { versionOn } from "@/lib/study/version-on";
import type { DailyDose, Drug, ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { COURSES, type Course } from "@/lib/study/visits";

/** How a drug would be given in a course, by both versions. */
export interface ChangedDose {
  readonly course: Course;
  readonly drug: Drug;
  /** "100 mg/m² on 7 days from day 2"; "not given" for a drug that the arm has in one version only. */
  readonly from: string;
  readonly to: string;
  /** The same for this patient, "182 mg a day, 1274 mg in all"; null while height or weight is not known. */
  readonly fromMg: string | null;
  readonly toMg: string | null;
}

const NOT_GIVEN = "not given";

function sayDaily({ mgPerM2, days, fromDay, shortened }: DailyDose): string {
  const older = shortened ? `, ${shortened.days} days when ${shortened.reading === "over" ? `over ${shortened.age}` : `${shortened.age} or over`}` : "";
  return `${mgPerM2} mg/m² on ${days} days from day ${fromDay}${older}`;
}

const drugsOf = (version: ProtocolVersion, arm: Arm): readonly Drug[] => [version.cenersen.drug, ...version.arms[arm].chemotherapy.map(({ drug }) => drug)];

function sayRegimen({ cenersen, arms }: ProtocolVersion, arm: Arm, drug: Drug): string {
  if (drug === "cenersen") return `${cenersen.mgPerKgPerHour} mg/kg/h over ${cenersen.hours} h`;
  const dose = arms[arm].chemotherapy.find((each) => each.drug === drug);
  return dose === undefined ? NOT_GIVEN : sayDaily(dose);
}

function sayMg(plan: DosePlan, drug: Drug): string | null {
  if (plan.state === "waiting") return null;
  if (drug === "cenersen") return `${plan.cenersen.mgPerHour} mg/h, ${plan.cenersen.totalMg} mg in all`;
  const dose = plan.chemotherapy.find((each) => each.drug === drug);
  return dose === undefined ? null : `${dose.mgPerDay} mg a day on ${dose.days} days, ${dose.courseMg} mg in all`;
}

/**
 * What changes in the doses to be given. A course that has begun before the consent keeps its doses; the second course is looked at once the
 * first has begun. None before randomisation, when there is no arm to plan for.
 */
export function changedDoses(before: PatientRecord, after: PatientRecord, next: ProtocolVersion): readonly ChangedDose[] {
  const { arm } = before;
  if (arm === null) return [];
  return COURSES.filter((course) => course === 1 || firstCenersenDayOf(before) !== null).flatMap((course) => {
    const [afterId, old] = [versionOn(after, course), protocolVersions[versionOn(before, course)]];
    const then = afterId === next.id ? next : protocolVersions[afterId];
    const basis = doseBasisOf(before, course);
    const [oldPlan, thenPlan] = [plannedDoses(old, old.arms[arm], basis), plannedDoses(then, then.arms[arm], basis)];
    return [...new Set([...drugsOf(old, arm), ...drugsOf(then, arm)])]
      .map((drug) => ({ course, drug, from: sayRegimen(old, arm, drug), to: sayRegimen(then, arm, drug), fromMg: sayMg(oldPlan, drug), toMg: sayMg(thenPlan, drug) }))
      .filter(({ from, to }) => from !== to);
  });
}

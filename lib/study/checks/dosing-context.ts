import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { sayDate } from "@/lib/kernel/calendar-date";
import { rememberedOf } from "@/lib/kernel/remembered-of";
import type { CheckContext } from "@/lib/study/checks/check-context";
import { dosePlanOf } from "@/lib/study/derive/dose-plan";
import { courseOfVisit, infusionRecordOf, rowsOfCourse } from "@/lib/study/derive/dose-record";
import { cenersenInfusionOf, firstCenersenDayOf, textOf } from "@/lib/study/derive/record-reading";
import type { InfusionRecord } from "@/lib/study/dosing/infusion-amount";
import type { DosePlan, PlannedDailyDose } from "@/lib/study/dosing/planned-doses";
import type { RecordEntry } from "@/lib/study/patient-record";
import { versionOn } from "@/lib/study/version-on";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import type { Course } from "@/lib/study/visits";

/** The course that a dosing form belongs to, by its visit. */
export const courseOf = ({ visit }: CheckContext): Course => courseOfVisit(visit);

/** Asked by most checks of a row: worked out once for each context. */
export const planOf = rememberedOf((context: CheckContext): DosePlan => dosePlanOf(context.record, courseOf(context)));

export function plannedDaily(context: CheckContext, drug: string): PlannedDailyDose | null {
  const plan = planOf(context);
  return plan.state === "ready" ? plan.chemotherapy.find((dose) => dose.drug === drug) ?? null : null;
}

/** How the course's version and the arm give the drug, which does not wait for height or weight. */
export const prescribed = (context: CheckContext, drug: string) =>
  context.record.arm === null ? null : protocolVersions[versionOn(context.record, courseOf(context))].arms[context.record.arm].chemotherapy.find((dose) => dose.drug === drug) ?? null;

/** The other rows of a form in the same course. */
export const rowsBeside = (context: CheckContext, formId: string): readonly RecordEntry[] => rowsOfCourse(context.record, formId, courseOf(context));

/** Of those, the rows above this one. */
export const rowsAbove = (context: CheckContext, formId: string): readonly RecordEntry[] => rowsBeside(context, formId).filter(({ rowNo }) => rowNo < context.rowNo);

/** The infusion of the course as the rest of the record has it. */
export const infusionBeside = (context: CheckContext): InfusionRecord => infusionRecordOf(context.record, courseOf(context));

export const firstDayOf = (context: CheckContext, course: Course = courseOf(context)): CalendarDate | null => firstCenersenDayOf(context.record, course);

/** A time that the infusion of a course holds. */
export const infusionTime = ({ record }: CheckContext, course: Course, field: "startAt" | "stopAt"): string | null => textOf(cenersenInfusionOf(record, course), field);

/** "17-Sep-2024 09:00". */
export const sayTime = (at: string | null): string => `${sayDate(at?.slice(0, 10) ?? "")} ${at?.slice(11) ?? ""}`;

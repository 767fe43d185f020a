import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { ExposureWindow } from "@/lib/study/inhibitors/course-overlap";
import { textAnswer } from "@/lib/study/inhibitors/medication-answers";
import type { PatientExposureValue } from "@/lib/study/inhibitors/patient-exposure";
import type { WindowChoice } from "@/lib/study/inhibitors/window-choice";
import type { Membership } from "@/lib/study/outcome/populations";
import type { ExposureVerdict } from "@/lib/study/patient-record";
import type { Course as CourseNumber } from "@/lib/study/planned-visit";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { courseOf, infusionHoursOn, type Course } from "./course";
import type { ExposureEffect } from "./exposure-effect";
import type { MedicationRow, TreatedPatientRow } from "./exposure-rows";
import { sayOverlap, takenDays, traceOf, type Days, type ExposureTrace } from "./exposure-trace";
import { windowsOf } from "./exposure-windows";
import { standingOf, type ExposureFlag, type ExposureStanding } from "./exposure-verdict";

export interface BoardVerdict {
  readonly verdict: ExposureVerdict;
  readonly reason: string;
  readonly byName: string;
  /** An instant, UTC. */
  readonly at: string;
  /** With the password; verdicts of earlier releases were not. */
  readonly signed: boolean;
}

type Window = { readonly from: CalendarDate; readonly to: CalendarDate } | null;

/** One course as the board draws it, and how the medication lies in it. */
export interface BoardCourse extends Course {
  readonly course: CourseNumber;
  readonly window: Window;
  /** Under the sensitivity window that was asked for. */
  readonly chosen: Window;
  /** Days of the window on which it was certainly taken, and the hours that the infusion ran on them. */
  readonly overlapDays: number;
  readonly infusionHours: number;
  /** What the medication is in this course alone. */
  readonly flag: string;
}

/** What one patient is under a verdict. */
export interface PatientUnder { readonly exposure: PatientExposureValue; readonly evaluable: Membership }

const RECORDED = ["doseValue", "doseUnit", "frequency", "route", "startDate", "stopDate", "ongoing"] as const;
type RecordedField = (typeof RECORDED)[number];
const recordedIn = (answers: MedicationRow["answers"]) => Object.fromEntries(RECORDED.map((field) => [field, textAnswer(answers, field) ?? ""])) as Record<RecordedField, string>;

/** One medication on the board. */
export interface BoardRow {
  readonly entryId: string;
  readonly rowNo: number;
  readonly patientNumber: string;
  readonly siteCode: string;
  readonly timeZone: string;
  /** "Group 3", with what is given in `treatment`. */
  readonly group: string | null;
  readonly treatment: string | null;
  readonly best: string | null;
  readonly courses: readonly BoardCourse[];
  /** The answers that a verdict rests on, as stored; "" where one is blank. */
  readonly recorded: Readonly<Record<RecordedField, string>>;
  readonly medication: string;
  readonly substances: string;
  readonly how: string;
  /** No dictionary knows the name, whether it was taken in the window or not. */
  readonly unknownName: boolean;
  readonly dailyDose: string | null;
  readonly overlapSays: string;
  readonly reasons: readonly string[];
  readonly taken: Days;
  readonly flag: ExposureFlag;
  /** The flag in the sensitivity window, and whether it would count there. */
  readonly chosenFlag: ExposureFlag;
  readonly countsInChosen: boolean;
  readonly standing: ExposureStanding;
  /** What the decision will be bound to. */
  readonly inputsHash: string;
  /** Newest first; the first one stands unless `reopened` says why not. */
  readonly verdicts: readonly BoardVerdict[];
  readonly reopened: readonly string[] | null;
  readonly queries: MedicationRow["queries"];
  readonly ifExposure: ExposureEffect & { readonly patient: PatientUnder };
  readonly ifNot: ExposureEffect & { readonly patient: PatientUnder };
  readonly mayDecide: boolean;
}

const standingOfRow = ({ flag, verdicts: [latest], inputsHash }: MedicationRow): ExposureStanding => standingOf(flag, latest?.inputsHash === inputsHash ? latest.verdict : null);

/** What of a row is reckoned over all patients. */
export interface Reckoned extends Pick<BoardRow, "chosenFlag" | "countsInChosen" | "ifExposure" | "ifNot"> { readonly changed: readonly string[] }

export function boardRow(actor: Actor, patient: TreatedPatientRow, medication: MedicationRow, choice: WindowChoice, { changed, ...reckoned }: Reckoned): BoardRow {
  const { entryId, rowNo, answers, flag, inputsHash, verdicts, queries } = medication;
  const trace = traceOf(medication);
  const arm = patient.arm === null ? null : protocolVersions[patient.protocolVersion].arms[patient.arm];
  const courses = coursesOf(patient, trace, flag, choice);
  const taken = takenDays(answers, courses[0]?.first ?? "");
  const latest = verdicts[0];
  return {
    entryId, rowNo, patientNumber: patient.number, siteCode: patient.siteCode, timeZone: patient.timeZone, group: arm?.label ?? null, treatment: arm?.treatment ?? null, best: patient.best,
    courses, recorded: recordedIn(answers), medication: typeof answers["medication"] === "string" ? answers["medication"] : "", substances: trace.match.substances.map(({ label }) => label).join(" + "), how: trace.match.how, unknownName: trace.match.verdict === "uncoded",
    dailyDose: trace.dailyDose, overlapSays: sayWhere(trace, taken, courses), reasons: trace.reasons, taken, flag, standing: standingOfRow(medication), inputsHash,
    verdicts: verdicts.map(({ verdict, reason, byName, at, signed }) => ({ verdict, reason, byName, at, signed })),
    reopened: latest && latest.inputsHash !== inputsHash ? changed : null, queries, ...reckoned,
    mayDecide: !medication.held && can(actor, "exposure.decide", patient),
  };
}

const spanOf = (window: ExposureWindow | null): Window => window && { from: window.firstDay, to: window.lastDay };

const coursesOf = (patient: TreatedPatientRow, { overlapDays, courses }: ExposureTrace, flag: ExposureFlag, choice: WindowChoice): readonly BoardCourse[] => patient.courses.map((row) => {
  const given = courseOf(row);
  const { window, chosen } = windowsOf(row, choice);
  const inside = window === null ? [] : overlapDays.filter((day) => day >= window.firstDay && day <= window.lastDay);
  return {
    ...given, course: row.course, window: spanOf(window), chosen: spanOf(chosen), overlapDays: inside.length, infusionHours: infusionHoursOn(given.infusion, inside, patient.timeZone),
    flag: courses.find(({ course }) => course === row.course)?.value ?? flag,
  };
});

/** "2 d, 34.5 h inside", hours being those that the infusion ran on these days; or how far it lies from the nearest window. */
function sayWhere(trace: ExposureTrace, taken: Days, courses: readonly BoardCourse[]): string {
  const windows = courses.flatMap(({ window }) => window ?? []);
  const away = (window: NonNullable<Window>) => (taken.from > window.to ? daysBetween(window.to, taken.from) : taken.to === null ? 0 : daysBetween(taken.to, window.from));
  const [nearest = null] = windows.toSorted((one, other) => away(one) - away(other));
  const hours = courses.reduce((sum, { infusionHours }) => sum + infusionHours, 0);
  const says = sayOverlap(trace, taken, nearest);
  return hours > 0 ? says.replace(" inside", `, ${Math.round(hours * 10) / 10} h inside`) : says;
}

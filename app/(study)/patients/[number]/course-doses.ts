import type { State } from "@/app/_ui/state-drawings";
import { sayNumber } from "@/lib/crf/number-text";
import { addDays, sayStudyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { CourseDoseTrace } from "@/lib/study/derive/dose-course";
import { coursesOf, firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import type { CourseDay } from "@/lib/study/dosing/course-dose";
import { doseTolerance } from "@/lib/study/dosing/dose-given";
import type { Finding, PatientRecord, Source } from "@/lib/study/patient-record";
import { formById } from "@/lib/study/study";
import type { Drug } from "@/lib/study/versions/protocol-version";
import { dosingVisitOf, visitByCode, type Course } from "@/lib/study/visits";

/** What stands under a number: its state as shape and colour, and the same in words. */
export interface Verdict {
  readonly state: State | null;
  readonly says: string;
}

export interface DoseCell extends Verdict {
  readonly given: string | null;
  readonly planned: string | null;
}

export interface DoseTableRow {
  readonly drug: Drug;
  /** "12 mg/m² × 1.82 m² = 21.8 mg"; "" while the plan waits. */
  readonly formula: string;
  /** By column; null where nothing is planned and nothing was given. */
  readonly cells: readonly (DoseCell | null)[];
  readonly total: DoseCell;
  readonly intensity: { readonly pct: string; readonly says: string } | null;
  readonly cumulative: { readonly mg: string; readonly says: string } | null;
  /** The whole in a sentence, for those who hear it. */
  readonly says: string;
}

export interface DoseTable {
  readonly course: Course;
  readonly days: readonly { readonly label: string; readonly date: CalendarDate | null }[];
  readonly rows: readonly DoseTableRow[];
  readonly surface: string | null;
  readonly basis: readonly { readonly says: string; readonly href: string }[];
  readonly questions: readonly string[];
  readonly waitingFor: readonly string[];
}

interface PlanTrace {
  readonly bsa: string | null;
  readonly says: string | null;
  readonly drugs: readonly { readonly drug: Drug; readonly says: string }[];
  readonly questions: readonly string[];
  readonly waitingFor: readonly string[];
  readonly basis: Readonly<Record<"heightCm" | "weightKg", string | null>> & { readonly age: number | null };
  readonly sources: Readonly<Record<"heightCm" | "weightKg" | "age", Source | null>>;
}

/** As the protocol names them; stored findings come in no order. */
const DRUGS: readonly Drug[] = ["cenersen", "idarubicin", "cytarabine"];

/** Days far from the plan are a mistake that is asked about, not columns. */
const FURTHEST_DAY = 15;

/** Planned against given, course by course, as derived; a course that nothing was derived for has no table. */
export const courseDoses = (record: PatientRecord, findings: readonly Finding[]): readonly DoseTable[] =>
  coursesOf(record).flatMap((course) => {
    const plan = findings.find(({ kind, subject }) => kind === "planned_dose" && subject === dosingVisitOf(course))?.trace as PlanTrace | undefined;
    const doses = findings.filter(({ kind, subject }) => kind === "course_dose" && subject.startsWith(`${dosingVisitOf(course)}:`)).map(({ trace }) => trace as CourseDoseTrace)
      .toSorted((one, other) => DRUGS.indexOf(one.drug) - DRUGS.indexOf(other.drug));
    return plan === undefined || doses.length === 0 ? [] : [tableOf(record, course, plan, doses)];
  });

function tableOf(record: PatientRecord, course: Course, plan: PlanTrace, doses: readonly CourseDoseTrace[]): DoseTable {
  const first = firstCenersenDayOf(record, course);
  const window = visitByCode(dosingVisitOf(course), record.protocolVersion)?.window ?? { from: 1, to: 8 };
  const planned = Array.from({ length: window.to - window.from + 1 }, (_, index) => window.from + index);
  const touched = doses.flatMap(({ days }) => days.map(({ day }) => day)).filter((day) => Math.abs(day) <= FURTHEST_DAY);
  const columns = [...new Set([...planned, ...touched])].toSorted((one, other) => one - other);
  return {
    course,
    days: columns.map((day) => ({ label: sayStudyDay(day), date: first === null ? null : addDays(first, day > 0 ? day - 1 : day) })),
    rows: doses.map((dose) => rowOf(dose, columns, plan.drugs.find(({ drug }) => drug === dose.drug)?.says ?? "")),
    surface: plan.says,
    basis: basisOf(record, plan),
    questions: plan.questions,
    waitingFor: plan.waitingFor,
  };
}

function rowOf(dose: CourseDoseTrace, columns: readonly number[], formula: string): DoseTableRow {
  const { drug, days, planned, given, givenSoFar, verdict, differencePct, intensity, actualTime, plannedTime, cumulative, says } = dose;
  const soFar = given ?? (givenSoFar === "0" ? null : givenSoFar);
  return {
    drug, formula, says,
    cells: columns.map((day) => cellOf(days.find((one) => one.day === day))),
    total: { given: soFar, planned, ...(given === null ? { state: null, says: soFar === null ? "" : "so far" } : sayVerdict(verdict, differencePct)) },
    intensity: intensity === null ? null : { pct: `${intensity.relativePct} %`, says: `${intensity.dosePct} % of the dose, ${intensity.timePct === "100.0" ? "in the planned time" : `in ${actualTime} for ${plannedTime}`}` },
    cumulative: cumulative === null ? null : { mg: cumulative.mg, says: [cumulative.mgPerM2 === null ? null : `${sayNumber(cumulative.mgPerM2)} mg/m²`, cumulative.complete ? null : "so far"].filter(Boolean).join(", ") },
  };
}

function cellOf(day: CourseDay | undefined): DoseCell | null {
  if (day === undefined) return null;
  return { given: day.given, planned: day.planned, ...sayVerdict(day.verdict, day.differencePct) };
}

const signed = (pct: string): string => `${pct.startsWith("-") ? "−" : "+"}${pct.replace("-", "")} %`;

function sayVerdict(verdict: CourseDay["verdict"], differencePct: string | null): Verdict {
  const apart = differencePct === null || differencePct === "0" ? "" : signed(differencePct);
  switch (verdict) {
    case "within": return { state: "met", says: apart === "" ? "as planned" : apart };
    case "ask": return { state: "overdue", says: `${apart}, above ${doseTolerance.askAbovePct.value} %` };
    case "deviation": return { state: "failed", says: `${apart}, deviation` };
    case "missed": return { state: "not_done", says: "not given" };
    case "moved": return { state: null, says: "on another day" };
    case "unplanned": return { state: "overdue", says: "not a planned day" };
    case "part": return { state: null, says: "" };
    case "unknown": return { state: "not_started", says: "not recorded" };
  }
}

const BASIS = [["heightCm", "height", " cm"], ["weightKg", "actual weight", " kg"], ["age", "age", " years"]] as const;

/** Each value that the doses rest on, with the field it stands in. */
const basisOf = (record: PatientRecord, { basis, sources }: PlanTrace): DoseTable["basis"] =>
  BASIS.flatMap(([field, label, unit]) => {
    const [value, source] = [basis[field], sources[field]];
    const entry = record.entries.find(({ id }) => id === source?.entryId);
    if (value === null || source === null || entry === undefined) return [];
    const at = `${formById(entry.formId, entry.formVersion)?.title.toLowerCase() ?? entry.formId}, ${entry.visit ?? ""}`;
    return [{ says: `${label} ${value}${unit} (${at})`, href: `/entries/${source.entryId}#${source.field}` }];
  });

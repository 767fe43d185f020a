import { Decimal } from "decimal.js";
import { daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import { dayOf, entriesOfForm, figureOf } from "@/lib/study/derive/record-reading";
import { COURSES, dosingVisitOf, type Course } from "@/lib/study/visits";
import type { DatasetSpec, Row } from "../datasets/dataset";
import { findingOf, findingsOf, isRandomised, type AnalysisPatient } from "./analysis-patient";
import { sasDay } from "./sas-day";
import { carriedOf, inSequence } from "./subject-rows";
import { CARRIED, assigned, day, derived, PARAMETERS, SEQUENCE } from "./variables";

const DRUGS = { cenersen: "CEN", idarubicin: "IDA", cytarabine: "CYT" } as const;
type Drug = keyof typeof DRUGS;

/** What is reckoned of each drug in each course; its code and that of the drug are PARAMCD. */
const MEASURES = {
  TDOSE: { of: "Total Dose Given of", unit: "mg" }, PDOSE: { of: "Planned Dose of", unit: "mg" }, DPCT: { of: "Dose Given of the Plan,", unit: "%" }, RDI: { of: "Relative Dose Intensity,", unit: "%" },
  TDURD: { of: "Duration of Treatment with", unit: "DAYS" }, DOSE: { of: "Mean Daily Dose of", unit: "mg/day" }, NADJ: { of: "Number of Doses Changed of", unit: "n" }, INTR: { of: "Number of Interruptions of", unit: "n" },
} as const;
type Measure = keyof typeof MEASURES;

const drugTitle = (drug: Drug) => `${drug[0]?.toUpperCase() ?? ""}${drug.slice(1)}`;
const measuresOf = (drug: Drug) => (Object.keys(MEASURES) as Measure[]).filter((measure) => measure !== "INTR" || drug === "cenersen");

export const EXPOSURE_PARAMETERS: Readonly<Record<string, string>> = Object.fromEntries((Object.keys(DRUGS) as Drug[]).flatMap((drug) =>
  measuresOf(drug).map((measure) => [`${measure}${DRUGS[drug]}`, `${MEASURES[measure].of} ${drugTitle(drug)} (${MEASURES[measure].unit.toLowerCase()})`])).toSorted(([one = ""], [other = ""]) => (one < other ? -1 : 1)));
const CODES = Object.keys(EXPOSURE_PARAMETERS);

const keys = ["STUDYID", "USUBJID", "PARAMCD", "AVISITN"];
const method = (measure: Measure, text: string, type: "float" | "integer" = "float") =>
  ({ where: [{ variable: "PARAMCD", is: "IN" as const, values: CODES.filter((code) => code.slice(0, -3) === measure) }], type, origin: "Derived" as const, method: text });

export const adexSpec: DatasetSpec = {
  name: "ADEX", label: "Exposure Analysis Dataset", standard: "ADaM", class: "BASIC DATA STRUCTURE", structure: "One record per subject per parameter per course", keys, isReference: false,
  comment: "Everybody who was treated. Only drugs of which something was recorded in the course.",
  variables: [
    ...CARRIED, ...PARAMETERS.map((variable) => (variable.name === "PARAMCD" ? { ...variable, codeList: "EXPARMCD" } : variable)),
    derived("PARCAT1", "Parameter Category 1", "text", "The drug.", { codeList: "DRUG" }), assigned("AVISIT", "Analysis Visit", "text", { comment: "The course." }), assigned("AVISITN", "Analysis Visit (N)", "integer", { comment: "Number of the course." }),
    derived("ASTDT", "Analysis Start Date", "integer", "First day of the drug in the course.", day), derived("AENDT", "Analysis End Date", "integer", "Last day of the drug in the course.", day),
    derived("AVAL", "Analysis Value", "float", "As the parameter says.", { valueLevel: [
      method("TDOSE", "Sum of the doses given; of cenersen rate times duration without interruptions, or by the bags."), method("PDOSE", "The dose that follows from arm, weight or surface and the version of the protocol."),
      method("DPCT", "TDOSE in per cent of PDOSE."), method("RDI", "TDOSE in per cent of PDOSE, over actual in per cent of planned time."), method("TDURD", "AENDT - ASTDT + 1.", "integer"),
      method("DOSE", "TDOSE divided by TDURD."), method("NADJ", "Doses with a reason of change.", "integer"), method("INTR", "Rows of the log of interruptions.", "integer"),
    ] }),
    assigned("AVALU", "Analysis Value Unit", "text", { codeList: "AVALU" }), SEQUENCE,
  ],
};

interface CourseDose { readonly given?: string | null; readonly planned?: string | null; readonly intensity?: { readonly dosePct?: string | null; readonly relativePct?: string | null } | null }

export function adexRows(patient: AnalysisPatient, adsl: Row): readonly Row[] {
  if (!isRandomised(patient) || patient.firstDose === null) return [];
  const carried = carriedOf(adsl);
  return inSequence(COURSES.flatMap((course) => (Object.keys(DRUGS) as Drug[]).flatMap((drug) => drugRows(patient, carried, course, drug))), keys);
}

/** First and last day of a drug in a course; null when none was given. */
function daysOf({ record }: AnalysisPatient, course: Course, drug: Drug): { readonly first: CalendarDate; readonly last: CalendarDate } | null {
  const visit = dosingVisitOf(course);
  const infused = entriesOfForm(record, "cenersen_infusion", visit).flatMap((entry) => [dayOf(entry, "startAt"), dayOf(entry, "stopAt")]);
  const given = entriesOfForm(record, `${drug}_dose`, visit).filter((entry) => Number(figureOf(entry, "doseMg") ?? 0) > 0).map((entry) => dayOf(entry, "doseDate"));
  const days = (drug === "cenersen" ? infused : given).filter((on) => on !== null).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

function drugRows(patient: AnalysisPatient, carried: Row, course: Course, drug: Drug): readonly Row[] {
  const days = daysOf(patient, course, drug);
  if (days === null) return [];
  const visit = dosingVisitOf(course);
  const { given = null, planned = null, intensity = null } = (findingOf(patient, "course_dose", `${visit}:${drug}`)?.trace ?? {}) as CourseDose;
  const duration = daysBetween(days.first, days.last) + 1;
  const changed = findingsOf(patient, "dose_given").filter(({ visit: at, trace }) => at === visit && trace["drug"] === drug && typeof trace["changeReason"] === "string");
  const values: Readonly<Record<Measure, string | number | null>> = {
    TDOSE: given, PDOSE: planned, DPCT: intensity?.dosePct ?? null, RDI: intensity?.relativePct ?? null, TDURD: duration, DOSE: given === null ? null : new Decimal(given).div(duration).toDecimalPlaces(4).toString(),
    NADJ: changed.length, INTR: entriesOfForm(patient.record, "infusion_interruption", visit).filter((entry) => dayOf(entry, "stoppedAt") !== null).length,
  };
  return measuresOf(drug).flatMap((measure) => {
    const [code, value] = [`${measure}${DRUGS[drug]}`, values[measure]];
    return value === null ? [] : [{
      ...carried, PARAMCD: code, PARAM: EXPOSURE_PARAMETERS[code] ?? null, PARAMN: CODES.indexOf(code) + 1, PARCAT1: drug.toUpperCase(), AVISIT: `Course ${course}`, AVISITN: course,
      ASTDT: sasDay(days.first), AENDT: sasDay(days.last), AVAL: Number(value), AVALU: MEASURES[measure].unit,
    }];
  });
}

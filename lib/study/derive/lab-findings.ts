import { Decimal } from "decimal.js";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { Finding, PatientRecord, RecordEntry } from "@/lib/study/patient-record";
import { whoseOf } from "@/lib/study/derive/normal-limits";
import { dayOf, entriesOfForm, quantityOf } from "@/lib/study/derive/record-reading";
import { analyte, ANALYTE_CODES, type AnalyteCode } from "@/lib/study/laboratory/analytes";
import { inBaseUnit, sayInUnit, sayLabValue, sayUnit } from "@/lib/study/laboratory/convert-value";
import { gradesOf, type LabGrade } from "@/lib/study/laboratory/grade-value";
import { flagOf, referenceRange, type Flag, type ReferenceRange, type Whose } from "@/lib/study/laboratory/reference-range";

/** One result with what is normal for this patient, the flag, and the grade it has as an adverse event. */
export interface LabResult {
  readonly field: AnalyteCode;
  readonly label: string;
  /** As reported: "82 ×10⁹/L". */
  readonly value: string;
  /** In the base unit, exactly. */
  readonly inBaseUnit: string;
  readonly baseUnit: string;
  /** "150 to 450 ×10⁹/L", in the unit of the report; null while it cannot be told. */
  readonly range: string | null;
  readonly rangeFrom: ReferenceRange["from"] | null;
  readonly flag: Flag | null;
  readonly grades: readonly LabGrade[];
  /** The highest of the grades; null when none of the terms can be graded. */
  readonly grade: LabGrade["grade"];
  readonly baselineGrade: LabGrade["grade"];
  readonly note: string | null;
}

export interface LabTrace {
  readonly on: CalendarDate | null;
  readonly results: readonly LabResult[];
}

const LAB_FORMS = ["haematology", "chemistry"] as const;
const BASELINE_VISIT = "SCR";

/** Calcium as if albumin were 4 g/dL: 0.8 mg/dL more for each g/dL less (Payne 1973); CTCAE grades the corrected value. */
function correctedCalcium(calcium: Decimal, entry: RecordEntry): Decimal | null {
  const albumin = inBaseUnit("albumin", quantityOf(entry, "albumin"));
  return albumin === null ? null : calcium.plus(new Decimal(4).minus(albumin).times("0.8"));
}

const baseValue = (entry: RecordEntry | undefined, code: AnalyteCode): Decimal | null => (entry === undefined ? null : inBaseUnit(code, quantityOf(entry, code)));

const highest = (grades: readonly LabGrade[]): LabGrade["grade"] => {
  const told = grades.map(({ grade }) => grade).filter((grade) => grade !== null);
  return told.length === 0 ? null : told.reduce((one, other) => (other > one ? other : one));
};

function sayRange(code: AnalyteCode, range: ReferenceRange, unit: string): string {
  const [lower, upper] = [range.lower, range.upper].map((bound) => (bound === null ? null : sayInUnit(code, bound, unit)));
  const said = lower == null ? `up to ${upper}` : upper == null ? `from ${lower}` : `${lower} to ${upper}`;
  return `${said} ${sayUnit(unit)}`;
}

interface Reading {
  readonly record: PatientRecord;
  readonly whose: Whose;
  readonly baseline: RecordEntry | undefined;
}

/** One analyte of one sample; null when it was not reported. */
export function labResult(code: AnalyteCode, entry: RecordEntry, { record, whose, baseline }: Reading): LabResult | null {
  const reported = quantityOf(entry, code);
  const value = inBaseUnit(code, reported);
  if (reported === null || value === null) return null;
  const range = referenceRange(code, record.labRanges, whose, dayOf(entry, "sampleDate"));
  const corrected = code === "calcium" ? correctedCalcium(value, entry) : null;
  const before = baseline === undefined || baseline.id === entry.id ? null : baseValue(baseline, code);
  const grades = gradesOf(code, corrected ?? value, range, before);
  const baselineRange = baseline === undefined ? null : referenceRange(code, record.labRanges, whose, dayOf(baseline, "sampleDate"));
  return {
    field: code, label: analyte(code).label, value: sayLabValue(reported), inBaseUnit: value.toFixed(), baseUnit: analyte(code).baseUnit,
    range: range === null ? null : sayRange(code, range, reported.unit), rangeFrom: range?.from ?? null, flag: flagOf(value, range),
    grades, grade: highest(grades), baselineGrade: before === null ? null : highest(gradesOf(code, before, baselineRange, null)),
    note: corrected === null ? null : `Graded as corrected for albumin: ${corrected.toDecimalPlaces(2).toFixed()} mg/dL`,
  };
}

/** What is known of one sample: each reported analyte with its flag and grade. */
export function labTraceOf(record: PatientRecord, entry: RecordEntry): LabTrace {
  const baseline = entriesOfForm(record, entry.formId, BASELINE_VISIT)[0];
  const reading = { record, whose: whoseOf(record), baseline };
  const codes = ANALYTE_CODES.filter((code) => analyte(code).formId === entry.formId);
  return { on: dayOf(entry, "sampleDate"), results: codes.map((code) => labResult(code, entry, reading)).filter((result) => result !== null) };
}

/** A finding for each sample with a result: its highest grade, or "unknown" while a limit that decides is missing. */
export function labFindings(record: PatientRecord): readonly Finding[] {
  return LAB_FORMS.flatMap((formId) => entriesOfForm(record, formId)).flatMap((entry): readonly Finding[] => {
    const trace = labTraceOf(record, entry);
    if (trace.results.length === 0) return [];
    const grade = highest(trace.results.flatMap(({ grades }) => grades));
    return [{ kind: "lab", subject: entry.id, value: grade === null ? "unknown" : `grade ${grade}`, trace }];
  });
}

import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { dayOf, entriesOfForm, codeOf, known, quantityOf } from "@/lib/study/derive/record-reading";
import type { EligibilityInputs } from "@/lib/study/eligibility/eligibility-inputs";
import type { AnalyteCode } from "@/lib/study/laboratory/analytes";
import type { LabValue } from "@/lib/study/laboratory/convert-value";
import { siteRange, type Whose } from "@/lib/study/laboratory/reference-range";
import type { PatientRecord, RecordEntry } from "@/lib/study/patient-record";

/** The fields of a chemistry that hold a limit of normal: whose limit it is, and which. */
export const LIMIT_FIELDS = {
  bilirubinUln: ["bilirubin", "upper"],
  altUln: ["alt", "upper"],
  creatinineUln: ["creatinine", "upper"],
  magnesiumLower: ["magnesium", "lower"],
  magnesiumUpper: ["magnesium", "upper"],
} as const satisfies Partial<Record<keyof EligibilityInputs, readonly [AnalyteCode, "lower" | "upper"]>>;

export type LimitField = keyof typeof LIMIT_FIELDS;
export const LIMIT_FIELD_NAMES = Object.keys(LIMIT_FIELDS) as readonly LimitField[];

/** A limit in the unit in which it was stated; `validFrom` is the first day of the site's range, null for one that was typed. */
export interface NormalLimit extends LabValue {
  readonly validFrom: CalendarDate | null;
}

/** Whom a range is looked up for. */
export function whoseOf(record: Pick<PatientRecord, "entries">): Whose {
  const demography = entriesOfForm(record, "demography")[0];
  const age = known(demography, "age");
  return { sex: codeOf(demography, "sex", ["M", "F"]), age: typeof age === "number" ? age : null };
}

/**
 * A limit as it was typed, or where the field is blank that of the site's own range on the day of the sample. A limit marked as unknown
 * stays unknown, and what is usual elsewhere is never taken: a patient enters by the limits of the laboratory that measured.
 */
export function normalLimit(record: Pick<PatientRecord, "entries" | "labRanges">, chemistry: RecordEntry | undefined, field: LimitField): NormalLimit | null {
  const typed = quantityOf(chemistry, field);
  if (typed !== null) return { ...typed, validFrom: null };
  if (chemistry === undefined || (chemistry.answers[field] ?? null) !== null) return null;
  const [code, bound] = LIMIT_FIELDS[field];
  const range = siteRange(code, record.labRanges, whoseOf(record), dayOf(chemistry, "sampleDate"));
  const value = range?.[bound] ?? null;
  return range == null || value === null ? null : { value, unit: range.unit, validFrom: range.validFrom };
}

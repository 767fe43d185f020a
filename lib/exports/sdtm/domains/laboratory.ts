import { Decimal } from "decimal.js";
import type { Row } from "../../datasets/dataset";
import { dayOf, figureOf, quantityOf } from "@/lib/study/derive/record-reading";
import { whoseOf } from "@/lib/study/derive/normal-limits";
import { analyte, isAnalyte, type AnalyteCode } from "@/lib/study/laboratory/analytes";
import { inBaseUnit, type LabValue } from "@/lib/study/laboratory/convert-value";
import { siteRange } from "@/lib/study/laboratory/reference-range";
import type { Draft } from "../record/drafts";
import { dated, notDone, resultOf, visitOf, type Place } from "../record/findings";
import { missingReason, type CutEntry, type PatientView } from "../record/patient-view";

const ANALYTE_TESTS: Readonly<Record<AnalyteCode, string>> = {
  wbc: "WBC", anc: "NEUT", platelets: "PLAT", haemoglobin: "HGB", bilirubin: "BILI", alt: "ALT", ast: "AST", alp: "ALP", ldh: "LDH", creatinine: "CREAT", uricAcid: "URATE", magnesium: "MG",
  potassium: "K", sodium: "SODIUM", calcium: "CA", phosphate: "PHOS", albumin: "ALB", fibrinogen: "FIBRINO",
};
/** Figures whose unit is fixed: form, field, test, unit. */
const FIGURES: readonly (readonly [form: string, field: string, test: string, unit: string])[] = [
  ["haematology", "neutrophilsPct", "NEUTSGLE", "%"], ["haematology", "bandsPct", "NEUTBLE", "%"], ["haematology", "blastsPct", "BLASTLE", "%"], ["chemistry", "creatinineClearance", "CREATCLR", "mL/min"],
];
/** Limits that a report may state itself. */
const LIMITS: Readonly<Record<string, readonly [lower: string | null, upper: string | null]>> = {
  bilirubin: [null, "bilirubinUln"], alt: [null, "altUln"], creatinine: [null, "creatinineUln"], magnesium: ["magnesiumLower", "magnesiumUpper"],
};
/** Units of counts that are the same number by another name. */
const UNITS: Readonly<Record<string, string>> = { "/uL": "10^6/L", "/mm3": "10^6/L", "10^3/uL": "10^9/L", "K/uL": "10^9/L", "G/L": "10^9/L" };
const unitOf = (unit: string): string => UNITS[unit] ?? unit;
const PER_MICROLITRE_TO_GIGA = 1000;

/** What a response rests on, so that both can be found together. */
export const RESPONSE_TESTS: readonly string[] = ["BLASTNCE", "BLASTLE", "NEUT", "PLAT"];

const isCount = (code: AnalyteCode): boolean => analyte(code).baseUnit === "/uL";
const standardUnitOf = (code: AnalyteCode): string => (isCount(code) ? "10^9/L" : analyte(code).baseUnit);

function inStandardUnit(code: AnalyteCode, lab: LabValue | null): Decimal | null {
  const base = inBaseUnit(code, lab);
  return base !== null && isCount(code) ? base.dividedBy(PER_MICROLITRE_TO_GIGA) : base;
}

/** A limit as the report states it, or that of the site on the day of the sample; `missing` is why the report gives none. */
function limitOf(view: PatientView, entry: CutEntry, code: AnalyteCode, which: "lower" | "upper") {
  const field = LIMITS[code]?.[which === "lower" ? 0 : 1] ?? null;
  const typed = field === null ? null : quantityOf(entry, field);
  const missing = field === null ? null : missingReason(entry, field);
  if (typed !== null || missing !== null) return { value: typed, missing };
  const range = siteRange(code, view.record.labRanges, whoseOf(view.record), dayOf(entry, "sampleDate"));
  const bound = range?.[which] ?? null;
  return { value: range == null || bound === null ? null : { value: bound, unit: range.unit }, missing };
}

const asNumber = (value: Decimal | null): number | null => value?.toNumber() ?? null;

/** The limits of a result, and on which side of them it lies. A limit in another unit than the result stands only in the standard unit. */
function rangeOf(view: PatientView, entry: CutEntry, code: AnalyteCode, result: LabValue | null): Draft {
  const [lower, upper] = [limitOf(view, entry, code, "lower"), limitOf(view, entry, code, "upper")];
  const [low, high, found] = [lower.value, upper.value, result].map((value) => inStandardUnit(code, value)) as [Decimal | null, Decimal | null, Decimal | null];
  const asReported = (limit: LabValue | null) => (limit !== null && (result === null || unitOf(limit.unit) === unitOf(result.unit)) ? limit.value : null);
  const side = found === null || (low === null && high === null) ? null : low !== null && found.lt(low) ? "LOW" : high !== null && found.gt(high) ? "HIGH" : "NORMAL";
  return {
    row: { LBORNRLO: asReported(lower.value), LBORNRHI: asReported(upper.value), LBSTNRLO: asNumber(low), LBSTNRHI: asNumber(high), LBNRIND: side },
    beside: { LBORNRLR: lower.missing, LBORNRHR: upper.missing },
  };
}

function analyteDrafts(view: PatientView, entry: CutEntry, code: AnalyteCode, common: Row): readonly Draft[] {
  const found = quantityOf(entry, code);
  const standard = inStandardUnit(code, found)?.toFixed() ?? null;
  const row = resultOf("LB", ANALYTE_TESTS[code], {
    original: found?.value ?? null, unit: found === null ? null : unitOf(found.unit), standard, standardUnit: standardUnitOf(code), isNumber: true, missing: missingReason(entry, code),
  });
  if (row === null) return [];
  const { row: limits, beside = {} } = rangeOf(view, entry, code, found);
  return [{ row: { ...common, ...row, ...limits }, beside }];
}

const specimenOf = (form: string, code: string): string => (form === "haematology" ? "BLOOD" : code === "fibrinogen" ? "PLASMA" : "SERUM OR PLASMA");

function sampleDrafts(view: PatientView, place: Place, form: "haematology" | "chemistry"): readonly Draft[] {
  const category = { LBCAT: form === "haematology" ? "HEMATOLOGY" : "CHEMISTRY" };
  return view.entries(form).flatMap((entry) => {
    const placed = { ...category, ...visitOf(place, entry.visit), ...dated("LB", place, dayOf(entry, "sampleDate"), entry.visit) };
    const analytes = Object.keys(ANALYTE_TESTS).filter(isAnalyte).filter((code) => analyte(code).formId === form);
    const figures = FIGURES.filter(([of]) => of === form).flatMap(([, field, test, unit]): Draft[] => {
      const row = resultOf("LB", test, { original: figureOf(entry, field), unit, isNumber: true, missing: missingReason(entry, field) });
      return row === null ? [] : [{ row: { ...placed, LBSPEC: specimenOf(form, field), ...row } }];
    });
    const found = [...analytes.flatMap((code) => analyteDrafts(view, entry, code, { ...placed, LBSPEC: specimenOf(form, code) })), ...figures];
    return [...withDateReason(entry, found), ...notDone("LB", place, entry, category)];
  });
}

/** Why the day of the sample is missing, beside each result of it. */
const withDateReason = (entry: CutEntry, drafts: readonly Draft[]): readonly Draft[] => {
  const missing = missingReason(entry, "sampleDate");
  return missing === null ? drafts : drafts.map(({ row, beside = {} }) => ({ row, beside: { ...beside, LBDTCR: missing } }));
};

/** Blood counts and chemistry. */
export const laboratory = (view: PatientView, place: Place): readonly Draft[] => [...sampleDrafts(view, place, "haematology"), ...sampleDrafts(view, place, "chemistry")];

import { Decimal } from "decimal.js";
import { dayOf, entriesOfForm, figureOf } from "@/lib/study/derive/record-reading";
import { analyte, ANALYTE_CODES, isAnalyte, type AnalyteCode } from "@/lib/study/laboratory/analytes";
import type { LabResult } from "@/lib/study/derive/lab-findings";
import type { DatasetSpec, Row } from "../datasets/dataset";
import { findingsOf, type AnalysisPatient } from "./analysis-patient";
import { analysisDay, sasDay } from "./sas-day";
import { analysisVisit, carriedOf, inSequence } from "./subject-rows";
import { CARRIED, assigned, day, derived, PARAMETERS, SEQUENCE, VISITS, yes } from "./variables";

/** The test code of SDTM for each analyte. */
const TEST_CODES: Readonly<Record<AnalyteCode, string>> = {
  wbc: "WBC", anc: "NEUT", platelets: "PLAT", haemoglobin: "HGB", bilirubin: "BILI", alt: "ALT", ast: "AST", alp: "ALP", ldh: "LDH", creatinine: "CREAT", uricAcid: "URATE",
  magnesium: "MG", potassium: "K", sodium: "SODIUM", calcium: "CA", phosphate: "PHOS", albumin: "ALB", fibrinogen: "FIBRINO",
};

/** Percentages of blasts, by the form and field that hold them. */
const BLASTS = [
  { code: "BLASTLE", title: "Blasts in Blood, of Leukocytes", form: "haematology", field: "blastsPct", on: "sampleDate" }, { code: "BLASTNCE", title: "Blasts in Marrow, of Nucleated Cells", form: "marrow", field: "blastPct", on: "marrowDate" },
] as const;

/** Counts are given in 10^9/L, all else in the base unit. */
const isCount = (code: AnalyteCode) => analyte(code).baseUnit === "/uL";
const unitOf = (code: AnalyteCode) => (isCount(code) ? "10^9/L" : analyte(code).baseUnit);

export const LAB_PARAMETERS: Readonly<Record<string, { readonly title: string; readonly unit: string }>> = Object.fromEntries([
  ...ANALYTE_CODES.map((code) => [TEST_CODES[code], { title: `${analyte(code).label} (${unitOf(code)})`, unit: unitOf(code) }] as const), ...BLASTS.map(({ code, title }) => [code, { title: `${title} (%)`, unit: "%" }] as const),
].toSorted(([one], [other]) => (one < other ? -1 : 1)));
const CODES = Object.keys(LAB_PARAMETERS);

const keys = ["STUDYID", "USUBJID", "PARAMCD", "AVISITN", "ADT"];

export const adlbSpec: DatasetSpec = {
  name: "ADLB", label: "Laboratory Analysis Dataset", standard: "ADaM", class: "BASIC DATA STRUCTURE", structure: "One record per subject per parameter per analysis visit", keys: [...keys, "ASEQ"], isReference: false,
  variables: [
    ...CARRIED, ...PARAMETERS.map((variable) => (variable.name === "PARAMCD" ? { ...variable, codeList: "LBPARMCD" } : variable)), ...VISITS,
    derived("ADT", "Analysis Date", "integer", "Day of the sample.", day), derived("ADY", "Analysis Relative Day", "integer", "ADT - TRTSDT, + 1 from TRTSDT on."),
    derived("AVAL", "Analysis Value", "float", "The result as reported, in the unit of the parameter, by exact factors."), assigned("AVALU", "Analysis Value Unit", "text", { codeList: "AVALU" }),
    derived("ABLFL", "Baseline Record Flag", "text", "Y for the last result on TRTSDT or before.", yes), derived("BASE", "Baseline Value", "float", "AVAL of the record with ABLFL=Y."),
    derived("CHG", "Change from Baseline", "float", "AVAL - BASE, after the baseline."), derived("PCHG", "Percent Change from Baseline", "float", "100 CHG / BASE, rounded to 6 decimals; empty where BASE is 0."),
    derived("ANRIND", "Analysis Reference Range Indicator", "text", "Against the range of the site's laboratory on that day, or the usual one where the site stated none.", { codeList: "NRIND" }),
    derived("ATOXGR", "Analysis Toxicity Grade", "text", "Highest grade of CTCAE 5.0 of the terms that the test bears on; 0 where none is reached, empty where it cannot be told.", { codeList: "LBTOXGR" }),
    derived("BTOXGR", "Baseline Toxicity Grade", "text", "ATOXGR of the record with ABLFL=Y.", { codeList: "LBTOXGR" }), SEQUENCE,
  ],
};

interface Sample { readonly code: string; readonly visit: string | null; readonly on: string | null; readonly value: Decimal; readonly flag: string | null; readonly grade: number | null }

function samplesOf(patient: AnalysisPatient): readonly Sample[] {
  const graded = findingsOf(patient, "lab").flatMap(({ visit, trace }) => ((trace["results"] ?? []) as readonly LabResult[]).flatMap((result): readonly Sample[] => {
    if (!isAnalyte(result.field)) return [];
    const value = new Decimal(result.inBaseUnit).div(isCount(result.field) ? 1000 : 1);
    return [{ code: TEST_CODES[result.field], visit, on: (trace["on"] ?? null) as string | null, value, flag: result.flag, grade: result.grade }];
  }));
  const blasts = BLASTS.flatMap(({ code, form, field, on }) => entriesOfForm(patient.record, form).flatMap((entry): readonly Sample[] => {
    const value = figureOf(entry, field);
    return value === null ? [] : [{ code, visit: entry.visit, on: dayOf(entry, on), value: new Decimal(value), flag: null, grade: null }];
  }));
  return [...graded, ...blasts];
}

export function adlbRows(patient: AnalysisPatient, adsl: Row): readonly Row[] {
  const samples = samplesOf(patient);
  const carried = carriedOf(adsl);
  const rows = CODES.flatMap((code) => parameterRows(patient, carried, samples.filter((sample) => sample.code === code)));
  return inSequence(rows, keys);
}

const PERCENT_DECIMALS = 6;
const gradeText = (sample: Sample | undefined): string | null => (sample === undefined || sample.grade === null ? null : String(sample.grade));

/** The rows of one test, held against its baseline. */
function parameterRows(patient: AnalysisPatient, carried: Row, samples: readonly Sample[]): readonly Row[] {
  const { firstDose } = patient;
  const before = samples.filter(({ on }) => firstDose !== null && on !== null && on <= firstDose);
  const baseline = before.reduce<Sample | undefined>((last, sample) => (last === undefined || (sample.on ?? "") >= (last.on ?? "") ? sample : last), undefined);
  return samples.map((sample) => {
    const isAfter = baseline !== undefined && sample.on !== null && sample.on > (baseline.on ?? "");
    const change = isAfter ? sample.value.minus(baseline.value) : null;
    const percent = change === null || baseline === undefined || baseline.value.isZero() ? null : change.times(100).div(baseline.value).toDecimalPlaces(PERCENT_DECIMALS);
    return {
      ...carried, PARAMCD: sample.code, PARAM: LAB_PARAMETERS[sample.code]?.title ?? null, PARAMN: CODES.indexOf(sample.code) + 1, ...analysisVisit(sample.visit), ADT: sasDay(sample.on), ADY: analysisDay(firstDose, sample.on),
      AVAL: sample.value.toNumber(), AVALU: LAB_PARAMETERS[sample.code]?.unit ?? null, ABLFL: sample === baseline ? "Y" : null, BASE: baseline?.value.toNumber() ?? null, CHG: change?.toNumber() ?? null, PCHG: percent?.toNumber() ?? null,
      ANRIND: sample.flag?.toUpperCase() ?? null, ATOXGR: gradeText(sample), BTOXGR: gradeText(baseline),
    };
  });
}

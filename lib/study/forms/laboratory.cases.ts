import type { CheckCases } from "@/lib/study/forms/check-case";

type Lab = readonly [value: string, unit: string];
const lab = ([value, unit]: Lab) => ({ value, unit });

/** An ordinary value, and the figure that betrays another unit. */
const plausible = (formId: string, id: string, field: string, ordinary: Lab, suspect: Lab): readonly [string, string, CheckCases] => [
  formId, id, { yes: { answers: { [field]: lab(ordinary) } }, no: { answers: { [field]: lab(suspect) } }, unknown: { answers: { [field]: { missing: "not_done" } } } },
];

export const laboratoryCases: readonly (readonly [string, string, CheckCases])[] = [
  plausible("haematology", "HE09", "haemoglobin", ["9.8", "g/dL"], ["24", "g/dL"]),
  plausible("chemistry", "CH10", "bilirubin", ["12", "umol/L"], ["45", "mg/dL"]),
  plausible("chemistry", "CH11", "alt", ["35", "U/L"], ["1", "U/L"]),
  plausible("chemistry", "CH12", "ast", ["35", "U/L"], ["1", "U/L"]),
  plausible("chemistry", "CH13", "alp", ["80", "U/L"], ["2", "U/L"]),
  plausible("chemistry", "CH14", "ldh", ["310", "U/L"], ["5", "U/L"]),
  plausible("chemistry", "CH15", "creatinine", ["0.9", "mg/dL"], ["20", "mg/dL"]),
  plausible("chemistry", "CH16", "uricAcid", ["5.1", "mg/dL"], ["7", "umol/L"]),
  plausible("chemistry", "CH17", "magnesium", ["0.8", "mmol/L"], ["8", "mmol/L"]),
  plausible("chemistry", "CH18", "potassium", ["4.1", "mmol/L"], ["14", "mmol/L"]),
  plausible("chemistry", "CH19", "sodium", ["139", "mEq/L"], ["75", "mEq/L"]),
  plausible("chemistry", "CH20", "calcium", ["2.3", "mmol/L"], ["2.3", "mg/dL"]),
  plausible("chemistry", "CH21", "phosphate", ["1.1", "mmol/L"], ["9", "mmol/L"]),
  plausible("chemistry", "CH22", "albumin", ["38", "g/L"], ["3.8", "g/L"]),
  plausible("chemistry", "CH23", "fibrinogen", ["2.9", "g/L"], ["5", "mg/dL"]),
];

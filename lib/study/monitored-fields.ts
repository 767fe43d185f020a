import { DAY_FIELDS } from "./visit-day";

/** A number that central monitoring looks at. */
export interface MonitoredField {
  readonly form: string;
  readonly field: string;
  /** Read off by a person to the unit, so that every last digit should be as frequent as another. */
  readonly digit: boolean;
  /** A count of cells, which hardly ever comes out the same twice. */
  readonly count: boolean;
}

const plain = (form: string, fields: readonly string[], more: Partial<Pick<MonitoredField, "digit" | "count">> = {}): readonly MonitoredField[] =>
  fields.map((field) => ({ form, field, digit: false, count: false, ...more }));

/** Height is left out: it is the same at each visit. So are limits of normal, which are a laboratory's. */
export const MONITORED_FIELDS: readonly MonitoredField[] = [
  ...plain("vital_signs", ["pulse", "systolic", "diastolic"], { digit: true }), ...plain("vital_signs", ["weightKg", "temperatureC"]),
  ...plain("haematology", ["wbc", "platelets"], { count: true }), ...plain("haematology", ["anc", "haemoglobin"]),
  ...plain("chemistry", ["bilirubin", "alt", "creatinine", "magnesium"]),
];

/** Two forms are compared where both hold at least so many of these numbers. */
export const COMPARED_FROM = 4;

/** The field of each monitored form that says on which day it was done. */
export const MONITORED_DAYS: Readonly<Record<string, string>> = Object.fromEntries([...new Set(MONITORED_FIELDS.map(({ form }) => form))].map((form) => [form, DAY_FIELDS[form] ?? ""]));

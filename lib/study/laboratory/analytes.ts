import { CELLS_PER_MICROLITRE } from "@/lib/study/response/blood-count";
import { responseParameters } from "@/lib/study/response/response-profiles";

/** What is usual where a site has stated nothing; both bounds in the base unit. */
export interface UsualRange {
  readonly sex?: "M" | "F";
  readonly lower: string | null;
  readonly upper: string | null;
}

/** Something a laboratory measures. Its code is the name of the field that holds it, on the form named. */
export interface Analyte {
  readonly label: string;
  readonly formId: "haematology" | "chemistry";
  /** Ranges and grades are compared in it. */
  readonly baseUnit: string;
  /** Factor from each unit to the base unit, exact: every conversion multiplies. */
  readonly units: Readonly<Record<string, string>>;
  readonly usual: readonly UsualRange[];
  /** Values outside are more often in a wrong unit than true; in the base unit. Zero is never asked about. */
  readonly plausible: readonly [lowest: string, highest: string];
}

/** Where the usual ranges come from; a site's own range always goes before them. */
export const USUAL_RANGE_SOURCE = "Usual adult ranges (MSD Manual, eCampusOntario; enzymes, LDH, uric acid and electrolytes are assumptions). The site's own ranges replace them.";

const { plateletsSuspectBelow, neutrophilsSuspectBelow } = responseParameters;
const counts = Object.fromEntries(Object.entries(CELLS_PER_MICROLITRE).map(([unit, cells]) => [unit, String(cells)]));
const haematology = { formId: "haematology" as const };
const chemistry = { formId: "chemistry" as const };
const enzyme = { ...chemistry, baseUnit: "U/L", units: { "U/L": "1" } };
const ions = { ...chemistry, baseUnit: "mmol/L", units: { "mmol/L": "1", "mEq/L": "1" } };

/**
 * Conversion factors: bilirubin 17.1, creatinine 88.4 and uric acid 59.48 µmol/L per mg/dL; magnesium 2.4305, calcium 4.008 and phosphate
 * 3.097 mg/dL per mmol/L; haemoglobin 16.114 g/L per mmol/L (Fe). Molar masses after IUPAC, rounded as laboratories print them.
 */
export const ANALYTES = {
  wbc: { ...haematology, label: "White cells", baseUnit: "/uL", units: counts, usual: [{ lower: "4500", upper: "11000" }], plausible: ["20", "500000"] },
  anc: { ...haematology, label: "Neutrophils, absolute", baseUnit: "/uL", units: counts, usual: [{ lower: "1800", upper: "7800" }], plausible: [String(neutrophilsSuspectBelow.value), "200000"] },
  platelets: { ...haematology, label: "Platelets", baseUnit: "/uL", units: counts, usual: [{ lower: "150000", upper: "450000" }], plausible: [String(plateletsSuspectBelow.value), "2000000"] },
  haemoglobin: {
    ...haematology, label: "Haemoglobin", baseUnit: "g/L", units: { "g/L": "1", "g/dL": "10", "mmol/L": "16.114" },
    usual: [{ sex: "M", lower: "140", upper: "175" }, { sex: "F", lower: "123", upper: "153" }], plausible: ["30", "220"],
  },
  bilirubin: { ...chemistry, label: "Total bilirubin", baseUnit: "umol/L", units: { "umol/L": "1", "mg/dL": "17.1" }, usual: [{ lower: null, upper: "17.1" }], plausible: ["1", "600"] },
  alt: { ...enzyme, label: "ALT", usual: [{ lower: null, upper: "40" }], plausible: ["2", "10000"] },
  ast: { ...enzyme, label: "AST", usual: [{ lower: null, upper: "40" }], plausible: ["2", "10000"] },
  alp: { ...enzyme, label: "Alkaline phosphatase", usual: [{ lower: "40", upper: "130" }], plausible: ["5", "5000"] },
  ldh: { ...enzyme, label: "LDH", usual: [{ lower: "125", upper: "220" }], plausible: ["20", "20000"] },
  creatinine: { ...chemistry, label: "Creatinine", baseUnit: "umol/L", units: { "umol/L": "1", "mg/dL": "88.4" }, usual: [{ lower: "53", upper: "106" }], plausible: ["18", "1500"] },
  uricAcid: {
    ...chemistry, label: "Uric acid", baseUnit: "umol/L", units: { "umol/L": "1", "mg/dL": "59.48" },
    usual: [{ sex: "M", lower: "208.18", upper: "428.256" }, { sex: "F", lower: "154.648", upper: "356.88" }], plausible: ["20", "2000"],
  },
  magnesium: { ...chemistry, label: "Magnesium", baseUnit: "mg/dL", units: { "mg/dL": "1", "mmol/L": "2.4305" }, usual: [{ lower: "1.7", upper: "2.2" }], plausible: ["0.5", "8"] },
  potassium: { ...ions, label: "Potassium", usual: [{ lower: "3.5", upper: "5.1" }], plausible: ["1.5", "9"] },
  sodium: { ...ions, label: "Sodium", usual: [{ lower: "135", upper: "145" }], plausible: ["100", "180"] },
  calcium: { ...chemistry, label: "Calcium", baseUnit: "mg/dL", units: { "mg/dL": "1", "mmol/L": "4.008" }, usual: [{ lower: "8.5", upper: "10.5" }], plausible: ["4", "18"] },
  phosphate: { ...chemistry, label: "Phosphate", baseUnit: "mg/dL", units: { "mg/dL": "1", "mmol/L": "3.097" }, usual: [{ lower: "2.5", upper: "4.5" }], plausible: ["0.4", "15"] },
  albumin: { ...chemistry, label: "Albumin", baseUnit: "g/dL", units: { "g/dL": "1", "g/L": "0.1" }, usual: [{ lower: "3.5", upper: "5.0" }], plausible: ["0.8", "7"] },
  fibrinogen: { ...chemistry, label: "Fibrinogen", baseUnit: "mg/dL", units: { "mg/dL": "1", "g/L": "100" }, usual: [{ lower: "200", upper: "400" }], plausible: ["20", "1500"] },
} as const satisfies Readonly<Record<string, Analyte>>;

export type AnalyteCode = keyof typeof ANALYTES;
export const ANALYTE_CODES = Object.keys(ANALYTES) as readonly AnalyteCode[];

export const isAnalyte = (code: string): code is AnalyteCode => Object.hasOwn(ANALYTES, code);
export const analyte = (code: AnalyteCode): Analyte => ANALYTES[code];

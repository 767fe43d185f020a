import { Decimal } from "decimal.js";
import { date } from "@/lib/crf/fields/date";
import { decimal } from "@/lib/crf/fields/decimal";
import { quantity, type Quantity } from "@/lib/crf/fields/quantity";
import type { Check, Form, KnownOf } from "@/lib/crf/define-form";
import { defineForm, type CheckContext } from "@/lib/study/checks/check-context";
import { clearanceAsCalculated } from "@/lib/study/checks/clearance-as-calculated";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { plausibleUnit } from "@/lib/study/checks/plausible-unit";
import { whenKnown } from "@/lib/study/checks/truth";
import type { AnalyteCode } from "@/lib/study/laboratory/analytes";

const TIMES_LIMIT_ASKS_ABOVE = 30;
const lab = (column: string, code: string) => `LB.${column} where LBTESTCD=${code}`;
const value = (code: string) => `LB.LBORRES and LB.LBORRESU where LBTESTCD=${code}`;
const section = { liver: "Liver", kidney: "Kidney", magnesium: "Magnesium", salts: "Electrolytes and protein", turnover: "Turnover and coagulation" };
const LIMIT_HELP = "Only when the report gives another limit than the site's reference range; left blank, the range on the day of the sample counts.";

const bilirubinUnits = { "mg/dL": { says: "mg/dL", possible: [0, 80] }, "umol/L": { says: "µmol/L", possible: [0, 1400] } } as const;
const bilirubinLimits = { "mg/dL": { says: "mg/dL", possible: ["0.1", 5] }, "umol/L": { says: "µmol/L", possible: [2, 86] } } as const;
const creatinineUnits = { "mg/dL": { says: "mg/dL", possible: ["0.05", 30] }, "umol/L": { says: "µmol/L", possible: [4, 2700] } } as const;
const creatinineLimits = { "mg/dL": { says: "mg/dL", possible: ["0.2", 5] }, "umol/L": { says: "µmol/L", possible: [18, 450] } } as const;
const magnesiumUnits = { "mg/dL": { says: "mg/dL", possible: ["0.1", 20] }, "mmol/L": { says: "mmol/L", possible: ["0.04", 8.5] } } as const;
const enzymeUnits = (highest: number) => ({ "U/L": { says: "U/L", possible: [1, highest] } }) as const;

const ionUnits = (lowest: number | string, highest: number) => ({ "mmol/L": { says: "mmol/L", possible: [lowest, highest] }, "mEq/L": { says: "mEq/L", possible: [lowest, highest] } }) as const;

const shown = (quantity: Quantity | null) => `${quantity?.value} ${quantity?.unit}`;
const plausible = (result: Quantity | null, limit: Quantity | null) =>
  whenKnown([result, limit], (measured, upper) => measured.unit === upper.unit && new Decimal(measured.value).lte(new Decimal(upper.value).times(TIMES_LIMIT_ASKS_ABOVE)));

const fields = {
  sampleDate: date({ label: "Date of sample", help: "The day the blood was taken, not the day of the report. The reference range of that day is used.", criticality: "safety", required: true, sdtm: "LB.LBDTC" }),
  bilirubin: quantity({ label: "Total bilirubin", help: "Total, not direct, in the unit of the report. It decides eligibility and whether idarubicin is reduced.", section: section.liver, units: bilirubinUnits, criticality: "safety", required: true, missing: ["not_done"], sdtm: value("BILI") }),
  bilirubinUln: quantity({
    label: "Bilirubin, upper limit of normal", help: LIMIT_HELP, section: section.liver, units: bilirubinLimits, criticality: "safety", missing: ["unknown"], sdtm: lab("LBORNRHI", "BILI"),
  }),
  alt: quantity({ label: "ALT (SGPT)", help: "In U/L from the report; also printed as SGPT or GPT. Up to 2.5 times the upper limit may enter.", section: section.liver, units: enzymeUnits(30000), criticality: "safety", required: true, missing: ["not_done"], sdtm: value("ALT") }),
  altUln: quantity({ label: "ALT, upper limit of normal", help: LIMIT_HELP, section: section.liver, units: enzymeUnits(200), criticality: "safety", missing: ["unknown"], sdtm: lab("LBORNRHI", "ALT") }),
  creatinine: quantity({ label: "Creatinine", help: "From serum or plasma, in the unit of the report. A value near the limit asks for the clearance.", section: section.kidney, units: creatinineUnits, criticality: "safety", required: true, missing: ["not_done"], sdtm: value("CREAT") }),
  creatinineUln: quantity({
    label: "Creatinine, upper limit of normal", help: LIMIT_HELP, section: section.kidney, units: creatinineLimits, criticality: "safety", missing: ["unknown"], sdtm: lab("LBORNRHI", "CREAT"),
  }),
  creatinineClearance: decimal({
    label: "Creatinine clearance",
    help: "Measured or calculated; expected when creatinine is borderline, at least 60 mL/min.",
    section: section.kidney,
    unit: "mL/min",
    possible: [0, 300],
    criticality: "safety",
    missing: ["not_done"],
    sdtm: value("CREATCLR"),
  }),
  magnesium: quantity({ label: "Magnesium", help: "From serum, in the unit of the report. To enter, it lies within the normal range.", section: section.magnesium, units: magnesiumUnits, criticality: "safety", required: true, missing: ["not_done"], sdtm: value("MG") }),
  magnesiumLower: quantity({
    label: "Magnesium, lower limit of normal", help: LIMIT_HELP, section: section.magnesium, units: magnesiumUnits, criticality: "safety", missing: ["unknown"], sdtm: lab("LBORNRLO", "MG"),
  }),
  magnesiumUpper: quantity({
    label: "Magnesium, upper limit of normal", help: LIMIT_HELP, section: section.magnesium, units: magnesiumUnits, criticality: "safety", missing: ["unknown"], sdtm: lab("LBORNRHI", "MG"),
  }),
  ast: quantity({ label: "AST (SGOT)", help: "In U/L from the report; also printed as SGOT or GOT. It is graded, and decides no criterion.", section: section.liver, units: enzymeUnits(30000), criticality: "safety", missing: ["not_done"], sdtm: value("AST") }),
  alp: quantity({ label: "Alkaline phosphatase", help: "Total activity in U/L, also printed as ALP or AP.", section: section.liver, units: enzymeUnits(10000), criticality: "safety", missing: ["not_done"], sdtm: value("ALP") }),
  sodium: quantity({ label: "Sodium", help: "From serum or plasma; mmol/L and mEq/L are the same number.", section: section.salts, units: ionUnits(60, 220), criticality: "safety", missing: ["not_done"], sdtm: value("SODIUM") }),
  potassium: quantity({ label: "Potassium", help: "Blood potassium from the report; the number is the same in mmol/L and mEq/L.", section: section.salts, units: ionUnits("0.5", 15), criticality: "safety", missing: ["not_done"], sdtm: value("K") }),
  calcium: quantity({
    label: "Calcium", help: "Total calcium; it is graded as corrected for albumin when albumin is entered.", section: section.salts,
    units: { "mg/dL": { says: "mg/dL", possible: [2, 24] }, "mmol/L": { says: "mmol/L", possible: ["0.5", 6] } }, criticality: "safety", missing: ["not_done"], sdtm: value("CA"),
  }),
  phosphate: quantity({
    label: "Phosphate", help: "Inorganic phosphate from serum, in the unit of the report; some laboratories call it phosphorus.", section: section.salts, units: { "mg/dL": { says: "mg/dL", possible: ["0.1", 30] }, "mmol/L": { says: "mmol/L", possible: ["0.03", 10] } },
    criticality: "safety", missing: ["not_done"], sdtm: value("PHOS"),
  }),
  albumin: quantity({
    label: "Albumin", help: "From serum, in g/dL or g/L. With it calcium is corrected.", section: section.salts, units: { "g/dL": { says: "g/dL", possible: ["0.3", 9] }, "g/L": { says: "g/L", possible: [3, 90] } },
    criticality: "safety", missing: ["not_done"], sdtm: value("ALB"),
  }),
  ldh: quantity({ label: "LDH", help: "Lactate dehydrogenase in U/L; also printed as LD.", section: section.turnover, units: enzymeUnits(50000), criticality: "safety", missing: ["not_done"], sdtm: value("LDH") }),
  uricAcid: quantity({
    label: "Uric acid", help: "From serum, in the unit of the report; also printed as urate.", section: section.turnover, units: { "mg/dL": { says: "mg/dL", possible: ["0.1", 60] }, "umol/L": { says: "µmol/L", possible: [6, 3500] } },
    criticality: "safety", missing: ["not_done"], sdtm: value("URATE"),
  }),
  fibrinogen: quantity({
    label: "Fibrinogen", help: "From citrated plasma, in the unit of the report; mg/dL or g/L.", section: section.turnover, units: { "mg/dL": { says: "mg/dL", possible: [5, 2000] }, "g/L": { says: "g/L", possible: ["0.05", 20] } },
    criticality: "safety", missing: ["not_done"], sdtm: value("FIBRINO"),
  }),
} as const;

type ChemistryAnswers = KnownOf<Form<typeof fields, CheckContext>>;
type Measured = "bilirubin" | "alt" | "creatinine" | "magnesium";
type Limit = "bilirubinUln" | "altUln" | "creatinineUln" | "magnesiumUpper";

/** A value in another unit than its limit, or far above it, is more often a wrong unit than a finding. */
const agreesWithLimit = (id: string, result: Measured, limit: Limit, what: string): Check<typeof fields, CheckContext> => ({
  id,
  on: [result, limit],
  says: `${what} has the unit of its limit and lies at most ${TIMES_LIMIT_ASKS_ABOVE} times above it`,
  protocol: "Eligibility, organ function",
  holds: (answers: ChemistryAnswers) => plausible(answers[result], answers[limit]),
  asks: (answers: ChemistryAnswers) => `${what} is ${shown(answers[result])} with an upper limit of ${shown(answers[limit])}. Check both values and their units against the report.`,
});

const CHEMISTRY_ANALYTES = ["bilirubin", "alt", "ast", "alp", "ldh", "creatinine", "uricAcid", "magnesium", "potassium", "sodium", "calcium", "phosphate", "albumin", "fibrinogen"] as const satisfies readonly AnalyteCode[];

export const chemistry = defineForm({
  id: "chemistry",
  title: "Chemistry",
  shortTitle: "Chem",
  version: 1,
  repeats: false,
  fields,
  checks: [
    ...datesInOrder("chemistry"),
    agreesWithLimit("CH01", "bilirubin", "bilirubinUln", "Bilirubin"),
    agreesWithLimit("CH02", "alt", "altUln", "ALT"),
    agreesWithLimit("CH03", "creatinine", "creatinineUln", "Creatinine"),
    agreesWithLimit("CH04", "magnesium", "magnesiumUpper", "Magnesium"),
    {
      id: "CH05",
      on: ["magnesiumLower", "magnesiumUpper"],
      says: "The lower limit of magnesium is below the upper limit, in the same unit",
      protocol: "Eligibility, organ function",
      holds: ({ magnesiumLower, magnesiumUpper }) =>
        whenKnown([magnesiumLower, magnesiumUpper], (lower, upper) => lower.unit === upper.unit && new Decimal(lower.value).lt(upper.value)),
      asks: ({ magnesiumLower, magnesiumUpper }) => `Magnesium limits are ${shown(magnesiumLower)} to ${shown(magnesiumUpper)}. Check both and their units.`,
    },
    clearanceAsCalculated<typeof fields>("CH42"),
    ...CHEMISTRY_ANALYTES.map((code, index) => plausibleUnit<typeof fields>(`CH${10 + index}`, code)),
  ],
});

import { Decimal } from "decimal.js";
import { date } from "@/lib/crf/fields/date";
import { decimal } from "@/lib/crf/fields/decimal";
import { quantity, type Quantity } from "@/lib/crf/fields/quantity";
import type { Check, Form, KnownOf } from "@/lib/crf/define-form";
import { defineForm, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";

const TIMES_LIMIT_ASKS_ABOVE = 30;
const lab = (column: string, code: string) => `LB.${column} where LBTESTCD=${code}`;
const value = (code: string) => `LB.LBORRES and LB.LBORRESU where LBTESTCD=${code}`;
const section = { liver: "Liver", kidney: "Kidney", magnesium: "Magnesium" };

const bilirubinUnits = { "mg/dL": { says: "mg/dL", possible: [0, 80] }, "umol/L": { says: "µmol/L", possible: [0, 1400] } } as const;
const bilirubinLimits = { "mg/dL": { says: "mg/dL", possible: ["0.1", 5] }, "umol/L": { says: "µmol/L", possible: [2, 86] } } as const;
const creatinineUnits = { "mg/dL": { says: "mg/dL", possible: ["0.05", 30] }, "umol/L": { says: "µmol/L", possible: [4, 2700] } } as const;
const creatinineLimits = { "mg/dL": { says: "mg/dL", possible: ["0.2", 5] }, "umol/L": { says: "µmol/L", possible: [18, 450] } } as const;
const magnesiumUnits = { "mg/dL": { says: "mg/dL", possible: ["0.1", 20] }, "mmol/L": { says: "mmol/L", possible: ["0.04", 8.5] } } as const;
const enzymeUnits = (highest: number) => ({ "U/L": { says: "U/L", possible: [1, highest] } }) as const;

const shown = (quantity: Quantity | null) => `${quantity?.value} ${quantity?.unit}`;
const plausible = (result: Quantity | null, limit: Quantity | null) =>
  whenKnown([result, limit], (measured, upper) => measured.unit === upper.unit && new Decimal(measured.value).lte(new Decimal(upper.value).times(TIMES_LIMIT_ASKS_ABOVE)));

const fields = {
  sampleDate: date({ label: "Date of sample", criticality: "safety", required: true, sdtm: "LB.LBDTC" }),
  bilirubin: quantity({ label: "Total bilirubin", section: section.liver, units: bilirubinUnits, criticality: "safety", required: true, missing: ["not_done"], sdtm: value("BILI") }),
  bilirubinUln: quantity({
    label: "Bilirubin, upper limit of normal", section: section.liver, units: bilirubinLimits, criticality: "safety", required: true, missing: ["unknown"], sdtm: lab("LBORNRHI", "BILI"),
  }),
  alt: quantity({ label: "ALT (SGPT)", section: section.liver, units: enzymeUnits(30000), criticality: "safety", required: true, missing: ["not_done"], sdtm: value("ALT") }),
  altUln: quantity({ label: "ALT, upper limit of normal", section: section.liver, units: enzymeUnits(200), criticality: "safety", required: true, missing: ["unknown"], sdtm: lab("LBORNRHI", "ALT") }),
  creatinine: quantity({ label: "Creatinine", section: section.kidney, units: creatinineUnits, criticality: "safety", required: true, missing: ["not_done"], sdtm: value("CREAT") }),
  creatinineUln: quantity({
    label: "Creatinine, upper limit of normal", section: section.kidney, units: creatinineLimits, criticality: "safety", required: true, missing: ["unknown"], sdtm: lab("LBORNRHI", "CREAT"),
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
  magnesium: quantity({ label: "Magnesium", section: section.magnesium, units: magnesiumUnits, criticality: "safety", required: true, missing: ["not_done"], sdtm: value("MG") }),
  magnesiumLower: quantity({
    label: "Magnesium, lower limit of normal", section: section.magnesium, units: magnesiumUnits, criticality: "safety", required: true, missing: ["unknown"], sdtm: lab("LBORNRLO", "MG"),
  }),
  magnesiumUpper: quantity({
    label: "Magnesium, upper limit of normal", section: section.magnesium, units: magnesiumUnits, criticality: "safety", required: true, missing: ["unknown"], sdtm: lab("LBORNRHI", "MG"),
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

export const chemistry = defineForm({
  id: "chemistry",
  title: "Chemistry",
  shortTitle: "Chem",
  version: 1,
  repeats: false,
  fields,
  checks: [
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
  ],
});

import { Decimal } from "decimal.js";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { decimal } from "@/lib/crf/fields/decimal";
import { integer } from "@/lib/crf/fields/integer";
import { defineForm, textIn, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";

const WEIGHT_CHANGE_ASKS_ABOVE_PCT = 10;
const HEIGHT_DIFFERS_ABOVE_CM = 2;
const LEANEST_BMI = 12;
const HEAVIEST_BMI = 60;

const result = (code: string) => `VS.VSORRES where VSTESTCD=${code}`;
/** What was measured at screening; nothing for screening itself, so that a difference is asked about once. */
const atScreening = (context: CheckContext, field: "weightKg" | "heightCm") => (context.visit === "SCR" ? null : textIn(context, "vital_signs", field, "SCR"));
const changePct = (from: string, to: string) => new Decimal(to).minus(from).abs().div(from).times(100);
const bmi = (heightCm: string, weightKg: string) => new Decimal(weightKg).div(new Decimal(heightCm).div(100).pow(2));

export const vitalSigns = defineForm({
  id: "vital_signs",
  title: "Vital signs and body size",
  shortTitle: "Vital",
  version: 1,
  repeats: false,
  fields: {
    measuredOn: date({ label: "Date of measurement", criticality: "safety", required: true, sdtm: "VS.VSDTC" }),
    heightCm: decimal({
      label: "Height", section: "Body size", unit: "cm", possible: [100, 230], criticality: "safety", required: true, missing: ["not_done"],
      help: "With the weight it gives the body surface, and that the doses.", sdtm: result("HEIGHT"),
    }),
    weightKg: decimal({
      label: "Weight", section: "Body size", unit: "kg", possible: [25, 250], criticality: "safety", required: true, missing: ["not_done"],
      help: "Actual body weight, without a correction for obesity or fluid.", sdtm: result("WEIGHT"),
    }),
    zubrod: choice({
      label: "Performance status (Zubrod)",
      section: "Condition",
      options: {
        "0": "0, fully active", "1": "1, restricted in strenuous activity", "2": "2, up more than half of the day",
        "3": "3, in bed or chair more than half of the day", "4": "4, completely disabled",
      },
      criticality: "evaluability",
      required: true,
      missing: ["not_done"],
      sdtm: "RS.RSORRES where RSCAT=ECOG and RSTESTCD=ECOG101",
    }),
    temperatureC: decimal({ label: "Temperature", section: "Condition", unit: "°C", possible: [28, 44], criticality: "safety", missing: ["not_done"], sdtm: result("TEMP") }),
    pulse: integer({ label: "Pulse", section: "Condition", unit: "/min", possible: [20, 300], criticality: "safety", missing: ["not_done"], sdtm: result("PULSE") }),
    systolic: integer({ label: "Systolic blood pressure", section: "Condition", unit: "mmHg", possible: [40, 300], criticality: "safety", missing: ["not_done"], sdtm: result("SYSBP") }),
    diastolic: integer({ label: "Diastolic blood pressure", section: "Condition", unit: "mmHg", possible: [10, 200], criticality: "safety", missing: ["not_done"], sdtm: result("DIABP") }),
  },
  checks: [
    {
      id: "VS01",
      on: ["systolic", "diastolic"],
      says: "Systolic pressure is above diastolic pressure",
      protocol: "Vital signs",
      holds: ({ systolic, diastolic }) => whenKnown([systolic, diastolic], (upper, lower) => upper > lower),
      asks: ({ systolic, diastolic }) => `Systolic ${systolic} mmHg is not above diastolic ${diastolic} mmHg. Check both, and whether they were exchanged.`,
    },
    {
      id: "VS02",
      on: ["weightKg"],
      says: `Weight differs by at most ${WEIGHT_CHANGE_ASKS_ABOVE_PCT} % from that at screening`,
      protocol: "Dosing, body surface",
      holds: ({ weightKg }, context) => whenKnown([atScreening(context, "weightKg"), weightKg], (other, here) => changePct(other, here).lte(WEIGHT_CHANGE_ASKS_ABOVE_PCT)),
      asks: ({ weightKg }, context) => {
        const other = atScreening(context, "weightKg") ?? "1";
        const change = changePct(other, weightKg ?? "").toDecimalPlaces(1).toFixed();
        return `Weight is ${weightKg} kg here and ${other} kg at screening, ${change} % apart. Check both; doses follow the weight of course 1.`;
      },
    },
    {
      id: "VS03",
      on: ["weightKg", "heightCm"],
      says: `Height and weight give a body mass index of ${LEANEST_BMI} to ${HEAVIEST_BMI} kg/m²`,
      protocol: "Dosing, body surface",
      holds: ({ heightCm, weightKg }) => whenKnown([heightCm, weightKg], (height, weight) => bmi(height, weight).gte(LEANEST_BMI) && bmi(height, weight).lte(HEAVIEST_BMI)),
      asks: ({ heightCm, weightKg }) =>
        `${heightCm} cm and ${weightKg} kg give a body mass index of ${bmi(heightCm ?? "", weightKg ?? "").toDecimalPlaces(1).toFixed()} kg/m². Check both, their units, and whether they were exchanged.`,
    },
    {
      id: "VS04",
      on: ["heightCm"],
      says: `Height differs by at most ${HEIGHT_DIFFERS_ABOVE_CM} cm from that at screening`,
      protocol: "Dosing, body surface",
      holds: ({ heightCm }, context) => whenKnown([atScreening(context, "heightCm"), heightCm], (other, here) => new Decimal(here).minus(other).abs().lte(HEIGHT_DIFFERS_ABOVE_CM)),
      asks: ({ heightCm }, context) => `Height is ${heightCm} cm here and ${atScreening(context, "heightCm")} cm at screening. Check which one is right.`,
    },
  ],
});

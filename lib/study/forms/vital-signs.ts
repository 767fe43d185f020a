import { Decimal } from "decimal.js";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { decimal } from "@/lib/crf/fields/decimal";
import { integer } from "@/lib/crf/fields/integer";
import { defineForm, textIn, type CheckContext } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { whenKnown } from "@/lib/study/checks/truth";
import { inUsualRange } from "@/lib/study/checks/usual-range";
import { earlierSizeVisits } from "@/lib/study/derive/dose-plan";
import { bodySurface, defaultBodySurfaceFormula } from "@/lib/study/dosing/body-surface";
import { dosingRules } from "@/lib/study/dosing/dosing-rules";
import { eligibilityRules } from "@/lib/study/eligibility/eligibility-rules";
import { isWaived } from "@/lib/study/eligibility/is-waived";
import { visitByCode } from "@/lib/study/visits";

const { weightChangeAsksAbovePct } = dosingRules;
const { zubrodAtMost } = eligibilityRules;
const HEIGHT_DIFFERS_ABOVE_CM = 2;
const LEANEST_BMI = 12;
const HEAVIEST_BMI = 60;

const assumption = "Assumption: what a patient fit for induction rarely shows at rest";
const usual = {
  temperature: { lowest: 34, highest: 41, unit: "°C", source: assumption },
  pulse: { lowest: 40, highest: 150, unit: "/min", source: assumption },
  systolic: { lowest: 70, highest: 220, unit: "mmHg", source: assumption },
  diastolic: { lowest: 35, highest: 130, unit: "mmHg", source: assumption },
} as const;

const result = (code: string) => `VS.VSORRES where VSTESTCD=${code}`;
/** The latest measurement before this visit, on which the doses would rest without this one; nothing for screening itself, so that a difference is asked about once. */
function before(context: CheckContext, field: "weightKg" | "heightCm"): { readonly value: string; readonly visit: string } | null {
  for (const visit of earlierSizeVisits(context.visit)) {
    const value = textIn(context, "vital_signs", field, visit);
    if (value !== null) return { value, visit: visitByCode(visit)?.title.split(":")[0]?.toLowerCase() ?? visit };
  }
  return null;
}

/** "; the body surface changes from 1.82 to 1.91 m²", when both heights are known. */
function saySurfaces(from: string, to: string, heightCm: string | null): string {
  if (heightCm === null) return "";
  const [was, is] = [from, to].map((weight) => bodySurface(new Decimal(heightCm), new Decimal(weight), defaultBodySurfaceFormula).m2.toFixed(2));
  return `; the body surface goes from ${was} to ${is} m²`;
}

const changePct = (from: string, to: string) => new Decimal(to).minus(from).abs().div(from).times(100);
const bmi = (heightCm: string, weightKg: string) => new Decimal(weightKg).div(new Decimal(heightCm).div(100).pow(2));

export const vitalSigns = defineForm({
  id: "vital_signs",
  title: "Vital signs and body size",
  shortTitle: "Vital",
  version: 1,
  repeats: false,
  fields: {
    measuredOn: date({ label: "Date of measurement", help: "Before dosing, of the weight that the order is written for.", criticality: "safety", required: true, sdtm: "VS.VSDTC" }),
    heightCm: decimal({
      label: "Height", section: "Body size", unit: "cm", possible: [100, 230], criticality: "safety", required: true, missing: ["not_done"],
      help: "With the weight it gives the body surface, and that the doses.", sdtm: result("HEIGHT"),
    }),
    weightKg: decimal({
      label: "Weight", section: "Body size", unit: "kg", possible: [25, 250], criticality: "safety", required: true, missing: ["not_done"],
      help: "Actual body weight, without a correction for obesity or fluid.", sdtm: result("WEIGHT"),
    }),
    zubrod: choice({
      label: "Performance status (Zubrod)", help: "As the investigator judges it on this day: 0 fully active to 4 completely disabled. Up to 3 may enter the trial.",
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
    temperatureC: decimal({ label: "Temperature", help: "In °C, from the nursing chart of this day; the highest when there are several.", section: "Condition", unit: "°C", possible: [28, 44], criticality: "safety", missing: ["not_done"], sdtm: result("TEMP") }),
    pulse: integer({ label: "Pulse", help: "Beats a minute at rest, from the chart.", section: "Condition", unit: "/min", possible: [20, 300], criticality: "safety", missing: ["not_done"], sdtm: result("PULSE") }),
    systolic: integer({ label: "Systolic blood pressure", help: "The upper value in mmHg, from the same reading as the diastolic.", section: "Condition", unit: "mmHg", possible: [40, 300], criticality: "safety", missing: ["not_done"], sdtm: result("SYSBP") }),
    diastolic: integer({ label: "Diastolic blood pressure", help: "The lower value in mmHg, from the same reading as the systolic.", section: "Condition", unit: "mmHg", possible: [10, 200], criticality: "safety", missing: ["not_done"], sdtm: result("DIABP") }),
  },
  checks: [
    ...datesInOrder("vital_signs"),
    {
      id: "VS01",
      on: ["systolic", "diastolic"],
      says: "Systolic pressure is above diastolic pressure",
      protocol: "Vital signs",
      holds: ({ systolic, diastolic }) => whenKnown([systolic, diastolic], (upper, lower) => upper > lower),
      asks: ({ systolic, diastolic }) => `Systolic ${systolic} mmHg is not above diastolic ${diastolic} mmHg. Check both, and whether they were exchanged.`,
    },
    {
      id: "VS07",
      on: ["zubrod"],
      says: `Performance status at screening is at most ${zubrodAtMost.value}`,
      protocol: "Eligibility, performance status",
      holds: ({ zubrod }, { visit, record }) => (visit !== "SCR" || isWaived(record, "ZUBROD") ? "yes" : whenKnown([zubrod], (grade) => Number(grade) <= zubrodAtMost.value)),
      asks: ({ zubrod }) => `Performance status is Zubrod ${zubrod}; the trial takes patients up to ${zubrodAtMost.value}. Correct the grade, or ask the sponsor for a waiver.`,
    },
    inUsualRange("VS08", "temperatureC", "Temperature", usual.temperature, "Vital signs"),
    inUsualRange("VS09", "pulse", "Pulse", usual.pulse, "Vital signs"),
    inUsualRange("VS10", "systolic", "Systolic blood pressure", usual.systolic, "Vital signs"),
    inUsualRange("VS11", "diastolic", "Diastolic blood pressure", usual.diastolic, "Vital signs"),
    {
      id: "VS02",
      on: ["weightKg"],
      says: `Weight differs by at most ${weightChangeAsksAbovePct.value} % from the measurement before it`,
      protocol: "Dosing, body surface",
      holds: ({ weightKg }, context) => whenKnown([before(context, "weightKg"), weightKg], (earlier, here) => changePct(earlier.value, here).lte(weightChangeAsksAbovePct.value)),
      asks: ({ weightKg, heightCm }, context) => {
        const { value, visit } = before(context, "weightKg") ?? { value: "1", visit: "" };
        const change = changePct(value, weightKg ?? "").toDecimalPlaces(1).toFixed();
        const surfaces = saySurfaces(value, weightKg ?? "", heightCm ?? before(context, "heightCm")?.value ?? null);
        return `Weight is ${weightKg} kg here and ${value} kg at ${visit}, ${change} % apart${surfaces}. Check both; the doses are reckoned from the weight of this course.`;
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
      says: `Height differs by at most ${HEIGHT_DIFFERS_ABOVE_CM} cm from the measurement before it`,
      protocol: "Dosing, body surface",
      holds: ({ heightCm }, context) => whenKnown([before(context, "heightCm"), heightCm], (earlier, here) => new Decimal(here).minus(earlier.value).abs().lte(HEIGHT_DIFFERS_ABOVE_CM)),
      asks: ({ heightCm }, context) => {
        const { value, visit } = before(context, "heightCm") ?? { value: "", visit: "" };
        return `Height is ${heightCm} cm here and ${value} cm at ${visit}. Check which one is right.`;
      },
    },
  ],
});

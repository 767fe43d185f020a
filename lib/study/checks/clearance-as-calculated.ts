import { Decimal } from "decimal.js";
import type { Fields } from "@/lib/crf/any-field";
import type { Quantity } from "@/lib/crf/fields/quantity";
import type { Check, Known } from "@/lib/crf/define-form";
import { entriesOf, textIn, type CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { codeOf, known } from "@/lib/study/derive/record-reading";
import { sayClearance } from "@/lib/study/eligibility/creatinine-clearance";
import { sayLab } from "@/lib/study/eligibility/lab-criteria";
import { inBaseUnit } from "@/lib/study/laboratory/convert-value";

/** A measured clearance differs from Cockcroft–Gault; a wrong unit or a wrong patient differs more. */
const CLEARANCE_DIFFERS_ABOVE = { times: 2, source: "Assumption: more than twice or less than half is no spread between methods" };

const isNear = (recorded: string, expected: string): boolean =>
  new Decimal(recorded).lte(new Decimal(expected).times(CLEARANCE_DIFFERS_ABOVE.times)) && new Decimal(expected).lte(new Decimal(recorded).times(CLEARANCE_DIFFERS_ABOVE.times));

/** Cockcroft–Gault from this sample's creatinine, age, sex and the weight of screening, in mL/min; null while one of them is missing. */
function calculated(answers: Known<Fields>, context: CheckContext): string | null {
  const person = entriesOf(context, "demography")[0];
  const [age, sex, weight] = [known(person, "age"), codeOf(person, "sex", ["M", "F"]), textIn(context, "vital_signs", "weightKg", "SCR")];
  const creatinine = inBaseUnit("creatinine", answers["creatinine"] as Quantity | null);
  if (typeof age !== "number" || sex === null || weight === null || creatinine === null || creatinine.isZero()) return null;
  return sayClearance({ age, sex, weightKg: new Decimal(weight), creatinine });
}

/** Asks when a creatinine clearance is far from what creatinine, age, sex and weight give. */
export const clearanceAsCalculated = <F extends Fields>(id: string): Check<F, CheckContext> => ({
  id,
  on: ["creatinineClearance", "creatinine"],
  says: `Creatinine clearance is at most ${CLEARANCE_DIFFERS_ABOVE.times} times above or below that by Cockcroft–Gault`,
  protocol: "Eligibility, organ function",
  holds: (answers: Known<Fields>, context) =>
    whenKnown([answers["creatinineClearance"] as string | null, calculated(answers, context)], isNear),
  asks: (answers: Known<Fields>, context) =>
    `Creatinine clearance is ${String(answers["creatinineClearance"])} mL/min; creatinine of ${sayLab(answers["creatinine"] as Quantity | null)} with age, sex and weight gives ${calculated(answers, context)} mL/min. Check both values and their units, or explain.`,
});

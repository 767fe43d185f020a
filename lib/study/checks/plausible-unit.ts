import type { Check, Known } from "@/lib/crf/define-form";
import type { Fields } from "@/lib/crf/any-field";
import type { CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";
import { analyte, type AnalyteCode } from "@/lib/study/laboratory/analytes";
import { sayInUnit, sayLabValue, sayUnit, type LabValue } from "@/lib/study/laboratory/convert-value";
import { isPlausible } from "@/lib/study/laboratory/plausible-value";
import { Decimal } from "decimal.js";

const valueIn = <F extends Fields>(answers: Known<F>, code: AnalyteCode): LabValue | null => (answers as Readonly<Record<string, unknown>>)[code] as LabValue | null;

/** The units in which the same figure would be an ordinary value, most often the one that was meant; of units that say the same, one. */
function likelyUnits(code: AnalyteCode, { value, unit }: LabValue): readonly string[] {
  const { units } = analyte(code);
  const others = Object.keys(units).filter((other) => units[other] !== units[unit] && isPlausible(code, { value, unit: other }));
  return others.filter((other, at) => others.findIndex((same) => units[same] === units[other]) === at);
}

/** Asks about a figure that is hardly possible in its unit: platelets of 150 /µL, potassium of 40 mmol/L. */
export function plausibleUnit<F extends Fields>(id: string, code: AnalyteCode): Check<F, CheckContext> {
  const { label, plausible: [lowest, highest], baseUnit } = analyte(code);
  const span = (unit: string) => `${[lowest, highest].map((bound) => sayInUnit(code, new Decimal(bound), unit)).join(" to ")} ${sayUnit(unit)}`;
  return {
    id,
    on: [code as keyof F & string],
    says: `${label} is 0 or lies between ${span(baseUnit)}`,
    protocol: "Laboratory, units",
    holds: (answers) => whenKnown([valueIn(answers, code)], (lab) => isPlausible(code, lab)),
    asks: (answers) => {
      const lab = valueIn(answers, code) ?? { value: "", unit: baseUnit };
      const meant = likelyUnits(code, lab).map(sayUnit);
      return `${label}: ${sayLabValue(lab)} is hardly possible; ${span(lab.unit)} would be. ${meant.length > 0 ? `Was ${meant.join(" or ")} meant? ` : ""}Correct the value or its unit, or explain.`;
    },
  };
}

import { Decimal } from "decimal.js";
import type { Fields } from "@/lib/crf/any-field";
import type { Check } from "@/lib/crf/define-form";
import type { CheckContext } from "@/lib/study/checks/check-context";
import { whenKnown } from "@/lib/study/checks/truth";

/** What is rarely seen outside of, both ends included. It only asks; what is not possible at all is refused by the field. */
export interface UsualRange {
  readonly lowest: number;
  readonly highest: number;
  readonly unit: string;
  readonly source: string;
}

/** Asks when a figure lies outside of what is usual. */
export function inUsualRange<F extends Fields>(id: string, field: keyof F & string, what: string, { lowest, highest, unit }: UsualRange, protocol: string): Check<F, CheckContext> {
  return {
    id,
    on: [field],
    says: `${what} is ${lowest} to ${highest} ${unit}`,
    protocol,
    holds: (answers) => whenKnown([answers[field] as string | number | null], (value) => new Decimal(value).gte(lowest) && new Decimal(value).lte(highest)),
    asks: (answers) => `${what} is ${String(answers[field])} ${unit}, outside ${lowest} to ${highest} ${unit}. Check the value and its unit; correct it, or say why it is so.`,
  };
}

import { Decimal } from "decimal.js";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { rememberedOf } from "@/lib/kernel/remembered-of";
import type { LabRange } from "@/lib/study/patient-record";
import { analyte, type AnalyteCode, type UsualRange } from "./analytes";
import { inBaseUnit } from "./convert-value";

export interface Whose {
  readonly sex: "M" | "F" | null;
  /** Years at consent, as the protocol counts age. */
  readonly age: number | null;
}

/** Bounds in the analyte's base unit; a null bound is open. */
export interface ReferenceRange {
  readonly lower: Decimal | null;
  readonly upper: Decimal | null;
  readonly from: "site" | "usual";
}

const bound = (code: AnalyteCode, value: string | null, unit: string): Decimal | null => (value === null ? null : inBaseUnit(code, { value, unit }));

/** True when the range speaks of this patient; null when it cannot be told, because sex or age is not known. */
function concerns({ sex, ageFrom, ageTo }: Pick<LabRange, "sex" | "ageFrom" | "ageTo">, whose: Whose): boolean | null {
  const bySex = sex === null ? true : whose.sex === null ? null : sex === whose.sex;
  const byAge = ageFrom === null && ageTo === null ? true : whose.age === null ? null : (ageFrom ?? 0) <= whose.age && whose.age <= (ageTo ?? Infinity);
  return bySex === false || byAge === false ? false : bySex === null || byAge === null ? null : true;
}

/**
 * The site's own range with the latest first day that is not after `on`; null when it stated none, undefined while it cannot be told,
 * because the day, or a sex or age that decides, is not known.
 */
export function siteRange(code: AnalyteCode, ranges: readonly LabRange[], whose: Whose, on: CalendarDate | null): LabRange | null | undefined {
  if (on === null) return undefined;
  const inForce = ranges.filter((range) => range.analyte === code && range.validFrom <= on).toSorted((one, other) => (one.validFrom < other.validFrom ? 1 : one.validFrom > other.validFrom ? -1 : 0));
  for (const range of inForce) {
    const theirs = concerns(range, whose);
    if (theirs === null) return undefined;
    if (theirs) return range;
  }
  return null;
}

/**
 * What is normal for this patient on this day: the site's own range, or else the usual one. `ranges` arrive latest first. Null when the
 * day, or a sex or age that decides, is not known.
 */
export function referenceRange(code: AnalyteCode, ranges: readonly LabRange[], whose: Whose, on: CalendarDate | null): ReferenceRange | null {
  const range = siteRange(code, ranges, whose, on);
  if (range === undefined) return null;
  return range === null ? usualRange(code, whose) : { lower: bound(code, range.lower, range.unit), upper: bound(code, range.upper, range.unit), from: "site" };
}

function usualRange(code: AnalyteCode, { sex }: Whose): ReferenceRange | null {
  const { usual } = analyte(code);
  const own = usual.find((range) => range.sex === undefined || range.sex === sex);
  return own === undefined ? null : asRange(own);
}

const asRange = rememberedOf(({ lower, upper }: UsualRange): ReferenceRange => {
  const decimal = (value: string | null) => (value === null ? null : new Decimal(value));
  return { lower: decimal(lower), upper: decimal(upper), from: "usual" };
});

export type Flag = "low" | "normal" | "high";

/** Values on a bound are normal. Null without a range. */
export function flagOf(value: Decimal, range: ReferenceRange | null): Flag | null {
  if (range === null) return null;
  if (range.lower !== null && value.lt(range.lower)) return "low";
  if (range.upper !== null && value.gt(range.upper)) return "high";
  return "normal";
}

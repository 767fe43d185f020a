import { Decimal } from "decimal.js";
import { rememberedOf } from "@/lib/kernel/remembered-of";

const TYPED_NUMBER = /^[+-]?(\d{1,12}(\.\d{1,6})?|\.\d{1,6})$/;
const CANONICAL_NUMBER = /^(0|-?[1-9]\d{0,11}|-?(0|[1-9]\d{0,11})\.\d{0,5}[1-9])$/;

/** "012.50" → "12.5". Null for anything but plain digits with a point: "12,5", "1e3" and "<10" are for a person to settle. */
export function canonicalNumber(typed: string): string | null {
  const text = typed.trim();
  if (!TYPED_NUMBER.test(text)) return null;
  const value = new Decimal(text);
  return value.isZero() ? "0" : value.toFixed();
}

/** True for the one spelling in which a number is stored: no leading or trailing zeros, no plus, no "-0". */
export const isCanonicalNumber = (text: string): boolean => CANONICAL_NUMBER.test(text);

/** "82000.5" → "82,000.5", as every screen shows a number. Expects the canonical spelling. */
export function sayNumber(canonical: string): string {
  const [whole = "", fraction] = canonical.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (fraction === undefined ? grouped : `${grouped}.${fraction}`).replace("-", "−");
}

/** A lowest and a highest value that can be true, both included, as decimal text or as exact small numbers. */
export type Bounds = readonly [lowest: number | string, highest: number | string];

export const sayBounds = ([lowest, highest]: Bounds): string => `${sayNumber(String(lowest))} to ${sayNumber(String(highest))}`;

const exactly = rememberedOf(([lowest, highest]: Bounds) => ({ lowest: new Decimal(lowest), highest: new Decimal(highest) }));

/** The sentence for a value outside the bounds, or null when it lies inside. `unit` stands after each number. */
export function outsideBounds(value: string, bounds: Bounds, unit: string): string | null {
  const [lowest, highest] = bounds;
  const shown = (number: number | string) => `${sayNumber(String(number))}${unit === "" ? "" : ` ${unit}`}`;
  const number = new Decimal(value);
  const limits = exactly(bounds);
  if (number.lt(limits.lowest)) return `${shown(value)} is not possible. The lowest value accepted is ${shown(lowest)}. Check the value and its unit.`;
  if (number.gt(limits.highest)) return `${shown(value)} is not possible. The highest value accepted is ${shown(highest)}. Check the value and its unit.`;
  return null;
}

type Units = readonly (readonly [code: string, says: string])[];

/** The unit of a figure, and the letters of it that were typed so far. */
export interface UnitTyped { readonly unit: string; readonly letters: string }

const OF_A_NUMBER = /^[\d.,+-]$/;
const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** As a keyboard can type it: "×10⁹/L" is "x109/l", "µg" is "ug". */
const typeable = (says: string): string =>
  [...says.toLowerCase()].map((sign) => (sign === "×" ? "x" : sign === "µ" || sign === "μ" ? "u" : SUPERSCRIPT.includes(sign) ? String(SUPERSCRIPT.indexOf(sign)) : sign)).join("").replace(/[\s^]/g, "");

/**
 * The unit that a key leads to while a figure is typed: its letters one after the other, and the same letter again for the next unit that
 * begins with it. A unit that fits already stays. Null for a key that belongs to the number.
 */
export function unitByKey(units: Units, { unit, letters }: UnitTyped, key: string): UnitTyped | null {
  if ([...key].length !== 1 || (OF_A_NUMBER.test(key) && letters === "")) return null;
  const sign = typeable(key);
  if (sign === "") return letters === "" ? null : { unit, letters };
  const beginning = (typed: string) => units.filter(([, says]) => typeable(says).startsWith(typed)).map(([code]) => code);
  const further = beginning(letters + sign);
  if (further[0] !== undefined) return { unit: further.includes(unit) ? unit : further[0], letters: letters + sign };
  const anew = beginning(sign);
  const next = anew[(anew.indexOf(unit) + 1) % anew.length];
  return next === undefined || OF_A_NUMBER.test(key) ? null : { unit: next, letters: sign };
}

/** A figure that was pasted with its unit, apart: "82 ×10⁹/L". Null when what stands after the number is no unit of the field. */
export function splitUnit(units: Units, text: string): { readonly value: string; readonly unit: string } | null {
  const [, value = "", words = ""] = /^\s*([\d.,+-]+)\s*(\D.*?)\s*$/.exec(text) ?? [];
  const unit = words === "" ? undefined : units.find(([, says]) => typeable(says) === typeable(words))?.[0];
  return unit === undefined ? null : { value, unit };
}

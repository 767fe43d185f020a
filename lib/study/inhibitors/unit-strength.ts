import { Decimal } from "decimal.js";
import { dailyAmount, sumOfAmounts, type DailyAmount } from "@/lib/study/inhibitors/daily-amount";
import { findNames, type FoundName } from "@/lib/study/inhibitors/find-names";
import { ingredientSubstances } from "@/lib/study/inhibitors/ingredient-substance";
import { nameTokens } from "@/lib/study/inhibitors/name-tokens";
import { ingredientsIn } from "@/lib/study/inhibitors/register-compositions";
import type { SubstanceId } from "@/lib/study/inhibitors/substances";

const UNITS: ReadonlySet<string> = new Set(["mg", "g", "mcg", "ug", "μg", "iu"]);
const DIGITS = /^\d+$/;

interface Stated { readonly at: number; readonly value: string; readonly unit: string }

/** Every "500 mg" of a name, by where its unit stands: "1 000" and "1,000" are a thousand, "0.5" is a half, any other broken number is none. */
function statedIn(tokens: readonly string[]): readonly Stated[] {
  return tokens.flatMap((unit, at) => {
    const last = tokens[at - 1];
    if (!UNITS.has(unit) || last === undefined || !DIGITS.test(last)) return [];
    const before = tokens[at - 2];
    if (before === undefined || !DIGITS.test(before)) return [{ at, value: last, unit }];
    if (before === "0") return [{ at, value: `0.${last}`, unit }];
    return /^000$/.test(last) ? [{ at, value: `${before}${last}`, unit }] : [];
  });
}

const isSubstance = (id: SubstanceId) => ({ entry }: FoundName): boolean => entry.kind === "antioxidant" && entry.id === id;

/** "Vitamin C 500 mg" holds 500 mg a unit, "Multivitamin (vitamin C 60 mg, vitamin E 30 IU)" the two; null where the name does not say it. */
function strengthInName(id: SubstanceId, name: string): DailyAmount | null {
  const tokens = nameTokens(name);
  const found = findNames(tokens);
  const own = found.findIndex(isSubstance(id));
  if (own === -1) return null;
  const stated = statedIn(tokens);
  const next = found[own + 1]?.from ?? tokens.length;
  const behind = stated.filter(({ at }) => at > found[own]!.to && at < next);
  const [said] = found.length === 1 ? stated : behind;
  if (said === undefined || (found.length === 1 ? stated : behind).length > 1) return null;
  return dailyAmount(id, said.value, said.unit);
}

const STRENGTH = /([\d.]+)\s*(mg|g|mcg|ug|µg|iu)$/i;

function strengthInComposition(id: SubstanceId, composition: string): DailyAmount | null {
  const own = ingredientsIn(composition).filter((ingredient) => ingredientSubstances(ingredient).some((found) => found.id === id));
  const amounts = own.map((ingredient) => {
    const [, value, unit] = STRENGTH.exec(ingredient) ?? [];
    return value === undefined || unit === undefined ? null : dailyAmount(id, value, unit);
  });
  return amounts.length === 0 || amounts.includes(null) ? null : sumOfAmounts(amounts as DailyAmount[]);
}

/**
 * What one tablet, capsule or sachet holds of a substance, in the unit of its high-dose row: as the name states it, else as the register's
 * compositions of that name do, bounded where they differ. Null when neither does.
 */
export function unitStrength(id: SubstanceId, name: string, compositions: readonly string[]): DailyAmount | null {
  const named = strengthInName(id, name);
  if (named !== null) return named;
  const listed = compositions.map((composition) => strengthInComposition(id, composition));
  if (listed.length === 0 || listed.includes(null)) return null;
  const known = listed as DailyAmount[];
  const least = Decimal.min(...known.map((amount) => amount.least));
  return { least, most: known.some(({ most }) => most === null) ? null : Decimal.max(...known.map(({ most }) => most!)) };
}

import { groupBy } from "@/lib/kernel/group-by";
import { registerKeys } from "@/lib/study/inhibitors/register-keys";

/** A product as a register lists it, under the keys of its name. */
export interface RegisterProduct {
  readonly whole: string;
  readonly telling: string;
  readonly ingredients: readonly string[];
}

/** Finds products by a key, however many there are. */
export interface RegisterIndex {
  readonly byWhole: (key: string) => readonly RegisterProduct[];
  readonly byTelling: (key: string) => readonly RegisterProduct[];
}

const SEPARATOR = "; ";
/** Stands for a product of the same family that the register does not list. */
export const UNLISTED_VARIANT = "";

/** What a product is made of, as one text: "ACETAMINOPHEN 325 mg; OXYCODONE HYDROCHLORIDE 5 mg". */
export const compositionOf = (ingredients: readonly string[]): string => ingredients.join(SEPARATOR);
export const ingredientsIn = (composition: string): readonly string[] => composition.split(SEPARATOR).filter(Boolean);

const distinct = (products: readonly RegisterProduct[]): readonly string[] => [...new Set(products.map(({ ingredients }) => compositionOf(ingredients)))].toSorted();

/**
 * Every composition that a register lists under a typed name: of the same name to the letter, else of the same telling words, else of
 * what it begins with, and then with UNLISTED_VARIANT among them. Empty when the register does not know the name.
 */
export function compositionsFor(name: string, { byWhole, byTelling }: RegisterIndex): readonly string[] {
  const { whole, telling, leading } = registerKeys(name);
  if (whole === "") return [];
  const same = byWhole(whole);
  if (same.length > 0) return distinct(same);
  const alike = telling === "" ? [] : byTelling(telling);
  if (alike.length > 0) return distinct(alike);
  const family = leading.map(byTelling).find((products) => products.length > 0);
  return family === undefined ? [] : [UNLISTED_VARIANT, ...distinct(family)];
}

/** Products at hand, by their keys. */
export function registerIndex(products: readonly RegisterProduct[]): RegisterIndex {
  const wholes = groupBy(products, ({ whole }) => whole);
  const tellings = groupBy(products, ({ telling }) => telling);
  return { byWhole: (key) => wholes.get(key) ?? [], byTelling: (key) => tellings.get(key) ?? [] };
}

/** A product as a drug dictionary lists it: one of its names, and every ingredient with its strength where one is given. */
export interface Product {
  readonly name: string;
  readonly ingredients: readonly string[];
}

/** A dictionary whose layout was recognised, before its products are read. */
export interface Dictionary {
  /** Loading another file of the same source takes the place of this one. */
  readonly source: string;
  /** "FDA NDC", for a sentence. */
  readonly title: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly read: () => AsyncIterable<Product>;
  /** What was left out or could not be told, known when all is read. */
  readonly remarks: () => readonly string[];
}

/** A file that cannot be read as a drug dictionary; the message is for the person who named it. */
export class UnreadableDictionary extends Error {}

/** "ACETAMINOPHEN 325 mg", "ACETAMINOPHEN 160 mg/5 mL"; the name alone without a strength. */
export const ingredientWith = (name: string, value: string, unit: string): string => [name.trim(), ...(value.trim() === "" ? [] : [value.trim().replace(/^\./, "0."), unit.trim()])].filter(Boolean).join(" ").replaceAll(";", ",");

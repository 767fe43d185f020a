import { ingredientWith, UnreadableDictionary, type Dictionary, type Product } from "@/ops/dictionary/product";
import { whodrugFile, whodrugRows, whodrugVersion, type WhodrugFile } from "@/ops/dictionary/whodrug-files";

// Record id, product id, drug record number, sequences 1 to 4, substance or synonym, name (what follows it is not read).
const MP = [10, 22, 6, 2, 3, 10, 10, 1, 1500] as const;
const MP_AT = { id: 0, record: 2, salt: 3, name: 8 } as const;
// Ingredient id, day made, substance id, two quantities, unit, record id.
const ING = [10, 8, 10, 15, 15, 10, 10] as const;
const ING_AT = { substance: 2, product: 6 } as const;
// Substance id, CAS number, language, name.
const SUN = [10, 10, 10, 250] as const;
const SUN_NAME = 3;
const FEWEST_NAMED = 0.9;

const saltOf = (row: readonly string[]): string => `${row[MP_AT.record] ?? ""}${row[MP_AT.salt] ?? ""}`;

function mustBeProduct(row: readonly string[]): void {
  if (/^\d{8}$/.test(saltOf(row)) && (row[MP_AT.name] ?? "") !== "") return;
  throw new UnreadableDictionary("MP is not in the WHODrug C3 layout: the third to fifth columns must be the record number of 6 digits and the sequences of 2 and 3, the ninth the name. The CSV release is read best.");
}

/** One product stands for its record and salt: names of the same record and salt hold the same ingredients, in whatever strength. */
async function productOfEachSalt(mp: WhodrugFile): Promise<ReadonlyMap<string, string>> {
  const [salts, standing] = [new Set<string>(), new Map<string, string>()];
  for await (const row of whodrugRows(mp, MP)) {
    mustBeProduct(row);
    if (salts.has(saltOf(row))) continue;
    salts.add(saltOf(row));
    standing.set(row[MP_AT.id]!, saltOf(row));
  }
  return standing;
}

async function ingredientsBySalt(mp: WhodrugFile, ing: WhodrugFile, sun: WhodrugFile): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, string>();
  for await (const row of whodrugRows(sun, SUN)) if (row[0]) names.set(row[0], row[SUN_NAME] ?? "");
  const standing = await productOfEachSalt(mp);
  const bySalt = new Map<string, Set<string>>();
  let [rows, named] = [0, 0];
  for await (const row of whodrugRows(ing, ING)) {
    const salt = standing.get(row[ING_AT.product] ?? "");
    const name = names.get(row[ING_AT.substance] ?? "");
    rows += 1;
    if (name) named += 1;
    if (salt !== undefined && name) bySalt.set(salt, (bySalt.get(salt) ?? new Set()).add(ingredientWith(name, "", "")));
  }
  if (rows === 0 || named < rows * FEWEST_NAMED) throw new UnreadableDictionary("ING and SUN of this WHODrug release do not fit together: fewer than 9 in 10 ingredients have a substance's name. Use the CSV release, all files of the same one.");
  return new Map([...bySalt].map(([salt, ingredients]) => [salt, [...ingredients].toSorted()]));
}

async function* products(mp: WhodrugFile, ing: WhodrugFile, sun: WhodrugFile, remarks: string[]): AsyncGenerator<Product> {
  const bySalt = await ingredientsBySalt(mp, ing, sun);
  let without = 0;
  for await (const row of whodrugRows(mp, MP)) {
    const ingredients = bySalt.get(saltOf(row));
    if (ingredients === undefined) without += 1;
    else yield { name: row[MP_AT.name]!, ingredients };
  }
  if (without > 0) remarks.push(`${without} names have no ingredients and were left out`);
}

/** WHODrug in the C3 format: MP with ING and SUN, as CSV or fixed-width text. */
export async function whodrugC3(files: readonly string[]): Promise<Dictionary | null> {
  const mp = whodrugFile(files, "mp");
  if (mp === null) return null;
  const [ing, sun] = [whodrugFile(files, "ing"), whodrugFile(files, "sun")];
  if (ing === null || sun === null) throw new UnreadableDictionary("A WHODrug C3 release needs MP, ING and SUN: name the folder that holds all three.");
  const remarks: string[] = [];
  return { source: "WHODrug", title: "WHODrug, C3 format", version: await whodrugVersion(files, mp.path), files: [mp.path, ing.path, sun.path], read: () => products(mp, ing, sun, remarks), remarks: () => remarks };
}

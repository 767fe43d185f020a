import { ingredientWith, UnreadableDictionary, type Dictionary, type Product } from "@/ops/dictionary/product";
import { whodrugFile, whodrugRows, whodrugVersion, type WhodrugFile } from "@/ops/dictionary/whodrug-files";

// Record number, sequences 1 and 2, check digit, designation, source year and code, company, number of ingredients, salt, quarter, name.
const DD = [6, 2, 3, 1, 1, 2, 4, 5, 2, 1, 3, 1500] as const;
const DD_NAME = 11;
// Record number, sequences 1 and 2, check digit, CAS number.
const ING = [6, 2, 3, 1, 10] as const;
const ING_CAS = 4;
// CAS number, language, name (45 characters until 2021, 250 since; the source's year and code follow it).
const BNA = [10, 1, 250] as const;
const FEWEST_NAMED = 0.9;

const isRecord = ([record, salt, name]: readonly string[]): boolean => /^\d{6}$/.test(record ?? "") && /^\d{2}$/.test(salt ?? "") && /^\d{3}$/.test(name ?? "");
/** Names of one record and salt hold the same ingredients. */
const saltOf = ([record, salt]: readonly string[]): string => `${record}${salt}`;
const upToGap = (text: string): string => text.split(/ {2,}/)[0]!.trim();

/** Ingredients by record and salt; null when the two files do not fit together, so that nothing is guessed. */
async function ingredientsBySalt(ing: WhodrugFile, bna: WhodrugFile): Promise<ReadonlyMap<string, readonly string[]> | null> {
  const names = new Map<string, string>();
  for await (const [cas, , name] of whodrugRows(bna, BNA)) if (cas && name && !names.has(cas)) names.set(cas, upToGap(name));
  const bySalt = new Map<string, Set<string>>();
  let [rows, named] = [0, 0];
  for await (const row of whodrugRows(ing, ING)) {
    rows += 1;
    const name = names.get(row[ING_CAS] ?? "");
    if (!isRecord(row) || name === undefined) continue;
    named += 1;
    bySalt.set(saltOf(row), (bySalt.get(saltOf(row)) ?? new Set()).add(ingredientWith(name, "", "")));
  }
  return rows > 0 && named >= rows * FEWEST_NAMED ? new Map([...bySalt].map(([salt, ingredients]) => [salt, [...ingredients].toSorted()])) : null;
}

/** The preferred name of a record (sequences 01 and 001) is its substances, separated by ";". */
async function preferredNames(dd: WhodrugFile): Promise<ReadonlyMap<string, readonly string[]>> {
  const byRecord = new Map<string, readonly string[]>();
  for await (const row of whodrugRows(dd, DD)) {
    if (!isRecord(row)) throw new UnreadableDictionary("DD is not in the WHODrug B3 layout: a line must begin with a record number of 6 digits and two sequence numbers of 2 and 3.");
    if (row[1] === "01" && row[2] === "001") byRecord.set(row[0]!, (row[DD_NAME] ?? "").split(";").map((part) => part.trim()).filter(Boolean));
  }
  return byRecord;
}

async function* products(dd: WhodrugFile, ing: WhodrugFile | null, bna: WhodrugFile | null, remarks: string[]): AsyncGenerator<Product> {
  const preferred = await preferredNames(dd);
  const bySalt = ing && bna ? await ingredientsBySalt(ing, bna) : null;
  if (bySalt === null) remarks.push("ingredients are those of each record's preferred name, because ING and BNA are not there or do not fit together");
  let without = 0;
  for await (const row of whodrugRows(dd, DD)) {
    const ingredients = bySalt?.get(saltOf(row)) ?? preferred.get(row[0] ?? "");
    const name = row[DD_NAME] ?? "";
    if (ingredients === undefined || ingredients.length === 0) without += 1;
    else if (name !== "") yield { name, ingredients };
  }
  if (without > 0) remarks.push(`${without} names have no ingredients and were left out`);
}

/** WHODrug in the B3 format: DD with ING and BNA, as fixed-width text or as CSV. DD alone serves too. */
export async function whodrugB3(files: readonly string[]): Promise<Dictionary | null> {
  const dd = whodrugFile(files, "dd");
  if (dd === null) return null;
  const [ing, bna] = [whodrugFile(files, "ing"), whodrugFile(files, "bna")];
  const remarks: string[] = [];
  return {
    source: "WHODrug", title: "WHODrug, B3 format", version: await whodrugVersion(files, dd.path), files: [dd, ing, bna].flatMap((file) => file?.path ?? []),
    read: () => products(dd, ing, bna, remarks), remarks: () => remarks,
  };
}

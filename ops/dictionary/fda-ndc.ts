import path from "node:path";
import { firstLine, rowsOf } from "@/ops/dictionary/read-file";
import { ingredientWith, UnreadableDictionary, type Dictionary, type Product } from "@/ops/dictionary/product";

const NEEDED = ["PROPRIETARYNAME", "NONPROPRIETARYNAME", "SUBSTANCENAME"] as const;
const LIST = /\s*;\s*/;

const unquoted = (cell: string | undefined): string => (cell ?? "").trim().replace(/^"(.*)"$/s, "$1").replaceAll('""', '"').trim();

/** "325; 5" and "mg/1; mg/1" beside "ACETAMINOPHEN; OXYCODONE": one strength an ingredient; per tablet where the unit is "/1". */
function ingredientsOf(substances: string, strengths: string, units: string): readonly string[] {
  const [values, per] = [strengths.split(LIST), units.split(LIST)];
  return substances.split(LIST).filter(Boolean).map((name, at) => ingredientWith(name, values[at] ?? "", (per[at] ?? "").replace(/\/1$/, "").replace(/^\[iU\]$/i, "IU")));
}

async function* products(file: string): AsyncGenerator<Product> {
  let at: ReadonlyMap<string, number> | null = null;
  for await (const row of rowsOf(file, { delimiter: "\t", quote: null })) {
    if (at === null) {
      at = new Map(row.map((column, index) => [unquoted(column).toUpperCase(), index]));
      continue;
    }
    const columns = at;
    const cell = (column: string) => unquoted(row[columns.get(column) ?? -1]);
    const [brand, suffix, generic] = [cell("PROPRIETARYNAME"), cell("PROPRIETARYNAMESUFFIX"), cell("NONPROPRIETARYNAME")];
    const ingredients = ingredientsOf(cell("SUBSTANCENAME") || generic.split(/\s*,\s*|\s+and\s+/i).join("; "), cell("ACTIVE_NUMERATOR_STRENGTH"), cell("ACTIVE_INGRED_UNIT"));
    if (ingredients.length === 0) continue;
    for (const name of new Set([brand, suffix === "" ? "" : `${brand} ${suffix}`, generic])) if (name !== "") yield { name, ingredients };
  }
}

const isHeader = (line: string): boolean => NEEDED.every((column) => line.toUpperCase().split("\t").map(unquoted).includes(column));

/** The US FDA National Drug Code directory as text: one tab-separated file, usually product.txt, with its columns named in the first line. */
export async function fdaNdc(files: readonly string[]): Promise<Dictionary | null> {
  const named = files.filter((file) => /\.(txt|tsv|csv)$/i.test(file) && !/package\.txt$/i.test(file));
  for (const file of files.length === 1 ? files : named) {
    const header = await firstLine(file);
    if (isHeader(header)) return { source: "FDA NDC", title: "US FDA National Drug Code directory", version: path.basename(file), files: [file], read: () => products(file), remarks: () => [] };
    if (/PROPRIETARYNAME/i.test(header)) throw new UnreadableDictionary(`${path.basename(file)} looks like the FDA's product.txt but lacks a column: ${NEEDED.join(", ")} are needed, separated by tabs.`);
  }
  return null;
}

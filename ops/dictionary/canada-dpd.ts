import path from "node:path";
import { rowsOf } from "@/ops/dictionary/read-file";
import { ingredientWith, UnreadableDictionary, type Dictionary, type Product } from "@/ops/dictionary/product";

// Columns of the extract's files, which name none themselves. Source: Health Canada, "DPD data extract: read me".
const DRUG = { code: 0, brand: 4, descriptor: 5, frenchBrand: 12 } as const;
const INGREDIENT = { code: 0, name: 2, strength: 4, strengthUnit: 5, dosage: 7, dosageUnit: 9 } as const;
/** A dose of one tablet or capsule is the strength itself. */
const WHOLE_UNITS = /^(TAB|CAP|ECT|SRT|TABLET|CAPSULE|)$/i;

async function ingredientsByDrug(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const byDrug = new Map<string, string[]>();
  for (const file of files) {
    for await (const row of rowsOf(file)) {
      const cell = (column: keyof typeof INGREDIENT) => (row[INGREDIENT[column]] ?? "").trim();
      if (cell("name") === "") continue;
      const per = WHOLE_UNITS.test(cell("dosageUnit")) ? "" : `/${cell("dosage") === "1" ? "" : cell("dosage")}${cell("dosageUnit")}`;
      const ingredients = byDrug.get(cell("code")) ?? [];
      ingredients.push(ingredientWith(cell("name"), cell("strength"), `${cell("strengthUnit")}${per}`));
      byDrug.set(cell("code"), ingredients);
    }
  }
  return byDrug;
}

const isCode = (code: string | undefined): boolean => /^\d+$/.test((code ?? "").trim());

async function* products(drugs: readonly string[], ingredients: readonly string[], count: { without: number }): AsyncGenerator<Product> {
  const byDrug = await ingredientsByDrug(ingredients);
  for (const file of drugs) {
    for await (const row of rowsOf(file)) {
      if (!isCode(row[DRUG.code])) throw new UnreadableDictionary(`${path.basename(file)} is not a DPD drug file: its first column must be the numeric drug code, and is "${row[DRUG.code] ?? ""}".`);
      const holds = byDrug.get((row[DRUG.code] ?? "").trim());
      if (holds === undefined) { count.without += 1; continue; }
      const [brand, descriptor, french] = [DRUG.brand, DRUG.descriptor, DRUG.frenchBrand].map((at) => (row[at] ?? "").trim()) as [string, string, string];
      for (const name of new Set([brand, descriptor === "" ? "" : `${brand} ${descriptor}`, french])) if (name !== "") yield { name, ingredients: holds };
    }
  }
}

const named = (files: readonly string[], stem: string) => files.filter((file) => new RegExp(`^(qrym_)?${stem}(s|_?(ap|ia|dr|product))?\\.txt$`, "i").test(path.basename(file)));

/** The Health Canada Drug Product Database extract: drug.txt and ingred.txt, or those of approved, inactive and dormant products too. */
export async function canadaDpd(files: readonly string[]): Promise<Dictionary | null> {
  const [drugs, ingredients] = [named(files, "drug"), named(files, "(?:ingred|active_ingredient)")];
  if (drugs.length === 0 && ingredients.length === 0) return null;
  if (drugs.length === 0 || ingredients.length === 0) throw new UnreadableDictionary("A Health Canada extract needs both drug.txt and ingred.txt: name their folder, or both files.");
  const count = { without: 0 };
  return {
    source: "Health Canada DPD", title: "Health Canada Drug Product Database", version: drugs.map((file) => path.basename(file)).join(", "), files: [...drugs, ...ingredients],
    read: () => products(drugs, ingredients, count),
    remarks: () => (count.without > 0 ? [`${count.without} of its products have no line in ingred.txt and were left out`] : []),
  };
}

import "server-only";
import type { Tx } from "@/lib/server/db";
import { compositionsFor, registerIndex, type RegisterProduct } from "@/lib/study/inhibitors/register-compositions";
import { registerKeys } from "@/lib/study/inhibitors/register-keys";
import type { PatientRecord } from "@/lib/study/patient-record";

/** What the loaded drug dictionaries list under names as typed; a name that none knows is left out. One statement, none without names. */
export async function readIngredientsOf(tx: Tx, names: readonly string[]): Promise<PatientRecord["ingredientsOf"]> {
  const keys = [...new Set(names)].map((name) => ({ name, ...registerKeys(name) })).filter(({ whole }) => whole !== "");
  if (keys.length === 0) return {};
  const wholes = keys.map(({ whole }) => whole);
  const tellings = keys.flatMap(({ telling, leading }) => [telling, ...leading]).filter((key) => key !== "");
  const products = await tx.$queryRaw<RegisterProduct[]>`
    SELECT DISTINCT name_key AS whole, telling_key AS telling, ingredients FROM app.drug_product WHERE name_key = ANY (${wholes}::text[]) OR telling_key = ANY (${tellings}::text[])`;
  const index = registerIndex(products);
  return Object.fromEntries(keys.map(({ name }) => [name, compositionsFor(name, index)] as const).filter(([, compositions]) => compositions.length > 0));
}

export interface ProductSuggestion {
  readonly name: string;
  readonly ingredients: readonly string[];
}

const SUGGESTIONS = 10;
const FEWEST_LETTERS = 2;

/** Products whose names begin as typed, the shortest first; none until there is something to go by. */
export async function searchDrugRegister(tx: Tx, typed: string): Promise<readonly ProductSuggestion[]> {
  const { whole } = registerKeys(typed);
  if (whole.length < FEWEST_LETTERS) return [];
  return tx.$queryRaw<ProductSuggestion[]>`
    SELECT min(name) AS name, ingredients FROM app.drug_product WHERE name_key LIKE ${`${whole}%`} GROUP BY name_key, ingredients
    ORDER BY length(name_key), name_key, ingredients LIMIT ${SUGGESTIONS}`;
}

import { createHash } from "node:crypto";
import type pg from "pg";
import { compositionOf } from "@/lib/study/inhibitors/register-compositions";
import { registerKeys } from "@/lib/study/inhibitors/register-keys";
import { hashOf } from "@/ops/dictionary/read-file";
import { UnreadableDictionary, type Dictionary, type Product } from "@/ops/dictionary/product";

const BATCH = 5000;

/** A database can store neither NUL nor a name without a letter or digit to look it up by. */
const stored = ({ name, ingredients }: Product) => {
  const { whole, telling } = registerKeys(name);
  const clean = (text: string) => text.replaceAll("\u0000", "").slice(0, 500);
  return { name_key: whole, telling_key: telling, name: clean(name), ingredients: ingredients.map(clean), composition_hash: createHash("md5").update(compositionOf(ingredients)).digest("hex") };
};

/** Reads every product into a table of this connection only, so that a file that breaks off changes nothing. Returns how many rows it had. */
async function gather(admin: pg.Client, dictionary: Dictionary, tell: (rows: number) => void): Promise<number> {
  await admin.query("CREATE TEMP TABLE IF NOT EXISTS gathered (name_key text, telling_key text, name text, ingredients text[], composition_hash text, PRIMARY KEY (name_key, composition_hash))");
  await admin.query("TRUNCATE gathered");
  let batch: ReturnType<typeof stored>[] = [];
  let rows = 0;
  const flush = async () => {
    await admin.query("INSERT INTO gathered SELECT * FROM jsonb_to_recordset($1) AS g (name_key text, telling_key text, name text, ingredients text[], composition_hash text) ON CONFLICT DO NOTHING", [JSON.stringify(batch)]);
    batch = [];
    tell(rows);
  };
  for await (const product of dictionary.read()) {
    rows += 1;
    const row = stored(product);
    if (row.name_key !== "") batch.push(row);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return rows;
}

export interface Loaded {
  readonly products: number;
  readonly names: number;
  readonly ingredients: number;
  readonly replaced: string | null;
}

/**
 * Puts a dictionary in the place of what was loaded from the same source, in one transaction of the system's own account, which the
 * trail records with the file's hash. `inSystemSession` opens and closes that transaction.
 */
export async function loadProducts(admin: pg.Client, dictionary: Dictionary, inSystemSession: <Value>(work: () => Promise<Value>) => Promise<Value>, tell: (rows: number) => void = () => {}): Promise<Loaded> {
  const rows = await gather(admin, dictionary, tell);
  if (rows === 0) throw new UnreadableDictionary(`${dictionary.title}: the file has no product with a name and an ingredient. Nothing was changed.`);
  const sha256 = await hashOf(dictionary.files);
  const fileName = dictionary.files.map((file) => file.split(/[\\/]/).at(-1)).join(", ").slice(0, 300);
  const { rows: [counts] } = await admin.query<{ products: number; names: number; ingredients: number }>(
    "SELECT count(*)::int AS products, count(DISTINCT name_key)::int AS names, (SELECT count(DISTINCT regexp_replace(i, ' [0-9][0-9.,]* .*$', ''))::int FROM gathered g, unnest(g.ingredients) i) AS ingredients FROM gathered"); // strengths apart
  if (counts === undefined) throw new Error("No counts");
  return inSystemSession(async () => {
    const { rows: [before] } = await admin.query<{ version: string }>("SELECT version FROM app.drug_dictionary WHERE source = $1 FOR UPDATE", [dictionary.source]);
    const { rows: [row] } = await admin.query<{ id: string }>(
      `INSERT INTO app.drug_dictionary (source, version, file_name, sha256, products, names, ingredients) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (source) DO UPDATE SET version = excluded.version, file_name = excluded.file_name, sha256 = excluded.sha256, products = excluded.products, names = excluded.names, ingredients = excluded.ingredients
       RETURNING id`, [dictionary.source, dictionary.version, fileName, sha256, counts.products, counts.names, counts.ingredients]);
    await admin.query("DELETE FROM app.drug_product WHERE dictionary_id = $1", [row?.id]);
    await admin.query("INSERT INTO app.drug_product (dictionary_id, name_key, telling_key, name, ingredients, composition_hash) SELECT $1, name_key, telling_key, name, ingredients, composition_hash FROM gathered", [row?.id]);
    return { ...counts, replaced: before?.version ?? null };
  });
}

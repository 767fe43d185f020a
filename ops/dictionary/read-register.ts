import type pg from "pg";
import { openDatabase } from "@/ops/database.mjs";
import { compositionsFor, registerIndex, type RegisterProduct } from "@/lib/study/inhibitors/register-compositions";
import { registerKeys } from "@/lib/study/inhibitors/register-keys";

/** What the dictionaries loaded into the study's database list under names, and which they are; null where there is no database or nothing is loaded. */
export interface ReadRegister {
  readonly title: string;
  readonly compositionsOf: (name: string) => readonly string[];
}

const AT_A_TIME = 5000;

async function productsUnder(admin: pg.Client, names: readonly string[]): Promise<readonly RegisterProduct[]> {
  const keys = names.map(registerKeys);
  const tellings = keys.flatMap(({ telling, leading }) => [telling, ...leading]).filter((key) => key !== "");
  const { rows } = await admin.query<RegisterProduct>(
    "SELECT DISTINCT name_key AS whole, telling_key AS telling, ingredients FROM app.drug_product WHERE name_key = ANY ($1) OR telling_key = ANY ($2)", [keys.map(({ whole }) => whole), tellings]);
  return rows;
}

async function readFrom(admin: pg.Client, names: readonly string[]): Promise<ReadRegister | null> {
  const { rows: [found] } = await admin.query<{ made: boolean }>("SELECT to_regclass('app.drug_dictionary') IS NOT NULL AS made");
  if (!found?.made) return null;
  const { rows: loaded } = await admin.query<{ source: string; version: string }>("SELECT source, version FROM app.drug_dictionary ORDER BY source");
  if (loaded.length === 0) return null;
  const products: RegisterProduct[] = [];
  for (let at = 0; at < names.length; at += AT_A_TIME) products.push(...(await productsUnder(admin, names.slice(at, at + AT_A_TIME))));
  const index = registerIndex(products);
  return { title: loaded.map(({ source, version }) => `${source} ${version}`).join(", "), compositionsOf: (name) => compositionsFor(name, index) };
}

/** Opens the study's database only when there is one, and leaves it as it was found. */
export async function readRegister(root: string, names: readonly string[]): Promise<ReadRegister | null> {
  let wasRunning = false;
  const database = await openDatabase({ root, purpose: "match", create: false, say: (text: string) => { wasRunning ||= text.startsWith("Found"); } });
  if (!database) return null;
  try {
    return await readFrom(database.admin, names);
  } finally {
    const mayStop = !wasRunning && !(await database.isUsedByOthers().catch(() => true));
    await database.close({ stop: mayStop });
  }
}

// Loads a drug dictionary that the sponsor is licensed for: npm run dictionary -- FILE|FOLDER …   (npm run dictionary -- --list says what is loaded)
import path from "node:path";
import type pg from "pg";
import { chooseLayout } from "@/ops/dictionary/choose-layout";
import { loadProducts } from "@/ops/dictionary/load-products";
import { UnreadableDictionary } from "@/ops/dictionary/product";
import { openDatabase } from "@/ops/database.mjs";
import { asSystem } from "@/ops/first-study.mjs";
import { readSettings } from "@/ops/prepare.mjs";

const ACTION = "dictionary.load";
const USAGE = "Name a file or folder: npm run dictionary -- FILE (FDA NDC product.txt, a Health Canada DPD folder, a WHODrug B3 or C3 folder, or a table with product_name and ingredients), or --list.";

const root = path.resolve(import.meta.dirname, "..");
const count = (number: number, one: string, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

/** One line that is written over again; in a log, a line now and then. */
function teller() {
  let last = Date.now();
  return (sentence: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${sentence.padEnd(70)}`);
    else if (Date.now() - last > 10_000) process.stderr.write(`${sentence}\n`);
    else return;
    last = Date.now();
  };
}
const endLine = () => { if (process.stderr.isTTY) process.stderr.write("\r".padEnd(72) + "\r"); };

async function list(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ source: string; version: string; names: number; ingredients: number; at: Date; sha256: string }>("SELECT * FROM app.drug_dictionary ORDER BY source");
  if (rows.length === 0) console.log("No drug dictionary is loaded.");
  for (const row of rows) console.log(`${row.source} ${row.version}: ${count(row.names, "name")}, ${count(row.ingredients, "ingredient")}, loaded ${row.at.toISOString().slice(0, 10)}, sha256 ${row.sha256}`);
}

async function load(admin: pg.Client, places: readonly string[]): Promise<void> {
  const dictionary = await chooseLayout(places);
  console.log(`Reading ${dictionary.title}: ${dictionary.files.map((file) => path.basename(file)).join(", ")}`);
  const tell = teller();
  const loaded = await loadProducts(admin, dictionary, (work) => asSystem(admin, ACTION, work), (rows) => tell(`${count(rows, "name")} read`));
  endLine();
  console.log(`Loaded ${dictionary.source} ${dictionary.version}: ${count(loaded.names, "name")}, ${count(loaded.products, "product")} that differ in their ingredients, ${count(loaded.ingredients, "ingredient")}${loaded.replaced === null ? "" : `, instead of ${loaded.replaced}`}.`);
  for (const remark of dictionary.remarks()) console.log(`Note: ${remark}.`);
  const { deriveAgain } = await import("@/ops/dictionary/derive-again");
  const { patients, locked } = await deriveAgain(admin, ACTION, (done, of) => tell(`${done} of ${of} patients derived again`));
  endLine();
  console.log(`Derived again: ${count(patients, "patient")} with a medication${locked === 0 ? "" : `; ${locked} ${locked === 1 ? "is locked and keeps its" : "are locked and keep their"} results`}.`);
}

async function main(places: readonly string[]): Promise<number> {
  if (places.length === 0) { console.error(USAGE); return 2; }
  readSettings();
  let wasRunning = false;
  const database = await openDatabase({ root, purpose: "dictionary", create: false, say: (text: string) => { wasRunning ||= text.startsWith("Found"); } });
  if (!database) { console.error("There is no trial here yet: the database has not been made. Run npm start first."); return 2; }
  try {
    // The results of every site are derived again, so the server's own code is given the owner's connection for once.
    Object.assign(process.env, database.env, { APP_DATABASE_URL: database.adminUrl, NODE_ENV: "production", NEXTAUTH_URL: process.env["NEXTAUTH_URL"] ?? "http://localhost" });
    const { rows: [found] } = await database.admin.query<{ made: boolean }>("SELECT to_regclass('app.drug_dictionary') IS NOT NULL AS made");
    if (!found?.made) { console.error("This database lacks the tables of this version. Run npm start first, which brings it up to date."); return 2; }
    await (places[0] === "--list" ? list(database.admin) : load(database.admin, places));
    return 0;
  } catch (error) {
    if (!(error instanceof UnreadableDictionary)) throw error;
    endLine();
    console.error(error.message);
    return 2;
  } finally {
    const { authDb, db } = await import("@/lib/server/db"); // connections of one's own are nobody else's
    await Promise.all([db.$disconnect(), authDb.$disconnect()]);
    const mayStop = !wasRunning && !(await database.isUsedByOthers().catch(() => true));
    await database.close({ stop: mayStop });
  }
}

main(process.argv.slice(2).filter((argument) => argument !== "--")).then((code) => process.exit(code), (error: unknown) => {
  console.error(`The dictionary could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});

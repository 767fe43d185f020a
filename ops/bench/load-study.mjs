// node ops/bench/load-study.mjs N: brings the demonstration in the data folder to N patients, to look at a large study or to measure on one. The application must be stopped.
import path from "node:path";
import { fail } from "../prepare.mjs";
import { openDatabase } from "../database.mjs";
import { loadStudy } from "./study/load-study.mjs";

const root = path.resolve(import.meta.dirname, "../..");
process.chdir(root);
const total = Number(process.argv[2]);
if (!Number.isInteger(total) || total < 1 || total > 20_000) fail("How many patients? Name a number from 1 to 20000.");
if (!process.env.DATA_FOLDER) fail("Set DATA_FOLDER to a folder whose demonstration may be filled up. It cannot be taken back.");

const database = await openDatabase({ root, url: null, create: false });
if (!database) fail("There is no database in DATA_FOLDER yet: start the application once, so that it holds the demonstration.");
let status = 0;
try {
  const { rows: [study] } = await database.admin.query("SELECT is_demonstration FROM app.study");
  if (!study?.is_demonstration) throw new Error("This is no demonstration: only invented patients are copied.");
  if (await database.claim()) throw new Error("The application runs on this folder. Stop it first.");
  const began = performance.now();
  const { patients, events } = await loadStudy(database, total, { tell: (text) => process.stderr.isTTY && process.stderr.write(`\r${text} `) });
  console.log(`${patients} patients and ${events} events of the trail added in ${Math.round((performance.now() - began) / 1000)} s.`);
} catch (error) {
  console.error(error.message);
  status = 1;
} finally {
  await database.close();
}
process.exit(status);

// npm run verify: walks every chain of the trail, every checkpoint and every data cut. Exit 0 and a count, 1 and the first broken link, or 2 when it could not look.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fail, nodeIsOldEnough, preparePackages, readSettings } from "./prepare.mjs";

nodeIsOldEnough();
process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), ".."));
readSettings();
await preparePackages();
const { openDatabase } = await import("./database.mjs");

let wasRunning = false;
const database = await openDatabase({ root: process.cwd(), purpose: "verify", create: false, say: (text) => { wasRunning ||= text.startsWith("Found"); } }).catch((error) => fail(error.message, 2));
if (!database) fail("There is no trail here yet: the database has not been made. Run npm start first.", 2);
try {
  process.exitCode = await verify(database.admin);
} catch (error) {
  console.error(`The trail could not be walked: ${error.message}`);
  process.exitCode = 2;
} finally {
  const mayStop = !wasRunning && !(await database.isUsedByOthers().catch(() => true)); // a start that found it running meanwhile keeps it
  await database.close({ stop: mayStop });
}

async function verify(admin) {
  const { rows: [{ made }] } = await admin.query("SELECT to_regclass('audit.link') IS NOT NULL AND to_regprocedure('ctx.cut_hash(uuid)') IS NOT NULL AS made");
  if (!made) { console.error("There is no trail in this database yet. Run npm start first."); return 2; }
  await admin.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); // one state of the database, whatever is being saved meanwhile
  const { rows: broken } = await admin.query("SELECT * FROM audit.verify()");
  const { rows: altered } = await admin.query("SELECT id, name FROM app.data_cut WHERE content_hash IS DISTINCT FROM ctx.cut_hash(id) ORDER BY id");
  const { rows: [{ links, chains, checkpoints, cuts }] } = await admin.query(
    `SELECT (SELECT count(*) FROM audit.link) AS links, (SELECT count(*) FROM audit.chain_head) AS chains, (SELECT count(*) FROM audit.checkpoint) AS checkpoints,
       (SELECT count(*) FROM app.data_cut) AS cuts`);
  const findings = [
    ...broken.map(({ chain, at_seq: seq, problem }) => `${problem} (chain ${chain ?? "of checkpoints"}, link ${seq ?? "none"})`),
    ...altered.map(({ id, name }) => `data cut ${name} (${id}) is not what was cut`),
  ];
  if (findings.length === 0) console.log(`Intact: ${count(links, "link")} in ${count(chains, "chain")}, ${count(checkpoints, "checkpoint")}, ${count(cuts, "data cut")}.`);
  else console.error(`Broken: ${findings[0]}. ${count(findings.length, "finding")} in all.`);
  return findings.length === 0 ? 0 : 1;
}

function count(number, word) { return `${number} ${word}${Number(number) === 1 ? "" : "s"}`; }

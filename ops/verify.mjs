// npm run verify: walks every chain of the trail, its checkpoints, the anchors outside the database and every data cut.
// Exit 0 and a count, 1 and a sentence for each finding, or 2 when it could not look.
import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fail, nodeIsOldEnough, preparePackages, readSettings } from "./prepare.mjs";

const MOST_LANES = 4; // connections that walk at once; the database serves people meanwhile

nodeIsOldEnough();
process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), ".."));
readSettings();
await preparePackages();
const { openDatabase } = await import("./database.mjs");

let wasRunning = false;
const database = await openDatabase({ root: process.cwd(), purpose: "verify", create: false, say: (text) => { wasRunning ||= text.startsWith("Found"); } }).catch((error) => fail(error.message, 2));
if (!database) fail("There is no trail here yet: the database has not been made. Run npm start first.", 2);
try {
  process.exitCode = await verify(database);
} catch (error) {
  console.error(`The trail could not be walked: ${error.message}`);
  process.exitCode = 2;
} finally {
  const mayStop = !wasRunning && !(await database.isUsedByOthers().catch(() => true)); // a start that found it running meanwhile keeps it
  await database.close({ stop: mayStop });
}

async function verify({ admin, home, open }) {
  const { rows: [{ made }] } = await admin.query("SELECT to_regprocedure('audit.verify_links(uuid,bigint,integer,uuid)') IS NOT NULL AND to_regprocedure('ctx.cut_hash(uuid)') IS NOT NULL AS made");
  if (!made) { console.error("There is no trail in this database yet, or it is of an older application. Run npm start first."); return 2; }
  const { verifyAll } = await import("./verify/run-verification.mjs");
  const { sayStructure } = await import("./verify/walk-trail.mjs");
  const { anchorFile } = await import("./verify/anchors.mjs");
  const { trustedKeys } = await import("./verify/anchor-key.mjs");
  await admin.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); // one state of the database, whatever is being saved meanwhile
  const beside = await sameState(admin, open, Math.min(availableParallelism(), MOST_LANES) - 1);
  const began = performance.now();
  const { links, chains, checkpoints, anchors, findings, notes } = await verifyAll(admin, { file: anchorFile(home), trusted: trustedKeys(home), beside }).finally(() => Promise.all(beside.map((client) => client.end())));
  const seconds = (performance.now() - began) / 1000;
  const { rows: altered } = await admin.query("SELECT id, name FROM app.data_cut WHERE content_hash IS DISTINCT FROM ctx.cut_hash(id) ORDER BY id");
  const { rows: [{ cuts }] } = await admin.query("SELECT count(*) AS cuts FROM app.data_cut");
  findings.push(...altered.map(({ id, name }) => `data cut ${name} (${id}) is not what was cut`));
  const counted = `${count(links, "link")} in ${count(chains, "chain")}, ${count(checkpoints, "checkpoint")}, ${count(anchors, "anchor")}, ${count(cuts, "data cut")}`;
  for (const note of [...notes, ...(await sayStructure(admin))]) console.log(`Note: ${note}`);
  if (findings.length === 0) console.log(`Intact: ${counted}. ${Math.round(links / Math.max(seconds, 0.001))} links a second.`);
  else console.error(`Broken: ${count(findings.length, "finding")} among ${counted}.\n${findings.map((finding) => `  ${finding.charAt(0).toUpperCase()}${finding.slice(1)}.`).join("\n")}`);
  return findings.length === 0 ? 0 : 1;
}

/** Further connections that see what this transaction sees. */
async function sameState(client, open, count) {
  const { rows: [{ state }] } = await client.query("SELECT pg_export_snapshot() AS state");
  return Promise.all(Array.from({ length: count }, async () => {
    const other = await open("verify");
    await other.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT ${other.escapeLiteral(state)}`);
    return other;
  }));
}

function count(number, word) { return `${number} ${word}${Number(number) === 1 ? "" : "s"}`; }

// npm run verify: walks every chain of the trail and every checkpoint. Exit 0 and a count, or 1 and the first broken link.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { preparePackages } from "./prepare.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
preparePackages();
const { openDatabase } = await import("./database.mjs");
let wasRunning = false;
const database = await openDatabase({ root, say: (text) => { wasRunning ||= text.startsWith("Found"); } }).catch((error) => { console.error(error.message); process.exit(2); });
try {
  const { rows: [{ made }] } = await database.admin.query("SELECT to_regclass('audit.link') IS NOT NULL AS made");
  if (!made) { console.error("There is no trail in this database yet. Run npm start first."); process.exitCode = 2; }
  else {
    const { rows: broken } = await database.admin.query("SELECT * FROM audit.verify()");
    const { rows: [{ links, chains, checkpoints }] } = await database.admin.query(
      "SELECT (SELECT count(*) FROM audit.link) AS links, (SELECT count(*) FROM audit.chain_head) AS chains, (SELECT count(*) FROM audit.checkpoint) AS checkpoints");
    if (broken.length === 0) console.log(`Intact: ${links} links in ${chains} chains, ${checkpoints} checkpoints.`);
    else {
      const [{ chain, at_seq: seq, problem }] = broken;
      console.error(`Broken: ${problem} (chain ${chain ?? "of checkpoints"}, link ${seq ?? "none"}). ${broken.length} findings in all.`);
      process.exitCode = 1;
    }
  }
} finally {
  await database.close({ stop: !wasRunning });
}

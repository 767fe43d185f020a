// npm run bench: the real application on a scratch folder, each figure beside the cheapest way of doing the same. Nothing here passes or fails.
// "npm run bench -- pages cut": those parts. --scale 500|10000: patients. --folder PATH: a data folder that is there already. --json prints only the rows.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fail, nodeIsOldEnough, prepareBuild, prepareClient, preparePackages } from "./prepare.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" });
const { values: { json: asJson, scale: asked, folder }, positionals: named } = readArguments();
const scale = Number(asked);
if (!Number.isInteger(scale) || scale < 57 || scale > 20_000) fail("--scale says how many patients: 57 to 20000, as a rule 500 or 10000.");
if (asJson) console.log = console.error; // what preparing says must not stand before the JSON

nodeIsOldEnough();
await preparePackages();
prepareClient();
await prepareBuild().catch((error) => fail(error.message));

const { withScratchApp } = await import("./bench/scratch-app.mjs");
const { measure, PARTS } = await import("./bench/measure.mjs");
const { asJson: jsonOf, describeMachine, printReport } = await import("./bench/report.mjs");
const unknown = named.find((word) => !PARTS.includes(word));
if (unknown) fail(`There is no ${unknown}. Name any of ${PARTS.join(", ")}.`);
const interrupted = new AbortController();
process.on("SIGINT", () => interrupted.abort(new Error("Interrupted; nothing was kept.")));
process.on("SIGTERM", () => interrupted.abort(new Error("Interrupted; nothing was kept.")));

try {
  const wanted = named.length > 0 ? PARTS.filter((part) => named.includes(part)) : PARTS;
  const tell = (text) => process.stderr.write(`measuring: ${text}\n`);
  const { rows, machine } = await withScratchApp({ root, signal: interrupted.signal, kept: folder }, async (app) => ({ rows: await measure(app, { wanted, scale, tell }), machine: await describeMachine(app) }));
  if (asJson) process.stdout.write(jsonOf(rows));
  else printReport(rows, machine);
} catch (error) {
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}
process.exit();

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { json: { type: "boolean", default: false }, scale: { type: "string", default: "500" }, folder: { type: "string" } } });
  } catch (error) {
    return fail(error.message);
  }
}

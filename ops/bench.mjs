// npm run bench: the real application on a scratch folder, each figure beside the cheapest way of doing the same. Nothing here passes or fails.
// Parts can be named, "npm run bench -- save pages": start, pages, javascript, save, trail, cut, memory, matrix. --json prints only the rows as JSON.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fail, nodeIsOldEnough, prepareBuild, prepareClient, preparePackages } from "./prepare.mjs";

const PARTS = ["start", "pages", "javascript", "save", "trail", "cut", "memory", "matrix"];
const LONGEST_MS = 290_000;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" });
const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const options = process.argv.slice(2).filter((word) => word.startsWith("--"));
const unknown = named.find((word) => !PARTS.includes(word)) ?? options.find((word) => word !== "--json");
if (unknown) fail(`There is no ${unknown}. Name any of ${PARTS.join(", ")}, or --json.`);
const asJson = options.includes("--json");
if (asJson) console.log = console.error; // what preparing says must not stand before the JSON

nodeIsOldEnough();
await preparePackages();
prepareClient();
await prepareBuild().catch((error) => fail(error.message));

const { withScratchApp } = await import("./bench/scratch-app.mjs");
const { measure } = await import("./bench/measure.mjs");
const { describeMachine, printReport } = await import("./bench/report.mjs");
const interrupted = new AbortController();
process.on("SIGINT", () => interrupted.abort(new Error("Interrupted; nothing was kept.")));
process.on("SIGTERM", () => interrupted.abort(new Error("Interrupted; nothing was kept.")));
const tooLong = setTimeout(() => interrupted.abort(new Error(`Stopped after ${LONGEST_MS / 1000} s: this machine is too busy to measure.`)), LONGEST_MS);

try {
  const wanted = named.length > 0 ? PARTS.filter((part) => named.includes(part)) : PARTS;
  const { rows, machine } = await withScratchApp({ root, signal: interrupted.signal }, async (app) => ({ rows: await measure(app, wanted), machine: await describeMachine(app) }));
  if (asJson) process.stdout.write(`${JSON.stringify({ rows, machine }, null, 2)}\n`);
  else printReport(rows, machine);
} catch (error) {
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
} finally {
  clearTimeout(tooLong);
}
process.exit();

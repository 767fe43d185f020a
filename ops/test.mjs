// npm test: types, lint and fences, unit, database and browser tests, from a bare checkout, closing with one line of counts.
// Options: --fast (types, lint, fences, unit only: npm run check), or any of --unit --database --browser to run just those.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fail, nodeIsOldEnough, prepareBuild, prepareClient, preparePackages } from "./prepare.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" });
const options = process.argv.slice(2);
const unknown = options.find((option) => !["--fast", "--unit", "--database", "--browser"].includes(option));
if (unknown) fail(`There is no option ${unknown}. Use --fast, --unit, --database or --browser.`);
nodeIsOldEnough();
await preparePackages();
prepareClient();

const only = options.filter((option) => option !== "--fast");
const wants = (part) => (only.length > 0 ? only.includes(part) : !options.includes("--fast") || part !== "--database" && part !== "--browser");
const total = { passed: 0, failed: 0, failures: [] };
const add = ({ passed, failed, failures = [] }) => { total.passed += passed; total.failed += failed; total.failures.push(...failures); };
const step = (name, command, args) => {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  add(status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, failures: [name] });
};

if (only.length === 0) {
  step("types", process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit"]);
  step("lint", process.execPath, ["node_modules/eslint/bin/eslint.js", "-c", "ops/fences/eslint.config.mjs", "--max-warnings", "0", "app", "lib", "e2e"]);
  step("graph", process.execPath, ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "-c", "ops/fences/dependency-cruiser.cjs", "app", "lib", "--output-type", "err"]);
  step("fences hold against planted violations", process.execPath, ["ops/fences/prove-fences.mjs"]);
}
const { runVitest } = await import("./testing/run-vitest.mjs");
if (wants("--unit")) { console.log("\n— unit tests"); add(await runVitest("unit")); }
if (wants("--database") || wants("--browser")) {
  await prepareBuild().catch((error) => { console.error(error.message); add({ passed: 0, failed: 1, failures: ["the build"] }); }); // database tests start the application too, and must not wait for a build
  const { withScratchDatabase } = await import("./testing/scratch.mjs");
  if (wants("--database")) { console.log("\n— database tests"); add(await withScratchDatabase({ root }, (env) => runVitest("database", env))); }
  if (wants("--browser")) { console.log("\n— browser tests"); add(await (await import("./testing/run-browser.mjs")).runBrowser({ root })); }
}
if (total.failures.length > 0) console.log(`\nWhat failed:\n${total.failures.map((what) => `- ${what}`).join("\n")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

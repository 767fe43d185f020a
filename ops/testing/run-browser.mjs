// The application as a stranger starts it, in a folder and on a port of its own, and a real browser against it.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { portToServe } from "./port-to-serve.mjs";

export async function runBrowser({ root }) {
  const browser = findBrowser();
  if (!browser) { console.error("No browser was found and none could be installed. Install Chromium, or set CHROMIUM to one."); return { passed: 0, failed: 1, failures: ["no browser"] }; }
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-e2e-"));
  chmodSync(folder, 0o755);
  const port = await portToServe();
  const address = `http://localhost:${port}`;
  const env = { ...process.env, DATABASE_URL: "" }; // set to nothing, so that a file .env cannot name another
  const app = spawn(process.execPath, ["ops/start.mjs"], { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...env, PORT: String(port), DATA_FOLDER: folder, NEXTAUTH_URL: address } });
  try {
    if (!(await answers(address, app))) return { passed: 0, failed: 1, failures: ["the application did not start for the journeys"] };
    const report = path.join(folder, "report.json");
    const { status } = spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "test", "-c", "e2e/playwright.config.ts"],
      { stdio: "inherit", env: { ...env, BASE_URL: address, DATA_FOLDER: folder, CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report } });
    return count(report, status);
  } finally {
    const gone = new Promise((done) => app.once("exit", done));
    if (app.exitCode === null) { app.kill("SIGINT"); await gone; }
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(report, status) {
  const { stats = {}, suites = [], errors = [] } = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = stats;
  const failed = unexpected + skipped;
  const failures = [...suites.flatMap(specsOf).filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`), ...errors.map(({ message }) => `of no journey: ${message}`)];
  return { passed: expected + flaky, failed: status === 0 && expected > 0 ? failed : Math.max(1, failed), failures };
}

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

async function answers(address, app) {
  for (let waited = 0; waited < 480 && app.exitCode === null; waited++) {
    if (await fetch(`${address}/api/health`).then(({ ok }) => ok, () => false)) return true;
    await new Promise((done) => setTimeout(done, 1_000));
  }
  console.error("The application did not start; its own words are above.");
  return false;
}

/** A Chromium or Chrome that is here; else Playwright's own; else the system's package. */
function findBrowser() {
  const onPath = (name) => { try { return execFileSync("which", [name], { encoding: "utf8", stdio: "pipe" }).trim(); } catch { return null; } };
  const here = () => [process.env.CHROMIUM, ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map(onPath), "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
    .find((file) => file && existsSync(file));
  const ofPlaywright = () => { const found = spawnSync(process.execPath, ["-e", "import('@playwright/test').then(({ chromium }) => console.log(chromium.executablePath()))"], { encoding: "utf8" }).stdout.trim(); return existsSync(found) ? found : null; };
  return here() || ofPlaywright() || (install(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]) && ofPlaywright())
    || (process.getuid?.() === 0 && install("apt-get", ["update", "-qq"]) && install("apt-get", ["install", "-y", "-qq", "chromium"]) ? here() : null);
}
const install = (command, args) => { console.log(`Installing a browser: ${path.basename(command)} ${args.slice(-2).join(" ")}`); return spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"], timeout: 300_000 }).status === 0; };

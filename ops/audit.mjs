// npm run audit: known faults of the packages that run, from the registry; the versions below which nothing is to be run; and, with --sbom, the list of packages (CycloneDX).
// Exit 0 when nothing is known or the registry cannot be reached, which is said; 1 when something must be done.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { belowFloor, readFloors } from "./security/floors.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const npm = (...args) => spawnSync("npm", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1_048_576, timeout: 120_000 });
const lock = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));

const low = belowFloor(lock, readFloors());
console.log(low.length === 0 ? `Floors: all ${Object.keys(readFloors()).length} packages are at or above theirs.` : low.join("\n"));

const known = knownFaults();
console.log(known.says);

const list = npm("sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only");
if (list.status === 0) {
  const file = process.argv.includes("--sbom") ? "sbom.json" : null;
  if (file) writeFileSync(path.join(root, file), list.stdout);
  console.log(`Packages: ${JSON.parse(list.stdout).components.length} run.${file ? ` Written to ${file} (CycloneDX).` : " With --sbom the list is written to sbom.json (CycloneDX)."}`);
} else console.log(`The list of packages could not be made: ${list.stderr.trim().split("\n").at(-1)}`);
process.exit(low.length > 0 || known.count > 0 || list.status !== 0 ? 1 : 0);

function knownFaults() {
  const { stdout } = npm("audit", "--omit=dev", "--json");
  const answer = parsed(stdout);
  if (!answer?.metadata) return { count: 0, says: "Known faults: the registry could not be reached, so nothing was checked. Run this again where it can be." };
  const { total } = answer.metadata.vulnerabilities;
  const each = Object.values(answer.vulnerabilities).map(({ name, severity, range, fixAvailable }) => `  ${severity}: ${name} ${range}${fixAvailable ? ", mended in a newer version" : ", not mended yet"}`);
  return { count: total, says: total === 0 ? "Known faults: none in the packages that run." : `Known faults in the packages that run: ${total}\n${each.join("\n")}` };
}

function parsed(text) {
  try { return JSON.parse(text); } catch { return null; }
}

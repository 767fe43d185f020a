// node ops/high-availability/failover.mjs [--seed N] [--saves N] [--rounds N] [--base PORT]: the primary is killed while people save, and the standby takes over.
// Prints counts. Exit 0 when everything held, 1 when something did not, 2 when it could not be run (packages missing).
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fail, nodeIsOldEnough, prepareBuild, prepareClient, preparePackages } from "../prepare.mjs";
import { missingPackages } from "./place.mjs";

nodeIsOldEnough();
process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../.."));
if (missingPackages()) fail(`Not run. ${missingPackages()}`, 2);
await preparePackages();
prepareClient();
await prepareBuild();
const { status } = spawnSync(process.execPath, ["ops/run.mjs", "ops/high-availability/play-failover.ts", ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);

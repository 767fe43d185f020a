// Runs one of the TypeScript scripts beside this file as the server would run it, with the options that Node was given: node ops/run.mjs ops/derive.ts -- FILE.json
import { spawnSync } from "node:child_process";

const { status } = spawnSync(process.execPath, [...process.execArgv, "--conditions=react-server", "--import", "tsx", ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);

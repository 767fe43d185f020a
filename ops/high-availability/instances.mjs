// Two instances of the application behind HAProxy, each `npm start` as anybody runs it.
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { urlOf } from "./postgres-pair.mjs";

/** They share secret, database and address; what each says goes to its own log. Settles when both are ready. */
export async function startInstances({ root, place, password, database, options = [] }) {
  for (const [nth, port] of place.ports.apps.entries()) { // one after the other: the first prepares the database
    const log = path.join(place.folder, `app${nth + 1}.log`);
    const out = openSync(log, "w", 0o600);
    const child = spawn(process.execPath, ["ops/start.mjs", ...(nth === 0 ? options : [])], {
      cwd: root, detached: true, stdio: ["ignore", out, out],
      env: { ...process.env, PORT: String(port), HOST: "127.0.0.1", NEXTAUTH_URL: `http://localhost:${place.ports.web}`, TRUSTED_PROXIES: "1", DATA_FOLDER: place.home, ECRF_SECRET: "",
        DATABASE_URL: urlOf(place, "primary", password, database), POOLER_URL: `postgresql://127.0.0.1:${place.ports.pooler}/${database}` },
    });
    closeSync(out);
    child.unref();
    writeFileSync(pidFile(place, nth), String(child.pid));
    await ready(child, log);
  }
}

const pidFile = ({ folder }, nth) => path.join(folder, `app${nth + 1}.pid`);

async function ready(child, log) {
  for (let tries = 0; !readFileSync(log, "utf8").includes("Ready at"); tries++) {
    if (child.exitCode !== null || tries > 3_000) throw new Error(`An instance did not start:\n${readFileSync(log, "utf8").slice(-2_000)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

export async function stopInstances(place) {
  await Promise.all(place.ports.apps.map(async (_, nth) => {
    const file = pidFile(place, nth);
    if (!existsSync(file)) return;
    const pid = Number(readFileSync(file, "utf8"));
    const isIt = () => { try { return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("start.mjs"); } catch { return false; } };
    if (isIt()) process.kill(pid, "SIGTERM");
    for (let tries = 0; isIt() && tries < 150; tries++) await new Promise((done) => setTimeout(done, 100));
    if (isIt()) process.kill(pid, "SIGKILL");
    rmSync(file);
  }));
}

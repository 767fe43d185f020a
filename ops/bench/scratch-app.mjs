// The application as a stranger starts it, in a folder and on a port of its own; both are gone afterwards.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { freePort, startCluster } from "../cluster.mjs";
import { openDatabase } from "../database.mjs";

/**
 * Hands over an app that is not started yet, and removes everything of it when `work` is done, fails or is interrupted. `kept`: a data folder that is
 * used as it is and stays; what was measured has changed it.
 * A DATABASE_URL of the developer is left out: only a database in the scratch folder is ever written.
 */
export async function withScratchApp({ root, signal, kept = null }, work) {
  const folder = kept ? path.resolve(kept) : mkdtempSync(path.join(tmpdir(), "ecrf-bench-"));
  if (!kept) chmodSync(folder, 0o755); // the database's user must reach it
  const lost = new AbortController();
  const over = AbortSignal.any([signal, lost.signal]);
  const app = scratchApp({ root, folder, isKept: Boolean(kept), port: await freePort(), onLost: (error) => lost.abort(error) });
  try {
    return await Promise.race([work(app), new Promise((_, failed) => over.addEventListener("abort", () => failed(over.reason)))]);
  } finally {
    await app.end();
    for (const place of [folder, path.join(folder, "floor")]) await stopDatabaseLeftIn(root, place);
    rmSync(kept ? path.join(folder, "floor") : folder, { recursive: true, force: true });
  }
}

function scratchApp({ root, folder, isKept, port, onLost }) {
  const address = `http://localhost:${port}`;
  const { HOST: _host, ...env } = { ...process.env, DATABASE_URL: "", READS_PER_MINUTE: "1000000", WRITES_PER_MINUTE: "1000000", REQUESTS_PER_MINUTE_AND_NETWORK: "1000000", DOWNLOADS_PER_MINUTE: "1000000" }; // set to nothing, so that a file .env cannot name another
  let running = null;
  let database = null;
  let isOver = false;
  return {
    root, folder, isKept, address,
    get pid() { return running?.pid; },

    /** Starts it. Returns when it said what, in ms after the process was made: [{ text, ms }], the last one being "Ready at …". */
    async start() {
      if (isOver) throw new Error("This run is over.");
      const began = performance.now();
      const said = [];
      const child = spawn(process.execPath, ["ops/start.mjs"], { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...env, PORT: String(port), DATA_FOLDER: folder, NEXTAUTH_URL: address } });
      running = child;
      let complained = "";
      child.stderr.on("data", (chunk) => { complained = (complained + chunk).slice(-4_000); });
      child.once("exit", (code, killedBy) => {
        if (running === child) onLost(new Error(`The application ended by itself (${killedBy ?? `exit ${code}`}). It had said:\n${said.map(({ text }) => text).join("\n")}\n${complained}`));
      });
      return new Promise((done) => {
        createInterface({ input: child.stdout }).on("line", (line) => {
          const text = /^\[ *[\d.]+ s\] (.*)$/.exec(line)?.[1];
          if (text === undefined) return;
          said.push({ text, ms: performance.now() - began });
          if (text.startsWith("Ready at")) done(said);
        });
      });
    },

    /** The administrator's connection, for looking and counting beside the application. */
    async admin() {
      database ??= await openDatabase({ root, folder, url: null });
      return database.admin;
    },
    get adminUrl() { return database.adminUrl; },
    get env() { return { ...env, ...database.env }; },

    async stop() {
      await database?.close({ stop: false });
      database = null;
      const child = running;
      running = null;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGINT");
      await gone;
    },
    /** Stops it for good: what still measures after an interruption can start nothing. */
    async end() { isOver = true; await this.stop(); },
  };
}

/** A start that was cut off leaves its database running. */
async function stopDatabaseLeftIn(root, folder) {
  if (!existsSync(path.join(folder, "postgres/postmaster.pid"))) return;
  const { stop } = await startCluster({ root, folder, password: "", say: () => {} });
  await stop();
}

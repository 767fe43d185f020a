// The application as a stranger starts it, in a folder and on a port of its own; both are gone afterwards.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../cluster.mjs";
import { openDatabase } from "../database.mjs";

/**
 * Hands over an app that is not started yet, and removes everything of it when `work` is done, fails or is interrupted.
 * A DATABASE_URL of the developer is left out: only a database in the scratch folder is ever written.
 */
export async function withScratchApp({ root, signal }, work) {
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-bench-"));
  chmodSync(folder, 0o755); // the database's user must reach it
  const app = scratchApp({ root, folder, port: await freePort() });
  try {
    return await Promise.race([work(app), new Promise((_, failed) => signal.addEventListener("abort", () => failed(signal.reason)))]);
  } finally {
    await app.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function scratchApp({ root, folder, port }) {
  const address = `http://localhost:${port}`;
  const { DATABASE_URL: _elsewhere, HOST: _host, ...env } = process.env;
  let running = null;
  let isOver = false;
  let database = null;
  return {
    root, folder, address,
    get pid() { return running?.pid; },

    /** Starts it. Returns when it said what, in ms after the process was made: [{ text, ms }], the last one being "Ready at …". */
    async start() {
      if (isOver) throw new Error("This run is over.");
      const began = performance.now();
      const said = [];
      running = spawn(process.execPath, ["ops/start.mjs"], { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...env, PORT: String(port), DATA_FOLDER: folder, NEXTAUTH_URL: address } });
      let complained = "";
      running.stderr.on("data", (chunk) => { complained = (complained + chunk).slice(-4_000); });
      const lines = createInterface({ input: running.stdout });
      return new Promise((done, failed) => {
        running.once("exit", (code, killedBy) => failed(new Error(`The application ended (${killedBy ?? `exit ${code}`}) instead of starting. It said:\n${said.map(({ text }) => text).join("\n")}\n${complained}`)));
        lines.on("line", (line) => {
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
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const gone = once(running, "exit");
      running.kill("SIGINT");
      await gone;
    },
    /** Stops it for good: what still measures after an interruption can start nothing. */
    async end() { isOver = true; await this.stop(); },
  };
}

import { readFileSync } from "node:fs";
import { createConnection } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startCluster } from "@/ops/cluster.mjs";
import { openScratchDatabase } from "@/ops/testing/scratch.mjs";
import { dataOf, root } from "@/ops/testing/start/launch";

/** A PostgreSQL that may be killed: nobody else's tests stand on it, and it keeps its promises to the disk. */
export interface OwnCluster {
  readonly folder: string;
  readonly data: string;
  /** As a power cut does: the whole server at once. */
  readonly kill: () => Promise<void>;
  /** On the same port, with whatever recovery it needs. Returns ms until it took connections. */
  readonly start: () => Promise<number>;
  /** In order. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Makes it and names it in this process's environment, where `openTestStudy` looks for a server. `within`: the folder to make it in. */
export async function openOwnCluster({ settings = [], within }: { settings?: string[]; within?: string } = {}): Promise<OwnCluster> {
  const scratch = await openScratchDatabase({ root, settings, ...(within ? { within } : {}) });
  const before = Object.fromEntries(Object.keys(scratch.env).map((name) => [name, process.env[name]]));
  Object.assign(process.env, scratch.env);
  const { port, password } = new URL(scratch.env.TEST_ADMIN_URL);
  const data = dataOf(scratch.folder);
  const open = () => startCluster({ root, folder: scratch.folder, password, say: () => {}, settings, create: false, port: Number(port) });
  return {
    folder: scratch.folder, data,
    kill: async () => {
      const [pid] = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
      process.kill(Number(pid), "SIGKILL");
      while (await listens(Number(port))) await sleep(5);
    },
    start: async () => {
      const began = performance.now();
      await open();
      while (!(await serves(scratch.env.TEST_ADMIN_URL))) await sleep(50); // one that recovers takes connections before it answers
      return performance.now() - began;
    },
    stop: async () => { await (await open())?.stop(); },
    close: async () => { await scratch.close(); Object.assign(process.env, before); },
  };
}

async function serves(url: string): Promise<boolean> {
  const client = new pg.Client(url).on("error", () => {});
  try { await client.connect(); await client.query("SELECT"); return true; } catch { return false; } finally { await client.end().catch(() => {}); }
}

const listens = (port: number): Promise<boolean> => new Promise((done) => {
  const socket = createConnection({ port, host: "127.0.0.1" }, () => { socket.destroy(); done(true); }).on("error", () => done(false));
});

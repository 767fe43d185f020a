import { readFileSync } from "node:fs";
import { createConnection } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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
  readonly close: () => Promise<void>;
}

/** Makes it and names it in this process's environment, where `openTestStudy` looks for a server. `within`: the folder to make it in. */
export async function openOwnCluster({ settings = [], within }: { settings?: string[]; within?: string } = {}): Promise<OwnCluster> {
  const scratch = await openScratchDatabase({ root, settings, ...(within ? { within } : {}) });
  const before = Object.fromEntries(Object.keys(scratch.env).map((name) => [name, process.env[name]]));
  Object.assign(process.env, scratch.env);
  const { port, password } = new URL(scratch.env.TEST_ADMIN_URL);
  const data = dataOf(scratch.folder);
  return {
    folder: scratch.folder, data,
    kill: async () => {
      const [pid] = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
      process.kill(Number(pid), "SIGKILL");
      while (await listens(Number(port))) await sleep(5);
    },
    start: async () => {
      const began = performance.now();
      await startCluster({ root, folder: scratch.folder, password, say: () => {}, settings, create: false, port: Number(port) });
      return performance.now() - began;
    },
    close: async () => { await scratch.close(); Object.assign(process.env, before); },
  };
}

const listens = (port: number): Promise<boolean> => new Promise((done) => {
  const socket = createConnection({ port, host: "127.0.0.1" }, () => { socket.destroy(); done(true); }).on("error", () => done(false));
});

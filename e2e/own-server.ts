import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { portToServe } from "../ops/testing/port-to-serve.mjs";
import { openDatabase } from "../ops/database.mjs";

/** The built application once more, on the same database and on a port of its own, to be killed and started again. */
export interface OwnServer {
  readonly address: string;
  readonly start: () => Promise<void>;
  /** As a power cut does. */
  readonly kill: () => Promise<void>;
}

export async function openOwnServer(): Promise<OwnServer> {
  const database = await openDatabase({ root: process.cwd() });
  if (!database) throw new Error("There is no database in DATA_FOLDER; the application that is tested runs elsewhere.");
  const { env } = database;
  await database.close({ stop: false });
  const port = await portToServe();
  const address = `http://localhost:${port}`;
  let child: ChildProcess | null = null;
  const start = async () => {
    const started = spawn(process.execPath, ["ops/testing/serve.mjs"], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...env, NODE_ENV: "production", PORT: String(port), NEXTAUTH_URL: address } });
    child = started;
    for await (const said of started.stdout) if (String(said).includes("ready")) return void started.stdout.resume();
    throw new Error("The application ended before it answered.");
  };
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  return { address, start, kill };
}

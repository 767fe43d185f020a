import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDatabase } from "@/ops/database.mjs";
import { portToServe } from "../port-to-serve.mjs";

export const root = path.resolve(import.meta.dirname, "../../..");

/** A program of this folder as a person runs it: what it says, and how it ends. */
export interface Launched {
  readonly child: ChildProcess;
  readonly port: number;
  /** Everything said so far, on both streams. */
  readonly said: () => string;
  /** Waits for words; fails with everything said when it ends without them. */
  readonly says: (words: string) => Promise<string>;
  readonly ends: Promise<number | string>;
}

/** `program`: start or verify. A group of its own, as a terminal makes one, so that a test can press Ctrl-C or kill it all. */
export async function launch(program: "start" | "verify", { folder, options = [], env = {} }: { folder: string; options?: readonly string[]; env?: Readonly<Record<string, string>> }): Promise<Launched> {
  const port = Number(env["PORT"]) || await portToServe();
  const inherited: NodeJS.ProcessEnv = { ...process.env, DATABASE_URL: "", NEXTAUTH_URL: "", NODE_ENV: "production", PORT: String(port), DATA_FOLDER: folder };
  const child = spawn(process.execPath, [`ops/${program}.mjs`, ...options], { cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"], env: { ...inherited, ...env } });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => { text += chunk.toString(); });
  const ends = new Promise<number | string>((done) => child.on("close", (code, signal) => done(code ?? signal ?? "?")));
  const says = async (words: string) => {
    for (let isOver = false; !text.includes(words);) {
      if (isOver) throw new Error(`It never said "${words}", but:\n${text}`);
      isOver = await Promise.race([ends.then(() => true), new Promise<false>((done) => setTimeout(() => done(false), 50))]);
    }
    return text;
  };
  return { child, port, said: () => text, says, ends };
}

/** A checkout closed to the database's user is told so at every start; what is asked here is what else is said. */
const besidesItsPlace = (said: string): string => said.split("\n").filter((line) => !line.includes("This folder is closed to the database's user")).join("\n").trim();

/** Runs it to its end. */
export async function ended(program: "start" | "verify", what: Parameters<typeof launch>[1]): Promise<{ status: number | string; said: string }> {
  const launched = await launch(program, what);
  const status = await launched.ends;
  return { status, said: besidesItsPlace(launched.said()) };
}

export function signalGroup({ child }: Launched, signal: NodeJS.Signals): void {
  if (child.pid) process.kill(-child.pid, signal);
}

export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-start-"));
  chmodSync(folder, 0o755);
  return folder;
}

const MOVED = "/var/lib/ecrf";
const movedName = (folder: string): string => folder.replaceAll(path.sep, "_");

/** Where a folder's database files are: in it, or, for a checkout closed to the database's user, in the place that belongs to it. */
export function dataOf(folder: string): string {
  const own = path.join(folder, "postgres");
  const moved = existsSync(own) || !existsSync(MOVED) ? undefined : readdirSync(MOVED).find((name) => name.startsWith(`${movedName(folder)}-`));
  return moved ? path.join(MOVED, moved, "postgres") : own;
}

/** Where they will be in a copy that has the same secret. */
export const dataOfCopy = (from: string, to: string): string => dataOf(from).replace(movedName(from), movedName(to)).replace(from, to);

/** Looks into a folder's embedded database as its administrator, whether it runs or not; leaves it as it was found. */
export async function asAdministrator<Value>(folder: string, work: (database: NonNullable<Awaited<ReturnType<typeof openDatabase>>>) => Promise<Value>): Promise<Value> {
  let wasRunning = false;
  const database = await openDatabase({ root, folder, url: null, say: (text: string) => { wasRunning ||= text.startsWith("Found"); } });
  if (!database) throw new Error(`There is no database in ${folder}`);
  try { return await work(database); } finally { await database.close({ stop: !wasRunning }); }
}

/** Whatever a failed test left running goes with its folder. */
export async function removeFolder(folder: string): Promise<void> {
  await openDatabase({ root, folder, url: null, create: false }).then((database) => database?.close(), () => undefined);
  const data = dataOf(folder);
  if (data.startsWith(MOVED)) rmSync(path.dirname(data), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

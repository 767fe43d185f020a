import "server-only";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { actionId, callAction } from "./raw-action";
import { portToServe } from "./port-to-serve.mjs";
import { COOKIE_KEY, openTestStudy, type TestStudy } from "./test-database";

const root = path.resolve(import.meta.dirname, "../..");

/** One process of the built application; several may serve one database. */
export interface Instance {
  readonly address: string;
  readonly child: ChildProcess;
  /** Everything it has written to its log. */
  readonly said: () => string;
  /** Calls a server action by its name as somebody's browser would; `as` is a session token, or null for nobody. */
  readonly act: (action: string, input: unknown, as: string | null, headers?: Readonly<Record<string, string>>) => ReturnType<typeof callAction>;
  readonly get: (address: string, as: string | null, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  /** "kill": as a power cut does. */
  readonly stop: (how?: "end" | "kill") => Promise<void>;
}

/** The built application on a test database of its own, to be asked by raw HTTP. Needs the build that `npm test` makes first. */
export interface RunningStudy extends TestStudy {
  readonly first: Instance;
  readonly startInstance: (env?: Readonly<Record<string, string>>) => Promise<Instance>;
}

export async function openRunningStudy(env: Readonly<Record<string, string>> = {}): Promise<RunningStudy> {
  const study = await openTestStudy();
  const instances: Instance[] = [];
  const startInstance = async (more: Readonly<Record<string, string>> = {}) => {
    const instance = await startOne({ ...env, ...more });
    instances.push(instance);
    return instance;
  };
  const close = async () => { await Promise.all(instances.map((each) => each.stop("kill"))); await study.close(); };
  try {
    return { ...study, first: await startInstance(), startInstance, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a browser that signed in sends along with every request. */
export const cookieOf = async (sessionToken: string | null): Promise<string> =>
  sessionToken === null ? "" : `next-auth.session-token=${await encode({ token: { sessionToken }, secret: COOKIE_KEY })}`;

async function startOne(env: Readonly<Record<string, string>>): Promise<Instance> {
  const port = Number(env["PORT"]) || await portToServe();
  const address = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["ops/testing/serve.mjs"], {
    cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_ENV: "production", PORT: String(port), NEXTAUTH_URL: address, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"), ...env },
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => { text += chunk.toString(); });
  const gone = once(child, "exit");
  const isUp = async (): Promise<boolean> => { while (!text.includes("ready\n")) { if (child.exitCode !== null) return false; await new Promise((done) => setTimeout(done, 50)); } return true; };
  if (!(await isUp())) throw new Error(`The application ended before it answered:\n${text}`);
  return {
    address, child, said: () => text,
    act: async (action, input, as, headers = {}) => callAction(`${address}/sign-in`, actionId(action), [input], { origin: address, cookie: await cookieOf(as), ...headers }),
    get: async (to, as, headers = {}) => fetch(`${address}${to}`, { redirect: "manual", headers: { cookie: await cookieOf(as), ...headers } }),
    stop: async (how = "end") => { if (child.exitCode === null && child.signalCode === null) { child.kill(how === "kill" ? "SIGKILL" : "SIGTERM"); await gone; } },
  };
}

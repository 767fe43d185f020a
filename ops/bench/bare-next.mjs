// The web server of the same build in a process of its own, without a start, a database or anybody signed in: a floor for time and memory.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { freePort } from "../cluster.mjs";
import { get } from "./visitor.mjs";

/** Starts it. Returns the ms until its sign-in page was received, its process id, and how to stop it. */
export async function startBareNext(app) {
  await app.admin(); // so that app.env knows the addresses; the sign-in page uses none of them
  const port = await freePort();
  const began = performance.now();
  const child = fork(fileURLToPath(new URL("serve-bare-next.mjs", import.meta.url)), { cwd: app.root, silent: true,
    env: { ...app.env, PORT: String(port), NEXTAUTH_URL: `http://localhost:${port}`, NODE_ENV: "production" } });
  await new Promise((done, failed) => { child.once("message", done); child.once("exit", () => failed(new Error("The bare web server did not start."))); });
  await get(`http://localhost:${port}/sign-in`);
  return { ms: performance.now() - began, pid: child.pid, stop: () => child.kill("SIGKILL") };
}

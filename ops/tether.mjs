// Runs another program that must not outlive the start that asked for it: node ops/tether.mjs PROGRAM ARGUMENTS
// Its standard input is a pipe that nobody writes to. When the other end goes, by an ordinary end or by kill -9, the program and all it started go too.
import { spawn } from "node:child_process";

const [command, ...args] = process.argv.slice(2);
const program = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], shell: process.platform === "win32" && command === "npm" });
program.on("exit", (status) => process.exit(status ?? 1));
program.on("error", (error) => { console.error(error.message); process.exit(1); });
process.stdin.resume().on("close", () => {
  try { process.kill(-process.pid, "SIGKILL"); } // this process leads the group: whoever spawned it said detached
  catch { program.kill("SIGKILL"); process.exit(1); } // Windows has no groups
});

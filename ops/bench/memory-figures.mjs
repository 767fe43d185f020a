// What the processes hold: the web server's own, and the database's.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { row } from "./figures.mjs";
import { startBareNext } from "./bare-next.mjs";
import { get } from "./visitor.mjs";

const FLOOR = "the web server of the same build in a process of its own, after its sign-in page was received";
let bare = null; // measured once, at rest; the floor of the peak as well

/** Resident memory of the server that just started and has shown one page. */
export async function measureIdle(app) {
  await get(`${app.address}/sign-in`);
  await sleep(2_000);
  const { pid, stop } = await startBareNext(app);
  await sleep(1_000);
  bare = residentMB(pid);
  stop();
  return [row({ name: "Memory of the web server, idle", value: residentMB(app.pid), unit: "MB", target: 200 }), row({ name: "Memory of the web server of the same build alone", value: bare, unit: "MB" })];
}

/** The most it ever held, over all that was measured before; and what the database's processes share now. */
export async function measurePeak(app) {
  const rows = [row({ name: "Memory of the web server, peak of this run", value: residentMB(app.pid, "VmHWM"), unit: "MB", floor: bare, floorIs: FLOOR })];
  const database = await databaseMB(app);
  return database === null ? rows : [...rows, row({ name: "Memory of the database, all its processes, at the end", value: database, unit: "MB" })];
}

/** What a process comes to hold above what it holds now, as it is looked at ten times a second. Returns what ends the looking and gives MB; null where the system does not tell cheaply. */
export function watchMemory(pid) {
  if (!existsSync(`/proc/${pid}/status`)) return () => null;
  const before = residentMB(pid);
  let most = before;
  const looking = setInterval(() => { most = Math.max(most, residentMB(pid)); }, 100);
  return () => { clearInterval(looking); return most - before; };
}

/** `VmHWM` (the peak) exists on Linux only; elsewhere this is what it holds now. */
function residentMB(pid, field = "VmRSS") {
  const status = `/proc/${pid}/status`;
  if (existsSync(status)) return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(readFileSync(status, "utf8"))?.[1]) / 1024;
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}

/** Shared pages counted once (proportional set size). Null where the system does not tell, or not to this user. */
async function databaseMB(app) {
  const { rows: [{ pid }] } = await (await app.admin()).query("SELECT pg_backend_pid() AS pid");
  try {
    const parentOf = (process) => Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${process}/status`, "utf8"))?.[1]);
    const postmaster = parentOf(pid);
    const family = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).filter((name) => { try { return Number(name) === postmaster || parentOf(name) === postmaster; } catch { return false; } });
    return family.reduce((sum, process) => sum + Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${process}/smaps_rollup`, "utf8"))?.[1]) / 1024, 0);
  } catch {
    return null;
  }
}

// The table, and the machine that it was measured on.
import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";

/** A figure without its machine is none. */
export async function describeMachine(app) {
  const { rows: [{ server_version: postgres }] } = await (await app.admin()).query("SHOW server_version");
  return { cores: availableParallelism(), processor: cpus()[0]?.model ?? "unknown", memoryGB: Math.round(totalmem() / 2 ** 30), system: `${process.platform} ${process.arch}`, node: process.version, postgres, commit: commitOf(app.root) };
}

function commitOf(root) {
  const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try { return git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain", "--untracked-files=no") ? " with changes" : ""); } catch { return "unknown"; }
}

/** What machines read: a target is of the ratio where the row has one, and else of the value. */
export const asJson = (rows) => `${JSON.stringify({ rows: rows.map(({ name, value, unit, floor, ratio, target, ok }) => ({ name, value, unit, floor, ratio, target, ok })) }, null, 2)}\n`;

export function printReport(rows, machine) {
  const floors = [...new Set(rows.map(({ floorIs }) => floorIs).filter(Boolean))];
  const mark = (floorIs) => (floorIs ? `[${floors.indexOf(floorIs) + 1}]` : "");
  const cells = [["What", "Value", "Unit", "Floor", "", "Ratio", "Target", ""], ...rows.map(({ name, value, unit, floor, floorIs, ratio, target, targetOf, sense, ok }) => [name, say(value), unit, say(floor), mark(floorIs), ratio === null ? "" : `${say(ratio)} ×`, target === null ? "" : `${sense} ${target}${targetOf === "ratio" ? " ×" : ` ${unit}`}`, ok === false ? "missed" : ok ? "ok" : ""])];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const isNumber = [false, true, false, true, false, true, true, false];
  for (const line of cells) console.log(line.map((cell, column) => (isNumber[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join("  ").trimEnd());
  console.log(`\n${rows.filter(({ ok }) => ok).length} of ${rows.filter(({ ok }) => ok !== null).length} targets reached. A ratio is how many times its floor's cost: 1 is as good as the floor, more is worse. The floors:`);
  floors.forEach((floor, at) => console.log(`[${at + 1}] ${floor}`));
  const { cores, processor, memoryGB, system, node, postgres, commit } = machine;
  console.log(`\n${cores} cores (${processor}), ${memoryGB} GB, ${system}, Node ${node}, PostgreSQL ${postgres}, commit ${commit}`);
}

/** A figure as soon as it is had: whoever interrupts a long run has seen what was measured so far. */
export const asLine = ({ name, value, unit, ratio }) => `${name}${value === null ? "" : `: ${say(value)} ${unit}${ratio === null ? "" : `, ${say(ratio)} ×`}`}`;

const say = (value) => (value === null ? "" : Math.abs(value) >= 1000 ? String(Math.round(value)) : String(value));

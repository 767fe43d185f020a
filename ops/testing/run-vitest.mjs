import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Runs one project of ops/vitest.config.ts and counts; `failures` names what failed. A run that dies before it can count is one failure. */
export async function runVitest(project, env = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-vitest-"));
  const [report, failuresFile] = [path.join(folder, "report.json"), path.join(folder, "failures.json")];
  const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "-c", "ops/vitest.config.ts", "--project", project],
    { stdio: "inherit", env: { ...process.env, ...env, VITEST_REPORT: report, VITEST_FAILURES: failuresFile } });
  const [counted, named] = [readJson(report), readJson(failuresFile) ?? []];
  rmSync(folder, { recursive: true });
  const [passed, failed] = [counted?.numPassedTests ?? 0, counted?.numFailedTests ?? 0];
  if (status === 0 && passed > 0) return { passed, failed, failures: named };
  return { passed, failed: Math.max(1, failed), failures: named.length > 0 ? named : [`${project} tests ended with ${status} and named nothing`] };
}

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null);

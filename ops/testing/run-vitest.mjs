import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Runs one project of ops/vitest.config.ts and counts. A run that dies before it can count is one failure. */
export async function runVitest(project, env = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-vitest-"));
  const report = path.join(folder, "report.json");
  const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "-c", "ops/vitest.config.ts", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    { stdio: "inherit", env: { ...process.env, ...env } });
  const counted = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : null;
  rmSync(folder, { recursive: true });
  const [passed, failed] = [counted?.numPassedTests ?? 0, counted?.numFailedTests ?? 0];
  return { passed, failed: status === 0 && passed > 0 ? failed : Math.max(1, failed) };
}

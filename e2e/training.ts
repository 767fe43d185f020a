import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { portToServe } from "../ops/testing/port-to-serve.mjs";

export const PRACTICE_PASSWORD = "training only";

export interface Training { readonly address: string; readonly end: () => Promise<void> }

/** A training beside the application under test, on the same host, as `npm start -- --training` begins one. */
export async function startTraining(): Promise<Training> {
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-training-"));
  chmodSync(folder, 0o755);
  const port = await portToServe();
  const address = `http://localhost:${port}`;
  const app = spawn(process.execPath, ["ops/start.mjs", "--training"], { cwd: path.resolve(import.meta.dirname, ".."), stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, TRAINING_PORT: String(port), TRAINING_FOLDER: folder, TRAINING_URL: address } });
  await expect(async () => {
    if (app.exitCode !== null) throw new Error("The training did not start; its own words are above.");
    expect((await fetch(`${address}/api/health`)).ok).toBe(true);
  }).toPass({ timeout: 150_000, intervals: [500] });
  return { address, end: () => endOf(app).finally(() => rmSync(folder, { recursive: true, force: true })) };
}

async function endOf(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null) return;
  const gone = once(app, "exit");
  app.kill("SIGINT");
  await gone;
}

export async function enterTraining(page: Page, address: string, username: string): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.getByLabel("Name").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(PRACTICE_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
}

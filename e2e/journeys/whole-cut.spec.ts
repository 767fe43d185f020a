import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "@playwright/test";
import { packageFaults, valueFaults, type StoredForm } from "@/ops/testing/check-package";
import { openDatabase } from "../../ops/database.mjs";
import { arrive } from "../cast";

const PATIENCE = 900_000; // every format of every patient, twice, and read again

async function exported(name: string, folder: string): Promise<void> {
  const child = spawn(process.execPath, ["ops/run.mjs", "ops/export.ts", "--cut", name, "--format", "archive", "--out", folder], { stdio: ["ignore", "ignore", "pipe"] });
  const [said, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  if (status !== 0) throw new Error(`The export ended with ${status}: ${said.slice(-1_000)}`);
}

async function storedForms(): Promise<readonly StoredForm[]> {
  const database = await openDatabase({ root: process.cwd() });
  if (!database) throw new Error("There is no database in DATA_FOLDER; the application that is tested runs elsewhere.");
  const { rows } = await database.admin.query(`SELECT p.number AS patient, v.code AS visit, e.form_id AS form, e.row_no AS row, e.form_version AS version, e.answers
    FROM app.entry e JOIN app.patient p ON p.id = e.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id`);
  await database.close({ stop: false });
  return rows as StoredForm[];
}

test("a cut of the whole trial leaves in one package that is whole, valid by the schemas, equal to the database and derived again to the same results", async ({ browser }) => {
  test.setTimeout(PATIENCE);
  const folder = mkdtempSync(path.join(tmpdir(), "ecrf-package-"));
  try {
    const dana = await arrive(browser, "dana");
    const name = `whole ${randomUUID().slice(0, 8)}`;
    await dana.goto("/cuts");
    await dana.getByLabel("Name of the cut").fill(name);
    await dana.getByRole("button", { name: "Make a cut" }).click();
    await expect(dana.getByRole("heading", { name, exact: true })).toBeVisible({ timeout: 120_000 });
    const stored = await storedForms();
    await exported(name, folder);
    expect(stored.length).toBeGreaterThan(2_000);
    expect(valueFaults(path.join(folder, "archive"), stored).slice(0, 5)).toEqual([]);
    expect(await packageFaults(path.join(folder, "archive"))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

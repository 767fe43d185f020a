import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { newPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
const folder = mkdtempSync(path.join(tmpdir(), "ecrf-rehearse-"));
beforeAll(async () => { study = await openTestStudy(); });
afterAll(async () => {
  await study.close();
  rmSync(folder, { recursive: true });
});

/** As a person runs it, against the database of this test. */
function rehearse(...words: readonly string[]) {
  const { TEST_ADMIN_URL: admin = "", APP_DATABASE_URL: app = "" } = process.env;
  const url = Object.assign(new URL(admin), { pathname: new URL(app).pathname }).href;
  return spawnSync(process.execPath, ["ops/run.mjs", "ops/rehearse.ts", "--", ...words], { encoding: "utf8", env: { ...process.env, DATABASE_URL: url, DATA_FOLDER: folder } });
}
const trail = async () => (await study.admin.query<{ events: string }>("SELECT count(*) || ' ' || (SELECT count(*) FROM app.entry) AS events FROM audit.event")).rows[0]?.events;

test("reads the live data of the sites asked for, says which, and changes nothing", async () => {
  await newPatient(study);
  await newPatient(study, "elsewhere", "102");
  const before = await trail();
  const { status, stdout } = rehearse("review", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ version: "review", patients: 2, source: expect.stringMatching(/^the database test_\w+ at .*: 2 patients at 2 sites$/), steps: expect.arrayContaining([expect.stringContaining("Activate version review")]) });
  expect(JSON.parse(rehearse("review", "--json", "--site", "102", "--from", "2007").stdout)).toMatchObject({ patients: 1 });
  expect(await trail()).toBe(before);
}, 120_000);

test.each([
  [["nine"], /no protocol version "nine"\. Known versions: 2007, review\./],
  [["review", "--site", "999"], /no site 999\. Known sites: 101, 102\./],
] as const)("%j ends with exit 2 and says what is known", (words, says) => {
  const { status, stderr, stdout } = rehearse(...words);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(says);
}, 60_000);

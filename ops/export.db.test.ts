import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FORMATS as EVERY, LAID_OUT } from "@/lib/exports/formats";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, newEligiblePatient } from "@/ops/testing/test-patient";

const FORMATS = EVERY.filter(({ id }) => !LAID_OUT.includes(id));
const NAMES = FORMATS.map(({ id }) => id).join();

/** Every format of a small study, on a busy machine. */
const PATIENCE = 300_000;
const folder = mkdtempSync(path.join(tmpdir(), "ecrf-export-"));
const out = path.join(folder, "out");
const packed = path.join(folder, "packed");
let study: TestStudy;
beforeAll(async () => {
  study = await openTestStudy();
  await newEligiblePatient(study);
  const { perform } = await import("@/lib/server/act");
  const { makeCut } = await import("@/lib/exports/make-cut");
  done(await perform(makeCut, study.tokens.data_manager, { requestId: randomUUID(), reason: null, name: "first" }));
});
afterAll(async () => {
  await study.close();
  rmSync(folder, { recursive: true });
});

/** As a person runs it, against the database of this test. */
function run(words: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const { TEST_ADMIN_URL: admin = "", APP_DATABASE_URL: app = "" } = process.env;
  const url = Object.assign(new URL(admin), { pathname: new URL(app).pathname }).href;
  return spawnSync(process.execPath, ["ops/run.mjs", "ops/export.ts", "--", ...words], { encoding: "utf8", env: { ...process.env, DATABASE_URL: url, DATA_FOLDER: folder, ...more } });
}

test("writes every format with checksums that hold, says how far it is apart from its result, and is on record", () => {
  const { status, stdout, stderr } = run(["--cut", "first", "--format", NAMES, "--out", out]);
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^\d+ files of the cut first in /)]);
  expect(stderr).toContain("csv/patients.csv");
  expect(readdirSync(out).toSorted()).toEqual(["SHA256SUMS", ...FORMATS.map(({ id }) => id)].toSorted());
  expect(readdirSync(out, { recursive: true }).filter((file) => String(file).endsWith(".part"))).toEqual([]);
  const checked = spawnSync("sha256sum", ["-c", "SHA256SUMS"], { cwd: out, encoding: "utf8" });
  expect([checked.status, checked.stderr]).toEqual([0, ""]);
}, PATIENCE);

test("is in the trail, in the system's own name", async () => {
  const { rows } = await study.admin.query("SELECT full_name, action FROM audit.event WHERE table_name = 'app.cut_download'");
  expect(rows).toEqual(FORMATS.map(() => ({ full_name: "The system", action: "cut.take" })));
});

test("done again in another zone and locale it changes nothing; a file of other content is never overwritten", () => {
  const sums = readFileSync(path.join(out, "SHA256SUMS"), "utf8");
  expect(run(["--cut", "first", "--format", NAMES, "--out", out], { TZ: "Pacific/Chatham", LC_ALL: "de_DE.UTF-8" }).status).toBe(0);
  expect(readFileSync(path.join(out, "SHA256SUMS"), "utf8")).toBe(sums);
  const theirs = path.join(out, "csv/patients.csv");
  writeFileSync(theirs, "mine\n");
  const { status, stderr } = run(["--cut", "first", "--format", "csv", "--out", out]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("patients.csv is there already with other bytes. Nothing was overwritten")]);
  expect(readFileSync(theirs, "utf8")).toBe("mine\n");
}, PATIENCE);

test.each([
  [["--cut", "first", "--format", "csv"], /^Name a cut, a format and a folder: npm run export/],
  [["--cut", "second", "--format", "csv", "--out", "x"], /^There is no cut "second"\. Cuts: first\./],
  [["--cut", "first", "--format", "spss", "--out", "x"], /^There is no format "spss"\. Formats: all, csv/],
  [["--cut", "first", "--everything"], /^Unknown option '--everything'/],
] as const)("%j ends with exit 2 and says what is missing", (words, says) => {
  const { status, stderr, stdout } = run(words);
  expect([status, stdout, stderr]).toEqual([2, "", expect.stringMatching(says)]);
  expect(existsSync("x")).toBe(false);
}, 60_000);

test("the archive package derives every result again on plain Node, and says where a value or a finding was changed", () => {
  expect(run(["--cut", "first", "--format", "archive", "--out", packed]).status).toBe(0);
  const derive = () => spawnSync(process.execPath, [path.join(packed, "archive/rederive.mjs")], { cwd: folder, encoding: "utf8", env: {} as NodeJS.ProcessEnv });
  const broken = (file: string, from: string, to: string) => {
    const [place, before] = [path.join(packed, "archive", file), readFileSync(path.join(packed, "archive", file), "utf8")];
    expect(before).toContain(from);
    writeFileSync(place, before.replace(from, to));
    const told = derive();
    writeFileSync(place, before);
    return [told.status, told.stdout];
  };
  expect([derive().status, derive().stdout]).toEqual([0, expect.stringMatching(/^1 patients, \d+ results derived again, 0 disagree\n0 signatures sealed again, 0 signed values stand as signed, 0 do not match\n$/)]);
  expect(broken("records.ndjson", '"age":61', '"age":17')).toEqual([1, expect.stringMatching(/101-001 eligibility: derived not_eligible, exported eligible/)]);
  expect(broken("csv/findings.csv", ",eligible,", ",not_eligible,")).toEqual([1, expect.stringMatching(/101-001 eligibility: derived eligible, exported not_eligible/)]);
  expect(derive().status).toBe(0);
}, PATIENCE);

test("everything asked for at once packs what is written already, and the package is byte for byte the one that is written alone", () => {
  const everything = path.join(folder, "everything");
  expect(run(["--cut", "first", "--format", "all", "--out", everything]).status).toBe(0);
  const checked = spawnSync("sha256sum", ["-c", "--quiet", "SHA256SUMS"], { cwd: path.join(everything, "archive"), encoding: "utf8" });
  expect([checked.status, checked.stdout, checked.stderr]).toEqual([0, "", ""]);
  expect(readFileSync(path.join(everything, "archive/SHA256SUMS"), "utf8")).toBe(readFileSync(path.join(packed, "archive/SHA256SUMS"), "utf8"));
}, PATIENCE);

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { fill, newPatient, save, type Person, type TestPatient } from "@/ops/testing/test-patient";

const PATIENCE = 300_000;
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

let study: TestStudy;
let patient: TestPatient;
let theirs: TestPatient;
let files: Record<string, Uint8Array>;

const load = async () => ({ ...(await import("@/lib/server/transaction")), ...(await import("./read-site-records")), ...(await import("./site-copy")) });
const readAs = async (who: Person, code = "101") => {
  const { withActor, readSiteRecords } = await load();
  return withActor(study.tokens[who], { name: "copy.take", requestId: crypto.randomUUID(), snapshot: true }, (tx, actor) => readSiteRecords(tx, actor, code));
};
async function copyFor(who: Person): Promise<Record<string, Uint8Array>> {
  const records = await readAs(who);
  const { siteCopy } = await load();
  return unzipSync(new Uint8Array(await new Response(siteCopy(study.tokens[who], records!)).arrayBuffer()));
}
const steps = async () => (await study.admin.query<{ step: string; by_name: string; manifest_sha256: string | null }>("SELECT step, by_name, manifest_sha256 FROM app.site_copy ORDER BY at")).rows;

beforeAll(async () => {
  study = await openTestStudy();
  [patient, theirs] = [await newPatient(study), await newPatient(study, "elsewhere", "102")];
  await fill(study, patient, "demography", { age: 61, sex: "F" });
  await save(study, patient.entries["demography"], { age: [61, 62] }, { reason: "=cmd()|' misread" });
  await fill(study, theirs, "demography", { age: 44 }, { who: "elsewhere" });
  files = await copyFor("coordinator");
}, PATIENCE);
afterAll(() => study.close());

describe("a site's own copy", () => {
  test("verifies against its own manifest, holds the data of every form, and is in the trail with its hash [R32 R59]", async () => {
    const manifest = JSON.parse(text(files["manifest.json"])) as { files: { name: string; bytes: number; sha256: string }[]; patients: string[] };
    for (const { name, bytes, sha256: stated } of manifest.files) expect([name, files[name]?.length, sha256(files[name]!)]).toEqual([name, bytes, stated]);
    expect([...manifest.files.map(({ name }) => name), "manifest.json", "SHA256SUMS"].toSorted()).toEqual(Object.keys(files).toSorted());
    expect(text(files["SHA256SUMS"]).trim().split("\n").map((line) => line.split("  ")).every(([stated, name]) => sha256(files[name!]!) === stated)).toBe(true);
    expect(text(files[`casebooks/${patient.number}.pdf`]).slice(0, 5)).toBe("%PDF-");
    expect(text(files["data/csv/demography.csv"])).toMatch(new RegExp(`${patient.number},SCR,demography,.*62`));
    expect((JSON.parse(text(files["data/json/demography.json"])) as { answers: unknown }[]).map(({ answers }) => answers)).toEqual([{ age: 62, sex: "F" }]);
    expect(text(files[`trail/${patient.number}.csv`])).toContain("61 → 62");
    expect(await steps()).toEqual([{ step: "begun", by_name: "Test coordinator", manifest_sha256: null }, { step: "completed", by_name: "Test coordinator", manifest_sha256: sha256(files["manifest.json"]!) }]);
    const { rows: [event] } = await study.admin.query("SELECT full_name, action FROM audit.event WHERE table_name = 'app.site_copy' ORDER BY id DESC LIMIT 1");
    expect(event).toEqual({ full_name: "Test coordinator", action: "copy.take" });
  }, PATIENCE);

  test("carries a trail that verifies without this system, by the verifier it carries [R08 R32]", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "copy-"));
    try {
      for (const [name, from] of [["verify-export.mjs", "verify-export.mjs"], ["trail.jsonl", `trail/${patient.number}.jsonl`]] as const) writeFileSync(path.join(folder, name), files[from]!);
      expect(spawnSync(process.execPath, ["verify-export.mjs", "trail.jsonl"], { cwd: folder, encoding: "utf8" })).toMatchObject({ status: 0, stdout: expect.stringMatching(/Intact: \d+ events/) as string });
      writeFileSync(path.join(folder, "trail.jsonl"), text(files[`trail/${patient.number}.jsonl`]).replaceAll("misread", "misread "));
      expect(spawnSync(process.execPath, ["verify-export.mjs", "trail.jsonl"], { cwd: folder, encoding: "utf8" }).status).toBe(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("holds nothing of another site, and is nobody's but the site's own [A09 A25 R32]", async () => {
    for (const [name, bytes] of Object.entries(files)) if (!name.endsWith(".pdf")) expect([name, text(bytes).includes(theirs.number)]).toEqual([name, false]);
    for (const who of ["monitor", "data_manager", "statistician", "administrator", "inspector", "elsewhere"] as const) expect([who, await readAs(who)]).toEqual([who, null]);
    expect(await readAs("coordinator", "102")).toBeNull();
  }, PATIENCE);

  test("is taken under a lock of the whole study too, and still verifies [R32 R47]", async () => {
    await study.admin.query("BEGIN; SELECT set_config('app.session_token', 'token-data_manager', true), set_config('app.action', 'lock.place', true)");
    await study.admin.query("ALTER TABLE app.lock DISABLE TRIGGER c_guard; INSERT INTO app.lock (kind, scope, reason) VALUES ('lock', 'study', 'closed'); ALTER TABLE app.lock ENABLE TRIGGER c_guard; COMMIT");
    const locked = await copyFor("investigator");
    const manifest = JSON.parse(text(locked["manifest.json"])) as { files: { name: string; sha256: string }[] };
    expect(manifest.files.every(({ name, sha256: stated }) => sha256(locked[name]!) === stated)).toBe(true);
    expect((await steps()).at(-1)?.step).toBe("completed");
  }, PATIENCE);

  test("cut short is no archive, and on record as begun and not completed [F12]", async () => {
    const records = await readAs("coordinator");
    const { siteCopy } = await load();
    const reader = siteCopy(study.tokens.coordinator, records!).getReader();
    const first = await reader.read();
    await reader.cancel();
    expect(() => unzipSync(first.value!)).toThrow();
    expect((await steps()).at(-1)).toMatchObject({ step: "begun", by_name: "Test coordinator", manifest_sha256: null });
  }, PATIENCE);
});

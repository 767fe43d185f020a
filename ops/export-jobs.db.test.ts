import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FORMATS as EVERY, LAID_OUT } from "@/lib/exports/formats";
import { PART_BYTES, type WrittenExportFile } from "@/lib/exports/write-export";
import { writeExports } from "./export-jobs";
import { exportsWait } from "./export-plan.mjs";
import { administratorOf } from "./read-as";
import { openTestStudy, type TestStudy } from "./testing/test-database";
import { done, fill, newEligiblePatient, newPatient } from "./testing/test-patient";

const FORMATS = EVERY.filter(({ id }) => !LAID_OUT.includes(id));

/** Every format is written, some of them several times, on a busy machine. */
const PATIENCE = 300_000;
const AS_THE_SERVER = ["--conditions=react-server", "--import", "tsx", "ops/export-jobs.ts"];

interface Instance { readonly admin: pg.Client; readonly prisma: ReturnType<typeof administratorOf> }
interface WorkRow { readonly state: string; readonly files: readonly WrittenExportFile[] | null; readonly sha256: string; readonly problem: string | null; readonly failures: number; readonly attempts: number; readonly patients_read: number }

let study: TestStudy;
let url: string;
let instances: readonly [Instance, Instance];
let cutId: string;
beforeAll(async () => {
  study = await openTestStudy();
  await newEligiblePatient(study);
  await fill(study, await newPatient(study), "consent", { consentDate: "2024-09-02" });
  const { rows: [{ name }] } = await study.admin.query("SELECT current_database() AS name");
  url = Object.assign(new URL(process.env["TEST_ADMIN_URL"] ?? ""), { pathname: `/${name}` }).href;
  const open = async (): Promise<Instance> => {
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    return { admin, prisma: administratorOf(url) };
  };
  instances = [await open(), await open()];
  const { perform, makeCut } = await acts();
  cutId = done(await perform(makeCut, study.tokens.data_manager, { ...act(), name: "first" })).cutId;
}, PATIENCE);
afterAll(async () => {
  for (const { admin, prisma } of instances) { await admin.end(); await prisma.$disconnect(); }
  await study.close();
});

const acts = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/exports/make-cut")), ...(await import("@/lib/exports/make-export")) });
const act = () => ({ requestId: randomUUID(), reason: null });
async function ask(format: string, token = study.tokens.statistician) {
  const { perform, makeExport } = await acts();
  return perform(makeExport, token, { ...act(), cutId, format });
}
const workOf = async (format: string) => (await study.admin.query<WorkRow>("SELECT w.* FROM app.export_work w JOIN app.export x ON x.id = w.export_id WHERE x.format = $1", [format])).rows[0]!;
/** Each failure as the trail has it: who wrote it, which act, what it says. */
const failuresInTrail = async () => (await study.admin.query<{ full_name: string; action: string; changes: Record<string, { new: string }> }>("SELECT e.full_name, e.action, p.changes FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.table_name = 'app.export' AND e.op = 'E' ORDER BY e.id"))
  .rows.map(({ full_name: who, action, changes }) => [who, action, Object.fromEntries(Object.entries(changes).map(([key, { new: now }]) => [key, now]))] as const);
/** As if it had never been made: what no role of the application may do. */
async function forget(format: string) {
  await study.admin.query("ALTER TABLE app.export_work DISABLE TRIGGER b_guard");
  await study.admin.query("UPDATE app.export_work SET state = 'waiting', claim = NULL, beat_at = NULL, files = NULL, sha256 = NULL, bytes = NULL, done_at = NULL, attempts = 0 WHERE export_id = (SELECT id FROM app.export WHERE format = $1)", [format]);
  await study.admin.query("ALTER TABLE app.export_work ENABLE TRIGGER b_guard");
}

test("two instances at work write what is asked for once each, and every byte is as its hash says [R57]", async () => {
  const ids: string[] = [];
  for (const { id } of FORMATS) ids.push(done(await ask(id)).exportId);
  expect(done(await ask("csv", study.tokens.data_manager)).exportId).toBe(ids[FORMATS.findIndex(({ id }) => id === "csv")]);
  const [first, second] = await Promise.all([writeExports(instances[0]), writeExports(instances[1])]);
  expect(first + second).toBe(FORMATS.length);
  for (const { id } of FORMATS) {
    const { state, problem, files } = await workOf(id);
    expect([id, state, problem]).toEqual([id, "done", null]);
    const { rows } = await study.admin.query<{ file: number; bytes: Buffer }>("SELECT p.file, p.bytes FROM app.export_part p JOIN app.export x ON x.id = p.export_id WHERE x.format = $1 ORDER BY p.file, p.part", [id]);
    const kept = (files ?? []).map((_, at) => Buffer.concat(rows.filter(({ file }) => file === at).map(({ bytes }) => bytes)));
    expect(kept.map((bytes) => [bytes.length, createHash("sha256").update(bytes).digest("hex")])).toEqual((files ?? []).map(({ bytes, sha256 }) => [bytes, sha256]));
    expect(rows.every(({ bytes }) => bytes.length <= PART_BYTES)).toBe(true);
  }
  expect(await exportsWait(study.admin)).toBe(false);
}, PATIENCE);

test("made again by a process in another time zone and locale it has the same bytes [R57]", async () => {
  const before = await Promise.all(FORMATS.map(({ id }) => workOf(id)));
  for (const { id } of FORMATS) await forget(id);
  const { status, stderr } = spawnSync(process.execPath, AS_THE_SERVER, { encoding: "utf8", env: { ...process.env, EXPORTS_DATABASE_URL: url, TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", NODE_ENV: "production" } });
  expect([status, stderr]).toEqual([0, ""]);
  const after = await Promise.all(FORMATS.map(({ id }) => workOf(id)));
  expect(after.map(({ files }) => files)).toEqual(before.map(({ files }) => files));
}, PATIENCE);

test("what was broken off is taken up by another instance, and nothing of the first try is in it", async () => {
  const { files } = await workOf("csv");
  await forget("csv");
  const { rows: [{ id }] } = await study.admin.query("SELECT id FROM app.export WHERE format = 'csv'");
  await study.admin.query("DELETE FROM app.export_part WHERE export_id = $1", [id]);
  await study.admin.query("INSERT INTO app.export_part VALUES ($1, 0, 0, 'half'), ($1, 99, 0, 'a file')", [id]);
  await study.admin.query("UPDATE app.export_work SET state = 'running', claim = gen_random_uuid(), beat_at = now() - interval '31 seconds', attempts = 1 WHERE export_id = $1", [id]);
  expect(await exportsWait(study.admin)).toBe(true);
  expect(await writeExports(instances[1])).toBe(1);
  expect((await workOf("csv")).files).toEqual(files);
  expect((await study.admin.query("SELECT FROM app.export_part WHERE export_id = $1 AND file = 99", [id])).rowCount).toBe(0);
}, PATIENCE);

test("what another instance works on is left to it; what broke off again and again is given up, and may be asked for again", async () => {
  await forget("csv");
  await study.admin.query("UPDATE app.export_work SET state = 'running', claim = gen_random_uuid(), beat_at = now(), attempts = 3 WHERE state = 'waiting'");
  expect([await exportsWait(study.admin), await writeExports(instances[0])]).toEqual([false, 0]);
  await study.admin.query("UPDATE app.export_work SET beat_at = now() - interval '1 minute' WHERE state = 'running'");
  expect(await writeExports(instances[0])).toBe(0);
  expect(await workOf("csv")).toMatchObject({ state: "failed", problem: "It was broken off again and again.", failures: 1 });
  expect(await failuresInTrail()).toEqual([["The system", "export.fail", { cut: "first", format: "csv", problem: "It was broken off again and again." }]]);
  done(await ask("csv"));
  expect(await writeExports(instances[0])).toBe(1);
}, PATIENCE);

test("it is made under the rights of whoever asked: without the role, nothing comes out [R26 R27]", async () => {
  await forget("csv");
  await study.admin.query("ALTER TABLE app.membership DISABLE TRIGGER z_audit");
  await study.admin.query("UPDATE app.membership SET revoked_at = now() WHERE role = 'statistician'");
  expect(await writeExports(instances[0])).toBe(0);
  expect(await workOf("csv")).toMatchObject({ state: "failed", problem: "Whoever asked for this may no longer read data cuts." });
  expect((await failuresInTrail()).at(-1)?.[2]).toEqual({ cut: "first", format: "csv", problem: "Whoever asked for this may no longer read data cuts." });
  await study.admin.query("UPDATE app.membership SET revoked_at = NULL WHERE role = 'statistician'");
  await study.admin.query("ALTER TABLE app.membership ENABLE TRIGGER z_audit");
  done(await ask("csv"));
  expect(await writeExports(instances[0])).toBe(1);
}, PATIENCE);

test("why the program failed is not told where it may quote what somebody typed: not on the page, not in the trail, which stays whole", async () => {
  await forget("csv");
  await study.admin.query("ALTER TABLE app.export_part ADD CONSTRAINT full_disk CHECK (part < 0) NOT VALID");
  const said: string[] = [];
  const { error } = console;
  console.error = (...words) => { said.push(words.join(" ")); };
  try { expect(await writeExports(instances[0])).toBe(0); } finally { console.error = error; }
  await study.admin.query("ALTER TABLE app.export_part DROP CONSTRAINT full_disk");
  const { problem } = await workOf("csv");
  expect(problem).toMatch(/^The program could not write it/);
  expect((await failuresInTrail()).at(-1)?.[2]).toMatchObject({ problem });
  expect(said.join()).toMatch(/full_disk/);
  expect((await study.admin.query("SELECT problem FROM audit.verify()")).rows).toEqual([]);
  done(await ask("csv"));
  expect(await writeExports(instances[0])).toBe(1);
}, PATIENCE);

test("a format that nobody knows, and whoever may not, are refused", async () => {
  const code = async (format: string, token?: string) => { const told = await ask(format, token); return told.ok ? "done" : told.fault.kind === "refused" ? told.fault.code : told.fault.kind; };
  expect([await code("no-such-format"), await code("csv", study.tokens.inspector), await code("csv", study.tokens.monitor), await code("csv", study.tokens.coordinator)]).toEqual(["not_found", "not_permitted", "not_permitted", "not_permitted"]);
});

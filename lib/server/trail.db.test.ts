import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import untrailed from "@/lib/audit/untrailed.json";
import { done, fill, inSql, newPatient, said, save, sent, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let patient: TestPatient;
beforeAll(async () => { study = await openTestStudy(); });
beforeEach(async () => { patient = await newPatient(study); });
afterEach(async () => { expect((await study.admin.query("SELECT * FROM audit.verify()")).rows).toEqual([]); });
afterAll(() => study.close());

const vitals = () => patient.entries["vital_signs"];
const trail = async (rowId = vitals()) => (await study.admin.query<{ fields: string[]; changes: Record<string, unknown>; reason: string | null; role: string; full_name: string; action: string; op: string }>(
  "SELECT e.fields, p.changes, e.reason, e.role, e.full_name, e.action, e.op FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.row_id = $1 ORDER BY e.id", [rowId])).rows;
const last = async () => (await trail()).at(-1);
/** Writes the document as the web server's role, committed, without the application. */
async function write(answers: object, { token = study.tokens.coordinator, reason = "" } = {}): Promise<void> {
  await inSql(null, `SELECT ctx.enter('${token}', 'r', 'entry.save', '${reason}', false); UPDATE app.entry SET answers = '${JSON.stringify(answers)}', version = version + 1 WHERE id = '${vitals()}'; COMMIT`);
}

describe("the catalogue: no change without trail", () => {
  test("every table writes its trail, also under a replication role, with these exceptions [R01]", async () => {
    const { rows } = await study.admin.query<{ name: string }>(`SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'app' AND c.relkind IN ('r', 'p') AND NOT EXISTS
      (SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid WHERE t.tgrelid = c.oid AND f.proname = 'record' AND t.tgenabled = 'A' AND t.tgtype & 29 = 29 AND t.tgtype & 2 = 0) ORDER BY 1`); // for each row, after, insert + update + delete
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(untrailed));
  });
  test("so do accounts; sessions and invitations are written as acts [R19]", async () => {
    const { rows } = await study.admin.query("SELECT t.tgenabled FROM pg_trigger t WHERE t.tgrelid = 'auth.account'::regclass AND t.tgname = 'z_audit'");
    expect(rows).toEqual([{ tgenabled: "A" }]);
    await study.admin.query("SELECT ctx.open_session((SELECT id FROM auth.account WHERE username = 'inspector'), 'another session')");
    await study.admin.query("SELECT ctx.close_session('another session')");
    const acts = await study.admin.query("SELECT action FROM audit.event WHERE table_name = 'auth.session' AND full_name = 'Test inspector' ORDER BY id");
    expect(acts.rows.map(({ action }) => action)).toEqual(["session.open", "session.close"]);
  });
  test("a sealed cut takes no record, no change and no deletion", async () => {
    const cut = "00000000-0000-4000-8000-0000000000c1";
    await inSql(null, `SELECT ctx.enter('${study.tokens.data_manager}', 'r', 'cut.make', 'x', false); INSERT INTO app.data_cut_record VALUES ('${cut}', 1, 'file', '{}');
      INSERT INTO app.data_cut (id, name, is_interim, content_hash, manifest) VALUES ('${cut}', 'first', true, '', '{}'); COMMIT`);
    await expect(inSql(study.tokens.data_manager, `INSERT INTO app.data_cut_record VALUES ('${cut}', 2, 'file', '{}')`)).rejects.toThrow(/takes no more records/);
    for (const change of ["UPDATE app.data_cut_record SET payload = '[]'", "DELETE FROM app.data_cut_record", "UPDATE app.data_cut SET name = 'x'", "DELETE FROM app.data_cut"]) await expect(study.admin.query(change)).rejects.toThrow(/not allowed/);
  });
});

describe("one line per changed field", () => {
  test("who, in which role, by which act, from what to what, and why [R01 R03 R05]", async () => {
    await fill(study, patient, "vital_signs", { pulse: 70, systolic: 120 });
    done(await save(study, vitals(), { pulse: [70, 72] }, { reason: "misread" }));
    const [created, first, corrected] = await trail();
    expect(created).toMatchObject({ op: "I", action: "patient.create" });
    expect(first).toMatchObject({ op: "U", fields: ["answers.pulse", "answers.systolic"], changes: { "answers.pulse": { old: null, new: 70 }, "answers.systolic": { old: null, new: 120 } } });
    expect(corrected).toMatchObject({ fields: ["answers.pulse"], changes: { "answers.pulse": { old: 70, new: 72 } }, reason: "misread", role: "coordinator", full_name: "Test coordinator", action: "entry.save" });
  });
  test("absent and null are one blank; false, 0 and an empty text are answers [R02]", async () => {
    await write({ pulse: null, flag: false, count: 0, text: "" });
    expect((await last())?.fields).toEqual(["answers.count", "answers.flag", "answers.text"]);
    await write({ pulse: 70, flag: false, count: 0, text: "" });
    expect((await last())?.changes).toEqual({ "answers.pulse": { old: null, new: 70 } });
  });
  test("the order of keys is no change, also inside a quantity", async () => {
    await write({ wbc: { value: "1.50", unit: "10^9/L" }, pulse: 70 });
    const before = (await trail()).length;
    await write({ pulse: 70, wbc: { unit: "10^9/L", value: "1.50" } });
    expect((await trail()).length).toBe(before);
  });
});

describe("the trigger itself refuses", () => {
  beforeEach(async () => { await write({ pulse: 70 }); });
  const kept = async () => (await study.admin.query("SELECT answers FROM app.entry WHERE id = $1", [vitals()])).rows[0]?.answers;
  test.each([["changed", { pulse: 71 }], ["set to null", { pulse: null }], ["left out", {}]])("a recorded value %s without a reason; a blank reason is none [R06]", async (_, answers) => {
    await expect(write(answers)).rejects.toThrow(/reason for change required/);
    await expect(write(answers, { reason: "   " })).rejects.toThrow(/reason for change required/);
    expect(await kept()).toEqual({ pulse: 70 });
    await write(answers, { reason: "wrong patient" });
    expect(await last()).toMatchObject({ reason: "wrong patient", changes: { "answers.pulse": { old: 70 } } });
  });
  test("a write without a session, even by the owner of the tables and the superuser [R04 R05]", async () => {
    const change = `UPDATE app.entry SET answers = '{"pulse": 1}', version = version + 1 WHERE id = '${vitals()}'`;
    for (const role of ["ecrf_owner", "postgres"]) {
      await expect(study.admin.query(`BEGIN; SET LOCAL ROLE ${role}; SELECT set_config('app.reason', 'x', true); ${change}`)).rejects.toThrow(/no valid session/);
      await study.admin.query("ROLLBACK");
    }
    await expect(study.admin.query(`BEGIN; SET LOCAL session_replication_role = replica; SELECT set_config('app.reason', 'x', true); ${change}`)).rejects.toThrow(/no valid session/);
    await study.admin.query("ROLLBACK");
    expect(await kept()).toEqual({ pulse: 70 });
  });
});

test("no trail without change: what is refused, repeated or the same leaves no line [R04]", async () => {
  await fill(study, patient, "vital_signs", { pulse: 70 });
  const before = await trail();
  expect(said(await save(study, vitals(), { pulse: [70, 71] }))).toBe("reason_required");
  expect(said(await save(study, vitals(), { pulse: [70, 9_999] }, { reason: "x" }))).toBe("invalid");
  expect(said(await save(study, vitals(), { pulse: [70, 70] }))).toBe("done");
  expect(await trail()).toEqual(before);
});

test("every line of one act carries its request, and joins the chain of its patient", async () => {
  const request = sent({});
  done(await save(study, vitals(), { systolic: [null, 80], diastolic: [null, 120] }, { requestId: request.requestId }));
  const { rows } = await study.admin.query("SELECT table_name, chain_id, count(DISTINCT xid)::int AS transactions FROM audit.event WHERE request_id = $1 GROUP BY 1, 2 ORDER BY 1", [request.requestId]);
  expect(rows).toEqual(["app.discrepancy", "app.discrepancy_message", "app.entry"].map((table_name) => ({ table_name, chain_id: patient.id, transactions: 1 })));
});

test("no migration changes or deletes a line of the trail: a correction is appended [R23]", () => {
  const folder = path.resolve(import.meta.dirname, "../../prisma/migrations");
  const migrations = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => ({ name, sql: readFileSync(path.join(folder, name, "migration.sql"), "utf8") }));
  const outsideFunctions = (sql: string) => sql.replaceAll(/^CREATE (?:OR REPLACE )?FUNCTION [^]*?AS\s*\$\$[^]*?\$\$/gm, "").replaceAll(/--.*$/gm, "");
  expect(migrations.length).toBeGreaterThan(15);
  expect(migrations.filter(({ sql }) => /\b(?:UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|MERGE\s+INTO)\s+audit\./i.test(outsideFunctions(sql)) || /DISABLE TRIGGER (?:no_change|no_truncate|link|ALL|USER)/i.test(sql)).map(({ name }) => name)).toEqual([]);
});

test("times are the database's own clock, in UTC, whatever was sent [R10]", async () => {
  await inSql(null, `SELECT ctx.enter('${study.tokens.coordinator}', 'r', 'entry.save', '', false); SET LOCAL timezone = 'Asia/Tokyo'; UPDATE app.entry SET answers = '{"pulse": 66}', version = version + 1 WHERE id = '${vitals()}'; COMMIT`);
  const { rows: [{ seconds }] } = await study.admin.query("SELECT abs(extract(epoch FROM clock_timestamp() - occurred_at))::float AS seconds FROM audit.event ORDER BY id DESC LIMIT 1");
  expect(seconds).toBeLessThan(5);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { confirm, done, fill, inSql, newEligiblePatient, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("./add-row")), ...(await import("@/lib/patients/randomise-patient")), ...(await import("@/lib/patients/patient-store")),
  ...(await import("@/lib/patients/store-findings")), ...(await import("@/lib/study/derive-patient")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
beforeEach(async () => { patient = await newPatient(study); });
afterAll(() => study.close());

const bySubject = (one: { kind: string; subject: string }, other: { kind: string; subject: string }) => `${one.kind} ${one.subject}`.localeCompare(`${other.kind} ${other.subject}`);
const storedFindings = async (of = patient) => (await study.admin.query<{ kind: string; subject: string; value: string; trace: unknown }>("SELECT kind, subject, value, trace FROM app.finding WHERE patient_id = $1 AND value IS NOT NULL", [of.id])).rows.toSorted(bySubject);
const derivedAgain = async (of = patient) => {
  const record = await study.rolledBack(study.tokens.coordinator, (tx) => acts.readRecord(tx, of.id));
  return (JSON.parse(JSON.stringify(acts.derivePatient(record, { hashOf: acts.sha256 }))) as Awaited<ReturnType<typeof storedFindings>>).toSorted(bySubject);
};
const eligibility = async () => (await storedFindings()).find(({ kind }) => kind === "eligibility")?.value;

describe("what is derived", () => {
  test("is stored in the transaction of the data it comes from", async () => {
    await fill(study, patient, "demography", { age: 17 });
    expect(await eligibility()).toBe("not_eligible");
    const { rows } = await study.admin.query("SELECT count(DISTINCT xid)::int AS transactions, array_agg(DISTINCT table_name ORDER BY table_name) AS tables FROM audit.event WHERE xid = (SELECT xid FROM audit.event WHERE row_id = $1 ORDER BY id DESC LIMIT 1)", [patient.entries["demography"]]);
    expect(rows).toEqual([{ transactions: 1, tables: ["app.discrepancy", "app.discrepancy_message", "app.entry", "app.finding"] }]);
  });
  test("and cannot be stored takes the data with it [R50]", async () => {
    vi.spyOn(console, "error").mockReturnValueOnce(undefined);
    await study.admin.query("CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$; CREATE TRIGGER fail BEFORE INSERT OR UPDATE ON app.finding FOR EACH ROW EXECUTE FUNCTION public.fail()");
    const failed = await save(study, patient.entries["demography"], { age: [null, 17] });
    await study.admin.query("DROP FUNCTION public.fail CASCADE");
    expect(said(failed)).toBe("unexpected");
    expect((await study.admin.query("SELECT answers FROM app.entry WHERE id = $1", [patient.entries["demography"]])).rows).toEqual([{ answers: {} }]);
  });
  test("equals what the rules say of the record read back: from an empty casebook to a patient under treatment", async () => {
    expect(await storedFindings()).toEqual(await derivedAgain());
    const treated = await newEligiblePatient(study);
    expect(await storedFindings(treated)).toEqual(await derivedAgain(treated));
    done(await confirm(study, treated));
    done(await acts.perform(acts.randomisePatient, study.tokens.coordinator, sent({ patientId: treated.id })));
    const { rows } = await study.admin.query<{ id: string; form: string }>("SELECT e.id, e.form_id AS form FROM app.entry e JOIN app.visit v ON v.id = e.visit_id WHERE v.code = 'C1' AND e.patient_id = $1", [treated.id]);
    const entry = (formId: string) => rows.find(({ form }) => form === formId)?.id;
    done(await save(study, entry("vital_signs"), { heightCm: [null, "172"], weightKg: [null, "71.5"] }));
    done(await save(study, entry("cenersen_infusion"), { startAt: [null, "2024-09-16T09:00"], stopAt: [null, "2024-09-20T09:00"] }));
    done(await acts.perform(acts.addRow, study.tokens.coordinator, sent({ entryId: crypto.randomUUID(), patientId: treated.id, visitId: null, formId: "concomitant_medication", answers: { medication: "Paracetamol 1 g", startDate: "2024-09" }, explanations: [] })));
    const stored = await storedFindings(treated);
    expect(new Set(stored.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(6);
    expect(stored).toEqual(await derivedAgain(treated));
  });
  test("is written anew by the next save where somebody wrote over it, by whose hand whatever", async () => {
    await fill(study, patient, "demography", { age: 40 });
    const before = await storedFindings();
    await study.admin.query("BEGIN; ALTER TABLE app.finding DISABLE TRIGGER z_audit; ALTER TABLE app.finding DISABLE TRIGGER b_lock");
    await study.admin.query("UPDATE app.finding SET trace = '{\"criteria\": []}' WHERE patient_id = $1 AND kind = 'eligibility'", [patient.id]);
    await study.admin.query("ALTER TABLE app.finding ENABLE ALWAYS TRIGGER z_audit; ALTER TABLE app.finding ENABLE TRIGGER b_lock; COMMIT");
    expect(await storedFindings()).not.toEqual(before);
    await fill(study, patient, "demography", { sex: "F" });
    expect(await storedFindings()).toEqual(await derivedAgain());
  });
  test("carries the version of the rules, and is not written again while nothing changes [R87]", async () => {
    const { RULE_VERSION } = await import("@/lib/study/rule-version");
    expect((await study.admin.query("SELECT DISTINCT rule_version FROM app.finding")).rows).toEqual([{ rule_version: RULE_VERSION }]);
    const lines = async () => (await study.admin.query("SELECT FROM audit.event WHERE table_name = 'app.finding' AND patient_id = $1", [patient.id])).rowCount;
    const before = await lines();
    await fill(study, patient, "vital_signs", { temperatureC: "36.6" });
    expect(await lines()).toBe(before);
  });
});

describe("two writers on one patient", () => {
  test("take turns: what is derived rests on both", async () => {
    const saves = await Promise.all([
      save(study, patient.entries["demography"], { age: [null, 61] }), save(study, patient.entries["cardiac"], { lvefPercent: [null, "60"] }, { who: "investigator" }),
      save(study, patient.entries["consent"], { consentDate: [null, "2024-09-02"] }), save(study, patient.entries["vital_signs"], { zubrod: [null, "1"] }, { who: "investigator" }),
    ]);
    expect(saves.map(said)).toEqual(["done", "done", "done", "done"]);
    expect(await storedFindings()).toEqual(await derivedAgain());
  });
  test("wait for each other, and not for those of another patient", async () => {
    const other = await newPatient(study);
    await study.admin.query("BEGIN");
    await study.admin.query("SELECT FROM app.patient WHERE id = $1 FOR NO KEY UPDATE", [patient.id]);
    const held = save(study, patient.entries["demography"], { age: [null, 61] });
    expect(said(await save(study, other.entries["demography"], { age: [null, 61] }))).toBe("done");
    await vi.waitFor(async () => expect((await study.admin.query("SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))")).rowCount).toBe(1), 3_000);
    await study.admin.query("COMMIT");
    expect(said(await held)).toBe("done");
  });
});

describe("under a freeze or lock the database itself refuses", () => {
  const EDIT = "UPDATE app.entry SET answers = '{\"pulse\": 70}', version = version + 1 WHERE id = $4", ROW = "INSERT INTO app.entry (site_id, patient_id, visit_id, form_id, form_version) VALUES ($1, $2, $3, 'death', 1)";
  const EXPLAIN = "INSERT INTO app.explanation (site_id, patient_id, entry_id, rule_id, checked, text) VALUES ($1, $2, $4, 'VS01', '{}', 'x')", VISIT = "UPDATE app.visit SET not_done_reason = 'x' WHERE id = $3";
  const STATUS = "UPDATE app.patient SET status = 'screen_failed' WHERE id = $2", ASK = "INSERT INTO app.discrepancy (site_id, patient_id, entry_id, field, origin, question) VALUES ($1, $2, $4, 'pulse', 'manual', '?')";
  const cases: ["freeze" | "lock", string, string[], string[]][] = [
    ["freeze", "entry", [EDIT, EXPLAIN], [ROW, VISIT, STATUS, ASK]], ["freeze", "visit", [EDIT, EXPLAIN, ROW, VISIT], [STATUS, ASK]], ["freeze", "patient", [EDIT, EXPLAIN, ROW, VISIT, STATUS], [ASK]],
    ["freeze", "site", [EDIT, EXPLAIN, ROW, VISIT, STATUS], [ASK]], ["freeze", "study", [EDIT, EXPLAIN, ROW, VISIT, STATUS], [ASK]],
    ["lock", "entry", [EDIT, EXPLAIN, ASK], [ROW, VISIT, STATUS]], ["lock", "visit", [EDIT, EXPLAIN, ROW, VISIT, ASK], [STATUS]],
  ];
  test.each(cases)("%s of the %s", async (kind, scope, refused, allowed) => {
    const columns = { entry: ["site_id", "patient_id", "entry_id"], visit: ["site_id", "patient_id", "visit_id"], patient: ["site_id", "patient_id"], site: ["site_id"], study: [] }[scope] ?? [];
    const place: Record<string, string | undefined> = { site_id: patient.siteId, patient_id: patient.id, visit_id: patient.visitId, entry_id: patient.entries["vital_signs"] };
    const held = `INSERT INTO app.lock (${["kind", "scope", "reason", ...columns].join()}) VALUES ('${kind}', '${scope}', 'x'${columns.map((column) => `, '${place[column]}'`).join("")})`;
    const attempt = (statement: string, before = "") => inSql(null, [`SELECT ctx.enter('${study.tokens.data_manager}', 'r', 'lock.place', 'x', false)`, ...(before ? [before] : []), `SELECT ctx.enter('${study.tokens[(statement === ASK ? "monitor" : "coordinator") satisfies Person]}', 'r', 'test', 'x', false)`,
      statement.replaceAll(/\$\d/g, (name) => `'${String([patient.siteId, patient.id, patient.visitId, patient.entries["vital_signs"]][Number(name[1]) - 1])}'`)].join("; "));
    await study.admin.query("ALTER TABLE app.lock DISABLE TRIGGER c_guard"); // which would first ask for a finished form
    for (const statement of refused) await expect(attempt(statement, held), statement).rejects.toThrow(/record is locked/);
    for (const statement of allowed) await expect(attempt(statement, held), statement).resolves.toBeDefined();
    await study.admin.query("ALTER TABLE app.lock ENABLE TRIGGER c_guard");
    for (const statement of [...refused, ...allowed]) await expect(attempt(statement), statement).resolves.toBeDefined();
  });
});

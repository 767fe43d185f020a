import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { fill, inSql, newPatient, type Person, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let patient: TestPatient;
beforeAll(async () => {
  study = await openTestStudy();
  patient = await newPatient(study);
  await fill(study, patient, "vital_signs", { pulse: 70, systolic: 120 });
});
afterAll(() => study.close());

const column = async (query: string) => (await study.admin.query<{ name: string }>(query)).rows.map(({ name }) => name);
const TABLES = "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('app', 'auth', 'audit') AND c.relkind IN ('r', 'p', 'v', 'm')";
const FUNCTIONS = "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('app', 'auth', 'audit', 'ctx')";

describe("the application's role", () => {
  test("owns nothing, and can neither create nor become anything [R27]", async () => {
    expect(await column("SELECT c.relname AS name FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname IN ('ecrf_app', 'ecrf_auth')")).toEqual([]);
    expect(await column("SELECT rolname AS name FROM pg_roles WHERE rolname IN ('ecrf_app', 'ecrf_auth') AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)")).toEqual([]);
    expect(await column("SELECT g.rolname AS name FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid WHERE r.rolname IN ('ecrf_app', 'ecrf_auth')")).toEqual([]);
    for (const schema of ["app", "auth", "ctx", "audit", "public"]) await expect(inSql(null, `CREATE TABLE ${schema}.mine (i int)`)).rejects.toThrow(/permission denied/);
  });
  test("deletes and truncates nothing, anywhere [R20]", async () => {
    expect((await column(`SELECT c.relname AS name ${TABLES}`)).length).toBeGreaterThan(25);
    expect(await column(`SELECT c.relname AS name ${TABLES} AND (has_table_privilege('ecrf_app', c.oid, 'DELETE, TRUNCATE, TRIGGER, REFERENCES') OR has_table_privilege('ecrf_auth', c.oid, 'DELETE, TRUNCATE, TRIGGER, REFERENCES'))`)).toEqual([]);
    await expect(inSql(study.tokens.coordinator, "DELETE FROM app.entry")).rejects.toThrow(/permission denied/);
  });
  test("reads nothing of accounts, sessions, invitations and the seed; the sign-in role reads no table at all", async () => {
    expect(await column(`SELECT c.relname AS name ${TABLES} AND n.nspname = 'auth' AND has_any_column_privilege('ecrf_app', c.oid, 'SELECT, INSERT, UPDATE')`)).toEqual([]);
    expect(await column(`SELECT c.relname AS name ${TABLES} AND has_any_column_privilege('ecrf_auth', c.oid, 'SELECT, INSERT, UPDATE')`)).toEqual([]);
    for (const table of ["account", "session", "invitation", "randomisation_seed"]) await expect(inSql(study.tokens.administrator, `SELECT FROM auth.${table}`)).rejects.toThrow(/permission denied/);
  });
  test("reads the trail's events and values, and writes no table of it [R07]", async () => {
    const may = (privilege: string) => column(`SELECT c.relname AS name ${TABLES} AND n.nspname = 'audit' AND has_any_column_privilege('ecrf_app', c.oid, '${privilege}') ORDER BY 1`);
    expect([await may("SELECT"), await may("INSERT"), await may("UPDATE")]).toEqual([["anchor", "chain_head", "ddl", "event", "link", "payload"], [], []]);
    await expect(inSql(study.tokens.inspector, "UPDATE audit.event SET reason = 'x'")).rejects.toThrow(/permission denied/);
  });
  test("moves no record to another site, patient, person or time, and changes no arm [R28 R66 A10]", async () => {
    for (const change of ["patient SET site_id = site_id", "patient SET arm = 'A'", "patient SET protocol_version = 'review'", "entry SET patient_id = patient_id", "entry SET updated_at = now()"]) {
      await expect(inSql(study.tokens.coordinator, `UPDATE app.${change}`)).rejects.toThrow(/permission denied/);
    }
  });
  test("calls neither the randomisation list nor the checkpoint", async () => {
    for (const call of ["ctx.allocation('x', 'relapsed', 1)", "ctx.draw('x', 'relapsed', 1, 'size')", "audit.take_checkpoint()", "ctx.open_session(gen_random_uuid(), 'x')"]) {
      await expect(inSql(study.tokens.coordinator, `SELECT ${call}`), call).rejects.toThrow(/permission denied/);
    }
  });
  test("finds no function that runs with its owner's rights and a search path that a caller could bend [R27]", async () => {
    expect(await column(`SELECT n.nspname || '.' || p.proname AS name ${FUNCTIONS} AND p.prosecdef AND NOT 'search_path=pg_catalog, pg_temp' = ANY (coalesce(p.proconfig, '{}'))`)).toEqual([]);
  });
});

describe("every table of the application", () => {
  test("has its walls up, for its owner too", async () => {
    expect(await column("SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'app' AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)")).toEqual([]);
  });
  test("that names an author has the author stamped by the database [R05]", async () => {
    const authored = (without: string) => column(`SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'by_id' WHERE n.nspname = 'app' ${without} ORDER BY 1`);
    expect((await authored("")).length).toBeGreaterThanOrEqual(13);
    // a signature is inserted by ctx.sign alone, which writes the signer itself
    expect(await authored("AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'a_stamp' AND t.tgenabled <> 'D')")).toEqual(["signature"]);
  });
});

describe("whoever the application says wrote, role and time are the database's own [R12 R05 R10 A07]", () => {
  const at = () => `'${patient.siteId}', '${patient.id}', '${patient.entries["vital_signs"]}'`;
  const forged = "gen_random_uuid(), 'Somebody Else', 'investigator', '1999-01-01'";
  const cases: [string, Person, () => string][] = [
    ["a query", "monitor", () => `discrepancy (site_id, patient_id, entry_id, field, origin, question, by_id, by_name, by_role, at) VALUES (${at()}, 'pulse', 'manual', '?', ${forged})`],
    ["an explanation", "coordinator", () => `explanation (site_id, patient_id, entry_id, rule_id, checked, text, by_id, by_name, by_role, at) VALUES (${at()}, 'VS01', '{}', 'x', ${forged})`],
    ["a verification", "monitor", () => `verification (site_id, patient_id, entry_id, field, value_hash, by_id, by_name, by_role, at) VALUES (${at()}, 'pulse', 'forged', ${forged})`],
    ["a verdict", "monitor", () => `exposure_review (site_id, patient_id, entry_id, inputs_hash, verdict, reason, by_id, by_name, by_role, at) VALUES (${at()}, 'x', 'not_an_inhibitor', 'x', ${forged})`],
    ["a freeze", "data_manager", () => `lock (site_id, patient_id, entry_id, kind, scope, reason, by_id, by_name, by_role, at) VALUES (${at()}, 'freeze', 'entry', 'x', ${forged})`],
    ["a cut", "data_manager", () => `data_cut (name, is_interim, content_hash, manifest, by_id, by_name, by_role, at) VALUES ('x', false, 'forged', '{}', ${forged})`],
  ];
  test.each(cases)("%s", async (_, who, row) => {
    const { rows: [written] } = await inSql(study.tokens[who], `INSERT INTO app.${row()} RETURNING *, at > now() - interval '1 minute' AS today, (SELECT account_id FROM app.membership WHERE role = '${who}' LIMIT 1) AS own`);
    expect(written).toMatchObject({ by_name: `Test ${who}`, by_role: who, today: true });
    expect(JSON.stringify(written)).not.toContain("forged");
    if (written.own) expect(written.by_id).toBe(written.own);
  });
  test("a signature", async () => {
    const signed = await study.rolledBack(study.tokens.investigator, async (tx) => {
      await tx.$queryRaw`SELECT ctx.sign(${patient.id}::uuid, 'casebook', 'I have read it.', NULL)`;
      return tx.signature.findFirstOrThrow({ where: { patientId: patient.id } });
    });
    expect(signed).toMatchObject({ byName: "Test investigator", byRole: "investigator" });
    expect(Object.keys(signed.manifest as object)).toEqual([patient.entries["vital_signs"]]);
    expect(Math.abs(Date.now() - signed.at.getTime())).toBeLessThan(60_000);
  });
});

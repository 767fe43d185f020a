import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { fill, inSql, newPatient, save, type Person, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let patient: TestPatient, theirs: TestPatient;
let tables: readonly string[];

beforeAll(async () => {
  study = await openTestStudy();
  [patient, theirs] = [await newPatient(study), await newPatient(study, "elsewhere", "102")];
  await fillEveryTable();
  tables = (await study.admin.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'app' ORDER BY 1")).rows.map(({ name }) => name);
});
afterAll(() => study.close());

/** At least one row of the patient in every table, written in the sessions of those who may. */
async function fillEveryTable(): Promise<void> {
  await fill(study, patient, "vital_signs", { systolic: 80, diastolic: 120, heightCm: "180", weightKg: "30" }, { explanations: [{ ruleId: "VS01", text: "Seen in the chart." }] });
  const at = [patient.siteId, patient.id, patient.entries["vital_signs"]];
  await asPerson("monitor", "INSERT INTO app.exposure_review (site_id, patient_id, entry_id, inputs_hash, verdict, reason) VALUES ($1, $2, $3, 'x', 'not_an_inhibitor', 'x')", at);
  await asPerson("monitor", "INSERT INTO app.verification (site_id, patient_id, entry_id, field) VALUES ($1, $2, $3, 'systolic')", at);
  await asPerson("monitor", `INSERT INTO app.visit_report (site_id, number, kind, began_on, ended_on, findings, patients, content, content_sha256, pdf, pdf_sha256, statement)
    VALUES ($1, 1, 'on_site', '2024-01-01', '2024-01-01', 0, 1, '{}', repeat('0', 64), 'x', encode(sha256('x'), 'hex'), 'I visited the site on this day.')`, at.slice(0, 1));
  await asPerson("investigator", "SELECT ctx.sign($1, 'casebook', 'I have read it.', NULL)", [patient.id]);
  await save(study, patient.entries["vital_signs"], { systolic: [80, 81] }, { reason: "misread" });
  await asPerson("monitor", "INSERT INTO app.adjudication (site_id, patient_id, visit_id, inputs_hash, verdict, reason, statement) SELECT $1, $2, visit_id, 'x', 'NR', 'x', 'x' FROM app.entry WHERE id = $3", at);
  await asPerson("monitor", "INSERT INTO app.reviewed_line (site_id, patient_id, list, subject, seen_hash, reviewed) VALUES ($1, $2, 'dose', 'x', repeat('0', 64), true)", at.slice(0, 2));
  await fill(study, patient, "demography", { age: 17 });
  await asPerson("data_manager", "INSERT INTO app.eligibility_waiver (site_id, patient_id, criterion, reason, statement) VALUES ($1, $2, 'AGE', 'x', 'x')", at.slice(0, 2));
  await asPerson("data_manager", "INSERT INTO app.lab_range (site_id, analyte, lower, unit, valid_from, reason) VALUES ($1, 'platelets', 150, '10^9/L', '2024-01-01', 'x')", at.slice(0, 1));
  await asPerson("administrator", "INSERT INTO app.site_version (site_id, version, activated_on, reason) VALUES ($1, 'review', '2024-01-01', 'x')", at.slice(0, 1));
  await asPerson("coordinator", "INSERT INTO app.patient_version (site_id, patient_id, version, consented_on, reason) VALUES ($1, $2, 'review', '2024-01-01', 'x')", at.slice(0, 2));
  await asPerson("coordinator", `INSERT INTO app.screen_failure (site_id, patient_id, step, cause, reason) VALUES ('${patient.siteId}', '${patient.id}', 'failed', 'other', 'x'); UPDATE app.patient SET status = 'screen_failed' WHERE id = '${patient.id}';
    INSERT INTO app.screen_failure (site_id, patient_id, step, reason) VALUES ('${patient.siteId}', '${patient.id}', 'resumed', 'x'); UPDATE app.patient SET status = 'screening' WHERE id = '${patient.id}'`);
  await asPerson("administrator", `INSERT INTO app.drug_dictionary (id, source, version, file_name, sha256, products, names, ingredients) VALUES ('00000000-0000-4000-8000-0000000000d1', 'invented', '1', 'x', repeat('0', 64), 1, 1, 1);
    INSERT INTO app.drug_product VALUES ('00000000-0000-4000-8000-0000000000d1', 'zolpemax', 'zolpemax', 'Zolpemax', '{ACETAMINOPHEN}', 'x')`);
  await asPerson("coordinator", "INSERT INTO app.redaction (site_id, patient_id, event_id, field, what, reason) SELECT $1, $2, max(e.id), '', 'other', 'Something that says who it is' FROM audit.event e WHERE e.patient_id = $2 AND e.reason = 'misread' AND e.op = 'U'", at.slice(0, 2));
  await asPerson("investigator", "INSERT INTO app.site_copy (site_id, casebooks, files, manifest_sha256) VALUES ($1, 1, 1, repeat('0', 64))", at.slice(0, 1));
  await asPerson("coordinator", `WITH i AS (INSERT INTO app.import (site_id, request_id, kind, sha256, lines, stored, corrected, same) VALUES ('${patient.siteId}', gen_random_uuid(), 'paste', repeat('0', 64), 1, 1, 0, 0) RETURNING id)
    INSERT INTO app.import_entry (import_id, site_id, patient_id, entry_id, text) SELECT id, '${patient.siteId}', '${patient.id}', '${patient.entries["vital_signs"]}', '{}' FROM i`);
  await asPerson("data_manager", "INSERT INTO app.lock (kind, scope, site_id, patient_id, entry_id, reason) VALUES ('freeze', 'entry', $1, $2, $3, 'x')", at);
  await asPerson("data_manager", `INSERT INTO app.data_cut_record VALUES ('00000000-0000-4000-8000-0000000000c1', 1, 'file', '{}');
    INSERT INTO app.data_cut (id, name, content_hash, manifest) VALUES ('00000000-0000-4000-8000-0000000000c1', 'first', '', '{}')`);
  await asPerson("data_manager", `WITH x AS (INSERT INTO app.export (cut_id, format) SELECT id, 'csv' FROM app.data_cut RETURNING id) INSERT INTO app.export_part SELECT id, 0, 0, 'x' FROM x;
    INSERT INTO app.cut_download (cut_id, file) SELECT id, 'x.csv' FROM app.data_cut`);
  await asPerson("administrator", "INSERT INTO app.access_review (rights, rights_hash, people, roles, statement) VALUES ('[]', repeat('0', 64), 1, 0, 'I have looked through everything.')");
  await asPerson("investigator", "INSERT INTO app.delegation (site_id, account_id, tasks, starts_on, statement) SELECT $1, id, '{data}', '2024-01-01', 'I delegate the tasks named.' FROM auth.account WHERE username = 'coordinator'", [patient.siteId]);
  for (const who of Object.keys(study.tokens) as Person[]) await asPerson(who, "INSERT INTO app.guidance (notice) VALUES ('hint.save')");
}
async function asPerson(who: Person, statement: string, values?: unknown[]): Promise<void> {
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', $1, true), set_config('app.action', 'test.fill', true)", [study.tokens[who]]);
  await study.admin.query(statement, values);
  await study.admin.query("COMMIT");
}

/** The tables of which somebody sees at least one row. */
async function visible(token: string | null): Promise<readonly string[]> {
  const each = tables.map((name) => `SELECT '${name}' AS name, EXISTS (SELECT FROM app.${name}) AS any`).join(" UNION ALL ");
  return (await inSql(token, each)).rows.filter(({ any }) => any).map(({ name }) => name as string).toSorted();
}
const CLINICAL = ["patient", "patient_summary", "visit", "entry", "finding", "explanation", "discrepancy", "discrepancy_message", "exposure_review", "verification", "signature", "signature_void", "lock", "patient_version", "adjudication", "eligibility_waiver", "lab_range", "screen_failure", "drug_dictionary", "drug_product", "site_copy", "redaction", "import", "import_entry", "delegation"];
const EVERYBODY = ["study", "site", "membership", "site_version", "signature_declaration", "guidance"]; // of people: their own
const REVIEWS = ["access_review"];
const VISITS = ["visit_report", "reviewed_line"]; // what a monitor writes of a site, the site does not read
const CUTS = ["data_cut", "data_cut_record", "export", "export_work", "export_part", "cut_download"];

describe("what one sees", () => {
  test("is tried on tables that all have rows", async () => {
    expect(tables.toSorted()).toEqual([...CLINICAL, ...EVERYBODY, ...CUTS, ...REVIEWS, ...VISITS, "request"].toSorted());
    for (const name of tables) expect((await study.admin.query(`SELECT FROM app.${name} LIMIT 1`)).rowCount, name).toBe(1);
  });
  test.each([["no context", null], ["an empty token", ""], ["a made-up token", "guess"]])("with %s is nothing, in every table [R24 R27]", async (_, token) => {
    expect(await visible(token)).toEqual([]);
  });
  test.each<[Person, readonly string[]]>([
    ["coordinator", [...CLINICAL, ...EVERYBODY, "request"]], ["investigator", [...CLINICAL, ...EVERYBODY]], ["monitor", [...CLINICAL, ...EVERYBODY, ...VISITS]],
    ["data_manager", [...CLINICAL, ...EVERYBODY, ...CUTS, ...VISITS]], ["inspector", [...CLINICAL, ...EVERYBODY, ...CUTS, ...REVIEWS, ...VISITS]],
    ["statistician", [...EVERYBODY, ...CUTS]], ["administrator", [...EVERYBODY, ...REVIEWS]],
  ])("as %s is what the role reads, and no table more [R27 R30]", async (who, expected) => {
    expect(await visible(study.tokens[who])).toEqual([...expected].toSorted());
  });
  test.each<Person>(["elsewhere", "monitor_elsewhere"])("as %s is no row of the first site, in no table that has sites [R27 A02]", async (who) => {
    const sited = (await study.admin.query<{ name: string }>("SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'app' AND column_name = 'site_id'")).rows.map(({ name }) => name);
    expect(sited.length).toBeGreaterThan(11);
    for (const name of sited) expect((await inSql(study.tokens[who], `SELECT FROM app.${name} WHERE site_id = $1`, [patient.siteId])).rowCount, name).toBe(0);
    expect((await inSql(study.tokens[who], "SELECT code FROM app.site")).rows).toEqual([{ code: "102" }]);
  });
  test("of the trail ends at the same walls: no other site's, and of patients nothing for statistician and administrator [R27]", async () => {
    const seen = async (who: Person) => (await inSql(study.tokens[who], "SELECT count(*) FILTER (WHERE e.patient_id = $1)::int AS ours, count(*) FILTER (WHERE e.patient_id IS NOT NULL)::int AS any FROM audit.event e JOIN audit.payload p ON p.event_id = e.id", [patient.id])).rows[0] as { ours: number; any: number };
    expect((await seen("coordinator")).ours).toBeGreaterThan(20);
    expect((await seen("elsewhere")).ours).toBe(0);
    expect((await seen("elsewhere")).any).toBeGreaterThan(10);
    expect([(await seen("statistician")).any, (await seen("administrator")).any]).toEqual([0, 0]);
  });
  test("does not stay in the connection: the next transaction is nobody's [R27 A33]", async () => {
    const both = await inSql(study.tokens.coordinator, "SELECT FROM app.patient; COMMIT; SELECT FROM app.patient") as unknown as { rowCount: number }[];
    expect(both.map(({ rowCount }) => rowCount)).toEqual([1, null, 0]);
  });
  test("cannot be widened by switching the walls off or by becoming somebody else [R27]", async () => {
    await expect(inSql(null, "SET row_security = off; SELECT FROM app.patient")).rejects.toThrow(/would be affected by row-level security/);
    for (const role of ["ecrf_owner", "ecrf_definer", "audit_owner", "postgres"]) await expect(inSql(null, `SET ROLE ${role}`)).rejects.toThrow(/permission denied/);
  });
});

describe("what one writes stays inside one's site and role [R27 R31 A02]", () => {
  const cases: [string, Person, string, RegExp][] = [
    ["a patient of another site", "elsewhere", "INSERT INTO app.patient (site_id, number, protocol_version) VALUES ($1, '101-900', '2007')", /row-level security/],
    ["a form of another site's patient, under one's own site", "elsewhere", "INSERT INTO app.entry (site_id, patient_id, form_id, form_version) VALUES ($3, $2, 'death', 1)", /different sites/],
    ["a finding of another site's patient, under one's own site", "elsewhere", "INSERT INTO app.finding (site_id, patient_id, kind, subject, value, trace, inputs_hash, rule_version) VALUES ($3, $2, 'eligibility', 'x', 'eligible', '{}', '', '')", /different sites|finding_site_of_patient/],
    ["a query on another patient's form, under one's own patient", "monitor_elsewhere", "INSERT INTO app.discrepancy (site_id, patient_id, entry_id, field, origin, question) VALUES ($3, $5, $4, 'pulse', 'manual', '?')", /discrepancy_entry_of_patient/],
    ["a form in another patient's visit", "elsewhere", "INSERT INTO app.entry (site_id, patient_id, visit_id, form_id, form_version) VALUES ($3, $5, $6, 'death', 1)", /visit belongs to another patient/],
    ["data by a monitor", "monitor", "INSERT INTO app.entry (site_id, patient_id, form_id, form_version) VALUES ($1, $2, 'death', 1)", /row-level security/],
    ["data by a data manager", "data_manager", "INSERT INTO app.entry (site_id, patient_id, form_id, form_version) VALUES ($1, $2, 'death', 1)", /row-level security/],
    ["a verification by a coordinator", "coordinator", "INSERT INTO app.verification (site_id, patient_id, entry_id, field) VALUES ($1, $2, $4, 'diastolic')", /row-level security/],
    ["a verdict by an investigator", "investigator", "INSERT INTO app.exposure_review (site_id, patient_id, entry_id, inputs_hash, verdict, reason) VALUES ($1, $2, $4, 'x', 'not_an_inhibitor', 'x')", /row-level security/],
    ["a lock by a monitor", "monitor", "INSERT INTO app.lock (kind, scope, site_id, patient_id, reason) VALUES ('freeze', 'patient', $1, $2, 'x')", /row-level security/],
    ["a role by a data manager", "data_manager", "INSERT INTO app.membership (account_id, role, trained_on) VALUES ($2, 'monitor', current_date)", /row-level security/],
    ["a signature by anybody", "investigator", "INSERT INTO app.signature SELECT * FROM app.signature", /permission denied/],
    ["a request in another's name", "coordinator", "INSERT INTO app.request (id, account_id, verb) VALUES (gen_random_uuid(), gen_random_uuid(), 'entry.save')", /row-level security/],
  ];
  test.each(cases)("%s is refused", async (_, who, statement, refusal) => {
    const values: Readonly<Record<string, unknown>> = { $1: patient.siteId, $2: patient.id, $3: theirs.siteId, $4: patient.entries["vital_signs"], $5: theirs.id, $6: patient.visitId };
    await expect(inSql(study.tokens[who], statement.replaceAll(/\$\d/g, (name) => `'${String(values[name])}'`))).rejects.toThrow(refusal);
  });
  test.each<Person>(["elsewhere", "monitor", "data_manager", "statistician", "administrator", "inspector"])("%s updates no form of the first site [R27 R31]", async (who) => {
    expect((await inSql(study.tokens[who], "UPDATE app.entry SET answers = '{}', version = version + 1 WHERE site_id = $1", [patient.siteId])).rowCount).toBe(0);
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "@/lib/kernel/sha256";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";
import type { ImportValues } from "./import-values";

let study: TestStudy;
let patient: TestPatient;
let here: Awaited<ReturnType<typeof load>>;
const load = async () => ({ ...(await import("@/lib/server/act")), ...(await import("./import-values")), ...(await import("./read-imports")), ...(await import("./read-places")), ...(await import("@/lib/entries/read-history")), ...(await import("@/lib/locks/place-lock")) });
beforeAll(async () => { study = await openTestStudy(); here = await load(); });
beforeEach(async () => { patient = await newPatient(study); });
afterAll(() => study.close());

type Form = ImportValues["forms"][number];
const value = (code: Form["values"][number]["code"], text: string, unit: string, more: Partial<Form["values"][number]> = {}): Form["values"][number] => ({ code, line: 1, named: code, said: text, unit, asUnit: null, atLimit: false, from: null, ...more });
const sample = (of: TestPatient, formId: string, values: Form["values"], more: Partial<Form> = {}): Form => ({ entryId: of.entries[formId]!, day: "2024-09-03", dayFrom: null, dayLine: 1, daySaid: "3.9.24", values, ...more });
const importing = (forms: readonly Form[], { who = "coordinator", ...more }: { who?: Person } & Partial<ImportValues> = {}) =>
  here.perform(here.importValues, study.tokens[who], sent({ kind: "file", name: "lab.csv", sha256: sha256("x"), lines: 9, why: null, decimal: "comma", leftOut: [], forms: [...forms], ...more }));
const answers = async (of: TestPatient, formId: string) => (await study.admin.query<{ answers: object }>("SELECT answers FROM app.entry WHERE id = $1", [of.entries[formId]])).rows[0]?.answers;
const count = async (table: string) => Number((await study.admin.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);

const blood = () => sample(patient, "chemistry", [value("creatinine", "1,02", "mg/dl", { line: 2 }), value("alt", "45 H", "U/l", { line: 3, named: "GPT" }), value("albumin", "38,5", "g/l", { line: 4 })]);
const AS_TYPED = { sampleDate: "2024-09-03", creatinine: { value: "1.02", unit: "mg/dL" }, alt: { value: "45", unit: "U/L" }, albumin: { value: "38.5", unit: "g/L" } };

describe("an import", () => {
  test("stores what typing would have stored, with the same results and questions", async () => {
    done(await importing([blood()]));
    expect(await answers(patient, "chemistry")).toEqual(AS_TYPED);
    const typed = await newPatient(study);
    await fill(study, typed, "chemistry", AS_TYPED);
    const derived = async ({ id }: TestPatient) => (await study.admin.query("SELECT kind, value, inputs_hash IS NULL AS blank FROM app.finding WHERE patient_id = $1 ORDER BY 1, 2", [id])).rows;
    const asked = async ({ id }: TestPatient) => (await study.admin.query("SELECT rule_id, state FROM app.discrepancy WHERE patient_id = $1 ORDER BY 1", [id])).rows;
    expect(await derived(patient)).toEqual(await derived(typed));
    expect(await asked(patient)).toEqual(await asked(typed));
  });
  test("of an unlikely value opens the question that typing opens", async () => {
    done(await importing([sample(patient, "chemistry", [value("creatinine", "9,9", "µmol/l")])]));
    expect((await study.admin.query("SELECT field FROM app.discrepancy WHERE patient_id = $1 AND state = 'open'", [patient.id])).rows).toContainEqual({ field: "creatinine" });
  });
  test("is all or nothing, over several patients: one impossible value, one unknown unit, one locked form, and nothing is stored [R50]", async () => {
    const other = await newPatient(study);
    const [before, kept] = [await count("app.import"), await count("audit.event")];
    const good = blood();
    for (const [bad, says] of [
      [value("creatinine", "9999", "mg/dl", { line: 7 }), "import_line"], [value("creatinine", "1,0", "furlong", { line: 7 }), "import_line"], [value("creatinine", "82,000", "mg/dl"), "import_line"],
      [value("creatinine", "<0,1", "mg/dl"), "import_line"], [value("wbc", "4,2", "G/l"), "import_line"], [value("creatinine", "folgt", "mg/dl"), "import_line"],
    ] as const) expect(said(await importing([good, sample(other, "chemistry", [bad])], bad.said === "82,000" ? { decimal: null } : {})), bad.said).toBe(says);
    expect(await importing([good, sample(other, "chemistry", [value("creatinine", "9999", "mg/dl", { line: 7 })])])).toMatchObject({ fault: { message: expect.stringMatching(/^Line 7: .*not possible.*Nothing was stored/) as string } });
    expect([await answers(patient, "chemistry"), await count("app.import"), await count("audit.event")]).toEqual([{}, before, kept]);

    done(await here.perform(here.placeLock, study.tokens.data_manager, { ...sent({ kind: "freeze", over: { scope: "patient", patientId: other.id } }), reason: "end of data entry" }));
    expect(said(await importing([good, sample(other, "chemistry", [value("creatinine", "1,0", "mg/dl")])]))).toBe("record_locked");
    expect(await answers(patient, "chemistry")).toEqual({});
  });
  test("needs a reason for corrections, keeps it in the trail, and disputes what somebody else changed meanwhile [R06 R49]", async () => {
    await fill(study, patient, "chemistry", { sampleDate: "2024-09-03", creatinine: { value: "2", unit: "mg/dL" } });
    const corrected = sample(patient, "chemistry", [value("creatinine", "1,02", "mg/dl", { from: { value: "2", unit: "mg/dL" } })], { dayFrom: "2024-09-03" });
    expect(said(await importing([corrected]))).toBe("reason_required");
    expect(said(await importing([sample(patient, "chemistry", [value("creatinine", "1,02", "mg/dl", { from: null })], { dayFrom: "2024-09-03" })], { why: "x" }))).toBe("stale_edit");
    expect(done(await importing([corrected], { why: "Transcription error" }))).toMatchObject({ stored: 1, corrected: 1, same: 0 });
    done(await importing([sample(patient, "chemistry", [value("creatinine", "1,03", "mg/dl", { from: { value: "1.02", unit: "mg/dL" } }), value("alt", "45", "U/l")], { dayFrom: "2024-09-03" })], { why: "Source corrected" }));
    const reasons = (field: string) => study.rolledBack(study.tokens.monitor, (tx) => here.readHistory(tx, patient.entries["chemistry"]!, field));
    expect(await reasons("creatinine")).toMatchObject([{ reason: "Source corrected" }, { reason: "Transcription error" }, { reason: null }]);
    expect(await reasons("alt")).toMatchObject([{ reason: null }]);
    const rows = (await study.admin.query("SELECT reason FROM audit.event WHERE row_id = $1 AND reason IS NOT NULL ORDER BY id LIMIT 1", [patient.entries["chemistry"]])).rows;
    expect(rows).toEqual([{ reason: "Transcription error" }]);
  });
  test("counts what is there already, also in another unit, and refuses to store nothing", async () => {
    await fill(study, patient, "chemistry", { sampleDate: "2024-09-03", albumin: { value: "3.85", unit: "g/dL" } });
    expect(said(await importing([sample(patient, "chemistry", [value("albumin", "38,5", "g/l")], { dayFrom: "2024-09-03" })]))).toBe("import_adds_nothing");
    expect(done(await importing([sample(patient, "chemistry", [value("albumin", "38,5", "g/l"), value("alt", "45", "U/l")], { dayFrom: "2024-09-03" })]))).toMatchObject({ stored: 1, same: 1 });
  });
  test("lets a verification and a signature fall exactly where a value changed", async () => {
    await fill(study, patient, "chemistry", { sampleDate: "2024-09-03", alt: { value: "40", unit: "U/L" }, ast: { value: "30", unit: "U/L" } });
    const { verifyFields } = await import("@/lib/review/verify-fields");
    done(await here.perform(verifyFields, study.tokens.monitor, sent({ entryId: patient.entries["chemistry"]!, seen: { alt: { value: "40", unit: "U/L" }, ast: { value: "30", unit: "U/L" } } })));
    done(await importing([sample(patient, "chemistry", [value("alt", "45", "U/l", { from: { value: "40", unit: "U/L" } }), value("ast", "30", "U/l")], { dayFrom: "2024-09-03" })], { why: "x" }));
    expect((await study.admin.query("SELECT field, fallen_at IS NULL AS stands FROM app.verification WHERE entry_id = $1 ORDER BY 1", [patient.entries["chemistry"]])).rows).toEqual([{ field: "alt", stands: false }, { field: "ast", stands: true }]);
  });
  test("sent twice under one request, also at the same moment, happens once", async () => {
    const request = { requestId: randomUUID() };
    const before = await count("app.import");
    const both = await Promise.all([importing([blood()], request), importing([blood()], request)]);
    expect(both.map(said)).toEqual(["done", "done"]);
    expect(both[0]).toEqual(both[1]);
    expect(await count("app.import")).toBe(before + 1);
  });
  test("two imports into the same patients from both ends wait for each other and end", async () => {
    const other = await newPatient(study);
    const forms = (text: string) => [patient, other].map((each) => sample(each, "chemistry", [value("alt", text, "U/l")]));
    const results = await Promise.all([importing(forms("40")), importing(forms("40").toReversed()), importing(forms("40"))]);
    expect(results.map(said).toSorted()).toEqual(["done", "import_adds_nothing", "import_adds_nothing"]);
  });
});

describe("somebody else's", () => {
  test("patients look like none at all: the same refusal, no place, no import; sponsors and others may not [R21]", async () => {
    const elsewhere = await newPatient(study, "elsewhere", "102");
    expect(await importing([sample(elsewhere, "chemistry", [value("alt", "40", "U/l")])])).toEqual(await importing([{ ...blood(), entryId: randomUUID() }]));
    expect(said(await importing([blood(), sample(elsewhere, "chemistry", [value("alt", "40", "U/l")])]))).toBe("not_found");
    for (const who of ["monitor", "data_manager", "inspector", "statistician", "administrator"] as const) expect(said(await importing([blood()], { who })), who).toBe("not_permitted");
    const actor = { id: randomUUID(), name: "", grants: [{ role: "coordinator" as const, siteId: study.sites["101"] }] };
    expect((await study.rolledBack(study.tokens.coordinator, (tx) => here.readPlaces(tx, actor, [patient.number, elsewhere.number, "101-999"], null))).patients.map(({ number }) => number)).toEqual([patient.number]);
  });
  test("imports are not read: the site, its monitor and the inspector see them [R21]", async () => {
    const { id } = done(await importing([blood()]));
    const sees = async (who: Person) => (await inSql(study.tokens[who], "SELECT FROM app.import WHERE id = $1", [id])).rowCount;
    expect(await Promise.all((["coordinator", "investigator", "monitor", "inspector", "elsewhere", "statistician", "monitor_elsewhere"] as const).map(sees))).toEqual([1, 1, 1, 1, 0, 0, 0]);
    await expect(inSql(study.tokens.coordinator, "UPDATE app.import SET name = 'y' WHERE id = $1", [id])).rejects.toThrow(/denied/);
    await expect(inSql(study.tokens.monitor, "INSERT INTO app.import (site_id, request_id, kind, sha256, lines, stored, corrected, same) VALUES ($1, gen_random_uuid(), 'paste', repeat('0', 64), 1, 1, 0, 0)", [study.sites["101"]])).rejects.toThrow(/row-level security/);
  });
});

describe("where a value came from", () => {
  test("stands in the history of its field, in the page of the import, and in the sentences of the trail; the chains stay whole [R03]", async () => {
    const { id } = done(await importing([blood()], { leftOut: [{ line: 5, why: "no field of this study" }] }));
    await save(study, patient.entries["chemistry"], { ast: [null, { value: "30", unit: "U/L" }] });
    const newest = (field: string) => study.rolledBack(study.tokens.monitor, async (tx) => (await here.readHistory(tx, patient.entries["chemistry"]!, field))[0]);
    expect(await newest("alt")).toMatchObject({ kind: "entered", source: { name: "lab.csv", line: 3, said: "45 H U/l" } });
    expect(await newest("sampleDate")).toMatchObject({ source: { line: 1, said: "3.9.24" } });
    expect(await newest("ast")).not.toHaveProperty("source");

    const actor = { id: randomUUID(), name: "", grants: [{ role: "monitor" as const, siteId: study.sites["101"] }] };
    const shown = await study.rolledBack(study.tokens.monitor, (tx) => here.readImport(tx, actor, id));
    expect(shown?.summary).toMatchObject({ name: "lab.csv", lines: 9, stored: 4, corrected: 0, same: 0, leftOut: [{ line: 5, why: "no field of this study" }], patients: [patient.number] });
    expect(shown?.values).toContainEqual(expect.objectContaining({ field: "alt", line: 3, said: "45 H U/l", named: "GPT", answer: { value: "45", unit: "U/L" } }));

    const { rows } = await study.admin.query<{ patient: string | null; table: string }>("SELECT e.patient_id AS patient, e.table_name AS table FROM audit.event e WHERE e.request_id = (SELECT request_id::text FROM app.import WHERE id = $1)", [id]);
    expect(rows).toContainEqual({ patient: patient.id, table: "app.import_entry" });
    expect(rows).toContainEqual({ patient: null, table: "app.import" });
    expect((await study.admin.query("SELECT * FROM audit.verify()")).rows).toEqual([]);
  });
});

describe("as much as is taken at once", () => {
  test("a thousand values end within the ten seconds of one transaction, or nothing would be stored", { timeout: 120_000 }, async () => {
    const codes = [["sodium", "139", "mmol/l"], ["potassium", "3,9", "mmol/l"], ["alt", "45", "U/l"], ["ast", "30", "U/l"], ["ldh", "210", "U/l"], ["creatinine", "1,0", "mg/dl"], ["albumin", "38,5", "g/l"], ["calcium", "2,3", "mmol/l"], ["magnesium", "0,8", "mmol/l"], ["bilirubin", "0,8", "mg/dl"]] as const;
    const patients: TestPatient[] = [];
    for (let made = 0; made < 25; made++) patients.push(await newPatient(study));
    await study.admin.query("BEGIN");
    await study.admin.query("SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true)");
    const { rows } = await study.admin.query<{ id: string }>(`WITH v AS (INSERT INTO app.visit (site_id, patient_id, code, reason) SELECT p.site_id, p.id, 'UNS' || n, 'for the test' FROM app.patient p, generate_series(1, 4) n WHERE p.id = ANY ($1) RETURNING id, site_id, patient_id)
      INSERT INTO app.entry (site_id, patient_id, visit_id, form_id, form_version, row_no) SELECT site_id, patient_id, id, 'chemistry', 1, 1 FROM v RETURNING id`, [patients.map(({ id }) => id)]);
    await study.admin.query("COMMIT");
    const forms = rows.map(({ id }): Form => ({ ...sample(patient, "chemistry", codes.map(([code, text, unit], at) => value(code, text, unit, { line: at + 1 }))), entryId: id }));
    const began = performance.now();
    done(await importing(forms, { lines: 1_000 }));
    const took = performance.now() - began;
    console.log(`${forms.length * codes.length} values into ${forms.length} forms of ${patients.length} patients: ${Math.round(took)} ms`);
    expect(took).toBeLessThan(10_000);
  });
});

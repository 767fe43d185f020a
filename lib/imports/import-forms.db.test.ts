import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "@/lib/kernel/sha256";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, said, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";
import type { ImportForms } from "./import-forms";

let study: TestStudy;
let patient: TestPatient;
let here: Awaited<ReturnType<typeof load>>;
const load = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("./import-forms")), ...(await import("./read-imports")), ...(await import("./read-form-places")), ...(await import("@/lib/locks/place-lock")), ...(await import("@/lib/entries/remove-row")),
  ...(await import("@/lib/study/form-files/read-form-csv")), ...(await import("@/lib/study/form-files/plan-rows")), ...(await import("@/lib/study/form-files/read-cells")), ...(await import("@/lib/study/study")), ...(await import("@/lib/entries/add-row")),
});
beforeAll(async () => { study = await openTestStudy(); here = await load(); });
beforeEach(async () => { patient = await newPatient(study); });
afterAll(() => study.close());

type One = ImportForms["forms"][number];
const standing = (of: TestPatient, formId: string, cells: One["cells"], from: One["from"], line = 2): One => ({ line, entryId: of.entries[formId]!, add: null, cells, clears: [], from });
const added = (of: TestPatient, formId: string, rowNo: number, cells: One["cells"], line = 3): One => ({ line, entryId: null, add: { patientId: of.id, visitId: null, formId, rowNo }, cells, clears: [], from: Object.fromEntries(Object.keys(cells).map((column) => [column.replace(/_(unit|missing)$/, ""), null])) });
const importing = (forms: readonly One[], { who = "coordinator", ...more }: { who?: Person } & Partial<ImportForms> = {}) =>
  here.perform(here.importForms, study.tokens[who], sent({ name: "forms.csv", sha256: sha256("x"), lines: 9, why: null, leftOut: [], forms: [...forms], ...more }));
const answers = async (of: TestPatient, formId: string) => (await study.admin.query<{ rowNo: number; answers: object }>('SELECT row_no AS "rowNo", answers FROM app.entry WHERE patient_id = $1 AND form_id = $2 ORDER BY row_no', [of.id, formId])).rows;
const count = async (table: string) => Number((await study.admin.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);
const derived = async ({ id }: TestPatient) => (await study.admin.query("SELECT kind, value, inputs_hash IS NULL AS blank FROM app.finding WHERE patient_id = $1 ORDER BY 1, 2", [id])).rows;
const asked = async ({ id }: TestPatient) => (await study.admin.query("SELECT rule_id, field, state FROM app.discrepancy WHERE patient_id = $1 ORDER BY 1", [id])).rows;
const freeze = async (of: TestPatient) => done(await here.perform(here.placeLock, study.tokens.data_manager, { ...sent({ kind: "freeze", over: { scope: "patient", patientId: of.id } }), reason: "end of data entry" }));
const as = (role: "coordinator" | "monitor") => ({ id: randomUUID(), name: "", grants: [{ role, siteId: study.sites["101"] }] });
const places = (numbers: readonly string[], role: "coordinator" | "monitor" = "coordinator") => study.rolledBack(study.tokens[role], (tx) => here.readFormPlaces(tx, as(role), new Date(), { numbers, sha256: sha256("x") }));

const CHEMISTRY = { sampleDate: "2024-09-03", creatinine: "9.9", creatinine_unit: "umol/L", albumin_missing: "not done" };
const NONE = { sampleDate: null, creatinine: null, albumin: null };
const DRUG = { medication: "Tylenol", startDate: "2024-03", ongoing: "N" };

describe("an import of forms", () => {
  test("stores what typing would have stored, with the same results and questions; rows of logs keep their number, and partial dates stay partial", async () => {
    done(await importing([standing(patient, "chemistry", CHEMISTRY, NONE), added(patient, "concomitant_medication", 4, DRUG)]));
    const typed = await newPatient(study);
    const stored = { sampleDate: "2024-09-03", creatinine: { value: "9.9", unit: "umol/L" }, albumin: { missing: "not_done" } };
    await fill(study, typed, "chemistry", stored);
    done(await here.perform(here.addRow, study.tokens.coordinator, sent({ entryId: randomUUID(), patientId: typed.id, visitId: null, formId: "concomitant_medication", answers: DRUG, explanations: [] })));
    expect(await answers(patient, "chemistry")).toEqual([{ rowNo: 1, answers: stored }]);
    expect(await answers(patient, "concomitant_medication")).toEqual([{ rowNo: 4, answers: DRUG }]);
    expect([await derived(patient), await asked(patient)]).toEqual([await derived(typed), await asked(typed)]);
    expect(await asked(patient)).toContainEqual(expect.objectContaining({ field: "creatinine", state: "open" }));
  });

  test("is all or nothing: an impossible value, a strange column, a form of the system, a locked or removed record, another site, and nothing is stored [R50 R61]", async () => {
    const [other, abroad, frozen] = [await newPatient(study), await newPatient(study, "elsewhere", "102"), await newPatient(study)];
    await freeze(frozen);
    done(await importing([added(other, "transfusion", 1, { givenOn: "2024-09-03" })]));
    const [row] = (await study.admin.query<{ id: string }>("SELECT id FROM app.entry WHERE patient_id = $1 AND form_id = 'transfusion'", [other.id])).rows;
    done(await here.perform(here.removeRow, study.tokens.coordinator, { ...sent({ entryId: row!.id }), reason: "entered twice" }));
    const [before, kept] = [await count("app.import"), await count("audit.event")];
    const good = standing(patient, "chemistry", CHEMISTRY, NONE);
    for (const [bad, says] of [
      [standing(other, "vital_signs", { pulse: "9999" }, { pulse: null }), "import_line"], [standing(other, "vital_signs", { pluse: "70" }, { pluse: null }), "import_line"], [standing(other, "vital_signs", { pulse: "70" }, {}), "import_line"], [standing(other, "vital_signs", { pulse: "70" }, { pulse: null, systolic: null }), "import_line"],
      [added(other, "randomisation", 1, { arm: "A" }), "filled_by_system"], [added(other, "marrow", 1, { blasts: "3" }), "not_found"], [added(other, "transfusion", 1, { givenOn: "2024-09-03" }), "import_line"],
      [{ ...added(other, "transfusion", 1, { givenOn: "2024-09-03" }), entryId: row!.id, add: null }, "row_removed"],
      [standing(frozen, "vital_signs", { pulse: "70" }, { pulse: null }), "record_locked"], [added(frozen, "transfusion", 1, { givenOn: "2024-09-03" }), "record_locked"], [standing(abroad, "vital_signs", { pulse: "70" }, { pulse: null }), "not_found"], [added(abroad, "transfusion", 1, { givenOn: "2024-09-03" }), "not_found"],
    ] as const) expect([bad.add?.formId ?? bad.cells, said(await importing([good, { ...bad, line: 7 }]))]).toEqual([bad.add?.formId ?? bad.cells, says]);
    expect(await importing([good, standing(other, "vital_signs", { pulse: "9999" }, { pulse: null }, 7)])).toMatchObject({ fault: { message: expect.stringMatching(/^Line 7: .*not possible.*Nothing was stored/) as string } });
    expect([await answers(patient, "chemistry"), await count("app.import"), await count("audit.event")]).toEqual([[{ rowNo: 1, answers: {} }], before, kept]);
  });

  test("needs a reason for corrections, disputes what somebody changed meanwhile, clears nothing, and keeps in the trail from which line of which file each value came [R06 R37 R49]", async () => {
    await fill(study, patient, "vital_signs", { pulse: 70, systolic: 120 });
    const corrected = standing(patient, "vital_signs", { pulse: "72" }, { pulse: 70 }, 5);
    expect(said(await importing([corrected]))).toBe("reason_required");
    expect(said(await importing([standing(patient, "vital_signs", { pulse: "72" }, { pulse: 71 })], { why: "Source corrected" }))).toBe("stale_edit");
    const { id } = done(await importing([corrected], { why: "Source corrected" }));
    expect(await answers(patient, "vital_signs")).toEqual([{ rowNo: 1, answers: { pulse: 72, systolic: 120 } }]);
    expect(said(await importing([standing(patient, "vital_signs", { pulse: "72" }, { pulse: 72 })]))).toBe("import_adds_nothing");
    const trail = (await study.admin.query<{ reason: string | null }>("SELECT reason FROM audit.event WHERE row_id = $1 ORDER BY id DESC LIMIT 1", [patient.entries["vital_signs"]])).rows;
    expect(trail).toEqual([{ reason: "Source corrected" }]);
    const shown = await study.rolledBack(study.tokens.monitor, (tx) => here.readImport(tx, as("monitor"), id));
    expect(shown).toMatchObject({ summary: { name: "forms.csv", sha256: sha256("x"), stored: 1, corrected: 1 }, values: [{ line: 5, field: "pulse", said: "72", named: "pulse", answer: 72 }] });
  });

  test("empties what the file leaves blank, where that was chosen: with the reason, as a correction of the trail, by the rules of a save, and never what an act fills, what a lock holds, or what it says besides [R06 R37]", async () => {
    await fill(study, patient, "vital_signs", { pulse: 70, systolic: 120 });
    const emptied = { ...standing(patient, "vital_signs", { diastolic: "80" }, { diastolic: null, pulse: 70 }, 5), clears: ["pulse"] };
    expect(said(await importing([emptied]))).toBe("reason_required");
    expect(said(await importing([{ ...emptied, from: { diastolic: null, pulse: 71 } }], { why: "Not in the chart" }))).toBe("stale_edit");
    for (const wrong of [{ ...emptied, clears: ["pulse", "diastolic"] }, { ...emptied, clears: ["nothing"] }, { ...emptied, from: { diastolic: null } }, { ...emptied, from: { diastolic: null, pulse: { missing: "redacted" } } }]) expect(said(await importing([wrong], { why: "Not in the chart" }))).toBe("import_line");
    const { id } = done(await importing([emptied], { why: "Not in the chart" }));
    expect((await answers(patient, "vital_signs"))[0]?.answers).toEqual({ diastolic: 80, systolic: 120 });
    const trail = (await study.admin.query<{ reason: string | null; changes: Record<string, unknown> }>("SELECT e.reason, p.changes FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE row_id = $1 AND e.reason IS NOT NULL", [patient.entries["vital_signs"]])).rows;
    expect(trail).toMatchObject([{ reason: "Not in the chart", changes: { "answers.pulse": { old: 70 } } }]);
    expect(await study.rolledBack(study.tokens.monitor, (tx) => here.readImport(tx, as("monitor"), id))).toMatchObject({ summary: { stored: 2, corrected: 1 }, values: expect.arrayContaining([expect.objectContaining({ field: "pulse", line: 5, said: "", answer: null })]) as unknown });
    await freeze(patient);
    expect(said(await importing([{ ...standing(patient, "vital_signs", {}, { systolic: 120 }), clears: ["systolic"] }], { why: "Not in the chart" }))).toBe("record_locked");
  });

  test("of far more than a thousand values is one transaction: an impossible value in the last row keeps all of it out, and without it all of it is stored; above the limit it is refused before anything is read", async () => {
    const others = [patient, await newPatient(study)];
    const rows = others.flatMap((of) => Array.from({ length: 250 }, (_, at) => added(of, "concomitant_medication", at + 1, DRUG, at + 2)));
    const [before, kept] = [await count("app.import"), await count("audit.event")];
    expect(said(await importing([...rows, added(patient, "transfusion", 1, { givenOn: "2024-13-03" }, 999)]))).toBe("import_line");
    expect([await count("app.import"), await count("audit.event"), await answers(patient, "concomitant_medication")]).toEqual([before, kept, []]);
    expect(done(await importing(rows))).toMatchObject({ stored: 1_500, forms: 500 });
    expect((await answers(patient, "concomitant_medication")).map(({ rowNo }) => rowNo)).toEqual(Array.from({ length: 250 }, (_, at) => at + 1));
    const many = Array.from({ length: 1_001 }, (_, at) => added(patient, "transfusion", at + 1, { givenOn: "2024-09-03" }));
    expect(said(await importing(many.map((one, at) => ({ ...one, add: { ...one.add!, rowNo: (at % 900) + 1, formId: at < 900 ? "transfusion" : "adverse_event" } }))))).toBe("invalid");
  }, 60_000);

  test("is for who may enter at that site, and a request sent twice happens once", async () => {
    const one = [standing(patient, "vital_signs", { pulse: "72" }, { pulse: null })];
    for (const who of ["monitor", "data_manager", "administrator", "inspector"] as const) expect([who, said(await importing(one, { who }))]).toEqual([who, "not_permitted"]);
    expect(said(await importing(one, { who: "elsewhere" }))).toBe("not_found");
    const request = sent({ name: "forms.csv", sha256: sha256("x"), lines: 9, why: null, leftOut: [], forms: one });
    expect(done(await here.perform(here.importForms, study.tokens.coordinator, request)).id).toBe(done(await here.perform(here.importForms, study.tokens.coordinator, request)).id);
    expect((await study.admin.query("SELECT FROM app.import_entry WHERE entry_id = $1", [patient.entries["vital_signs"]])).rowCount).toBe(1);
  });
});

describe("the preview", () => {
  test("knows the patients of one's own site only, and what is frozen and removed there; another site's reads as none", async () => {
    const abroad = await newPatient(study, "elsewhere", "102");
    await freeze(patient);
    const seen = await places([patient.number, abroad.number, "101-999"]);
    expect(seen.patients.map(({ record }) => record.number)).toEqual([patient.number]);
    const cells = { id: 0, line: 2, visit: "SCR", formId: "vital_signs", formVersion: null, rowNo: null, cells: { pulse: "70" }, blanks: [], passed: null, problem: null };
    const says = (number: string) => here.planRows([{ ...cells, patient: number }], { patients: seen.patients, dictionaries: {}, leftOut: [], clears: false })[0]?.says?.replace(number, "…");
    expect(says(abroad.number)).toBe(says("101-999"));
    expect(says(patient.number)).toMatch(/frozen or locked. Ask data management/);
    expect((await places([patient.number], "monitor")).patients).toEqual([]);
  });

  test("of a file that was exported, and the import of it, leave nothing to import", async () => {
    done(await importing([standing(patient, "chemistry", CHEMISTRY, NONE), added(patient, "concomitant_medication", 2, DRUG)]));
    const rows = [{ id: 0, line: 2, patient: patient.number, visit: null, formId: "concomitant_medication", formVersion: 1, rowNo: 2, cells: DRUG, blanks: [], passed: null, problem: null }];
    const { patients, earlier } = await places([patient.number]);
    expect(here.planRows(rows, { patients, dictionaries: {}, leftOut: [], clears: false })).toMatchObject([{ state: "same", isAdded: false }]);
    expect(earlier.length).toBeGreaterThan(0);
  });
});

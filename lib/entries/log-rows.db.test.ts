import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("./add-row")), ...(await import("./remove-row")), ...(await import("./mark-not-done")), ...(await import("./take-back-form-not-done")) });
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
beforeEach(async () => { patient = await newPatient(study); });
afterAll(() => study.close());

const transfused = { givenOn: "2024-09-20", product: "rbc", units: 2 };
const add = (formId: string, answers: object, { who = "coordinator", visitId = null, ...more }: { who?: Person; visitId?: string | null; entryId?: string } = {}) =>
  acts.perform(acts.addRow, study.tokens[who], sent({ entryId: randomUUID(), patientId: patient.id, visitId, formId, answers: { ...answers }, explanations: [], ...more }));
const remove = (entryId: string | undefined, reason: string | null = "entered for another patient", who: Person = "coordinator") => acts.perform(acts.removeRow, study.tokens[who], { requestId: randomUUID(), reason, entryId });
const notDone = (entryId: string | undefined, reason: string | null) => acts.perform(acts.markNotDone, study.tokens.coordinator, { requestId: randomUUID(), reason, entryId });
async function added(formId: string, answers: object): Promise<string> {
  const entryId = randomUUID();
  done(await add(formId, answers, { entryId }));
  return entryId;
}
const row = async (id: string | undefined) => (await study.admin.query("SELECT row_no, answers, progress, not_done_reason, removed_at IS NOT NULL AS removed, removed_reason FROM app.entry WHERE id = $1", [id])).rows[0];
const asked = async () => (await study.admin.query("SELECT rule_id, state FROM app.discrepancy WHERE patient_id = $1 ORDER BY at, id", [patient.id])).rows.map(({ rule_id, state }) => `${rule_id} ${state}`);
const finding = async (kind: string, subject = "") => (await study.admin.query("SELECT value FROM app.finding WHERE patient_id = $1 AND kind = $2 AND subject = $3", [patient.id, kind, subject])).rows[0]?.value;

describe("a row of a log", () => {
  test("gets the next number, also when people add at once, and never that of a removed one", async () => {
    const first = await added("transfusion", transfused);
    done(await remove(first));
    const rows = await Promise.all([1, 2, 3, 4].map((units) => add("transfusion", { ...transfused, units })));
    expect(rows.map(said)).toEqual(["done", "done", "done", "done"]);
    const { rows: numbers } = await study.admin.query("SELECT row_no FROM app.entry WHERE patient_id = $1 AND form_id = 'transfusion' ORDER BY 1", [patient.id]);
    expect(numbers.map(({ row_no }) => row_no)).toEqual([1, 2, 3, 4, 5]);
  });
  test("is added where the protocol has that log, with possible values, at one's own site", async () => {
    expect(said(await add("vital_signs", {}))).toBe("not_found");
    expect(said(await add("transfusion", transfused, { visitId: patient.visitId }))).toBe("not_found");
    expect(said(await add("no_such_form", {}))).toBe("not_found");
    expect(said(await add("transfusion", { ...transfused, units: -1 }))).toBe("invalid");
    expect(said(await add("transfusion", { ...transfused, extra: 1 }))).toBe("invalid");
    expect(said(await add("transfusion", transfused, { who: "elsewhere" }))).toBe("not_found");
    expect(said(await add("transfusion", transfused, { who: "monitor" }))).toBe("not_permitted");
    expect(said(await add("transfusion", {}))).toBe("done");
  });
  test("that is removed leaves every calculation, keeps its values, and says why [R20]", async () => {
    const medication = await added("concomitant_medication", { medication: "Paracetamol", startDate: "2024-09-01" });
    expect(await finding("exposure", medication)).not.toBeNull();
    const [one, other] = [await added("transfusion", transfused), await added("transfusion", transfused)];
    expect(await asked()).toContain("TR01 open");
    done(await remove(one));
    done(await remove(medication));
    expect((await asked()).filter((query) => query.startsWith("TR01") && !query.endsWith("closed"))).toEqual([]);
    expect(await finding("exposure", medication)).toBeNull();
    expect(await row(one)).toMatchObject({ answers: transfused, removed: true, removed_reason: "entered for another patient" });
    expect(await row(other)).toMatchObject({ removed: false });
  });
  test("that is removed takes nothing new, in the application and in the database [R20]", async () => {
    const id = await added("transfusion", transfused);
    done(await remove(id));
    expect(said(await save(study, id, { units: [2, 3] }, { reason: "misread" }))).toBe("row_removed");
    expect(said(await remove(id))).toBe("row_removed");
    await expect(inSql(study.tokens.coordinator, "UPDATE app.entry SET answers = '{}', version = version + 1 WHERE id = $1", [id])).rejects.toThrow(/keeps its answers/);
  });
  test("is removed with a reason, by the site, and a planned form of a visit is not", async () => {
    const id = await added("transfusion", transfused);
    expect([said(await remove(id, null)), said(await remove(id, "x", "monitor")), said(await remove(id, "x", "elsewhere"))]).toEqual(["reason_required", "not_permitted", "not_found"]);
    expect(said(await remove(patient.entries["consent"]))).toBe("not_found");
    expect(await row(id)).toMatchObject({ removed: false });
  });
  test("takes a verification and a signature of its values with it", async () => {
    const id = await added("transfusion", transfused);
    await study.admin.query("BEGIN; SELECT set_config('app.session_token', 'token-monitor', true)");
    await study.admin.query("INSERT INTO app.verification (site_id, patient_id, entry_id, field) VALUES ($1, $2, $3, 'units')", [patient.siteId, patient.id, id]);
    await study.admin.query("SELECT set_config('app.session_token', 'token-investigator', true), ctx.sign($1, 'casebook', 'I have read it.', NULL)", [patient.id]);
    await study.admin.query("COMMIT");
    done(await remove(id));
    const { rows: [fallen] } = await study.admin.query("SELECT (SELECT count(*)::int FROM app.verification WHERE entry_id = $1 AND fallen_at IS NULL) AS verified, (SELECT count(*)::int FROM app.signature_void WHERE entry_id = $1) AS voids", [id]);
    expect(fallen).toEqual({ verified: 0, voids: 3 });
  });
});

describe("a form that was not done", () => {
  test("says why, and has no answers", async () => {
    const { cardiac, vital_signs: vitals } = patient.entries;
    expect(said(await notDone(cardiac, null))).toBe("reason_required");
    expect(said(await notDone(cardiac, "  "))).toBe("invalid");
    await fill(study, patient, "vital_signs", { pulse: 70 });
    expect(said(await notDone(vitals, "no time"))).toBe("has_answers");
    expect(said(await notDone(cardiac, "no time"))).toBe("done");
    expect(await row(cardiac)).toMatchObject({ progress: "not_done", not_done_reason: "no time" });
  });
  test("needs its reason in the database too", async () => {
    await expect(inSql(study.tokens.coordinator, "UPDATE app.entry SET progress = 'not_done', version = version + 1 WHERE id = $1", [patient.entries["cardiac"]])).rejects.toThrow(/entry_check/);
  });
  test("is awaited again when that is taken back, with a reason that the trail keeps", async () => {
    const takeBack = (reason: string | null) => acts.perform(acts.takeBackFormNotDone, study.tokens.coordinator, { requestId: randomUUID(), reason, entryId: patient.entries["cardiac"] });
    expect(said(await takeBack("wrong form"))).toBe("not_found");
    done(await notDone(patient.entries["cardiac"], "no time"));
    expect(said(await takeBack(null))).toBe("reason_required");
    expect(said(await takeBack("wrong form"))).toBe("done");
    expect(await row(patient.entries["cardiac"])).toMatchObject({ progress: "not_started", not_done_reason: null });
    const { rows: [event] } = await study.admin.query("SELECT e.reason, p.changes -> 'not_done_reason' AS change FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.row_id = $1 ORDER BY e.id DESC LIMIT 1", [patient.entries["cardiac"]]);
    expect(event).toMatchObject({ reason: "wrong form", change: { old: "no time", new: null } });
  });
  test("is an ordinary form again with the first answer", async () => {
    done(await notDone(patient.entries["cardiac"], "no time"));
    await fill(study, patient, "cardiac", { lvefPercent: "60" });
    expect(await row(patient.entries["cardiac"])).toMatchObject({ progress: "in_progress", not_done_reason: null });
  });
});

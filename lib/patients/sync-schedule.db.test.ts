import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, entryOfVisit, newRandomisedPatient, said, save, sent, visitAt, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/entries/add-row")), ...(await import("@/lib/entries/mark-not-done")),
  ...(await import("@/lib/visits/mark-visit-not-done")), ...(await import("@/lib/visits/take-back-not-done")), ...(await import("@/lib/visits/add-unscheduled-visit")), ...(await import("@/lib/locks/place-lock")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
afterAll(() => study.close());
beforeEach(async () => {
  patient = await newRandomisedPatient(study);
});

const COURSE_2 = ["C2", "C2D14", "C2D28", "C2REC"];
/** Forms that stand, by visit: "D28/marrow". */
const standing = async (like = "%") => (await study.admin.query<{ at: string }>(
  "SELECT v.code || '/' || e.form_id AS at FROM app.entry e JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = $1 AND e.removed_at IS NULL AND v.code LIKE $2 ORDER BY 1", [patient.id, like])).rows.map(({ at }) => at);
const visitsStanding = async (like = "%") => [...new Set((await standing(like)).map((at) => at.split("/")[0]))];
const visitId = (code: string) => visitAt(study, patient, code);
const entryAt = (code: string, formId: string) => entryOfVisit(study, patient, code, formId);
const type = async (code: string, formId: string, changes: Parameters<typeof save>[2], more: Parameters<typeof save>[3] = {}) => done(await save(study, await entryAt(code, formId), changes, more));
const planSecond = () => type("D28", "response_assessment", { secondCourse: [null, "Y"] });
const takeItBack = () => type("D28", "response_assessment", { secondCourse: ["Y", "N"] }, { reason: "decided against" });
const addRow = (formId: string, answers: object, visit: string | null | undefined = null) =>
  acts.perform(acts.addRow, study.tokens.coordinator, sent({ entryId: randomUUID(), patientId: patient.id, visitId: visit, formId, answers, explanations: [] }));
/** Past every guard but the trail's, as no act can. */
const inPast = async (statements: string) => {
  const enter = "BEGIN; SET LOCAL session_replication_role = replica; SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true), set_config('app.reason', 'test', true)";
  await study.admin.query(`${enter}; ${statements}; COMMIT`).catch(async (error: unknown) => { await study.admin.query("ROLLBACK"); throw error; });
};
const setArm = (arm: string) => inPast(`UPDATE app.patient SET arm = '${arm}' WHERE id = '${patient.id}'`);

describe("a second course", () => {
  test("comes with the answer that plans it, with the forms of every visit of it, and goes with the answer that does not", async () => {
    expect(await visitsStanding("C2%")).toEqual([]);
    await planSecond();
    expect(await visitsStanding("C2%")).toEqual(COURSE_2);
    expect(await standing("C2")).toEqual(["C2/cenersen_infusion", "C2/chemistry", "C2/haematology", "C2/vital_signs"]);
    expect(await standing("C2D28")).toEqual((await standing("D28")).map((at) => `C2${at}`));
    await takeItBack();
    expect(await visitsStanding("C2%")).toEqual([]);
  });
  test("comes back as the same forms, no second ones", async () => {
    await planSecond();
    const before = await entryAt("C2D14", "marrow");
    await takeItBack();
    await type("D28", "response_assessment", { secondCourse: ["N", "Y"] }, { reason: "planned again" });
    expect(await visitsStanding("C2%")).toEqual(COURSE_2);
    expect(await entryAt("C2D14", "marrow")).toBe(before);
    expect((await study.admin.query("SELECT FROM app.visit WHERE patient_id = $1 AND code LIKE 'C2%'", [patient.id])).rowCount).toBe(4);
  });
  test("stays, all of it, once anything of it is entered, whatever is answered then", async () => {
    await planSecond();
    await type("C2", "vital_signs", { weightKg: [null, "71"] });
    await takeItBack();
    expect(await visitsStanding("C2%")).toEqual(COURSE_2);
    await type("C2", "vital_signs", { weightKg: ["71", null] }, { reason: "of another patient" });
    expect(await visitsStanding("C2%")).toEqual([]);
  });
  test("leaves behind what somebody marked as not done", async () => {
    await planSecond();
    done(await acts.perform(acts.markNotDone, study.tokens.coordinator, { requestId: randomUUID(), reason: "no aspirate", entryId: await entryAt("C2D14", "marrow") }));
    done(await acts.perform(acts.markVisitNotDone, study.tokens.coordinator, { requestId: randomUUID(), reason: "too ill", visitId: await visitId("C2REC") }));
    const recovery = await standing("C2REC");
    await takeItBack();
    expect(await standing("C2%")).toEqual(["C2D14/marrow", ...recovery]);
  });
  test.each([["A", "not_found"], ["B", "done"], ["C", "done"]])("in arm %s: a dose of cytarabine is %s", async (arm, says) => {
    await setArm(arm);
    await planSecond();
    const second = await visitId("C2");
    expect(said(await addRow("cytarabine_dose", { doseDate: "2024-11-06" }, second))).toBe(says);
    expect(said(await addRow("idarubicin_dose", { doseDate: "2024-11-06" }, second))).toBe("done");
  });
  test("says why its forms went", async () => {
    await planSecond();
    await takeItBack();
    const { rows } = await study.admin.query("SELECT DISTINCT removed_reason FROM app.entry WHERE patient_id = $1 AND removed_at IS NOT NULL", [patient.id]);
    expect(rows).toEqual([{ removed_reason: "The schedule no longer calls for it." }]);
  });
});

describe("after death", () => {
  const die = (deathDate: string) => addRow("death", { deathDate });
  beforeEach(() => type("C1", "cenersen_infusion", { startAt: [null, "2024-09-17T09:00"] }));
  test("empty visits go whose days had not passed; earlier ones and what was entered stay", async () => {
    await type("D28", "haematology", { sampleDate: [null, "2024-10-15"] });
    done(await die("2024-10-20"));
    expect(await visitsStanding()).toEqual(["C1", "D14", "D28", "SCR"]);
  });
  test("they come back when the death was a mistake", async () => {
    const before = await standing();
    done(await die("2024-10-20"));
    const { rows: [death] } = await study.admin.query<{ id: string }>("SELECT id FROM app.entry WHERE patient_id = $1 AND form_id = 'death'", [patient.id]);
    done(await save(study, death?.id, { deathDate: ["2024-10-20", null] }, { reason: "of another patient" }));
    expect(await standing()).toEqual(before);
  });
  test("a visit that was marked as not done keeps its forms and its reason", async () => {
    done(await acts.perform(acts.markVisitNotDone, study.tokens.coordinator, { requestId: randomUUID(), reason: "died", visitId: await visitId("D28") }));
    const before = await standing("D28");
    done(await die("2024-10-20"));
    expect(await standing("D28")).toEqual(before);
  });
  test("can be entered although one of the visits that would go is locked, which stays", async () => {
    done(await acts.perform(acts.placeLock, study.tokens.data_manager, { requestId: randomUUID(), reason: "frozen", kind: "freeze", over: { scope: "visit", visitId: await visitId("FU3") } }));
    done(await die("2024-10-20"));
    expect(await visitsStanding("FU%")).toEqual(["FU3"]);
  });
});

describe("a casebook that was planned by an earlier schedule", () => {
  test("gets the visits and forms it lacks, the version and the weight of its empty forms, at its next save", async () => {
    const before = await standing();
    await inPast(`DELETE FROM app.entry WHERE patient_id = '${patient.id}' AND visit_id IN (SELECT id FROM app.visit WHERE code IN ('REC', 'FU24')); DELETE FROM app.visit WHERE patient_id = '${patient.id}' AND code IN ('REC', 'FU24');
      DELETE FROM app.entry WHERE id = '${await entryAt("D14", "chemistry")}'; UPDATE app.entry SET optional = true, form_version = 9 WHERE id = '${await entryAt("D28", "marrow")}'`);
    await type("SCR", "consent", { consentDate: ["2024-09-02", "2024-09-01"] }, { reason: "misread" });
    expect(await standing()).toEqual(before);
    expect((await study.admin.query("SELECT optional, form_version FROM app.entry WHERE id = $1", [await entryAt("D28", "marrow")])).rows).toEqual([{ optional: false, form_version: 1 }]);
  });
  test("is left alone by a save that changes nothing of it", async () => {
    const versions = async () => (await study.admin.query("SELECT id, version FROM app.entry WHERE patient_id = $1 AND progress = 'not_started' ORDER BY id", [patient.id])).rows;
    const before = await versions();
    await type("SCR", "consent", { consentDate: ["2024-09-02", "2024-09-01"] }, { reason: "misread" });
    expect(await versions()).toEqual(before);
  });
  test("keeps an empty row that somebody added", async () => {
    done(await addRow("idarubicin_dose", {}, await visitId("C1")));
    await planSecond();
    expect(await standing("C1")).toContain("C1/idarubicin_dose");
  });
});

describe("a visit that was not done", () => {
  const notDone = async (code: string, reason: string | null) => acts.perform(acts.markVisitNotDone, study.tokens.coordinator, { requestId: randomUUID(), reason, visitId: await visitId(code) });
  const takeBack = async (code: string, reason: string | null, who: "coordinator" | "monitor" = "coordinator") => acts.perform(acts.takeBackNotDone, study.tokens[who], { requestId: randomUUID(), reason, visitId: await visitId(code) });
  const reasonOf = async (code: string) => (await study.admin.query("SELECT not_done_reason FROM app.visit WHERE id = $1", [await visitId(code)])).rows[0]?.not_done_reason;
  test("says why, is taken back with a reason, and by the site only", async () => {
    expect(said(await notDone("D14", null))).toBe("reason_required");
    expect(said(await takeBack("D14", "not so"))).toBe("not_found");
    done(await notDone("D14", "too ill"));
    expect(await reasonOf("D14")).toBe("too ill");
    expect([said(await takeBack("D14", null)), said(await takeBack("D14", "x", "monitor"))]).toEqual(["reason_required", "not_permitted"]);
    done(await takeBack("D14", "came a day later"));
    expect(await reasonOf("D14")).toBeNull();
  });
  test("is not one with answers", async () => {
    await type("D14", "haematology", { sampleDate: [null, "2024-10-01"] });
    expect(said(await notDone("D14", "too ill"))).toBe("has_answers");
  });
});

test("an unscheduled visit keeps the reason it was added for, and nothing in it holds it back", async () => {
  done(await acts.perform(acts.addUnscheduledVisit, study.tokens.coordinator, { requestId: randomUUID(), reason: "marrow repeated", patientId: patient.id }));
  expect((await study.admin.query("SELECT reason FROM app.visit WHERE id = $1", [await visitId("UNS1")])).rows).toEqual([{ reason: "marrow repeated" }]);
  await planSecond();
  expect((await standing("UNS1")).length).toBeGreaterThan(3);
  const blocking = (await study.admin.query("SELECT entry_id FROM ctx.lock_blockers($1) WHERE kind = 'form_incomplete'", [patient.id])).rows.map(({ entry_id }) => entry_id);
  expect(blocking).not.toContain(await entryAt("UNS1", "marrow"));
  expect(blocking).not.toContain(await entryAt("D28", "chemistry"));
  expect(blocking).toContain(await entryAt("D28", "marrow"));
});

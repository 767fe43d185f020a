import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, said, save, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let patient: TestPatient;
beforeAll(async () => { study = await openTestStudy(); });
beforeEach(async () => { patient = await newPatient(study); });
afterAll(() => study.close());

const vitals = () => patient.entries["vital_signs"];
const stored = async (entryId = vitals()) => (await study.admin.query("SELECT answers, version, progress FROM app.entry WHERE id = $1", [entryId])).rows[0] as { answers: object; version: number; progress: string };

describe("two people on one form", () => {
  test("who changed different fields from the same view both keep what they typed", async () => {
    expect(said(await save(study, vitals(), { pulse: [null, 70] }))).toBe("done");
    expect(done(await save(study, vitals(), { systolic: [null, 120] }, { who: "investigator" })).answers).toEqual({ pulse: 70, systolic: 120 });
  });
  test("who changed the same field: the second is told the field and the stored value, and nothing of that save is taken [R49 F07]", async () => {
    await fill(study, patient, "vital_signs", { pulse: 70 });
    const before = await stored();
    const second = await save(study, vitals(), { pulse: [null, 80], systolic: [null, 120] }, { who: "investigator", reason: "x" });
    expect(second).toMatchObject({ ok: false, fault: { kind: "refused", code: "stale_edit", message: expect.stringContaining("Pulse") as string, details: { fields: ["Pulse"], stored: { pulse: 70 } } } });
    expect(second).toMatchObject({ fault: { details: { by: { pulse: { name: expect.any(String) as string, at: expect.stringMatching(/^\d{4}-.*Z$/) as string } } } } });
    expect(await stored()).toEqual(before);
  });
  test("who typed the same value agree, and nobody is asked", async () => {
    await fill(study, patient, "vital_signs", { weightKg: "70.5", pulse: 70 });
    const before = await stored();
    expect(done(await save(study, vitals(), { weightKg: [null, "70.5"] }, { who: "investigator" })).version).toBe(before.version);
    expect(await stored()).toEqual(before);
  });
  test("of whom one clears and one corrects do not overwrite each other", async () => {
    await fill(study, patient, "vital_signs", { pulse: 70 });
    done(await save(study, vitals(), { pulse: [70, null] }, { reason: "wrong patient" }));
    expect(await save(study, vitals(), { pulse: [70, 71] }, { reason: "misread" })).toMatchObject({ fault: { code: "stale_edit", details: { stored: { pulse: null } } } });
  });
  test("who save at the very same moment: different fields both stay, of one field exactly one wins [R49 F07]", async () => {
    const different = await Promise.all(["pulse", "systolic", "diastolic"].map((field) => save(study, vitals(), { [field]: [null, 90] })));
    expect(different.map(said)).toEqual(["done", "done", "done"]);
    expect(await stored()).toMatchObject({ answers: { pulse: 90, systolic: 90, diastolic: 90 }, version: 4 });
    const same = await Promise.all([38, 39, 40].map((degrees) => save(study, vitals(), { temperatureC: [null, String(degrees)] }, { reason: "x" })));
    expect(same.map(said).toSorted()).toEqual(["done", "stale_edit", "stale_edit"]);
  });
});

describe("a reason", () => {
  test("is asked for corrections and for nothing else [R06]", async () => {
    expect(said(await save(study, vitals(), { pulse: [null, 70] }))).toBe("done");
    expect(said(await save(study, vitals(), { systolic: [null, 120], pulse: [70, 70] }))).toBe("done");
    expect(said(await save(study, vitals(), { diastolic: [null, null] }))).toBe("done");
  });
  test.each([["another value", 71], ["no value", null], ["a reason why it is missing", { missing: "not_done" }]])("is asked for %s in place of one, and names the field", async (_, to) => {
    await fill(study, patient, "vital_signs", { pulse: 70 });
    const before = await stored();
    expect(await save(study, vitals(), { pulse: [70, to], systolic: [null, 120] })).toMatchObject({ ok: false, fault: { code: "reason_required", details: { fields: ["Pulse"] } } });
    expect(await stored()).toEqual(before);
    expect(said(await save(study, vitals(), { pulse: [70, to] }, { reason: "misread" }))).toBe("done");
  });
  test("is asked when a missing value is found after all", async () => {
    await fill(study, patient, "vital_signs", { pulse: { missing: "not_done" } });
    expect(said(await save(study, vitals(), { pulse: [{ missing: "not_done" }, 70] }))).toBe("reason_required");
  });
});

describe("a reason of a field's own", () => {
  const CORRECTED = { pulse: [70, 71], systolic: [120, 121], temperatureC: ["36.6", "36.7"] } as const;
  beforeEach(() => fill(study, patient, "vital_signs", { pulse: 70, systolic: 120, temperatureC: "36.6" }));
  const told = async () => (await study.admin.query<{ fields: string[]; reason: string | null }>("SELECT fields, reason FROM audit.event WHERE table_name = 'app.entry' AND row_id = $1 AND op = 'U' ORDER BY id", [vitals()])).rows.slice(1)
    .map(({ fields, reason }) => `${fields.filter((field) => field.startsWith("answers.")).map((field) => field.slice(8)).join("+")}: ${reason ?? "-"}`);

  test("stands in the trail beside that field, the common one beside the others [R06]", async () => {
    done(await save(study, vitals(), CORRECTED, { reason: "Transcription error", reasons: { systolic: "Source corrected" } }));
    expect((await told()).toSorted()).toEqual(["pulse+temperatureC: Transcription error", "systolic: Source corrected"]);
    expect((await stored()).answers).toMatchObject({ pulse: 71, systolic: 121, temperatureC: "36.7" });
  });
  test("for each field needs no common one, and a first entry beside them has none", async () => {
    done(await save(study, vitals(), { pulse: [70, 71], systolic: [120, 121], diastolic: [null, 80] }, { reasons: { pulse: "Misread", systolic: "Source corrected" } }));
    expect((await told()).toSorted()).toEqual(["diastolic: -", "pulse: Misread", "systolic: Source corrected"]);
  });
  test("for one field does not cover another: that one is named and nothing is stored", async () => {
    const before = await stored();
    expect(await save(study, vitals(), CORRECTED, { reasons: { pulse: "Misread" } })).toMatchObject({ ok: false, fault: { code: "reason_required", details: { fields: ["Systolic blood pressure", "Temperature"] } } });
    expect(await stored()).toEqual(before);
  });
  test.each([["that this save leaves alone", { diastolic: "Misread" }], ["that the form does not have", { notAField: "Misread" }]])("for a field %s is refused", async (_, reasons) => {
    expect(said(await save(study, vitals(), { pulse: [70, 71] }, { reason: "Misread", reasons }))).toBe("invalid");
  });
  test.each([["empty", "  "], ["longer than 500 characters", "x".repeat(501)]])("that is %s is refused", async (_, reason) => {
    expect(said(await save(study, vitals(), { pulse: [70, 71] }, { reasons: { pulse: reason } }))).toBe("invalid");
  });
  test("altered afterwards is found by the verification [R07]", async () => {
    done(await save(study, vitals(), CORRECTED, { reason: "Transcription error", reasons: { systolic: "Source corrected" } }));
    const altered = await study.admin.query<{ problem: string }>(`
      BEGIN; ALTER TABLE audit.event DISABLE TRIGGER no_change; UPDATE audit.event SET reason = 'Transcription error' WHERE reason = 'Source corrected' AND row_id = '${vitals()}';
      SELECT problem FROM audit.verify() WHERE chain = '${patient.id}'; ROLLBACK;`) as unknown as readonly { rows: { problem: string }[] }[];
    expect(altered[3]?.rows.map(({ problem }) => problem)).toEqual(["content altered"]);
    expect((await study.admin.query("SELECT FROM audit.verify() WHERE chain = $1", [patient.id])).rows).toEqual([]);
  });
});

describe("impossible is refused with the field's own sentence, and nothing of that save is stored [R48]", () => {
  test.each<[string, string, unknown, RegExp]>([
    ["vital_signs", "heightCm", "17", /lowest value accepted is 100 cm/], ["vital_signs", "weightKg", 70, /./], ["vital_signs", "weightKg", "7o", /Type a number/], ["vital_signs", "pulse", 70.5, /whole/i], ["vital_signs", "pulse", "70", /./], ["vital_signs", "zubrod", "5", /./],
    ["vital_signs", "pulse", { missing: "because" }, /./], ["consent", "consentDate", "2023-02-29", /./], ["consent", "consentDate", { missing: "unknown" }, /not accepted/], ["demography", "age", 121, /120/],
    ["haematology", "platelets", { value: "100", unit: "furlong" }, /./], ["haematology", "platelets", { value: "-1", unit: "/uL" }, /not possible/], ["aml_history", "diagnosisDate", "2024-13", /./],
    ["aml_history", "karyotype", "x".repeat(501), /500/], ["aml_history", "constructor", "x", /./], ["aml_history", "notAField", 1, /./],
  ])("%s.%s = %j", async (formId, field, to, sentence) => {
    const before = await stored(patient.entries[formId]);
    const result = await save(study, patient.entries[formId], { [field]: [null, to] });
    if (result.ok || result.fault.kind !== "invalid") throw new Error(`expected a sentence, got ${said(result)}`);
    expect(result.fault.issues.map(({ message }) => message).join()).toMatch(sentence);
    expect(await stored(patient.entries[formId])).toEqual(before);
  });
  test("beside one impossible value a possible one is not stored either [R50]", async () => {
    expect(await save(study, vitals(), { pulse: [null, 70], systolic: [null, 1_000] })).toMatchObject({ fault: { issues: [{ field: "systolic" }] } });
    expect((await stored()).answers).toEqual({});
  });
});

test("a half-filled form always saves; it is complete when nothing required is missing, and a stated reason counts", async () => {
  expect((await stored()).progress).toBe("not_started");
  await fill(study, patient, "vital_signs", { temperatureC: "36.6" });
  expect((await stored()).progress).toBe("in_progress");
  await fill(study, patient, "vital_signs", { measuredOn: "2024-09-02", heightCm: "180", weightKg: { missing: "not_done" }, zubrod: "1" });
  expect((await stored()).progress).toBe("complete");
  done(await save(study, vitals(), { zubrod: ["1", null] }, { reason: "misread" }));
  expect((await stored()).progress).toBe("in_progress");
});
test("unlikely is stored: a check asks, and never refuses [R17]", async () => {
  expect(said(await save(study, vitals(), { systolic: [null, 80], diastolic: [null, 120] }))).toBe("done");
});
test("blank is absent: null, an absent field and a cleared one have one spelling", async () => {
  await fill(study, patient, "vital_signs", { pulse: 70, systolic: null });
  done(await save(study, vitals(), { pulse: [70, null] }, { reason: "wrong patient" }));
  expect(await stored()).toMatchObject({ answers: {}, progress: "not_started" });
});
test("the order of keys inside a quantity is no change", async () => {
  await fill(study, patient, "haematology", { platelets: { value: "100", unit: "10^9/L" } });
  const before = await stored(patient.entries["haematology"]);
  expect(said(await save(study, patient.entries["haematology"], { platelets: [{ unit: "10^9/L", value: "100" }, { unit: "10^9/L", value: "100" }] }))).toBe("done");
  expect(await stored(patient.entries["haematology"])).toEqual(before);
});
test("a stale version is refused by the database, whoever sends it [R49]", async () => {
  await expect(study.rolledBack(study.tokens.coordinator, (tx) => tx.entry.update({ where: { id: vitals() ?? "" }, data: { answers: { pulse: 70 } } }))).rejects.toThrow(/stale version|serializ|write conflict/i);
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleForms, exampleVersion } from "@/lib/study/rehearse/example-version";
import { movesOf } from "@/lib/study/rehearse/move-entry";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { confirm, done, fill, inSql, newEligiblePatient, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("./add-row")), ...(await import("@/lib/people/activate-version")), ...(await import("@/lib/patients/patient-store")), ...(await import("@/lib/patients/randomise-patient")),
  ...(await import("./reconsent-patient")), ...(await import("./read-consent-preview")), ...(await import("./write-moves")), ...(await import("@/lib/review/verify-fields")), ...(await import("@/lib/signatures/sign-casebook")), ...(await import("@/lib/locks/place-lock")), ...(await import("@/lib/analysis/read-trail")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  await activate("2024-10-01");
});
afterAll(() => study.close());

const why = "Amendment 2";
const activate = async (activatedOn: string) => done(await acts.perform(acts.activateVersion, study.tokens.administrator, { ...sent({ siteId: study.sites["101"], version: "review", activatedOn }), reason: why }));
const consent = (patient: TestPatient, more: Readonly<Record<string, unknown>> = {}, who: Person = "coordinator") =>
  acts.perform(acts.reconsentPatient, study.tokens[who], { ...sent({ patientId: patient.id, version: "review", consentedOn: "2024-10-20", forms: "move" }), reason: why, ...more });
const record = (patient: TestPatient) => study.rolledBack(study.tokens.coordinator, (tx) => acts.readRecord(tx, patient.id));
const one = async <Row extends object>(statement: string, ...values: readonly unknown[]) => (await study.admin.query<Row>(statement, [...values])).rows[0];
const versionOf = async (patient: TestPatient) => (await one<{ v: string }>("SELECT protocol_version AS v FROM app.patient WHERE id = $1", patient.id))?.v;

async function randomised(): Promise<TestPatient> {
  const patient = await newEligiblePatient(study);
  done(await confirm(study, patient));
  done(await acts.perform(acts.randomisePatient, study.tokens.coordinator, sent({ patientId: patient.id })));
  return patient;
}

describe("a patient who consents to another version", () => {
  test("follows it from then on, keeps everything entered and signed, and the trail says so", async () => {
    const patient = await randomised();
    done(await acts.perform(acts.signCasebook, study.tokens.investigator, sent({ patientId: patient.id, password: TEST_PASSWORD })));
    const before = await record(patient);
    done(await consent(patient));
    const after = await record(patient);
    expect([after.protocolVersion, after.arm, after.versions]).toMatchObject(["review", before.arm, [{ version: "review", from: "2007", consentedOn: "2024-10-20", reason: why, byName: "Test coordinator" }]]);
    expect(after.entries).toEqual(before.entries);
    expect(await one("SELECT count(*)::int AS voids FROM app.signature_void WHERE patient_id = $1", patient.id)).toEqual({ voids: 0 });
    const { rows } = await study.admin.query("SELECT table_name, reason FROM audit.event WHERE patient_id = $1 AND action = 'patient.reconsent' AND table_name LIKE 'app.patient%' ORDER BY id", [patient.id]);
    expect(rows).toEqual([{ table_name: "app.patient", reason: why }, { table_name: "app.patient_version", reason: why }]);
    const { days } = await acts.withActor(study.tokens.inspector, { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readTrail(tx, actor, { patient: patient.number, kind: "data" }));
    expect(days.flatMap(({ acts: done }) => done.flatMap(({ steps, thereby }) => [...steps, ...thereby])).map(({ says }) => says).filter((says) => says.includes("version"))).toEqual(expect.arrayContaining([
      `recorded that patient ${patient.number} consented to protocol version review on 20-Oct-2024: “${why}”`, `moved patient ${patient.number} from protocol version 2007 to review`,
    ]));
  });
  test("is dosed by it in a course that has not begun, as the preview said before", async () => {
    const patient = await randomised();
    const preview = await study.rolledBack(study.tokens.coordinator, async (tx) => acts.readConsentPreview(tx, { id: "", name: "", grants: [{ role: "coordinator", siteId: patient.siteId }] }, { number: patient.number, version: "review", consentedOn: "2024-10-20" }));
    expect(preview?.move.doses.find(({ drug }) => drug === "cenersen")).toMatchObject({ course: 1, from: "0.1 mg/kg/h over 96 h", to: "0.1 mg/kg/h over 168 h" });
    await fill(study, patient, "vital_signs", { heightCm: "170", weightKg: "70" });
    const hours = async () => JSON.stringify((await one<{ trace: unknown }>("SELECT trace FROM app.finding WHERE patient_id = $1 AND kind = 'planned_dose' AND subject = 'C1'", patient.id))?.trace);
    expect(await hours()).toContain("96 h");
    done(await consent(patient));
    expect(await hours()).toContain("168 h");
  });
  test("may come back, because a consent can be recorded by mistake; the later of one day counts", async () => {
    const patient = await newPatient(study);
    done(await consent(patient));
    done(await consent(patient, { version: "2007", reason: "Recorded for the wrong patient" }));
    expect((await record(patient)).versions.map(({ from, version }) => `${from} ${version}`)).toEqual(["2007 review", "review 2007"]);
    expect(await versionOf(patient)).toBe("2007");
  });
});

describe("a consent is refused", () => {
  test.each<readonly [string, Readonly<Record<string, unknown>>, Person, string]>([
    ["before the site was activated", { consentedOn: "2024-09-30" }, "coordinator", "not_activated"],
    ["ahead of its day", { consentedOn: "2099-01-01" }, "coordinator", "consent_ahead"],
    ["before the consent to the trial", { consentedOn: "2024-09-01" }, "coordinator", "consent_earlier"],
    ["to the version that the patient is under", { version: "2007" }, "coordinator", "same_version"],
    ["to a version that nobody knows", { version: "2031" }, "coordinator", "unknown_version"],
    ["without a reason", { reason: null }, "coordinator", "reason_required"],
    ["without saying what becomes of the forms", { forms: "convert" }, "coordinator", "invalid"],
    ["to a site that is not the patient's", {}, "elsewhere", "not_found"],
    ["to the monitor", {}, "monitor", "not_permitted"],
    ["to data management", {}, "data_manager", "not_permitted"],
    ["to the administrator", {}, "administrator", "not_permitted"],
  ])("%s", async (_, more, who, code) => {
    const patient = await newPatient(study);
    await fill(study, patient, "consent", { consentDate: "2024-09-02" });
    expect(said(await consent(patient, more, who))).toBe(code);
    expect(await versionOf(patient)).toBe("2007");
  });
  test("for a patient under a freeze or lock", async () => {
    const patient = await newPatient(study);
    done(await acts.perform(acts.placeLock, study.tokens.data_manager, { ...sent({ kind: "freeze", over: { scope: "patient", patientId: patient.id } }), reason: "cut" }));
    expect([said(await consent(patient)), await versionOf(patient)]).toEqual(["record_locked", "2007"]);
  });
  test("before an earlier one", async () => {
    const patient = await newPatient(study);
    done(await consent(patient));
    expect(said(await consent(patient, { version: "2007", consentedOn: "2024-10-19" }))).toBe("consent_earlier");
  });
  test("after death", async () => {
    const patient = await newPatient(study);
    done(await acts.perform(acts.addRow, study.tokens.coordinator, sent({ entryId: randomUUID(), patientId: patient.id, visitId: null, formId: "death", answers: { deathDate: "2024-10-18" }, explanations: [] })));
    expect(said(await consent(patient))).toBe("consent_after_death");
  });
  test("by the database too, whatever the application sends, and the version changes in no other way", async () => {
    const patient = await newPatient(study);
    const insert = (version: string, on: string, who: Person = "coordinator") => inSql(study.tokens[who], "INSERT INTO app.patient_version (patient_id, site_id, version, consented_on, reason, from_version) VALUES ($1, $2, $3, $4, 'x', 'anything') RETURNING from_version", [patient.id, patient.siteId, version, on]);
    await expect(insert("review", "2024-09-30")).rejects.toThrow(/not active at the site/);
    await expect(insert("2007", "2024-10-20")).rejects.toThrow(/under this version/);
    await expect(insert("review", "2099-01-01")).rejects.toThrow(/not given ahead/);
    await expect(insert("review", "2024-10-20", "monitor")).rejects.toThrow(/row-level security/);
    await expect(insert("review", "2024-10-20")).resolves.toMatchObject({ rows: [{ from_version: "2007" }] });
    await expect(inSql(study.tokens.coordinator, "UPDATE app.patient SET protocol_version = 'review'")).rejects.toThrow(/permission denied/);
  });
});

describe("forms that move to a newer version", () => {
  const move = async (patient: TestPatient, reason: string | null = why) => acts.withActor(study.tokens.coordinator, { name: "patient.reconsent", requestId: randomUUID(), reason },
    async (tx) => acts.writeMoves(tx, movesOf(await acts.readRecord(tx, patient.id), exampleVersion, "move", exampleForms)));
  async function measured(): Promise<TestPatient> {
    const patient = await newPatient(study);
    await fill(study, patient, "vital_signs", { measuredOn: "2024-09-05", weightKg: "70", heightCm: "170", zubrod: "1", pulse: 80 });
    done(await acts.perform(acts.verifyFields, study.tokens.monitor, sent({ entryId: patient.entries["vital_signs"] ?? "", seen: { pulse: 80, weightKg: "70" } })));
    done(await acts.perform(acts.signCasebook, study.tokens.investigator, sent({ patientId: patient.id, password: TEST_PASSWORD })));
    return patient;
  }
  const entryOf = (patient: TestPatient) => one<Record<string, unknown>>("SELECT form_version, progress, answers FROM app.entry WHERE id = $1", patient.entries["vital_signs"]);
  const standing = async (patient: TestPatient) => (await study.admin.query<{ field: string }>("SELECT field FROM app.verification WHERE patient_id = $1 AND fallen_at IS NULL", [patient.id])).rows.map(({ field }) => field);
  const voided = async (patient: TestPatient) => (await study.admin.query<{ field: string }>("SELECT field FROM app.signature_void WHERE patient_id = $1", [patient.id])).rows.map(({ field }) => field);

  test("keep what the new version knows; verification and signature fall for what leaves, and for nothing else [R62]", async () => {
    const patient = await measured();
    await move(patient);
    expect(await entryOf(patient)).toEqual({ form_version: 2, progress: "in_progress", answers: { measuredOn: "2024-09-05", weightKg: "70", heightCm: "170", zubrod: "1" } });
    expect([await standing(patient), await voided(patient)]).toEqual([["weightKg"], ["pulse"]]);
    const { rows: [event] } = await study.admin.query("SELECT fields, reason FROM audit.event WHERE row_id = $1 ORDER BY id DESC LIMIT 1", [patient.entries["vital_signs"]]);
    expect(event).toEqual({ fields: ["answers.pulse", "form_version"], reason: why });
  });
  test("do not move without a reason where a value leaves", async () => {
    const patient = await measured();
    await expect(move(patient, null)).rejects.toThrow(/reason for change required/);
    expect(await entryOf(patient)).toMatchObject({ form_version: 1, answers: { pulse: 80 } });
  });
  test("an entry that keeps its version stays editable under it [R62]", async () => {
    const patient = await measured();
    done(await consent(patient, { forms: "keep" }));
    expect(said(await save(study, patient.entries["vital_signs"], { pulse: [80, 82] }, { reason: "transcription" }))).toBe("done");
    expect(await entryOf(patient)).toMatchObject({ form_version: 1, answers: { pulse: 82 } });
  });
});

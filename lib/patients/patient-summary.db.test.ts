import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, entryOfVisit, inSql, newRandomisedPatient, save, sent, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let patient: TestPatient;
beforeAll(async () => {
  study = await openTestStudy();
  patient = await newRandomisedPatient(study);
}, 60_000);
afterAll(() => study.close());

interface Summary { readonly disease: string | null; readonly treated: boolean; readonly results: Readonly<Record<string, { readonly value: string }>>; readonly otherwise: readonly string[]; readonly unflagged: number; readonly number: string; readonly arm: string | null; readonly responder: boolean; readonly figures: string; readonly noted: readonly (readonly unknown[])[]; readonly compared: string }
const stored = async (): Promise<Summary | undefined> => (await study.admin.query<Summary>("SELECT disease, treated, results, otherwise, unflagged, number, arm, responder, figures, noted, compared FROM app.patient_summary WHERE patient_id = $1", [patient.id])).rows[0];

/** The summary as it stands, after it was made sure that gathering it from nothing gives the same. */
async function summary(): Promise<Summary> {
  const kept = await stored();
  await study.admin.query("BEGIN");
  await study.admin.query("DELETE FROM app.patient_summary");
  await study.admin.query("SELECT app.summarise(array_agg(id)) FROM app.patient");
  const anew = await stored();
  await study.admin.query("ROLLBACK");
  expect(kept).toEqual(anew);
  return kept!;
}

const medication = (answers: Readonly<Record<string, unknown>>) => ({ entryId: randomUUID(), patientId: patient.id, visitId: null, formId: "concomitant_medication", explanations: [],
  answers: { frequency: "daily", route: "oral", doseUnit: "mg", doseValue: "600", ongoing: "N", startDate: "2024-09-18", stopDate: "2024-09-19", ...answers } });

/** A monitor's verdict on a medication as it is now. */
async function verdictOn(entryId: string) {
  const { rows: [finding] } = await study.admin.query<{ inputs_hash: string }>("SELECT inputs_hash FROM app.finding WHERE patient_id = $1 AND kind = 'exposure' AND subject = $2", [patient.id, entryId]);
  return sent({ decisions: [{ entryId, seenInputsHash: finding!.inputs_hash, verdict: "not_an_inhibitor", why: "Paracetamol-free brand, seen on the box" }], password: TEST_PASSWORD });
}

test("the summary of a patient says what the findings and forms say, after every act that changes them", async () => {
  const [{ perform }, { addRow }, { removeRow }, { decideExposure }] = await Promise.all([import("@/lib/server/act"), import("@/lib/entries/add-row"), import("@/lib/entries/remove-row"), import("@/lib/review/decide-exposure")]);
  expect(await summary()).toMatchObject({ disease: "refractory", treated: false, results: { "population ITT": { value: "in" }, "population SAFETY": { value: "unknown" } }, unflagged: 0, number: patient.number, arm: expect.stringMatching(/^[ABC]$/), responder: false, noted: [],
    figures: expect.stringMatching(/^refractory\|NE\|NE\|NE\|[a-z_]+\|in\|unknown\|[a-z]+\|[a-z_]+\|[a-z0-9]+;/) });

  const infusion = await entryOfVisit(study, patient, "C1", "cenersen_infusion");
  done(await save(study, infusion, { startAt: [null, "2024-09-16T09:00"], stopAt: [null, "2024-09-20T09:00"], rateMgPerHour: [null, "7"] }));
  expect(await summary()).toMatchObject({ treated: true, results: { "population SAFETY": { value: "in" }, patient_exposure: { value: "not_exposed" } } });

  const taken = medication({ medication: "Tylenol" });
  for (const row of [taken, medication({ medication: "Zofran" })]) done(await perform(addRow, study.tokens.coordinator, sent(row)));
  expect(await summary()).toMatchObject({ unflagged: 1, results: { patient_exposure: { value: "exposed" } }, noted: [[taken.entryId, expect.any(Number), "exposed", "exposed", false, false, null]] });

  done(await perform(decideExposure, study.tokens.monitor, await verdictOn(taken.entryId)));
  expect(await summary()).toMatchObject({ noted: [[taken.entryId, expect.any(Number), "exposed", "exposed", false, true, "not_an_inhibitor"]] });
  done(await save(study, taken.entryId, { doseValue: ["600", "700"] }, { reason: "misread" }));
  expect(await summary()).toMatchObject({ noted: [[taken.entryId, expect.any(Number), "exposed", "exposed", false, true, null]] }); // decided, but not on what it is now

  done(await perform(removeRow, study.tokens.coordinator, { requestId: randomUUID(), reason: "entered twice", entryId: taken.entryId }));
  expect(await summary()).toMatchObject({ unflagged: 1, results: { patient_exposure: { value: "not_exposed" } }, noted: [] });

  done(await save(study, patient.entries["aml_history"], { diseaseStatus: ["refractory", "relapsed"] }, { reason: "misread" }));
  done(await save(study, infusion, { startAt: ["2024-09-16T09:00", null] }, { reason: "misread" }));
  expect(await summary()).toMatchObject({ disease: "relapsed", treated: false });
});

test("what was not kept is not in the summary either", async () => {
  const before = await summary();
  const inside = await study.rolledBack(study.tokens.coordinator, async (tx) => {
    await tx.$executeRaw`UPDATE app.finding SET value = 'out' WHERE patient_id = ${patient.id}::uuid AND kind = 'population' AND subject = 'SAFETY'`;
    return tx.$queryRaw<{ said: string }[]>`SELECT results #>> '{population SAFETY,value}' AS said FROM app.patient_summary WHERE patient_id = ${patient.id}::uuid`;
  });
  expect(inside).toEqual([{ said: "out" }]);
  expect(await stored()).toEqual(before);
});

test("of an explanation it keeps days and the status under each profile, and nothing else", async () => {
  const brief = async (kind: string, value: string, trace: object) => (await study.admin.query<{ said: unknown }>("SELECT app.brief_result($1, $2, $3) AS said", [kind, value, trace])).rows[0]?.said;
  expect(await brief("overall_survival", "event", { days: 12, from: "2024-09-16" })).toEqual({ value: "event", days: 12 });
  expect(await brief("remission_duration", "not_applicable", {})).toEqual({ value: "not_applicable", days: null });
  expect(await brief("best_response", "CR", { profiles: { SEED: { status: "CR", visit: "D28" }, ELN2022: { status: "CRh" } } })).toEqual({ value: "CR", profiles: { SEED: { status: "CR" }, ELN2022: { status: "CRh" } } });
  expect(await brief("best_response", "NE", { profiles: null })).toEqual({ value: "NE" });
  expect(await brief("population", "in", { conditions: [] })).toEqual({ value: "in" });
});

test("nobody writes a summary but the database, and nobody has it made", async () => {
  for (const statement of ["INSERT INTO app.patient_summary (patient_id) VALUES (gen_random_uuid())", "UPDATE app.patient_summary SET treated = true", "DELETE FROM app.patient_summary", "SELECT app.summarise(ARRAY[gen_random_uuid()])"]) {
    for (const who of ["coordinator", "data_manager", "administrator"] as const) await expect(inSql(study.tokens[who], statement), `${statement} by ${who}`).rejects.toThrow(/permission denied/);
  }
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/kernel/actor";
import { talliesOf } from "@/lib/locks/blocker-tallies";
import type { Tx } from "@/lib/server/db";
import { copyPatient } from "@/ops/testing/copy-patient";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, newPatient, sent } from "@/ops/testing/test-patient";
import { LISTS } from "./medical-review/review-line";

const COPIES = 400;
const loadReads = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/entries/save-answers")), ...(await import("@/lib/locks/place-lock")), ...(await import("@/lib/review/verify-fields")), ...(await import("@/lib/discrepancies/raise-discrepancy")),
  ...(await import("@/lib/server/transaction")), ...(await import("@/ops/testing/explained")), ...(await import("./read-deviations")), ...(await import("./medical-review/read-medical-review")),
  ...(await import("./read-signals")), ...(await import("./reports/read-quality")), ...(await import("./reports/read-subjects")), ...(await import("@/lib/server/whole-study")), ...(await import("@/lib/review/read-verification-progress")), ...(await import("@/lib/locks/read-lock-ledger")), ...(await import("@/lib/locks/read-tallies")), ...(await import("@/lib/locks/read-blockers")),
});
let study: TestStudy;
let reads: Awaited<ReturnType<typeof loadReads>>;
const response = randomUUID();

const count = (value: string) => ({ value, unit: "10^9/L" });
const RECORDS: readonly (readonly [visit: string | null, form: string, answers: object, id?: string])[] = [
  ["C1", "cenersen_infusion", { startAt: "2024-09-16T09:00", stopAt: "2024-09-20T09:00" }],
  ["D28", "marrow", { done: "Y", marrowDate: "2024-10-21", blastPct: "2", spicules: "Y", nucleatedCells: 300, auerRods: "N" }],
  ["D28", "haematology", { sampleDate: "2024-10-21", anc: count("1.5"), platelets: count("100"), blastsPct: "0" }],
  ["D28", "extramedullary", { examinedOn: "2024-10-21", disease: "N" }],
  ["D28", "response_assessment", { assessedOn: "2024-10-22" }, response],
  ["D28", "vital_signs", { measuredOn: "2024-10-21", pulse: 80, systolic: 125, diastolic: 75 }],
  [null, "adverse_event", { term: "Seizure", grade: "3", serious: "Y", awareAt: "2024-10-20T08:00", startDate: "2024-10" }],
  [null, "protocol_deviation", { category: "dose", happenedOn: "2024-09-17", description: "Half the dose was spilt" }],
  [null, "death", { deathDate: "2024-10-20", cause: "infection" }],
];

/** One patient with a line on every list, and copies of it. */
beforeAll(async () => {
  study = await openTestStudy();
  reads = await loadReads();
  const { id, siteId } = await newPatient(study);
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true)");
  const visits: Record<string, string> = { C1: randomUUID(), D28: randomUUID() };
  for (const [code, visit] of Object.entries(visits)) await study.admin.query("INSERT INTO app.visit (id, site_id, patient_id, code) VALUES ($1, $2, $3, $4)", [visit, siteId, id, code]);
  for (const [visit, form, answers, entry] of RECORDS) {
    await study.admin.query("INSERT INTO app.entry (id, site_id, patient_id, visit_id, form_id, form_version, answers, progress) VALUES ($1, $2, $3, $4, $5, 1, $6, 'in_progress')", [entry ?? randomUUID(), siteId, id, visit && visits[visit], form, answers]);
  }
  await study.admin.query("COMMIT");
  const { perform, saveAnswers, placeLock, verifyFields, raiseDiscrepancy } = reads;
  done(await perform(saveAnswers, study.tokens.coordinator, sent({ entryId: response, changes: { investigatorResponse: { from: null, to: "CR" } }, explanations: [], reason: "As the chart says" })));
  done(await perform(verifyFields, study.tokens.monitor, sent({ entryId: response, seen: { investigatorResponse: "CR" } })));
  done(await perform(raiseDiscrepancy, study.tokens.monitor, sent({ entryId: response, field: "assessedOn", question: "Which day?" })));
  await copyPatient(study, id, COPIES, "all");
  const other = await newPatient(study);
  done(await perform(placeLock, study.tokens.data_manager, sent({ kind: "freeze", over: { scope: "patient", patientId: other.id }, reason: "An interim look" })));
}, 120_000);
afterAll(() => study.close());

const asManager = <Value>(work: (tx: Tx, actor: Actor) => Promise<Value>) => reads.withActor(study.tokens.data_manager, { name: "test", requestId: randomUUID() }, work);
const now = new Date("2024-10-23T12:00:00Z");

/** In a study twice as large these take twice as long: no step goes through more than a few rows of each patient, and nothing is asked anew for each. */
async function expectLinear(statements: number, work: (tx: Tx, actor: Actor) => Promise<unknown>) {
  const costs = await asManager((tx, actor) => reads.costsOf(tx, (explained) => work(explained, actor)));
  expect(costs).toHaveLength(statements);
  expect(costs.filter(({ rows }) => rows > 60 * COPIES)).toEqual([]);
  expect(costs.flatMap(({ called }) => called)).toEqual([]);
}

test("deviations and the lists of the medical review have a line of every patient, in time that grows with the study", async () => {
  const { lists } = await asManager((tx, actor) => reads.readMedicalReview(tx, actor, {}, now));
  expect(Object.values(lists).map((lines) => new Set(lines.map(({ patient }) => patient)).size)).toEqual(LISTS.map(() => COPIES + 1));
  await expectLinear(1, (tx, actor) => reads.readDeviations(tx, actor, {}));
  await expectLinear(7, (tx, actor) => reads.readMedicalReview(tx, actor, {}, now));
}, 60_000);

test("the signals of central monitoring go through each form once, and records are looked up by their key", async () => {
  await expectLinear(4, async (tx) => {
    await reads.readFormSignals(tx, { signal: "queries", site: "101" });
    await reads.readMeasuredSignals(tx, { signal: "digits", site: "101" });
  });
}, 60_000);

test("how far source verification is, as in the patient all were copied from, in time that grows with the study", async () => {
  const { all, patients, monitors } = await asManager((tx) => reads.readVerificationProgress(tx));
  const copies = patients.filter(({ values }) => values > 0);
  expect(copies).toHaveLength(COPIES + 1);
  expect(all).toMatchObject({ verified: COPIES + 1, changed: 0, asked: 2 * copies.length }); // by a monitor and by a check
  expect(monitors).toMatchObject([{ standing: COPIES + 1, ofPlan: COPIES + 1, fallen: 0, withdrawn: 0 }]);
  await expectLinear(4, (tx) => reads.readVerificationProgress(tx));
}, 60_000);

test("the reports count what is verified in every patient, in time that grows with the study", async () => {
  const source = { kind: "live", at: now, ruleVersion: "1", isWhole: true } as const;
  const quality = (tx: Tx) => reads.joinByHash(tx).then(() => reads.readQuality(tx, source));
  const sites = await asManager(quality);
  expect(sites.reduce((sum, { verified }) => sum + verified, 0)).toBe(COPIES + 1);
  await expectLinear(4, quality);
  await expectLinear(1, (tx) => reads.joinByHash(tx).then(() => reads.readSubjects(tx, source, { findings: ["population"], forms: ["adverse_event"] })));
}, 60_000);

test("the lock ledger says of every patient what holds it and what a lock lacks, as the guards of the database do, and asks them for none", async () => {
  const ledgerOf = (tx: Tx, actor: Actor) => reads.readLockLedger(tx, actor, {}, now);
  for (const over of [null, { scope: "site", siteId: study.sites["101"] }, { scope: "study" }] as const) {
    if (over) done(await reads.perform(reads.placeLock, study.tokens.data_manager, sent({ kind: "freeze", over, reason: "An interim look" })));
    const ledger = await asManager(ledgerOf);
    const guards = await asManager((tx) => tx.$queryRaw<{ number: string; held: string | null; lacks: string | null }[]>`
      SELECT p.number, ctx.lock_over(p.site_id, p.id, NULL, NULL) AS held, ctx.lacks_freeze(p.id, NULL, NULL) AS lacks FROM app.patient p ORDER BY p.number`);
    expect(ledger?.patients.map(({ number, held, lacks }) => ({ number, held, lacks }))).toEqual(guards);
    expect(ledger?.counts.frozen).toBe(over === null ? 1 : COPIES + 2);
  }
  const [patients, blocking, forms, ...lines] = await asManager((tx, actor) => reads.costsOf(tx, (explained) => ledgerOf(explained, actor)));
  expect([patients, blocking, forms].map((cost) => cost?.called)).toEqual([[], [], []]);
  expect([patients, blocking, forms, ...lines].filter((cost) => cost!.rows > 60 * COPIES)).toEqual([]);
  expect(lines.length).toBeLessThan(10);
}, 60_000);

test("what blocks a lock is counted of all patients as it is listed of each, in time that grows with the study", async () => {
  const [{ tallies }, listed] = await asManager(async (tx) => {
    const patients = await tx.patient.findMany({ select: { id: true, number: true } });
    return [await reads.readTallies(tx, "all", patients, now), await reads.readAllBlockers(tx, patients.map(({ id }) => id), now)] as const;
  });
  expect(new Set(tallies.map((tally) => JSON.stringify(Object.entries(tally).toSorted())))).toEqual(new Set(talliesOf(listed).map((tally) => JSON.stringify(Object.entries(tally).toSorted()))));
  expect(new Set(tallies.map(({ patient }) => patient)).size).toBe(COPIES + 2);
}, 60_000);

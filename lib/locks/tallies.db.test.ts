import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, newRandomisedPatient, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";
import { groupBlockers, talliesOf, type BlockerChoice } from "./blocker-tallies";

let study: TestStudy;
let acts: Awaited<ReturnType<typeof load>>;
const load = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/signatures/sign-casebook")), ...(await import("@/lib/signatures/sign-records")), ...(await import("@/lib/signatures/read-review")), ...(await import("@/lib/signatures/scope")),
  ...(await import("@/lib/discrepancies/raise-discrepancy")), ...(await import("@/lib/review/verify-fields")), ...(await import("@/lib/entries/mark-not-done")), ...(await import("./critical-fields")), ...(await import("./planned-verification")), ...(await import("./read-blockers")), ...(await import("./read-lock-ledger")), ...(await import("./read-tallies")) });

const named: Record<string, TestPatient> = {};
const asPerson = <Value>(who: Person, work: (tx: Tx, actor: Actor) => Promise<Value>) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, work);
const now = new Date(Date.now() + 3 * 86_400_000);

/** A write past the application, as whoever imports or mends would do it: by the coordinator, under every guard of the database. */
async function inDatabase(statement: string, values: readonly unknown[]) {
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true), set_config('app.reason', 'mended', true)");
  await study.admin.query(statement, [...values]);
  await study.admin.query("COMMIT");
}
const write = (patient: TestPatient, form: string, change: string, values: readonly unknown[] = []) => inDatabase(`UPDATE app.entry SET ${change}, version = version + 1 WHERE id = $1`, [patient.entries[form], ...values]);
const sign = async ({ id: patientId }: TestPatient) => done(await acts.perform(acts.signCasebook, study.tokens.investigator, sent({ patientId, password: TEST_PASSWORD })));
async function signDifference({ id }: TestPatient) {
  const scope = acts.casebookScope(id, true);
  const seen = await asPerson("investigator", async (tx, actor) => (await acts.readReviews(tx, actor, [scope], null))!.reviews[0]!.seen);
  done(await acts.perform(acts.signRecords, study.tokens.investigator, sent({ records: [{ scope, seen }], username: "investigator", password: TEST_PASSWORD })));
}
async function filled(name: string): Promise<TestPatient> {
  const patient = await newPatient(study);
  await fill(study, patient, "demography", { age: 61, sex: "F" });
  await fill(study, patient, "vital_signs", { measuredOn: "2024-09-02", zubrod: "1" });
  return (named[name] = patient);
}
const change = (patient: TestPatient, from: number, to: number) => save(study, patient.entries["demography"], { age: [from, to] }, { reason: "As the chart says" }).then(done);

beforeAll(async () => {
  study = await openTestStudy();
  acts = await load();
  for (const name of ["signed", "changed", "changed back", "saved as it was", "new form", "difference", "difference, then changed", "removed and back", "never signed"]) await filled(name);
  for (const [name, patient] of Object.entries(named)) if (name !== "never signed") await sign(patient);
  for (const name of ["changed", "changed back", "difference", "difference, then changed"]) await change(named[name]!, 61, 62);
  await change(named["changed back"]!, 62, 61);
  await write(named["saved as it was"]!, "demography", "progress = 'in_progress'");
  await fill(study, named["new form"]!, "cardiac", { lvefPercent: "60" });
  for (const name of ["difference", "difference, then changed"]) await signDifference(named[name]!);
  await change(named["difference, then changed"]!, 62, 63);
  await write(named["removed and back"]!, "vital_signs", "removed_at = now(), removed_reason = 'twice'");
  await write(named["removed and back"]!, "vital_signs", "removed_at = NULL, removed_reason = NULL");
  named["only blanks"] = await newPatient(study);
  await write(named["only blanks"], "demography", "answers = '{\"age\": null, \"sex\": null}'");
  named["an empty list"] = await newPatient(study);
  await write(named["an empty list"], "demography", "answers = '{\"sex\": null, \"unknown\": []}'");
  named["treated"] = await newRandomisedPatient(study);
  named["elsewhere"] = await newPatient(study, "elsewhere", "102");
  await theRest();
}, 120_000);
afterAll(() => study.close());

/** Queries of either sponsor's role, open and answered; values verified and changed since; a visit without its doses. */
async function theRest() {
  for (const who of ["monitor", "data_manager"] as const) for (const field of ["age", "sex"]) {
    done(await acts.perform(acts.raiseDiscrepancy, study.tokens[who], sent({ entryId: named[who === "monitor" ? "signed" : "new form"]!.entries["demography"]!, field, question: `${field}?` })));
  }
  await inDatabase("UPDATE app.discrepancy SET state = 'answered' WHERE field = 'sex'", []);
  const marrow = named["treated"]!;
  await fill(study, marrow, "marrow", { done: "Y", marrowDate: "2024-09-01", blastPct: "40" });
  done(await acts.perform(acts.verifyFields, study.tokens.monitor, sent({ entryId: marrow.entries["marrow"]!, seen: { done: "Y", blastPct: "40" } })));
  done(await save(study, marrow.entries["marrow"], { blastPct: ["40", "41"] }, { reason: "As the chart says" }));
  done(await acts.perform(acts.markNotDone, study.tokens.coordinator, sent({ entryId: named["never signed"]!.entries["chemistry"]!, reason: "lost" })));
}

const SEE = ["data_manager", "monitor", "coordinator", "elsewhere", "inspector"] as const;

test.each(SEE)("what blocks all that %s sees is counted as patient by patient it is listed, whatever became of its signatures", async (who) => {
  const [counted, listed, planned, critical] = await asPerson(who, async (tx) => {
    const patients = await tx.patient.findMany({ select: { id: true, number: true } });
    const ids = patients.map(({ id }) => id);
    return [await acts.readTallies(tx, "all", patients, now), await acts.readAllBlockers(tx, ids, now), await acts.readPlannedVerification(tx, patients, { visitId: null, entryId: null }, now), await acts.readCriticalEntries(tx, ids)] as const;
  });
  const inAnyOrder = (tallies: readonly object[]) => new Set(tallies.map((tally) => JSON.stringify(Object.entries(tally).toSorted())));
  expect(inAnyOrder(counted.tallies)).toEqual(inAnyOrder(talliesOf(listed)));
  expect(counted.planned).toMatchObject({ values: planned.values, forms: planned.forms });
  const values = critical.reduce((sum, entry) => sum + entry.values, 0);
  expect([counted.values, counted.verified]).toEqual([values, values - critical.reduce((sum, { unverified }) => sum + unverified.length, 0)]);
});

test("a casebook lacks a signature when a value came or changed after it, and not when a form was only written again", async () => {
  const { tallies } = await asPerson("data_manager", async (tx) => acts.readTallies(tx, "all", await tx.patient.findMany({ select: { id: true, number: true } }), now));
  const lacking = new Set(tallies.filter(({ kind }) => kind === "unsigned").map(({ patient }) => patient));
  const nameOf = (name: string) => lacking.has(named[name]!.number);
  expect(Object.keys(named).filter(nameOf).toSorted()).toEqual(["an empty list", "changed", "changed back", "difference, then changed", "never signed", "new form", "removed and back", "treated"]);
  expect(new Set(tallies.map(({ kind, owner }) => `${kind} ${owner}`))).toEqual(new Set(["query_open site", "query_answered monitor", "query_answered data_manager", "form_incomplete site", "unsigned investigator", "unverified monitor"]));
});

test.each<BlockerChoice>([{}, { by: "patient" }, { kind: "form_incomplete" }, { owner: "monitor" }])("the ledger of the study shows the first lines of all of them: %o", async (choice) => {
  const [ledger, listed] = await asPerson("data_manager", async (tx, actor) => [(await acts.readLockLedger(tx, actor, choice, now))!, (await acts.readLedgerBlockers(tx, {}, now))!] as const);
  expect(groupBlockers(ledger.tallies, ledger.blockers, choice, false)).toEqual(groupBlockers(talliesOf(listed), listed, choice, false));
  expect(listed.length).toBeGreaterThan(60);
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { SENSITIVITY_WINDOW } from "@/lib/study/inhibitors/window-choice";
import type { BoardRow } from "./board-row";

type Person = keyof TestStudy["tokens"];
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patientId: string;
let infusionId: string;

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/patients/create-patient")),
  ...(await import("@/lib/entries/save-answers")), ...(await import("@/lib/entries/add-row")), ...(await import("@/lib/entries/remove-row")),
  ...(await import("./decide-exposure")), ...(await import("./verify-fields")), ...(await import("./read-exposure-board")), ...(await import("./read-verifications")),
});

const ERRAND = () => ({ name: "test", requestId: randomUUID() });
const said = (result: { ok: boolean; fault?: { kind: string; code?: string } }) => (result.ok ? "done" : result.fault?.code ?? result.fault?.kind);
const sent = <Input extends object>(input: Input) => ({ requestId: randomUUID(), reason: null as string | null, ...input });
const rowsOf = async <Row>(sql: string, ...given: unknown[]): Promise<Row[]> => (await study.admin.query(sql, given)).rows as Row[];

const save = (entryId: string, changes: Record<string, { from: unknown; to: unknown }>) =>
  acts.perform(acts.saveAnswers, study.tokens.coordinator, sent({ entryId, changes, explanations: [], reason: "As the chart says" }));
const decide = (who: Person, row: Pick<BoardRow, "entryId" | "inputsHash">, verdict: "inhibitor_exposure" | "not_an_inhibitor" | "need_more_information", reason = "Seen in the ward chart", password = TEST_PASSWORD) =>
  acts.perform(acts.decideExposure, study.tokens[who], sent({ decisions: [{ entryId: row.entryId, seenInputsHash: row.inputsHash, verdict, why: reason }], password }));
const verify = (who: Person, entryId: string, seen: Record<string, unknown>) => acts.perform(acts.verifyFields, study.tokens[who], sent({ entryId, seen }));
const board = (who: Person = "monitor") => acts.withActor(study.tokens[who], ERRAND(), (tx, actor) => acts.readExposureBoard(tx, actor, { choice: SENSITIVITY_WINDOW }));
const onBoard = async (entryId: string): Promise<BoardRow> => {
  const found = (await board()).rows.find((row) => row.entryId === entryId);
  if (!found) throw new Error("not on the board");
  return found;
};
const verifications = (entryId: string) => acts.withActor(study.tokens.monitor, ERRAND(), (tx) => acts.readVerifications(tx, entryId));
const patientExposure = async () => (await rowsOf<{ value: string }>("SELECT value FROM app.finding WHERE patient_id = $1 AND kind = 'patient_exposure'", patientId))[0]?.value;

async function medication(answers: Record<string, unknown>): Promise<string> {
  const entryId = randomUUID();
  const result = await acts.perform(acts.addRow, study.tokens.coordinator, sent({ entryId, patientId, visitId: null, formId: "concomitant_medication", answers, explanations: [] }));
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return entryId;
}
const remove = (entryId: string) => acts.perform(acts.removeRow, study.tokens.coordinator, sent({ entryId, reason: "Entered twice" }));
const VITAMIN_C = { medication: "Vitamin C", doseValue: "600", doseUnit: "mg", frequency: "daily", route: "oral", startDate: "2024-09-18", stopDate: "2024-09-19", ongoing: "N" };
const TYLENOL = { ...VITAMIN_C, medication: "Tylenol" };

/** A visit with the infusion of its course, as the site would have typed it. */
async function fill(code: string, visitId: string, entryId: string, answers: Record<string, unknown>): Promise<void> {
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true)");
  await study.admin.query("INSERT INTO app.visit (id, site_id, patient_id, code) VALUES ($1, $2, $3, $4)", [visitId, study.sites["101"], patientId, code]);
  await study.admin.query("INSERT INTO app.entry (id, site_id, patient_id, visit_id, form_id, form_version, answers, progress) VALUES ($1, $2, $3, $4, 'cenersen_infusion', 1, $5, 'in_progress')", [entryId, study.sites["101"], patientId, visitId, answers]);
  await study.admin.query("COMMIT");
}

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  await acts.perform(acts.createPatient, study.tokens.coordinator, sent({ siteId: study.sites["101"] }));
  patientId = (await rowsOf<{ id: string }>("SELECT id FROM app.patient"))[0]!.id;
  infusionId = randomUUID();
  await fill("C1", randomUUID(), infusionId, { startAt: "2024-09-17T09:50", stopAt: "2024-09-21T09:50" });
});
afterAll(() => study.close());

describe("a verdict stands exactly while the medication is what it was", () => {
  test("it counts at once, and opens again when the dose changes, saying what changed", async () => {
    const entryId = await medication(VITAMIN_C);
    expect(await onBoard(entryId)).toMatchObject({ flag: "exposed", standing: "to_decide", reopened: null });
    expect(await patientExposure()).toBe("exposed");

    expect(said(await decide("monitor", await onBoard(entryId), "not_an_inhibitor"))).toBe("done");
    expect(await onBoard(entryId)).toMatchObject({ standing: "no_exposure", verdicts: [{ verdict: "not_an_inhibitor", reason: "Seen in the ward chart", byName: "Test monitor" }] });
    expect(await patientExposure()).toBe("not_exposed");

    expect(said(await save(entryId, { indication: { from: null, to: "A cold" } }))).toBe("done");
    expect(await onBoard(entryId)).toMatchObject({ standing: "no_exposure", reopened: null });

    expect(said(await save(entryId, { doseValue: { from: "600", to: "1200" } }))).toBe("done");
    expect(await onBoard(entryId)).toMatchObject({ standing: "to_decide", reopened: ["Single dose changed 600 → 1,200 by Test coordinator: As the chart says"] });
    expect(await patientExposure()).toBe("exposed");
    await remove(entryId);
  });

  test("it opens again when the infusion, and with it the window, changes", async () => {
    const entryId = await medication(TYLENOL);
    await decide("monitor", await onBoard(entryId), "inhibitor_exposure");
    expect((await onBoard(entryId)).standing).toBe("exposure");
    await save(infusionId, { stopAt: { from: "2024-09-21T09:50", to: "2024-09-22T09:50" } });
    expect(await onBoard(entryId)).toMatchObject({ standing: "to_decide", reopened: [expect.stringContaining("Stopped for good changed")] });
    await save(infusionId, { stopAt: { from: "2024-09-22T09:50", to: "2024-09-21T09:50" } });
    expect(await onBoard(entryId)).toMatchObject({ standing: "exposure", reopened: null });
    await remove(entryId);
  });

  test("one taken on what is no longer there is refused and leaves nothing", async () => {
    const entryId = await medication(TYLENOL);
    const seen = await onBoard(entryId);
    await save(entryId, { route: { from: "oral", to: "topical" } });
    expect(said(await decide("monitor", seen, "inhibitor_exposure"))).toBe("verdict_is_stale");
    expect(await rowsOf("SELECT 1 FROM app.exposure_review WHERE entry_id = $1", entryId)).toEqual([]);
    await remove(entryId);
    expect(said(await decide("monitor", seen, "inhibitor_exposure"))).toBe("row_removed");
  });
});

test("a second course is drawn beside the first, its patient counted once, and a change of its infusion re-opens a verdict", async () => {
  const entryId = await medication({ ...TYLENOL, startDate: "2024-11-05", stopDate: "2024-11-06" });
  expect(await onBoard(entryId)).toMatchObject({ flag: "outside", standing: "not_needed", courses: [{ course: 1, overlapDays: 0 }] });
  const [visitId, secondId] = [randomUUID(), randomUUID()];
  await fill("C2", visitId, secondId, { startAt: "2024-11-04T09:00", stopAt: "2024-11-08T09:00" });
  await save(secondId, { stopAt: { from: "2024-11-08T09:00", to: "2024-11-07T09:00" } });
  expect(await onBoard(entryId)).toMatchObject({ flag: "exposed", overlapSays: "2 d, 48 h inside", courses: [{ course: 1, flag: "outside" }, { course: 2, flag: "exposed", overlapDays: 2, infusionHours: 48, window: { from: "2024-11-03", to: "2024-11-08" } }] });
  const seen = await board();
  expect([seen.treated, seen.rows.filter((row) => row.entryId === entryId).length]).toEqual([1, 1]);
  await decide("monitor", await onBoard(entryId), "inhibitor_exposure");
  await save(secondId, { stopAt: { from: "2024-11-07T09:00", to: "2024-11-08T09:00" } });
  expect(await onBoard(entryId)).toMatchObject({ standing: "to_decide", reopened: [expect.stringContaining("Stopped for good changed")] });
  await remove(entryId);
  await remove(secondId);
});

test("the sensitivity window is asked for, and says what would count otherwise", async () => {
  const entryId = await medication({ ...TYLENOL, startDate: "2024-09-24", stopDate: "2024-09-24" });
  const asked = (after: number) => acts.withActor(study.tokens.monitor, ERRAND(), (tx, actor) => acts.readExposureBoard(tx, actor, { choice: { before: 1, after, until: "infusion" } }));
  const [own, wider] = [await asked(1), await asked(3)];
  expect(own).toMatchObject({ inChosen: { otherwise: 0, effect: { exposed: { total: 0 } } }, rows: [{ flag: "outside", chosenFlag: "outside" }] });
  expect(wider).toMatchObject({ asItStands: { exposed: { total: 0 } }, inChosen: { otherwise: 1, effect: { exposed: { successes: 0, total: 1 } } }, rows: [{ flag: "outside", chosenFlag: "exposed", countsInChosen: true }] });
  await remove(entryId);
});

test("verdicts are signed with one's own password, several with one, and all of them or none", async () => {
  const [one, other] = [await medication(TYLENOL), await medication({ ...VITAMIN_C, doseValue: "1200" })];
  const both = [await onBoard(one), await onBoard(other)];
  const sign = async (password: string) => said(await acts.perform(acts.decideExposure, study.tokens.monitor, sent({ decisions: both.map(({ entryId, inputsHash }) => ({ entryId, seenInputsHash: inputsHash, verdict: "inhibitor_exposure", why: "Chart" })), password })));
  expect(await sign("another password")).toBe("wrong_password");
  await save(other, { doseValue: { from: "1200", to: "1300" } });
  expect(await sign(TEST_PASSWORD), "one of the two changed meanwhile").toBe("verdict_is_stale");
  expect((await onBoard(one)).verdicts).toEqual([]);
  both[1] = await onBoard(other);
  expect(await sign(TEST_PASSWORD)).toBe("done");
  expect([(await onBoard(one)).verdicts, (await onBoard(other)).verdicts]).toMatchObject([[{ signed: true, reason: "Chart" }], [{ signed: true, reason: "Chart" }]]);
  await remove(one);
  await remove(other);
});

test("to need more information is to ask the site, in the same breath", async () => {
  const entryId = await medication({ ...VITAMIN_C, medication: "Heumann tea" });
  expect(said(await decide("monitor", await onBoard(entryId), "need_more_information", "What is in this tea?"))).toBe("done");
  expect(await onBoard(entryId)).toMatchObject({ flag: "uncoded", standing: "asked", queries: [{ state: "open", question: "What is in this tea?" }] });
  expect(await rowsOf("SELECT d.field, d.origin, m.step, m.by_role FROM app.discrepancy d JOIN app.discrepancy_message m ON m.discrepancy_id = d.id WHERE d.entry_id = $1 AND d.origin = 'manual'", entryId))
    .toEqual([{ field: "medication", origin: "manual", step: "raised", by_role: "monitor" }]);
  const { rows } = await study.admin.query("SELECT kind FROM ctx.lock_blockers($1) WHERE entry_id = $2", [patientId, entryId]);
  expect(rows.map(({ kind }) => kind)).toContain("exposure_undecided");
  await remove(entryId);
});

describe("only a monitor of the site decides and verifies [R31]", () => {
  const cases: [Person, string][] = [
    ["coordinator", "not_permitted"], ["investigator", "not_permitted"], ["data_manager", "not_permitted"], ["inspector", "not_permitted"], ["administrator", "not_permitted"],
    ["statistician", "not_permitted"], ["monitor_elsewhere", "not_found"], ["monitor", "done"],
  ];
  test.each(cases)("%s", async (who, expected) => {
    const entryId = await medication(TYLENOL);
    const row = await onBoard(entryId);
    expect([said(await decide(who, row, "inhibitor_exposure")), said(await verify(who, entryId, { medication: "Tylenol" }))]).toEqual([expected, expected]);
    await remove(entryId);
  });

  test("the database itself refuses a site's verdict, and nobody rewrites one", async () => {
    const entryId = await medication(TYLENOL);
    const data = { siteId: study.sites["101"], patientId, entryId, inputsHash: "x", verdict: "not_an_inhibitor", reason: "no" };
    await expect(study.rolledBack(study.tokens.investigator, (tx) => tx.exposureReview.create({ data }))).rejects.toThrow(/row-level security/);
    await expect(study.rolledBack(study.tokens.investigator, (tx) => tx.verification.create({ data: { siteId: data.siteId, patientId, entryId, field: "medication" } }))).rejects.toThrow(/row-level security/);
    await decide("monitor", await onBoard(entryId), "inhibitor_exposure");
    await expect(study.rolledBack(study.tokens.monitor, (tx) => tx.exposureReview.updateMany({ where: { entryId }, data: { verdict: "not_an_inhibitor" } }))).rejects.toThrow(/permission denied|not allowed/);
    await remove(entryId);
  });

  test("the board of another site is empty, and a reader without the right decides nothing", async () => {
    const entryId = await medication(TYLENOL);
    expect(await board("monitor_elsewhere")).toMatchObject({ treated: 0, rows: [], unflagged: 0 });
    expect((await board("inspector")).rows.map(({ mayDecide }) => mayDecide)).toEqual([false]);
    expect((await board("monitor")).rows.map(({ mayDecide }) => mayDecide)).toEqual([true]);
    await remove(entryId);
  });
});

describe("a verification falls exactly on the field that changed", () => {
  test("and can be given again; one that stands is not given twice", async () => {
    const entryId = await medication(TYLENOL);
    const seen = { medication: "Tylenol", doseValue: "600", route: "oral" };
    expect(await verify("monitor", entryId, seen)).toEqual({ ok: true, value: { verified: 3 } });
    expect(await verify("monitor", entryId, seen)).toEqual({ ok: true, value: { verified: 0 } });

    await save(entryId, { doseValue: { from: "600", to: "650" } });
    const after = await verifications(entryId);
    expect(after.fields["doseValue"]).toEqual({ standing: null, changedSince: true });
    expect(after.fields["medication"]).toMatchObject({ standing: { byName: "Test monitor" }, changedSince: false });
    expect(after.fields["route"]).toMatchObject({ standing: { byName: "Test monitor" }, changedSince: false });
    expect(after.fields["frequency"]).toEqual({ standing: null, changedSince: false });
    expect({ verified: after.verified, unverified: after.unverified }).toEqual({ verified: 2, unverified: 6 });

    expect(await verify("monitor", entryId, { ...seen, doseValue: "650" })).toEqual({ ok: true, value: { verified: 1 } });
    expect((await verifications(entryId)).fields["doseValue"]).toMatchObject({ standing: { byName: "Test monitor" }, changedSince: false });
    await remove(entryId);
    expect((await verifications(entryId)).verified).toBe(0);
  });

  test("what was not seen, what is blank and what is gone is not verified", async () => {
    const entryId = await medication(TYLENOL);
    expect(said(await verify("monitor", entryId, { medication: "Tylenol", doseValue: "500" }))).toBe("value_moved_on");
    expect(said(await verify("monitor", entryId, { medication: "Tylenol", indication: null }))).toBe("no_value");
    expect(said(await verify("monitor", entryId, {}))).toBe("invalid");
    expect(await rowsOf("SELECT 1 FROM app.verification WHERE entry_id = $1", entryId)).toEqual([]);
    await remove(entryId);
    expect(said(await verify("monitor", entryId, { medication: "Tylenol" }))).toBe("row_removed");
  });

  test("two monitors' clicks at once give one verification", async () => {
    const entryId = await medication(TYLENOL);
    const outcomes = await Promise.all([verify("monitor", entryId, { medication: "Tylenol" }), verify("monitor", entryId, { medication: "Tylenol" })]);
    expect(outcomes.map(said)).toEqual(["done", "done"]);
    expect(await rowsOf("SELECT 1 FROM app.verification WHERE entry_id = $1", entryId)).toHaveLength(1);
    await remove(entryId);
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SENSITIVITY_WINDOW } from "@/lib/study/inhibitors/window-choice";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, entryOfVisit, newRandomisedPatient, save, sent, type TestPatient } from "@/ops/testing/test-patient";
import type { AskedBoard } from "./read-exposure-board";

const loadActs = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/ops/testing/explained")), ...(await import("@/lib/entries/add-row")), ...(await import("./read-exposure-board")), ...(await import("./exposure-lines")) });
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
const TAKEN = { frequency: "daily", route: "oral", doseUnit: "mg", doseValue: "600", ongoing: "N", startDate: "2024-09-18", stopDate: "2024-09-19" };
const LOG = [{ medication: "Tylenol" }, { medication: "Vitamin C", doseValue: "20" }, { medication: "Xyzzol" }, { medication: "Zofran" }, { medication: "Tylenol", startDate: "2024-09-25", stopDate: "2024-09-25" }];

async function treat(): Promise<TestPatient> {
  const patient = await newRandomisedPatient(study);
  done(await save(study, await entryOfVisit(study, patient, "C1", "cenersen_infusion"), { startAt: [null, "2024-09-16T09:00"], stopAt: [null, "2024-09-20T09:00"], rateMgPerHour: [null, "7"] }));
  for (const taken of LOG) done(await acts.perform(acts.addRow, study.tokens.coordinator, sent({ entryId: randomUUID(), patientId: patient.id, visitId: null, formId: "concomitant_medication", answers: { ...TAKEN, ...taken }, explanations: [] })));
  return patient;
}
const read = <Value>(work: Parameters<typeof acts.withActor<Value>>[2]) => acts.withActor(study.tokens.monitor, { name: "test", requestId: randomUUID() }, work);
const board = (asked: AskedBoard) => read((tx, actor) => acts.readExposureBoard(tx, actor, asked));

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  await treat();
  await treat();
}, 120_000);
afterAll(() => study.close());

describe("a board of which a part is drawn", () => {
  test("counts and compares over all of it, and draws that part as the whole board does", async () => {
    const whole = await board({ choice: SENSITIVITY_WINDOW });
    const part = await board({ choice: SENSITIVITY_WINDOW, drawn: (lines) => lines.slice(2, 4) });
    expect(whole.lines.map(({ entryId }) => entryId)).toEqual(whole.rows.map(({ entryId }) => entryId));
    expect(part).toEqual({ ...whole, rows: whole.rows.slice(2, 4) });
    expect(whole).toMatchObject({ treated: 2, unflagged: 4, asItStands: { exposed: { total: 2 } }, ifUndecided: { medications: 4 } });
    expect(whole.lines.map(({ flag, standing }) => `${flag} ${standing}`)).toEqual(["exposed to_decide", "uncoded to_decide", "exposed to_decide", "uncoded to_decide", "outside not_needed", "outside not_needed"]);
  });

  test("says the same in a window that the findings hold and in one beyond it in which nothing else was taken", async () => {
    const [held, beyond] = [await board({ choice: SENSITIVITY_WINDOW }), await board({ choice: { ...SENSITIVITY_WINDOW, before: SENSITIVITY_WINDOW.before + 1 } })];
    expect(beyond.lines).toEqual(held.lines);
    expect(beyond.inChosen.effect).toEqual(held.inChosen.effect);
  });
});

test("what the board compares is read from one row a patient; in a window beyond, forms and findings are looked up by index; who reads is asked once for a statement", async () => {
  await study.admin.query("VACUUM ANALYZE app.patient, app.visit, app.entry, app.finding, app.exposure_review, app.patient_summary");
  const plansOf = async (which: "noted" | "inhibitors") => read(async (tx) => {
    await tx.$executeRawUnsafe("SET LOCAL enable_seqscan = off"); // so few rows would be read in sequence whatever index there is
    return acts.plansOf(tx, async (explained) => { await acts.readExposureLines(explained, which, null); });
  });
  const [noted, beyond] = [await plansOf("noted"), await plansOf("inhibitors")];
  expect([noted.length, beyond.length]).toEqual([2, 3]);
  for (const plan of noted) expect(plan).not.toMatch(/ on (entry|finding|exposure_review|patient)\b/);
  for (const plan of [...noted, ...beyond]) {
    expect(plan).not.toMatch(/Seq Scan on (entry|finding)\b/);
    expect(plan).not.toMatch(/(Filter|Cond):.*ctx\./); // a policy that asks for every row
  }
  const counted = beyond.filter((plan) => plan.includes("patient_summary"));
  expect(counted).toHaveLength(2); // of all treated patients one row each, and of sites whether they have any
  for (const plan of counted) expect(plan).not.toMatch(/ on entry\b/);
});

test("is reckoned anew after every change, and once for the same medications; whoever sees others is told of theirs alone", async () => {
  const declared = { choice: SENSITIVITY_WINDOW };
  const [one, again] = [await board(declared), await board(declared)];
  expect(again.lines).toBe(one.lines);
  const elsewhere = await acts.withActor(study.tokens.monitor_elsewhere, { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readExposureBoard(tx, actor, declared));
  expect([elsewhere.treated, elsewhere.lines, elsewhere.siteCodes]).toEqual([0, [], []]);
  await treat();
  const after = await board(declared);
  expect([after.treated, after.lines.length, after.asItStands.exposed.total]).toEqual([one.treated + 1, one.lines.length + 3, one.asItStands.exposed.total + 1]);
});

test("and as before once a change is taken back", async () => {
  const entriesOf = async () => (await board({ choice: SENSITIVITY_WINDOW })).lines.map(({ entryId }) => entryId);
  const before = await entriesOf();
  const rename = async (from: string, to: string) => done(await save(study, before[0], { medication: [from, to] }, { reason: "misread" }));
  await rename("Tylenol", "Zofran");
  expect(await entriesOf()).toEqual(before.slice(1));
  await rename("Zofran", "Tylenol");
  expect(await entriesOf()).toEqual(before);
});

test("and explained as the finding explains it now, also where rules of another release find the same for other reasons", async () => {
  const reasonsOf = async () => (await board({ choice: SENSITIVITY_WINDOW })).rows[0];
  const before = await reasonsOf();
  await study.admin.query("BEGIN; SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true)");
  await study.admin.query("UPDATE app.finding SET trace = jsonb_set(trace, '{reasons}', '[\"Said otherwise.\"]'), digest = 'another' WHERE kind = 'exposure' AND subject = $1", [before!.entryId]);
  await study.admin.query("COMMIT");
  expect(await reasonsOf()).toMatchObject({ entryId: before!.entryId, inputsHash: before!.inputsHash, reasons: ["Said otherwise."] });
});

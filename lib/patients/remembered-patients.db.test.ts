import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tx } from "@/lib/server/db";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, sent, visitAt, type Person, type TestPatient } from "@/ops/testing/test-patient";

const load = async () => ({ ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/discrepancies/raise-discrepancy")), ...(await import("@/lib/entries/mark-not-done")), ...(await import("@/lib/entries/read-matrix")),
  ...(await import("@/lib/locks/place-lock")), ...(await import("@/lib/locks/release-lock")), ...(await import("@/lib/review/verify-fields")), ...(await import("@/lib/signatures/sign-casebook")), ...(await import("./remembered-patients")) });
let study: TestStudy;
let acts: Awaited<ReturnType<typeof load>>;
let [one, other]: readonly TestPatient[] = [];
const idOf = (patient: TestPatient | undefined) => patient!.id;

/** Which patients were read, look by look. */
const asked: string[][] = [];
let recall: (tx: Tx, ids: readonly string[], part: string | null) => Promise<ReadonlyMap<string, object>>;
const asPerson = <Value>(who: Person, work: Parameters<typeof acts.withActor<Value>>[2]) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, work);
async function look(who: Person = "data_manager", part: string | null = null) {
  asked.length = 0;
  const found = await asPerson(who, (tx) => recall(tx, [idOf(one), idOf(other)], part));
  return { found, read: asked.flat() };
}

beforeAll(async () => {
  study = await openTestStudy();
  acts = await load();
  [one, other] = [await newPatient(study), await newPatient(study)];
  await newPatient(study, "elsewhere", "102");
  recall = acts.rememberedPatients(async (tx: Tx, ids: readonly string[], _part: string | null) => {
    asked.push([...ids]);
    const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM app.patient WHERE id = ANY (${[...ids]}::uuid[])`;
    return new Map(rows.map((row) => [row.id, row]));
  }, 10);
  await look();
}, 60_000);
afterAll(() => study.close());

/** A write past the application, under every guard of the database. */
async function inDatabase(statement: string, values: readonly unknown[]) {
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true), set_config('app.reason', 'mended', true)");
  await study.admin.query(statement, [...values]);
  await study.admin.query("COMMIT");
}
const place = async (over: object) => done(await acts.perform(acts.placeLock, study.tokens.data_manager, sent({ kind: "freeze", over, reason: "end of data entry" } as never)));
const release = async (lockId: string) => done(await acts.perform(acts.releaseLock, study.tokens.data_manager, sent({ lockId, reason: "not the end", approvedBy: "Pia Holm, sponsor" })));

describe("what is remembered of patients", () => {
  test("is read once for as long as nothing is written about them, and for each part by itself", async () => {
    const first = (await look()).found;
    const again = await look();
    expect(again.read).toEqual([]);
    expect(again.found.get(idOf(one))).toBe(first.get(idOf(one)));
    expect((await look("monitor")).found.get(idOf(one))).toBe(first.get(idOf(one)));
    expect((await look("data_manager", "C1")).read).toEqual([idOf(one), idOf(other)]);
  });

  test("is read anew of a patient, and of no other, after each thing that is written about this one", async () => {
    const demography = one!.entries["demography"];
    const changes: Readonly<Record<string, () => Promise<unknown>>> = {
      "a save": () => fill(study, one!, "demography", { age: 61, sex: "F" }),
      "a form written again, with nothing for the trail": () => inDatabase("UPDATE app.entry SET progress = 'in_progress', version = version + 1 WHERE id = $1", [demography]),
      "a query": async () => done(await acts.perform(acts.raiseDiscrepancy, study.tokens.monitor, sent({ entryId: demography, field: "age", question: "Source?" }))),
      "a verification": async () => done(await acts.perform(acts.verifyFields, study.tokens.monitor, sent({ entryId: demography!, seen: { sex: "F" } }))),
      "a form not done": async () => done(await acts.perform(acts.markNotDone, study.tokens.coordinator, sent({ entryId: one!.entries["cardiac"]!, reason: "refused" } as never))),
      "a visit not done": async () => inDatabase("UPDATE app.visit SET not_done_reason = 'snow' WHERE id = $1", [await visitAt(study, one!, "SCR")]),
      "and it was": async () => inDatabase("UPDATE app.visit SET not_done_reason = NULL WHERE id = $1", [await visitAt(study, one!, "SCR")]),
      "a signature": async () => done(await acts.perform(acts.signCasebook, study.tokens.investigator, sent({ patientId: idOf(one), password: TEST_PASSWORD }))),
      "a freeze": () => place({ scope: "patient", patientId: idOf(one) }),
    };
    for (const [what, change] of Object.entries(changes)) {
      await change();
      expect((await look()).read, what).toEqual([idOf(one)]);
      expect((await look()).read, what).toEqual([]);
    }
  }, 60_000);

  test("is read anew of all whom a site or the study holds, and again when it is released, also if nobody looked in between", async () => {
    for (const over of [{ scope: "site", siteId: study.sites["101"] }, { scope: "study" }]) {
      const { lockId } = await place(over);
      expect((await look()).read, over.scope).toEqual([idOf(one), idOf(other)]);
      await release(lockId);
      expect((await look()).read, over.scope).toEqual([idOf(one), idOf(other)]);
      expect((await look()).read, over.scope).toEqual([]);
    }
  });

  test("is read anew when the site keeps another time", async () => {
    await look();
    await study.admin.query("BEGIN; SELECT set_config('app.session_token', 'token-administrator', true), set_config('app.action', 'test.fill', true), set_config('app.reason', 'mended', true)");
    await study.admin.query("UPDATE app.site SET time_zone = 'Asia/Tokyo' WHERE code = '101'; COMMIT");
    expect((await look()).read).toEqual([idOf(one), idOf(other)]);
    expect((await look()).read).toEqual([]);
  });

  test("is not what a transaction saw that wrote and came to nothing, and is not used by one that writes", async () => {
    await look();
    const seen = await study.rolledBack(study.tokens.coordinator, async (tx) => {
      await tx.$executeRaw`UPDATE app.entry SET progress = 'in_progress', version = version + 1 WHERE id = ${other!.entries["consent"]}::uuid`;
      asked.length = 0;
      await recall(tx, [idOf(other)], "kept?");
      return [...asked];
    });
    expect(seen).toEqual([[idOf(other)]]);
    expect((await look("data_manager", "kept?")).read).toContain(idOf(other));
  });

  test("is told to nobody who may not see the patient", async () => {
    await look();
    const { found, read } = await look("elsewhere");
    expect([[...found], read]).toEqual([[], []]);
  });
});

test("the matrix shows each patient as the records stand, after each change and at every look", async () => {
  const cellsOf = async () => (await asPerson("data_manager", (tx, actor) => acts.readMatrix(tx, actor))).rows.find(({ id }) => id === idOf(other))!.cells["SCR"];
  expect(await cellsOf()).toMatchObject({ state: "not_started", openQueries: 0, done: 0 });
  await fill(study, other!, "demography", { age: 61, sex: "F" });
  expect(await cellsOf()).toMatchObject({ state: "in_progress", done: 1 });
  const query = done(await acts.perform(acts.raiseDiscrepancy, study.tokens.monitor, sent({ entryId: other!.entries["demography"]!, field: "age", question: "Source?" })));
  expect(query).toBeDefined();
  expect(await cellsOf()).toMatchObject({ openQueries: 1 });
  await inDatabase("UPDATE app.visit SET not_done_reason = 'snow' WHERE id = $1", [await visitAt(study, other!, "SCR")]);
  expect(await cellsOf()).toMatchObject({ state: "not_done" });
});

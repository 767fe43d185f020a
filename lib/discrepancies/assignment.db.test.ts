import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, inSql, newPatient, said, save, sent, type Person, type TestPatient } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("./raise-discrepancy")), ...(await import("./answer-discrepancy")), ...(await import("./close-discrepancy")), ...(await import("./reopen-discrepancy")),
  ...(await import("./assign-discrepancy")), ...(await import("./read-discrepancies")), ...(await import("./read-assignable")), ...(await import("@/lib/analysis/read-worklist")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: TestPatient;
let query: string;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
beforeEach(async () => {
  patient = await newPatient(study);
  query = done(await acts.perform(acts.raiseDiscrepancy, study.tokens.monitor, sent({ entryId: patient.entries["vital_signs"], field: "pulse", question: "Source?" }))).id;
});
afterAll(() => study.close());

const reading = <Value>(who: Person, read: Parameters<typeof acts.withActor<Value>>[2]) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, read);
const accountOf = (who: Person) => reading(who, (_, actor) => Promise.resolve(actor.id));
const assign = async (by: Person, to: Person | null) => acts.perform(acts.assignDiscrepancy, study.tokens[by], sent({ discrepancyId: query, accountId: to === null ? null : await accountOf(to) }));
const close = () => acts.perform(acts.closeDiscrepancy, study.tokens.monitor, sent({ discrepancyId: query, note: "Seen." }));
const mine = async (who: Person) => (await reading(who, (tx, actor) => acts.readWorklist(tx, actor))).tasks.filter(({ kind, key }) => kind === "assigned" && key.includes(query)).length;
const rowFor = async (who: Person) => (await reading(who, (tx, actor) => acts.readDiscrepancies(tx, actor, { state: "all", patient: patient.number }))).rows[0];

test("a query is assigned to a person, by another, and stands on that person's day until it is closed or taken back", async () => {
  expect(await mine("coordinator")).toBe(0);
  expect(said(await assign("monitor", "coordinator"))).toBe("done");
  expect(await rowFor("investigator")).toMatchObject({ assignedTo: await accountOf("coordinator"), assignedName: "Test coordinator", assignedBy: "Test monitor" });
  expect([await mine("coordinator"), await mine("investigator")]).toEqual([1, 0]);
  expect(said(await assign("coordinator", "investigator"))).toBe("done");
  expect([await mine("coordinator"), await mine("investigator")]).toEqual([0, 1]);
  expect(said(await assign("data_manager", null))).toBe("done");
  expect([await mine("investigator"), (await rowFor("monitor"))?.assignedName]).toEqual([0, null]);
  done(await assign("monitor", "monitor"));
  expect(await mine("monitor")).toBe(1);
  done(await close());
  expect(await mine("monitor")).toBe(0);
});

test("the trail says who assigned it to whom", async () => {
  done(await assign("monitor", "coordinator"));
  const { rows } = await study.admin.query<{ full_name: string; action: string; now: string }>(
    "SELECT e.full_name, e.action, p.changes #>> '{assigned_name,new}' AS now FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.table_name = 'app.discrepancy' AND e.row_id = $1 AND e.op = 'U'", [query]);
  expect(rows).toEqual([{ full_name: "Test monitor", action: "discrepancy.assign", now: "Test coordinator" }]);
});

describe("only whoever works on queries of the site is assigned one, and only they assign", () => {
  test.each<[Person, string]>([["elsewhere", "not_assignable"], ["monitor_elsewhere", "not_assignable"], ["inspector", "not_assignable"], ["statistician", "not_assignable"], ["administrator", "not_assignable"], ["data_manager", "done"]])("to %s: %s", async (to, expected) => {
    expect(said(await assign("monitor", to))).toBe(expected);
  });
  test.each<[Person, string]>([["coordinator", "done"], ["investigator", "done"], ["monitor", "done"], ["data_manager", "done"], ["inspector", "not_permitted"], ["statistician", "not_permitted"], ["administrator", "not_permitted"], ["elsewhere", "not_found"], ["monitor_elsewhere", "not_found"]])("by %s: %s", async (by, expected) => {
    expect(said(await assign(by, "coordinator"))).toBe(expected);
  });
  test("not a closed one", async () => {
    done(await close());
    expect(said(await assign("monitor", "coordinator"))).toBe("query_moved_on");
  });
  test("and the database itself refuses it", async () => {
    const update = (who: Person, to: string) => inSql(study.tokens[who], "UPDATE app.discrepancy SET assigned_to = $1 WHERE id = $2 RETURNING id", [to, query]);
    await expect(update("monitor", await accountOf("elsewhere"))).rejects.toThrow(/does not work on queries/);
    expect((await update("inspector", await accountOf("coordinator"))).rows).toEqual([]);
    expect((await update("elsewhere", await accountOf("elsewhere"))).rows).toEqual([]);
    await expect(inSql(study.tokens.monitor, "UPDATE app.discrepancy SET assigned_name = 'Somebody' WHERE id = $1", [query])).rejects.toThrow(/permission denied/);
  });
  test("who may choose among all sites has everybody who works on queries, at each of their sites", async () => {
    const listed = acts.assignableAt(await reading("data_manager", (tx) => acts.readAssignable(tx)), Object.values(study.sites)).flatMap(({ id, siteIds }) => siteIds.map((site) => `${id} ${site}`)).toSorted();
    const { rows } = await study.admin.query<{ pair: string }>("SELECT a.id || ' ' || s.id AS pair FROM app.site s CROSS JOIN auth.account a WHERE ctx.works_on_queries(a.id, s.id)");
    expect(listed.length).toBeGreaterThan(4);
    expect(listed).toEqual(rows.map(({ pair }) => pair).toSorted());
  });
  test("nobody learns of people of another site", async () => {
    const people = async (who: Person) => (await reading(who, (tx) => acts.readAssignable(tx))).map(({ id }) => id);
    expect(await people("elsewhere")).not.toContain(await accountOf("coordinator"));
    expect(await people("coordinator")).not.toContain(await accountOf("elsewhere"));
    expect([await people("inspector"), await people("administrator")]).toEqual([[], []]);
  });
});

describe("a query whose check passes closes itself whatever its state, and one that a person asked never does", () => {
  const of = async (rule: string | null) => (await study.admin.query<{ id: string; state: string }>("SELECT id, state FROM app.discrepancy WHERE patient_id = $1 AND rule_id IS NOT DISTINCT FROM $2", [patient.id, rule])).rows;
  const answer = async (id: string) => done(await acts.perform(acts.answerDiscrepancy, study.tokens.coordinator, sent({ discrepancyId: id, body: "As in the chart." })));
  const reopen = async (id: string) => done(await acts.perform(acts.reopenDiscrepancy, study.tokens.monitor, sent({ discrepancyId: id, note: "Look again." })));
  test.each<[string, (id: string) => Promise<unknown>]>([["open", () => Promise.resolve()], ["answered", answer], ["re-opened", async (id) => { await answer(id); await reopen(id); }]])("%s", async (_, bringTo) => {
    await fill(study, patient, "vital_signs", { systolic: 80, diastolic: 120 });
    const asked = (await of("VS01"))[0]!.id;
    for (const id of [asked, query]) await bringTo(id);
    const before = (await of(null))[0]!.state;
    done(await save(study, patient.entries["vital_signs"], { systolic: [80, 130] }, { reason: "misread" }));
    expect([(await of("VS01"))[0]!.state, (await of(null))[0]!.state]).toEqual(["closed", before]);
  });
});

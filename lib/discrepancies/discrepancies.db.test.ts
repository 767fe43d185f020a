import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import type { Actor } from "@/lib/kernel/actor";
import type { DiscrepancyState } from "./discrepancy";
import type { DiscrepancyFilters } from "./discrepancy-filters";

type Person = keyof TestStudy["tokens"];
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patient: { id: string; number: string };
let entryId: string;

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/patients/create-patient")), ...(await import("@/lib/entries/save-answers")),
  ...(await import("./raise-discrepancy")), ...(await import("./answer-discrepancy")), ...(await import("./close-discrepancy")), ...(await import("./reopen-discrepancy")),
  ...(await import("./read-discrepancies")), ...(await import("./read-discrepancy")), ...(await import("./read-entry-discrepancies")),
});

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  const created = await acts.perform(acts.createPatient, study.tokens.coordinator, { requestId: randomUUID(), reason: null, siteId: study.sites["101"] });
  if (!created.ok) throw new Error("no patient");
  const { rows } = await study.admin.query<{ id: string; entry: string }>("SELECT p.id, e.id AS entry FROM app.patient p JOIN app.entry e ON e.patient_id = p.id AND e.form_id = 'vital_signs' WHERE p.number = $1", [created.value.number]);
  patient = { id: rows[0]!.id, number: created.value.number };
  entryId = rows[0]!.entry;
});
afterAll(() => study.close());

const said = (result: { ok: boolean; fault?: { kind: string; code?: string } }) => (result.ok ? "done" : result.fault?.code ?? result.fault?.kind);
const sent = <Input extends object>(input: Input) => ({ requestId: randomUUID(), reason: null, ...input });
const raise = (who: Person, input: object = {}) => acts.perform(acts.raiseDiscrepancy, study.tokens[who], sent({ entryId, field: "weightKg", question: "Is this the actual weight?", ...input }));
const answer = (who: Person, discrepancyId: string) => acts.perform(acts.answerDiscrepancy, study.tokens[who], sent({ discrepancyId, body: "Yes, weighed that morning." }));
const close = (who: Person, discrepancyId: string) => acts.perform(acts.closeDiscrepancy, study.tokens[who], sent({ discrepancyId, note: "Seen in source." }));
const reopen = (who: Person, discrepancyId: string) => acts.perform(acts.reopenDiscrepancy, study.tokens[who], sent({ discrepancyId, note: "The chart says otherwise." }));
const save = (changes: Record<string, { from: unknown; to: unknown }>, reason: string | null = null) => acts.perform(acts.saveAnswers, study.tokens.coordinator, sent({ entryId, changes, explanations: [], reason }));
const read = (who: Person, id: string) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readDiscrepancy(tx, actor, id));
const list = (who: Person, filters: DiscrepancyFilters) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, (tx, actor: Actor) => acts.readDiscrepancies(tx, actor, filters));

async function raised(): Promise<string> {
  const result = await raise("monitor");
  if (!result.ok) throw new Error("not raised");
  return result.value.id;
}
async function inState(state: DiscrepancyState): Promise<string> {
  const id = await raised();
  if (state === "answered") await answer("coordinator", id);
  if (state === "closed") await close("monitor", id);
  return id;
}

test("a query is asked, answered, asked again, closed and re-opened, and every word stays with its author [R17 R18]", async () => {
  const id = await raised();
  const steps = [await answer("coordinator", id), await reopen("monitor", id), await answer("investigator", id), await close("data_manager", id), await reopen("monitor", id)];
  expect(steps.map(said)).toEqual(["done", "done", "done", "done", "done"]);
  const query = await read("monitor", id);
  expect(query?.state).toBe("open");
  expect(query?.thread.map(({ step, byRole }) => `${step} by ${byRole}`)).toEqual([
    "raised by monitor", "answered by coordinator", "reopened by monitor", "answered by investigator", "closed by data_manager", "reopened by monitor",
  ]);
});

describe("a step from a state that it does not fit is refused, and changes nothing [R46]", () => {
  const cases: [string, DiscrepancyState, (id: string) => ReturnType<typeof answer>][] = [
    ["answer", "answered", (id) => answer("coordinator", id)], ["answer", "closed", (id) => answer("coordinator", id)],
    ["close", "closed", (id) => close("monitor", id)], ["reopen", "open", (id) => reopen("monitor", id)],
  ];
  test.each(cases)("%s when %s", async (_, state, step) => {
    const id = await inState(state);
    const before = await read("monitor", id);
    expect(said(await step(id))).toBe("query_moved_on");
    expect(await read("monitor", id)).toEqual(before);
  });
});

describe("sponsors ask, close and re-open; sites answer; nobody else does anything [R31]", () => {
  const cases: [Person, string[]][] = [
    ["coordinator", ["not_permitted", "done", "not_permitted", "not_permitted"]],
    ["investigator", ["not_permitted", "done", "not_permitted", "not_permitted"]],
    ["monitor", ["done", "not_permitted", "done", "done"]],
    ["data_manager", ["done", "not_permitted", "done", "done"]],
    ["inspector", ["not_permitted", "not_permitted", "not_permitted", "not_permitted"]],
    ["statistician", ["not_permitted", "not_permitted", "not_permitted", "not_permitted"]],
    ["administrator", ["not_permitted", "not_permitted", "not_permitted", "not_permitted"]],
    ["elsewhere", ["not_permitted", "not_found", "not_permitted", "not_permitted"]],
    ["monitor_elsewhere", ["not_found", "not_permitted", "not_found", "not_found"]],
  ];
  test.each(cases)("%s", async (who, expected) => {
    const outcomes = [await raise(who), await answer(who, await inState("open")), await close(who, await inState("answered")), await reopen(who, await inState("closed"))];
    expect(outcomes.map(said)).toEqual(expected);
  });
});

describe("the database itself refuses what the application would not ask for", () => {
  const at = () => ({ siteId: study.sites["101"], patientId: patient.id, entryId, field: "weightKg", question: "?" });
  test("a site raises no query of its own", async () => {
    await expect(study.rolledBack(study.tokens.coordinator, (tx) => tx.discrepancy.create({ data: { ...at(), origin: "manual" } }))).rejects.toThrow(/only the sponsor asks/);
  });
  test("a query is of the form that its field is on, whatever is said of it, and stays so", async () => {
    const { id } = await study.rolledBack(study.tokens.monitor, async (tx) => {
      const { id, formId } = await tx.discrepancy.create({ data: { ...at(), origin: "manual", formId: "marrow" } });
      expect(formId).toBe("vital_signs");
      return { id };
    });
    await expect(study.rolledBack(study.tokens.monitor, (tx) => tx.discrepancy.updateMany({ where: { id }, data: { formId: "marrow" } }))).rejects.toThrow(/permission denied/);
  });
  test("a site closes and re-opens no query of the sponsor's", async () => {
    const [open, answered] = [await inState("open"), await inState("answered")];
    const moveTo = (id: string, state: string) => study.rolledBack(study.tokens.coordinator, (tx) => tx.discrepancy.update({ where: { id }, data: { state } }));
    await expect(moveTo(open, "closed")).rejects.toThrow(/only the sponsor closes/);
    await expect(moveTo(answered, "open")).rejects.toThrow(/only the sponsor closes/);
  });
  test("a closed query is not answered", async () => {
    const id = await inState("closed");
    await expect(study.rolledBack(study.tokens.monitor, (tx) => tx.discrepancy.update({ where: { id }, data: { state: "answered" } }))).rejects.toThrow(/cannot go from closed to answered/);
  });
  test("a message is never rewritten", async () => {
    const id = await raised();
    await expect(study.rolledBack(study.tokens.monitor, (tx) => tx.discrepancyMessage.updateMany({ where: { discrepancyId: id }, data: { body: "something else" } }))).rejects.toThrow(/permission denied|not allowed/);
  });
});

test("of two people who answer at once one is told that the query moved on", async () => {
  const id = await raised();
  const outcomes = await Promise.all([answer("coordinator", id), answer("investigator", id)]);
  expect(outcomes.map(said).toSorted()).toEqual(["done", "query_moved_on"]);
  expect((await read("monitor", id))?.thread).toHaveLength(2);
});

test("a question about a field that the form does not have is refused; about a blank one it is not", async () => {
  expect(said(await raise("monitor", { field: "constructor" }))).toBe("not_found");
  expect(said(await raise("monitor", { field: "pulse", question: "  " }))).toBe("invalid");
  expect(said(await raise("monitor", { field: "pulse" }))).toBe("done");
});

describe("a query that a check raised", () => {
  const pressure = async () => {
    const { rows } = await study.admin.query<{ id: string; state: string }>("SELECT id, state FROM app.discrepancy WHERE entry_id = $1 AND rule_id = 'VS01' ORDER BY at", [entryId]);
    return rows;
  };
  test("is answered by the site and asked again by the sponsor, closes itself when the value passes, and is then not re-opened", async () => {
    expect(said(await save({ systolic: { from: null, to: 80 }, diastolic: { from: null, to: 120 } }))).toBe("done");
    const id = (await pressure())[0]!.id;
    expect([await answer("coordinator", id), await reopen("monitor", id), await answer("coordinator", id)].map(said)).toEqual(["done", "done", "done"]);
    expect(said(await save({ systolic: { from: 80, to: 130 } }, "Typed in the wrong field"))).toBe("done");
    expect((await read("monitor", id))?.state).toBe("closed");
    expect(said(await reopen("monitor", id))).toBe("check_passes");
  });
});

describe("the list", () => {
  beforeAll(async () => {
    await study.admin.query("BEGIN");
    await study.admin.query("SELECT set_config('app.session_token', 'token-monitor', true), set_config('app.action', 'test.fill', true)");
    await study.admin.query("INSERT INTO app.discrepancy (site_id, patient_id, entry_id, field, question, origin, by_id, by_name, at) SELECT $1, $2, $3, 'pulse', 'Number ' || n, 'manual', gen_random_uuid(), '', now() FROM generate_series(1, 230) n", [study.sites["101"], patient.id, entryId]);
    await study.admin.query("COMMIT");
  });

  test("pages through every query once, oldest first, 100 at a time", async () => {
    const seen: string[] = [];
    const ages: number[] = [];
    let after: string | undefined;
    for (;;) {
      const { rows, next } = await list("monitor", { state: "all", after });
      expect(rows.length).toBeLessThanOrEqual(100);
      seen.push(...rows.map(({ id }) => id));
      ages.push(...rows.map(({ thread }) => Date.parse(thread[0]?.at ?? "")).filter(Number.isFinite));
      if (next === null) break;
      after = next;
    }
    const { rows: [{ n }] } = await study.admin.query("SELECT count(*)::int AS n FROM app.discrepancy") as unknown as { rows: [{ n: number }] };
    expect(new Set(seen).size).toBe(n);
    expect(seen).toHaveLength(n);
    expect(ages).toEqual(ages.toSorted((one, other) => one - other));
  });

  test("narrows by state, origin, site and part of a patient number, and counts what the other filters leave", async () => {
    const ofState = await list("monitor", { state: "answered" });
    expect(ofState.rows.every(({ state }) => state === "answered")).toBe(true);
    expect(ofState.counts.answered).toBe(ofState.rows.length);
    expect((await list("monitor", { state: "all", origin: "system" })).rows.map(({ fieldLabel }) => fieldLabel)).toEqual(["Systolic blood pressure"]);
    expect((await list("data_manager", { state: "all", site: "102" })).rows).toEqual([]);
    expect((await list("data_manager", { state: "all", patient: patient.number.slice(2) })).rows.length).toBeGreaterThan(0);
    expect((await list("data_manager", { state: "all", patient: "_" })).rows).toEqual([]);
  });

  test("shows nothing of another site, and buttons only to who may press them", async () => {
    for (const who of ["elsewhere", "monitor_elsewhere"] as const) {
      expect(await list(who, { state: "all" })).toMatchObject({ rows: [], counts: { open: 0, answered: 0, closed: 0 }, siteCodes: ["102"] });
      expect(await read(who, await raised())).toBeNull();
    }
    const id = await raised();
    const may = async (who: Person) => { const query = await read(who, id); return [query?.mayAnswer, query?.mayClose, query?.mayReopen]; };
    expect([await may("coordinator"), await may("monitor"), await may("inspector")]).toEqual([[true, false, false], [false, true, false], [false, false, false]]);
  });
});

test("beside a form stand its open and answered queries, by field", async () => {
  const byField = await acts.withActor(study.tokens.coordinator, { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readEntryDiscrepancies(tx, actor, entryId));
  expect(Object.keys(byField).toSorted()).toEqual(["pulse", "weightKg"]);
  expect(byField["weightKg"]?.some(({ state }) => state === "closed")).toBe(false);
});

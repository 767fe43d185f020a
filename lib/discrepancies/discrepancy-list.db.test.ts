import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { newPatient, type TestPatient } from "@/ops/testing/test-patient";
import { SORT_COLUMNS, type DiscrepancyFilters } from "./discrepancy-filters";

const loadActs = async () => ({ ...(await import("@/lib/server/transaction")), ...(await import("./read-discrepancies")), ...(await import("./discrepancy-choice")), ...(await import("./read-discrepancy-metrics")) });
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patients: readonly TestPatient[];
const QUERIES = 9_000;

/** Queries of three patients, one an hour back each; every third answered, every fifth then closed, every seventh asked again. */
const FILL = `
  INSERT INTO app.discrepancy (site_id, patient_id, entry_id, form_id, field, origin, rule_id, state, question, by_id, by_name, at)
    SELECT p.site_id, p.id, e.id, e.form_id, (ARRAY['pulse', 'weightKg', 'systolic'])[1 + n % 3], CASE n % 2 WHEN 0 THEN 'system' ELSE 'manual' END, CASE n % 2 WHEN 0 THEN 'T' || n END,
      CASE WHEN n % 5 = 0 THEN 'closed' WHEN n % 3 = 0 THEN 'answered' ELSE 'open' END, 'Number ' || n % 50, gen_random_uuid(), 'x', now() - make_interval(hours => n) - interval '1 minute'
    FROM generate_series(1, ${QUERIES}) n JOIN (SELECT p.*, row_number() OVER (ORDER BY p.number) - 1 AS nth FROM app.patient p WHERE p.number = ANY ($1)) p ON p.nth = n % 3
      JOIN app.entry e ON e.patient_id = p.id AND e.form_id = 'vital_signs'`;
const SAID = `
  INSERT INTO app.discrepancy_message (discrepancy_id, site_id, patient_id, step, body, by_id, by_name, at)
    SELECT d.id, d.site_id, d.patient_id, s.step, 'Text', gen_random_uuid(), 'x', d.at + make_interval(days => s.days) FROM app.discrepancy d
      JOIN (VALUES ('raised', 0), ('answered', 2), ('closed', 10), ('reopened', 5)) s(step, days) ON s.step = 'raised' OR (s.step = 'answered' AND d.state <> 'open') OR (s.step = 'closed' AND d.state = 'closed')
        OR (s.step = 'reopened' AND d.question = 'Number 7')`;

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  patients = [await newPatient(study), await newPatient(study), await newPatient(study)];
  await study.admin.query("BEGIN; SET LOCAL session_replication_role = replica; ALTER TABLE app.discrepancy DISABLE TRIGGER z_audit; ALTER TABLE app.discrepancy_message DISABLE TRIGGER z_audit");
  await study.admin.query(FILL, [patients.map(({ number }) => number)]);
  await study.admin.query(SAID);
  await study.admin.query("ALTER TABLE app.discrepancy ENABLE ALWAYS TRIGGER z_audit; ALTER TABLE app.discrepancy_message ENABLE ALWAYS TRIGGER z_audit; COMMIT");
  await study.admin.query("ANALYZE app.discrepancy; ANALYZE app.discrepancy_message");
});
afterAll(() => study.close());

const list = (filters: DiscrepancyFilters) => acts.withActor(study.tokens.data_manager, { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readDiscrepancies(tx, actor, filters));
/** Every page of the list, by going on. */
async function whole(filters: DiscrepancyFilters) {
  const rows = [];
  for (let after: string | undefined; ;) {
    const page = await list({ ...filters, after });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

describe("the list of 9,000 queries", () => {
  test.each(SORT_COLUMNS.flatMap((column) => [column, `-${column}`] as const))("sorted by %s goes through each query once, in order", async (sort) => {
    const rows = await whole({ state: "all", age: "<60", sort });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(60 * 24 - 1);
    expect(rows).toHaveLength(60 * 24 - 1);
    const keys = rows.map(({ standing, patientNumber, field, question, assignedName, ageDays }) =>
      ({ state: String(["open", "reopened", "answered", "closed"].indexOf(standing)), patient: patientNumber, field, question: question.toLowerCase(), assigned: assignedName ?? "", age: String(9999 - ageDays) })[sort.replace("-", "")] ?? "");
    const inOrder = keys.every((key, at) => at === 0 || (sort.startsWith("-") ? (keys[at - 1] ?? "") >= key : (keys[at - 1] ?? "") <= key));
    expect(inOrder).toBe(true);
  });
  test("is narrowed by age, form, field, check, asker and person, and counts each state under the others", async () => {
    const ages = async (age: string) => (await whole({ state: "all", age })).map(({ ageDays }) => ageDays);
    expect([Math.max(...await ages("<7")), Math.min(...await ages(">=370")), new Set(await ages("3..5"))]).toEqual([6, 370, new Set([3, 4, 5])]);
    expect(new Set((await list({ state: "all", form: "vital_signs", field: "pulse" })).rows.map(({ field }) => field))).toEqual(new Set(["pulse"]));
    expect((await list({ form: "vital_signs" })).counts).toEqual((await list({})).counts);
    expect((await list({ state: "all", form: "haematology" })).rows).toEqual([]);
    expect((await list({ state: "all", check: "T8" })).rows.map(({ ruleId }) => ruleId)).toEqual(["T8"]);
    expect((await list({ assigned: "me" })).rows).toEqual([]);
    const { counts } = await list({ assigned: "none", age: "<60" });
    for (const state of ["open", "reopened", "answered", "closed"] as const) {
      const rows = await whole({ state, age: "<60" });
      expect([rows.length, rows.every(({ standing }) => standing === state)]).toEqual([counts[state], true]);
    }
    expect(await whole({ state: "unanswered", age: "<60" })).toHaveLength(counts.open + counts.reopened);
    expect(counts.reopened).toBeGreaterThan(0);
  });
  test("is read along an index, from any place in it", async () => {
    const last = (await list({})).rows.at(-1)!.id;
    for (const [filters, index] of [[{}, "discrepancy_unsettled_by_age"], [{ after: last }, "discrepancy_unsettled_by_age"], [{ state: "all", after: last, sort: "-age" }, "discrepancy_by_age"]] as const) {
      const chosen = acts.chosenOf({ where: acts.conditionsIn(filters, randomUUID()), most: 101, ...filters });
      const plan = await study.rolledBack(study.tokens.data_manager, (tx) => tx.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN ${chosen.text}`, ...chosen.values));
      const said = plan.map((row) => row["QUERY PLAN"]).join("\n");
      expect([said.includes(index), said.includes("Sort"), said.includes("Seq Scan on discrepancy d")]).toEqual([true, false, false]);
      if ("after" in filters) expect(said).toMatch(/Index Cond: \(ROW\(/);
    }
  });
});

test("the metrics count what was raised, how long it took, and what changed nothing", async () => {
  const view = await acts.withActor(study.tokens.data_manager, { name: "test", requestId: randomUUID() }, (tx) => acts.readDiscrepancyMetrics(tx));
  const closed = Math.floor(QUERIES / 5);
  expect(view.all).toMatchObject({ raised: QUERIES, closed, closedUnchanged: closed, changed: 0, toAnswer: { median: 2, ninetieth: 2 }, toClose: { median: 10, ninetieth: 10 }, noise: { share: 1, isCandidate: true } });
  expect(view.sites.map(({ site, raised }) => [site, raised])).toEqual([["101", QUERIES]]);
  expect(view.checks.find(({ check }) => check === null)).toMatchObject({ raised: QUERIES / 2 });
});

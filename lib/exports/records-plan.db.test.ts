import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { fill, newPatient } from "@/ops/testing/test-patient";

interface Plan { readonly "Node Type": string; readonly "Parent Relationship"?: string; readonly "Subplan Name"?: string; readonly Plans?: readonly Plan[] }
interface Met { readonly node: Plan; readonly isForEachRow: boolean }

let study: TestStudy;
beforeAll(async () => { study = await openTestStudy(); });
afterAll(() => study.close());

/** Every step of a plan; `isForEachRow`: it is carried out anew for each row of another one. */
const stepsOf = (node: Plan, isForEachRow = false): readonly Met[] =>
  [{ node, isForEachRow }, ...(node.Plans ?? []).flatMap((part) => stepsOf(part, isForEachRow || part["Parent Relationship"] === "SubPlan"))];
const joins = new Set(["Nested Loop", "Hash Join", "Merge Join"]);
const isOfOneRow = ({ "Node Type": type }: Plan) => type === "Function Scan" || type === "Result";

test("a cut is copied in time that grows with the study and not with its square: nothing goes through a table once for each row of another", async () => {
  const { joinWhole, RANKS, recordsOf } = await import("./records-sql");
  const [row] = await study.rolledBack(study.tokens.data_manager, async (tx) => {
    await joinWhole(tx);
    return tx.$queryRaw<{ "QUERY PLAN": readonly { readonly Plan: Plan }[] }[]>`EXPLAIN (FORMAT JSON) ${recordsOf(RANKS)} SELECT kind, payload FROM record`;
  });
  const steps = stepsOf(row!["QUERY PLAN"][0]!.Plan);
  const loops = steps.filter(({ node }) => node["Node Type"] === "Nested Loop" && !isOfOneRow(node.Plans?.[1] ?? node));
  const repeated = steps.filter(({ node, isForEachRow }) => isForEachRow && joins.has(node["Node Type"]) && !isOfOneRow(node.Plans?.[1] ?? node));
  expect(steps.filter(({ node }) => joins.has(node["Node Type"])).length).toBeGreaterThan(20);
  expect([...loops, ...repeated].map(({ node }) => JSON.stringify(node).slice(0, 400))).toEqual([]);
});

test("a cut copies every kind of record, each once and in its order, the changes part by part", async () => {
  const [{ CHANGES, RANKS }, { COPIED }] = await Promise.all([import("./records-sql"), import("./write-records")]);
  expect(COPIED.filter(({ them }) => them === null).flatMap(({ ranks }) => ranks)).toEqual(RANKS.filter((rank) => rank !== CHANGES));
  const parts = COPIED.filter(({ ranks }) => ranks.includes(CHANGES));
  expect(parts.map(({ ranks, them }) => ({ ranks, them }))).toEqual(parts.map((_, at) => ({ ranks: [CHANGES], them: { part: at + 1, of: parts.length } })));
  expect(COPIED.slice(-parts.length)).toEqual(parts);
  expect(COPIED.reduce((sum, { share }) => sum + share, 0)).toBe(100);
});

test("the changes of all parts of the patients, one after the other, are the changes in their order: of more patients than parts, and of fewer", async () => {
  for (const [who, site] of [["coordinator", "101"], ["elsewhere", "102"], ["coordinator", "101"]] as const) {
    const patient = await newPatient(study, who, site);
    await fill(study, patient, "consent", { consentDate: "2024-09-02" }, { who });
    await fill(study, patient, "demography", { age: 61, sex: "F" }, { who });
  }
  const [{ CHANGES, changesOf, recordsOf }, { sql }] = await Promise.all([import("./records-sql"), import("@/lib/server/sql")]);
  const inOrder = sql`SELECT payload::text AS text FROM record ORDER BY rank, patient COLLATE "C", visit COLLATE "C" NULLS FIRST, form COLLATE "C", row_no, payload::text COLLATE "C"`;
  const read = await study.rolledBack(study.tokens.data_manager, async (tx) => {
    const texts = async (them: Parameters<typeof changesOf>[0] | null) => (await tx.$queryRaw<{ text: string }[]>`${them === null ? recordsOf([CHANGES]) : changesOf(them)} ${inOrder}`).map(({ text }) => text);
    const together = async (of: number) => { const all: string[] = []; for (let part = 1; part <= of; part++) all.push(...await texts({ part, of })); return all; };
    return { whole: await texts(null), two: await together(2), nine: await together(9) };
  });
  expect(new Set(read.whole.map((text) => (JSON.parse(text) as { patient: string }).patient)).size).toBe(3);
  expect(read.two).toEqual(read.whole);
  expect(read.nine).toEqual(read.whole);
});

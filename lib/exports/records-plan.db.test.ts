import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";

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

test("a cut copies every kind of record, each once and in its order", async () => {
  const [{ RANKS }, { COPIED }] = await Promise.all([import("./records-sql"), import("./write-records")]);
  expect(COPIED.flatMap(({ ranks }) => ranks)).toEqual(RANKS);
  expect(COPIED.reduce((sum, { share }) => sum + share, 0)).toBe(100);
});

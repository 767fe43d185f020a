import type { Tx } from "@/lib/server/db";
import { sql, type Sql } from "@/lib/server/sql";

/** A transaction whose reads hand their statement over and are given what comes back. */
const reading = (tx: Tx, take: (text: string, values: readonly unknown[]) => Promise<readonly object[]>): Tx => {
  const given = (parts: TemplateStringsArray | Sql, ...values: unknown[]) => {
    const statement = "text" in parts ? parts : sql(parts, ...values);
    return take(statement.text, statement.values);
  };
  return new Proxy(tx, { get: (target, name) => name === "$queryRaw" ? given : Reflect.get(target, name) as unknown });
};

/** The plans of the statements that some work would send, as text and in their order; the work is given no rows. */
export async function plansOf(tx: Tx, work: (explained: Tx) => Promise<void>): Promise<readonly string[]> {
  const plans: string[] = [];
  await work(reading(tx, async (text, values) => {
    plans.push((await tx.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN ${text}`, ...values)).map((row) => row["QUERY PLAN"]).join("\n"));
    return [];
  }));
  return plans;
}

interface Step {
  readonly "Node Type": string; readonly "Parent Relationship"?: string; readonly "Subplan Name"?: string; readonly "Relation Name"?: string; readonly "CTE Name"?: string; readonly Plans?: readonly Step[];
  readonly "Actual Rows": number; readonly "Actual Loops": number; readonly "Rows Removed by Filter"?: number; readonly "Rows Removed by Join Filter"?: number;
}

/** What a statement cost: the most rows that one of its steps went through, and the functions of the trial (`ctx`) that it calls for each row. */
export interface Cost { readonly rows: number; readonly step: string; readonly called: readonly string[] }

/** What each statement that some work sends costs, carried out; the work is given its rows. */
export async function costsOf(tx: Tx, work: (explained: Tx) => Promise<unknown>): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const one = async (text: string, values: readonly unknown[]) => {
    const [row] = await tx.$queryRawUnsafe<{ "QUERY PLAN": readonly { readonly Plan: Step }[] }[]>(`EXPLAIN (ANALYZE, VERBOSE, TIMING OFF, FORMAT JSON) ${text}`, ...values);
    costs.push(costOf(row!["QUERY PLAN"][0]!.Plan));
    return tx.$queryRawUnsafe<object[]>(text, ...values);
  };
  await work(reading(tx, (text, values) => {
    const mine = turn.then(() => one(text, values));
    turn = mine.catch(() => null);
    return mine;
  }));
  return costs;
}

function costOf(plan: Step): Cost {
  const steps = stepsOf(plan);
  const passed = (step: Step) => (step["Actual Rows"] + (step["Rows Removed by Filter"] ?? 0) + (step["Rows Removed by Join Filter"] ?? 0)) * step["Actual Loops"];
  const most = steps.reduce((one, other) => (passed(other) > passed(one) ? other : one));
  const called = steps.flatMap((step) => JSON.stringify({ ...step, Plans: [] }).match(/ctx\.\w+/g) ?? []);
  return { rows: passed(most), step: [most["Node Type"], most["Relation Name"] ?? most["CTE Name"]].filter(Boolean).join(" of "), called: [...new Set(called)] };
}

/** Without what is asked once for a statement, such as who reads. */
const stepsOf = (step: Step): readonly Step[] => [step, ...(step.Plans ?? []).filter((part) => part["Parent Relationship"] !== "InitPlan" || part["Subplan Name"]?.startsWith("CTE ")).flatMap(stepsOf)];

import type { Tx } from "@/lib/server/db";
import { sql, type Sql } from "@/lib/server/sql";

/** The plans of the statements that some work would send, as text and in their order; the work is given no rows. */
export async function plansOf(tx: Tx, work: (explained: Tx) => Promise<void>): Promise<readonly string[]> {
  const plans: string[] = [];
  const explained = { $queryRaw: async (parts: TemplateStringsArray | Sql, ...values: unknown[]) => {
    const { text, values: given } = "text" in parts ? parts : sql(parts, ...values);
    plans.push((await tx.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN ${text}`, ...given)).map((row) => row["QUERY PLAN"]).join("\n"));
    return [];
  } };
  await work(explained as never);
  return plans;
}

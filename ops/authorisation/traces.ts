import "server-only";
import type pg from "pg";
import { expect } from "vitest";

/** Written by being asked, not by what was asked for: the idle limit of a session, counts of requests and of passwords. */
const CONTENT_MOVES = ["auth.session"];
const MOVES = ["auth.budget", "auth.tries", "audit.checkpoint", "audit.checkpoint_head", "audit.anchor"];

/** Everything that is stored, one line a table: how many rows and a sum over their content. Two that are equal: nothing was written between them. */
export async function everythingStored(admin: pg.Client): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await admin.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('app', 'auth', 'audit') AND schemaname || '.' || tablename <> ALL ($1) ORDER BY 1", [MOVES]);
  const { rows } = await admin.query<{ name: string; says: string }>(tables.map(({ name }) =>
    `SELECT '${name}' AS name, count(*) || ${CONTENT_MOVES.includes(name) ? "''" : "' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0)"} AS says FROM ${name} t`).join(" UNION ALL "));
  return Object.fromEntries(rows.map(({ name, says }) => [name, says]));
}

/** Does something that must leave no trace: no row more, none less, none other, in any table. */
export async function leavesNoTrace(admin: pg.Client, what: string, work: () => Promise<void>): Promise<void> {
  const before = await everythingStored(admin);
  await work();
  expect(await everythingStored(admin), what).toEqual(before);
}

import "server-only";
import type pg from "pg";
import { ROLES } from "@/lib/kernel/actor";

interface Definition { readonly name: string; readonly given: string; readonly result: string; readonly columns: readonly string[]; readonly whole: string }
const definitions = async (admin: pg.Client, names: readonly string[]): Promise<readonly Definition[]> => (await admin.query<Definition>(`
  SELECT p.proname AS name, pg_get_function_arguments(p.oid) AS given, pg_get_function_result(p.oid) AS result, pg_get_functiondef(p.oid) AS whole,
    coalesce((SELECT array_agg(a.name ORDER BY a.n) FROM unnest(p.proargnames, p.proargmodes) WITH ORDINALITY a (name, mode, n) WHERE a.mode = 't'), '{}') AS columns
  FROM pg_proc p WHERE p.pronamespace = 'ctx'::regnamespace AND p.proname = ANY ($1)`, [names])).rows;
const replace = (admin: pg.Client, { name, given, result }: Definition, body: string) =>
  admin.query(`CREATE OR REPLACE FUNCTION ctx.${name}(${given}) RETURNS ${result} LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ ${body} $$`);

/**
 * The door's checks stubbed out: it is told that whoever has a session holds every role everywhere, and so lets everything pass. The
 * database's own answers (ctx.memberships, ctx.sites, ctx.has_role) keep telling the truth. Returns what puts the door back.
 */
export async function openDoor(admin: pg.Client): Promise<() => Promise<void>> {
  const [enter] = await definitions(admin, ["enter"]);
  if (!enter) throw new Error("There is no ctx.enter");
  await admin.query(enter.whole.replace("FUNCTION ctx.enter(", "FUNCTION ctx.true_enter("));
  const everywhere = JSON.stringify(ROLES.map((role) => ({ role, siteId: "all" })));
  const given = enter.given.split(",").map((_, n) => `$${n + 1}`).join(", ");
  await replace(admin, enter, `SELECT ${enter.columns.map((column) => (column === "grants" ? `'${everywhere}'::jsonb` : `t.${column}`)).join(", ")} FROM ctx.true_enter(${given}) t`);
  return async () => { await admin.query(enter.whole); await admin.query(`DROP FUNCTION ctx.true_enter(${enter.given})`); };
}

/** What the row policies, guards and functions of the database ask about roles and sites. */
const ASKED: Readonly<Record<string, string>> = {
  sites: "SELECT coalesce(array_agg(t.id), '{}') FROM app.site t", has_role: "SELECT true", has_role_everywhere: "SELECT true",
  role_on: `SELECT '${ROLES.join(",")}'::text`,
};

/** The other way round: everybody, with or without a session, has every role at every site as far as the database knows; the door alone looks. */
export async function openRows(admin: pg.Client): Promise<() => Promise<void>> {
  const asked = await definitions(admin, Object.keys(ASKED));
  for (const one of asked) await replace(admin, one, ASKED[one.name] ?? "");
  return async () => { for (const { whole } of asked) await admin.query(whole); };
}

/** Functions that ask for memberships themselves instead of one of those that `openRows` replaces: a new one belongs in its list. */
export const askersOfMemberships = async (admin: pg.Client): Promise<readonly string[]> => (await admin.query<{ name: string }>(
  "SELECT DISTINCT p.proname AS name FROM pg_proc p WHERE p.prosrc LIKE '%memberships()%' AND p.pronamespace IN ('ctx'::regnamespace, 'app'::regnamespace, 'audit'::regnamespace) ORDER BY 1")).rows
  .map(({ name }) => name).filter((name) => !Object.hasOwn(ASKED, name));

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";

let study: TestStudy;
beforeAll(async () => { study = await openTestStudy(); });
afterAll(() => study.close());

const ROLES = ["ecrf_app", "ecrf_auth", "ecrf_statistics", "ecrf_definer", "audit_owner"];
const SCHEMAS = "('app', 'auth', 'audit', 'ctx', 'sealed')";
const lines = async (sql: string) => (await study.admin.query<{ line: string }>(sql)).rows.map(({ line }) => line);

/** "INSERT(a, b)" where a right is given on columns, "INSERT" where on the whole table; the owner's own are left out. */
const tablesOf = (role: string) => lines(`
  SELECT format('| %s.%s | %s |', n.nspname, c.relname, string_agg(r.line, ', ' ORDER BY r.line)) AS line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL (
    SELECT p || CASE WHEN has_table_privilege('${role}', c.oid, p) THEN '' ELSE '(' || (SELECT string_agg(a.attname, ', ' ORDER BY a.attname) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege('${role}', c.oid, a.attnum, p)) || ')' END AS line
      FROM unnest('{SELECT,INSERT,UPDATE}'::text[]) p WHERE has_any_column_privilege('${role}', c.oid, p)
    UNION ALL SELECT p FROM unnest('{DELETE,TRUNCATE}'::text[]) p WHERE has_table_privilege('${role}', c.oid, p)) r
  WHERE n.nspname IN ${SCHEMAS} AND c.relkind IN ('r', 'p', 'v', 'm') AND pg_get_userbyid(c.relowner) <> '${role}' GROUP BY 1, n.nspname, c.relname ORDER BY n.nspname, c.relname`.replace("GROUP BY 1, ", "GROUP BY "));
const functionsOf = (role: string) => lines(`
  SELECT format('- %s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS line FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname IN ${SCHEMAS} AND p.prorettype <> 'trigger'::regtype AND has_function_privilege('${role}', p.oid, 'EXECUTE') AND pg_get_userbyid(p.proowner) <> '${role}' ORDER BY 1`);
const policies = () => lines(`
  SELECT format('| %s.%s | %s | %s | %s |', schemaname, tablename, policyname, cmd, permissive) AS line FROM pg_policies WHERE 'ecrf_app' = ANY (roles) OR 'public' = ANY (roles) ORDER BY schemaname, tablename, policyname`);

/** A new right shows as a changed line of this file, in review. After a wanted change: UPDATE_GOLDEN=1 npm test -- --database */
test("who may do what to which table, column and function is exactly this list [R24 R66 A10]", async () => {
  const parts = await Promise.all(ROLES.map(async (role) => `## ${role}\n\n| | |\n|---|---|\n${(await tablesOf(role)).join("\n")}\n\n${(await functionsOf(role)).join("\n")}\n`));
  const printed = `# Rights in the database\n\nPrinted from the database, without what an owner may do to what it owns.\n\n${parts.join("\n")}\n## Row policies for the application\n\n| | | | |\n|---|---|---|---|\n${(await policies()).join("\n")}\n`;
  const golden = path.join(import.meta.dirname, "grants.golden.md");
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, printed);
  expect(printed).toBe(readFileSync(golden, "utf8"));
});

test("every table with a site is confined to the reader's sites by the door's word as well [R27]", async () => {
  const sited = await lines("SELECT c.table_schema || '.' || c.table_name AS line FROM information_schema.columns c JOIN pg_tables t ON (t.schemaname, t.tablename) = (c.table_schema, c.table_name) WHERE c.table_schema IN ('app', 'audit') AND c.column_name = 'site_id' AND t.rowsecurity ORDER BY 1");
  expect(await lines("SELECT schemaname || '.' || tablename AS line FROM pg_policies WHERE policyname = 'within' AND permissive = 'RESTRICTIVE' AND tablename <> 'site' ORDER BY 1")).toEqual(sited);
});

test("row security is on and forced for every table of the application [R27]", async () => {
  expect(await lines("SELECT c.relname AS line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'app' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)")).toEqual([]);
});

test("a role of the study as a whole is held at no single site [R30 A37]", async () => {
  await study.admin.query("BEGIN; SELECT set_config('app.session_token', 'system', true)");
  await expect(study.admin.query("INSERT INTO app.membership (account_id, site_id, role, trained_on) VALUES (gen_random_uuid(), $1, 'administrator', current_date)", [study.sites["101"]])).rejects.toThrow(/membership_of_the_whole/);
  await study.admin.query("ROLLBACK");
});

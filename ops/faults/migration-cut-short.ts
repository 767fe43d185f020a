import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { root } from "@/ops/testing/start/launch";
import type { Stage } from "./stage";

export interface MigrationsCutShort {
  /** How often the migrating process, or the database under it, was killed before it was done. */
  readonly kills: number;
  /** Whether the structure in the end is the one of a database that was migrated in peace. */
  readonly same: boolean;
  readonly applied: number;
}

const MIGRATE = `import("./ops/migrate.mjs").then(async ({ migrate }) => { await migrate({ root: process.cwd(), connectionString: process.argv[1] }); process.exit(0); })`;

/** Columns, functions, triggers, policies and rights, as one hash. */
const STRUCTURE = `SELECT md5(string_agg(line, E'\\n' ORDER BY line COLLATE "C")) AS hash FROM (
  SELECT concat_ws(' ', table_schema, table_name, column_name, data_type, is_nullable, column_default) AS line FROM information_schema.columns WHERE table_schema IN ('app', 'auth', 'audit', 'ctx')
  UNION ALL SELECT n.nspname || ' ' || md5(pg_get_functiondef(p.oid)) || coalesce(p.proacl::text, '') FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('app', 'auth', 'audit', 'ctx') AND p.prokind = 'f'
  UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT t.tgisinternal
  UNION ALL SELECT concat_ws(' ', schemaname, tablename, policyname, cmd, qual, with_check) FROM pg_policies) AS everything`;

/** Migrates an empty database, killed at moments by chance until it is done. */
export async function migrationsCutShort({ admin, cluster }: Stage, { kills: wanted, random }: { kills: number; random: () => number }): Promise<MigrationsCutShort> {
  const at = (name: string) => Object.assign(new URL(process.env["TEST_ADMIN_URL"] ?? ""), { pathname: `/${name}` }).href;
  await admin.query("DROP DATABASE IF EXISTS interrupted");
  await admin.query("CREATE DATABASE interrupted");
  let kills = 0;
  for (let isDone = false; !isDone;) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", MIGRATE, at("interrupted")], { cwd: root, stdio: "ignore" });
    const gone = once(child, "exit");
    if (kills < wanted) {
      const ended = await Promise.race([gone, sleep(500 + 1_500 * random())]);
      if (!ended) {
        kills += 1;
        if (kills % 3 === 0) { await cluster.kill(); await cluster.start(); } else child.kill("SIGKILL");
      }
    }
    const [code] = await gone as [number | null];
    isDone = code === 0;
  }
  const [interrupted, template] = await Promise.all([structureOf(at("interrupted")), structureOf(at("test_template"))]);
  return { kills, same: interrupted.hash === template.hash, applied: interrupted.applied };
}

async function structureOf(url: string): Promise<{ hash: string; applied: number }> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows: [row] } = await client.query<{ hash: string }>(STRUCTURE);
    const { rows: [done] } = await client.query<{ n: number }>("SELECT count(*)::int AS n FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL");
    return { hash: row?.hash ?? "", applied: done?.n ?? 0 };
  } finally { await client.end(); }
}

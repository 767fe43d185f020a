import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { chainOf } from "./account";
import type { Stage } from "./stage";

/** What is offered after the making of a cut was cut short: cuts and records of cuts that are there, and those of them that are not what was sealed. */
export interface Offered { readonly cuts: number; readonly records: number; readonly broken: number; readonly chain: string }

async function offeredBy(admin: pg.Pool): Promise<Offered> {
  const { rows: [row] } = await admin.query<Omit<Offered, "chain">>(`
    SELECT (SELECT count(*)::int FROM app.data_cut) AS cuts, (SELECT count(*)::int FROM app.data_cut_record) AS records,
      (SELECT count(*)::int FROM app.data_cut WHERE content_hash IS DISTINCT FROM ctx.cut_hash(id)) AS broken`);
  return { ...(row ?? { cuts: -1, records: -1, broken: -1 }), chain: await chainOf(admin) };
}

/** Every statement that writes records of a cut takes a moment longer, so that a fault can come in the middle of it. */
export async function slowCuts(admin: pg.Pool, seconds: number | null): Promise<void> {
  await admin.query("DROP TRIGGER IF EXISTS slow ON app.data_cut_record");
  if (seconds === null) return;
  await admin.query(`CREATE OR REPLACE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(${seconds}); RETURN NULL; END $$;
    CREATE TRIGGER slow AFTER INSERT ON app.data_cut_record FOR EACH STATEMENT EXECUTE FUNCTION public.slow()`);
}

/** Begins a cut and ends the application or the database in the middle; then asks with the same request again until it is there. */
export async function cutIsCutShort(stage: Stage, what: "application" | "database", name: string): Promise<{ after: Offered; again: Offered; told: string }> {
  const { study, admin } = stage;
  const instance = await study.startInstance();
  const request = { requestId: randomUUID(), reason: null, name };
  await slowCuts(admin, 0.6);
  const asking = instance.act("makeCutAction", request, study.tokens.data_manager).then(({ value }) => JSON.stringify(value ?? "no answer"), () => "line broken");
  await sleep(900);
  if (what === "application") await instance.stop("kill"); else { await stage.cluster.kill(); await stage.cluster.start(); }
  const told = await asking;
  const after = await offeredBy(admin);
  await slowCuts(admin, null);
  const second = what === "application" ? study.first : instance;
  await Promise.all([1, 2].map(() => second.act("makeCutAction", request, study.tokens.data_manager)));
  const again = await offeredBy(admin);
  await instance.stop("kill");
  return { after, again, told };
}

/** Enough trail for a download that takes several readings: one setting of the study changed `times` times. */
export async function fillTrail(admin: pg.Pool, times: number): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.session_token', 'system', true), set_config('app.action', 'test.fill', true), set_config('app.reason', 'for a long trail', true)");
    await client.query(`DO $$ BEGIN FOR n IN 1..${times} LOOP UPDATE app.site SET name = 'Northgate ' || n WHERE code = '101'; END LOOP; END $$`);
    await client.query("COMMIT");
  } finally { client.release(); }
}

/** Downloads the trail and ends the application or the database after the first bytes. What the receiver had: a whole file, or a failure that it was told of. */
export async function downloadIsCutShort(stage: Stage, what: "application" | "database"): Promise<string> {
  const instance = await stage.study.startInstance();
  const response = await instance.get("/trail/trail.csv", stage.study.tokens.data_manager);
  if (response.status !== 200 || !response.body) return `HTTP ${response.status}`;
  const reader = response.body.getReader();
  try {
    await reader.read();
    if (what === "application") await instance.stop("kill"); else await stage.cluster.kill();
    while (!(await reader.read()).done) await sleep(0);
    return "looked whole";
  } catch {
    return "told of the failure";
  } finally {
    if (what === "database") await stage.cluster.start();
    await instance.stop("kill");
  }
}

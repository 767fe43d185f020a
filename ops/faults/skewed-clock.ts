import path from "node:path";
import { root } from "@/ops/testing/start/launch";
import { accountOf, violationsOf } from "./account";
import type { Stage } from "./stage";

export interface Skewed {
  /** What broke among the saves. */
  readonly violations: readonly string[];
  /** Events of the trail whose time is not the database's, or runs backwards along the chain. */
  readonly misdated: number;
  /** Status of a page in a session that lives, and in one that the database says is over. */
  readonly living: number;
  readonly over: string | null;
  readonly health: unknown;
  /** Lines of the application's log about it. */
  readonly alarms: number;
  readonly shown: boolean;
}

/** An application whose clock is `hours` off, on a database whose clock is right. */
export async function skewedClock(stage: Stage, hours: number): Promise<Skewed> {
  const { study, admin } = stage;
  const instance = await study.startInstance({ NODE_OPTIONS: `--require ${path.join(root, "ops/faults/shifted-clock.cjs")}`, CLOCK_SHIFT: String(hours * 3_600_000) });
  const [writer] = await stage.writers(1);
  if (!writer) throw new Error("no writer");
  const { rows: [began] } = await admin.query<{ at: Date; id: string }>("SELECT clock_timestamp() AS at, max(id) AS id FROM audit.event");
  for (let nth = 0; nth < 3; nth++) { await writer.save(instance); await writer.save(study.first); }
  const { rows: [misdated] } = await admin.query<{ n: number }>(`
    SELECT count(*)::int AS n FROM (SELECT e.id, e.occurred_at, lag(e.occurred_at) OVER (PARTITION BY l.chain_id ORDER BY l.seq) AS before FROM audit.event e JOIN audit.link l ON l.event_id = e.id) t
    WHERE t.occurred_at < t.before OR (t.id > $2 AND t.occurred_at NOT BETWEEN $1 AND clock_timestamp())`, [began?.at, began?.id]);
  const living = (await instance.get("/patients", study.tokens.coordinator)).status;
  await admin.query("UPDATE auth.session SET idle_expires_at = now() - interval '1 second' WHERE account_id = (SELECT id FROM auth.account WHERE username = 'statistician')");
  const over = (await instance.get("/efficacy", study.tokens.statistician)).headers.get("location");
  const health = await (await instance.get("/api/health", null)).json();
  const shown = (await (await instance.get("/trail", study.tokens.inspector)).text()).includes("Two clocks differ");
  const alarms = instance.said().split("\n").filter((line) => line.includes("clocks differ")).length;
  await instance.stop("kill");
  return { violations: violationsOf(await accountOf(admin, [...writer.history])), misdated: misdated?.n ?? -1, living, over, health, alarms, shown };
}

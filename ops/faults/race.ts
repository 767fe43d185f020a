import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { ActionResult } from "@/lib/kernel/action-result";
import { chainOf } from "./account";
import type { Stage } from "./stage";

export interface Race {
  readonly writes: number;
  readonly locks: number;
  /** Entries written while the trail says that they were frozen. */
  readonly violations: number;
  readonly deadlocks: number;
  readonly unexpected: number;
  readonly chain: string;
}

/** Savers against people who freeze and release the same patient; then the patient's chain is replayed link by link. */
export async function raceOfLocks(stage: Stage, { savers, lockers, seconds }: { savers: number; lockers: number; seconds: number }): Promise<Race> {
  const { study, admin } = stage;
  const [writer] = await stage.writers(1);
  if (!writer) throw new Error("no writer");
  await writer.save(study.first);
  const entryId = writer.history[0]?.entryId ?? "";
  const { rows: [held] } = await admin.query<{ patient: string }>("SELECT patient_id AS patient FROM app.entry WHERE id = $1", [entryId]);
  const patientId = held?.patient ?? "";
  const deadlocksBefore = await deadlocksOf(admin);
  const until = performance.now() + seconds * 1_000;
  let unexpected = 0;
  const ask = async (action: string, input: object, token: string): Promise<ActionResult<unknown> | undefined> => {
    const { value } = await study.first.act(action, { requestId: randomUUID(), reason: "race", ...input }, token);
    if (!value || (!value.ok && value.fault.kind === "unexpected")) unexpected += 1;
    return value as ActionResult<unknown> | undefined;
  };
  const save = async (nth: number) => {
    for (let value = 0; performance.now() < until; value++) {
      const { rows: [row] } = await admin.query<{ seen: unknown }>("SELECT answers -> 'blastsPct' AS seen FROM app.entry WHERE id = $1", [entryId]);
      await ask("saveAnswersAction", { entryId, changes: { blastsPct: { from: row?.seen ?? null, to: String((nth * 13 + value) % 100) } }, explanations: [] }, study.tokens.coordinator);
    }
  };
  const lock = async () => {
    while (performance.now() < until) {
      const placed = await ask("placeLockAction", { kind: "freeze", over: { scope: "patient", patientId } }, study.tokens.data_manager);
      if (placed?.ok) await ask("releaseLockAction", { lockId: (placed.value as { lockId: string }).lockId, approvedBy: null }, study.tokens.data_manager);
    }
  };
  await Promise.all([...Array.from({ length: savers }, (_, nth) => save(nth)), ...Array.from({ length: lockers }, lock)]);
  return { ...await replay(admin, patientId), deadlocks: await deadlocksOf(admin) - deadlocksBefore, unexpected, chain: await chainOf(admin) };
}

/** The chain in its own order: seq is the order of commits. */
async function replay(admin: pg.Pool, patientId: string): Promise<Pick<Race, "writes" | "locks" | "violations">> {
  const { rows } = await admin.query<{ table: string; op: string; released: boolean }>(`
    SELECT e.table_name AS "table", e.op::text AS op, 'released_at' = ANY (e.fields) AS released FROM audit.link l JOIN audit.event e ON e.id = l.event_id WHERE l.chain_id = $1 ORDER BY l.seq`, [patientId]);
  const seen = { writes: 0, locks: 0, violations: 0 };
  let isFrozen = false;
  for (const { table, op, released } of rows) {
    if (table === "app.lock") { isFrozen = op === "I"; if (op === "I") seen.locks += 1; else if (!released) seen.violations += 1; }
    if (table === "app.entry" && op === "U") { seen.writes += 1; if (isFrozen) seen.violations += 1; }
  }
  return seen;
}

async function deadlocksOf(admin: pg.Pool): Promise<number> {
  const { rows: [row] } = await admin.query<{ n: string }>("SELECT deadlocks AS n FROM pg_stat_database WHERE datname = current_database()");
  return Number(row?.n ?? 0);
}

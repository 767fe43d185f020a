import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Instance } from "@/ops/testing/running-study";
import { accountOf, type Account } from "./account";
import { openDatabaseLine } from "./database-line";
import { saveMeanwhile } from "./kill-while-saving";
import type { Stage } from "./stage";

/** One misfortune after another, by chance, while people save over a line that can be cut, until the minutes are over. */
export async function everything(stage: Stage, { minutes, writers: count, random }: { minutes: number; writers: number; random: () => number }): Promise<Account & { strikes: Record<string, number>; asked: number }> {
  const { study, admin, cluster } = stage;
  const url = process.env["APP_DATABASE_URL"] ?? "";
  const line = await openDatabaseLine(url);
  const begin = () => study.startInstance({ APP_DATABASE_URL: line.through(url), DATABASE_POOL: "4" });
  const writers = await stage.writers(count);
  const current: { instance: Instance } = { instance: await begin() };
  const patientOf = (entryId: string | undefined) => admin.query<{ id: string }>("SELECT patient_id AS id FROM app.entry WHERE id = $1", [entryId]).then(({ rows }) => rows[0]?.id);
  const strikes: Record<string, () => Promise<void>> = {
    "kill the database": async () => { await cluster.kill(); await sleep(500 * random()); await cluster.start(); },
    "stop and start the database": async () => { await cluster.stop(); await cluster.start(); },
    "kill the application": async () => { await current.instance.stop("kill"); current.instance = await begin(); },
    "cut before COMMIT": async () => { line.cut = "before COMMIT"; await sleep(300); },
    "cut after COMMIT": async () => { line.cut = "after COMMIT"; await sleep(300); },
    "silence at COMMIT": async () => { line.cut = "silent at COMMIT"; await sleep(1_000); },
    "cut every line": async () => { line.reset(); await sleep(200); },
    "hold a patient": async () => {
      const client = await admin.connect();
      try { await client.query("BEGIN"); await client.query("SELECT FROM app.patient WHERE id = $1 FOR UPDATE", [await patientOf(writers[0]?.history[0]?.entryId)]); await sleep(3_000); await client.query("ROLLBACK"); } finally { client.release(); }
    },
    "freeze and release a patient": async () => {
      const ask = async (action: string, input: object) => (await current.instance.act(action, { requestId: randomUUID(), reason: "by chance", ...input }, study.tokens.data_manager)).value;
      const placed = await ask("placeLockAction", { kind: "freeze", over: { scope: "patient", patientId: await patientOf(writers[0]?.history[0]?.entryId) } });
      await sleep(500);
      if (placed?.ok) for (let tries = 0; tries < 10 && !(await ask("releaseLockAction", { lockId: placed.value.lockId, approvedBy: null }))?.ok; tries++) await sleep(500);
    },
  };
  const struck: Record<string, number> = {};
  const until = performance.now() + minutes * 60_000;
  const asked = await saveMeanwhile(writers, () => performance.now() > until, () => current.instance, async (isOver) => {
    while (!isOver()) {
      await sleep(1_000 * random());
      const names = Object.keys(strikes);
      const name = names[Math.floor(random() * names.length)] ?? "";
      struck[name] = (struck[name] ?? 0) + 1;
      await strikes[name]?.().catch(() => {}); // a misfortune that meets another's ruins
    }
  });
  line.cut = "none";
  await current.instance.stop("kill");
  await line.close();
  return { ...await accountOf(admin, writers.flatMap(({ history }) => [...history])), strikes: struck, asked };
}

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ActionResult } from "@/lib/kernel/action-result";
import type { Instance } from "@/ops/testing/running-study";
import { accountOf, type Account } from "./account";
import type { Stage } from "./stage";

const codeOf = (value: ActionResult<unknown> | undefined): string => (!value ? "no answer" : value.ok ? "ok" : value.fault.kind === "refused" ? value.fault.code : value.fault.kind);

/** The same request sent to both instances at once, `times` times: how many changes it made in all, and how often the two answers differed. */
export async function sameRequestTwice({ study, admin }: Stage, both: readonly [Instance, Instance], times: number): Promise<{ changes: number; differing: number }> {
  let differing = 0;
  const ids: string[] = [];
  for (let nth = 0; nth < times; nth++) {
    const request = { requestId: randomUUID(), reason: null, siteId: study.sites["101"] };
    ids.push(request.requestId);
    const answers = await Promise.all(both.map((instance) => instance.act("createPatientAction", request, study.tokens.coordinator)));
    const [one, other] = answers.map(({ value }) => JSON.stringify(value));
    if (one !== other || codeOf(answers[0]?.value) !== "ok") differing += 1;
  }
  const { rows: [row] } = await admin.query<{ n: number }>("SELECT count(*)::int AS n FROM audit.event WHERE request_id = ANY ($1) AND table_name = 'app.patient' AND op = 'I'", [ids]);
  return { changes: row?.n ?? 0, differing };
}

/** What the second instance makes of what the first one has just done: a session ended, a record frozen. */
export async function whatTheOtherKnows({ study, admin, writers }: Stage, [one, other]: readonly [Instance, Instance]): Promise<{ frozen: string; released: string; ended: string; draftKeys: number }> {
  const [writer] = await writers(1);
  if (!writer) throw new Error("no writer");
  await writer.save(one);
  const entryId = writer.history[0]?.entryId ?? "";
  const { rows: [row] } = await admin.query<{ id: string }>("SELECT patient_id AS id FROM app.entry WHERE id = $1", [entryId]);
  const saveAt = async (instance: Instance) => codeOf((await instance.act("saveAnswersAction", { requestId: randomUUID(), reason: "again", entryId, changes: { blastsPct: { from: null, to: "3" } }, explanations: [] }, study.tokens.coordinator)).value);
  const placed = (await one.act("placeLockAction", { requestId: randomUUID(), reason: "two instances", kind: "freeze", over: { scope: "patient", patientId: row?.id } }, study.tokens.data_manager)).value;
  const frozen = await saveAt(other);
  await other.act("releaseLockAction", { requestId: randomUUID(), reason: "two instances", lockId: placed?.ok ? placed.value.lockId : "", approvedBy: null }, study.tokens.data_manager);
  const released = await saveAt(one);

  const keyOf = async (instance: Instance) => /draftSecret\\?":\\?"([^"\\]+)/.exec(await (await instance.get(`/entries/${entryId}`, study.tokens.coordinator)).text())?.[1];
  const draftKeys = new Set(await Promise.all([keyOf(one), keyOf(other)])).size;

  const { rows: [session] } = await admin.query<{ id: string }>("SELECT s.id FROM auth.session s JOIN auth.account a ON a.id = s.account_id WHERE a.username = 'monitor'");
  await one.act("revokeSessionAction", { requestId: randomUUID(), reason: "two instances", sessionId: session?.id }, study.tokens.administrator);
  const ended = (await other.get("/patients", study.tokens.monitor)).headers.get("location") ?? "still open";
  return { frozen, released, ended, draftKeys };
}

/** One instance after the other is stopped and started anew while people save; whoever meets a stopped one goes to the other, as a balancer sends them. */
export async function rollingRestart(stage: Stage, instances: [Instance, Instance], { writers: count, rounds, startAnew }: { writers: number; rounds: number; startAnew: () => Promise<Instance> }): Promise<Account> {
  const writers = await stage.writers(count);
  let isOver = false;
  const working = writers.map(async (writer, nth) => {
    for (let sent = nth; !isOver; sent++) {
      await writer.save(instances[sent % 2] ?? instances[0]);
      if (writer.history.at(-1)?.outcome !== "acknowledged") await sleep(50);
    }
  });
  for (let round = 0; round < rounds; round++) {
    await sleep(400);
    await instances[round % 2]?.stop("end");
    instances[round % 2] = await startAnew();
  }
  isOver = true;
  await Promise.all(working);
  for (const writer of writers) await writer.resolve(instances[0]);
  return accountOf(stage.admin, writers.flatMap(({ history }) => [...history]));
}

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ActionResult } from "@/lib/kernel/action-result";
import { chainOf } from "./account";
import type { Stage } from "./stage";

export interface Crowd {
  readonly requests: number;
  /** What was answered, and how often. */
  readonly told: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  /** Pages that showed somebody else's name. */
  readonly mixed: number;
  /** ms of the first save after the record was let go. */
  readonly recoveredInMs: number;
  readonly chain: string;
}

/**
 * Many people at once on few connections, while somebody's long transaction holds a patient whom some of them want to save:
 * each gets an answer in time and as themselves, and afterwards everything goes on at once.
 */
export async function crowd(stage: Stage, { people, connections }: { people: number; connections: number }): Promise<Crowd> {
  const { study, admin } = stage;
  const instance = await study.startInstance({ DATABASE_POOL: String(connections) });
  const [writer, other] = await stage.writers(2);
  if (!writer || !other) throw new Error("no writers");
  await Promise.all([writer.save(instance), other.save(instance)]);
  const entryId = writer.history[0]?.entryId ?? "";
  const holder = await admin.connect();
  await holder.query("BEGIN");
  await holder.query("SELECT FROM app.patient p JOIN app.entry e ON e.patient_id = p.id WHERE e.id = $1 FOR UPDATE OF p", [entryId]);

  const roles = (Object.keys(study.tokens) as (keyof typeof study.tokens)[]).filter((role) => role !== "administrator" && role !== "statistician"); // who have no day, and are sent to their own page
  const asked = Array.from({ length: people }, async (_, nth) => {
    const who = roles[nth % roles.length] ?? "coordinator";
    const began = performance.now();
    const outcome = nth % 4 === 0 ? await saveHeld(stage, instance, entryId) : await readOwnDay(instance, study.tokens[who], who, roles);
    return { outcome, ms: performance.now() - began };
  });
  const answers = await Promise.all(asked);
  await holder.query("ROLLBACK");
  holder.release();
  const began = performance.now();
  await other.save(instance);
  const recoveredInMs = other.history.at(-1)?.outcome === "acknowledged" ? Math.round(performance.now() - began) : Number.POSITIVE_INFINITY;
  await instance.stop("kill");

  const told: Record<string, number> = {};
  for (const { outcome } of answers) told[outcome] = (told[outcome] ?? 0) + 1;
  return { requests: people, told, slowestMs: Math.round(Math.max(...answers.map(({ ms }) => ms))), mixed: told["somebody else"] ?? 0, recoveredInMs, chain: await chainOf(admin) };
}

async function saveHeld({ study }: Stage, instance: Stage["study"]["first"], entryId: string): Promise<string> {
  await sleep(0);
  const answered = await instance.act("saveAnswersAction", { requestId: randomUUID(), reason: "again", entryId, changes: { blastsPct: { from: null, to: "3" } }, explanations: [] }, study.tokens.coordinator).catch(() => null);
  if (answered === null) return "no answer";
  const result = answered.value as ActionResult<unknown> | undefined;
  if (!result) return `HTTP ${answered.status}`;
  return result.ok ? "saved" : result.fault.kind === "refused" ? result.fault.code : result.fault.kind;
}

/** Whose name the page carries: the test study calls everybody "Test <role>". */
async function readOwnDay(instance: Stage["study"]["first"], token: string, who: string, roles: readonly string[]): Promise<string> {
  const response = await instance.get("/", token).catch(() => null);
  if (response === null) return "no answer";
  const text = await response.text();
  if (response.status !== 200) return `HTTP ${response.status}`;
  const named = roles.filter((role) => new RegExp(`Account of (?:<!-- -->)?Test ${role}["<&]`).test(text));
  return named.every((role) => role === who) ? (named.length === 1 ? "own page" : "no name") : "somebody else";
}

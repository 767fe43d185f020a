import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { can, type Scope, type Verb } from "@/lib/access/permissions";
import type { ActionResult, Fault } from "@/lib/kernel/action-result";
import type { Actor } from "@/lib/kernel/actor";
import { Refusal, refuse } from "@/lib/kernel/refusal";
import type { Tx } from "./db";
import { confirmPassword, type Confirmation } from "./confirm-password";
import { refusalOf, reportTrouble, sqlState } from "./database-fault";
import { readInput } from "./storable";
import { withActor } from "./transaction";

/** What every act carries: a request that is never carried out twice, why, and whose page it comes from: in one browser another person may have signed in since. */
const EVERY_ACT = {
  requestId: z.uuid(),
  as: z.uuid().optional(),
  reason: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.").nullable(),
};
type EveryAct = z.infer<z.ZodObject<typeof EVERY_ACT>>;

/** The strict schema of an act's input. */
export const actInput = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ...EVERY_ACT, ...shape });

export interface Deed {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
}

export interface Act<Input extends EveryAct, Subject extends Scope, Value> {
  readonly verb: Verb;
  readonly input: z.ZodType<Input>;
  /** Asks for the person's own password again: the input then carries `password`. "identity" is for looking after one's own account. */
  readonly confirm?: Confirmation;
  /** Reads one state of the whole study while people work. */
  readonly snapshot?: boolean;
  /** How long its transaction may take, where the ordinary limit is too short for all or nothing. */
  readonly withinMs?: number;
  /** Finds the subject and holds its row until the transaction ends. */
  readonly load: (tx: Tx, input: Input) => Promise<Subject>;
  readonly run: (deed: Deed, subject: Subject, input: Input) => Promise<Value>;
  /** What is remembered of the result for a repeated request, where the result itself may be shown only once. */
  readonly remember?: (value: Value) => Value;
}

export const defineAct = <Input extends EveryAct, Subject extends Scope, Value>(act: Act<Input, Subject, Value>) => act;

/**
 * Carries out an act for the holder of a session token; `action` (for browsers) and the demonstration's loader both come through here.
 * Order: role → shape → password → transaction → the same person → role here → decide and write → remember the request → commit.
 */
export async function perform<Input extends EveryAct, Subject extends Scope, Value>(
  act: Act<Input, Subject, Value>, token: string | null, raw: unknown,
): Promise<ActionResult<Value>> {
  try {
    const parsed = readInput(act.input, raw); // looked at only after we know who asks
    const errand = { name: act.verb, requestId: parsed.data?.requestId ?? randomUUID(), reason: parsed.data?.reason ?? null, snapshot: act.snapshot ?? false, keepsPlans: !act.snapshot, ...(act.withinMs === undefined ? {} : { withinMs: act.withinMs }) };
    if (act.confirm && parsed.success) {
      await withActor(token, errand, async (_, actor) => assertMayEver(actor, act.verb)); // a wrong role is not asked for its password
      await confirmPassword(token, parsed.data, act.confirm);
    }

    const value = await untilKnown(() => withActor(token, errand, async (tx, actor, now) => {
      assertMayEver(actor, act.verb);
      if (!parsed.success) throw parsed.error;
      if (parsed.data.as !== undefined && parsed.data.as !== actor.id) throw refuse("another_person", { name: actor.name });
      const before = await rememberedResult(tx, actor, act.verb, parsed.data.requestId);
      if (before) return before.result as Value;
      const subject = await act.load(tx, parsed.data);
      if (!can(actor, act.verb, subject)) throw refuse("not_found", { what: "This record" });
      const value = await act.run({ tx, actor, now }, subject, parsed.data);
      const kept = (act.remember ? act.remember(value) : value) ?? null;
      await tx.$executeRaw`UPDATE app.request SET result = ${kept === null ? null : JSON.stringify(kept)}::jsonb WHERE id = ${parsed.data.requestId}::uuid`;
      return value;
    }));
    return { ok: true, value };
  } catch (error) {
    return { ok: false, fault: faultFrom(error) };
  }
}

const ASK_AGAIN_AFTER = [200, 1_000, 2_000]; // ms

/** Where COMMIT was on its way when the connection went, the same request is sent again: it is remembered, or it is carried out now. */
async function untilKnown<Value>(carryOut: () => Promise<Value>): Promise<Value> {
  let open: unknown = null;
  for (const wait of [...ASK_AGAIN_AFTER, null]) {
    try {
      return await carryOut();
    } catch (error) {
      const isOpen = error instanceof Refusal && error.code === "outcome_unknown";
      if (isOpen) open = error;
      else if (open === null || refusalOf(error) === null) throw error;
      if (wait !== null) await sleep(wait);
    }
  }
  throw open;
}

function assertMayEver(actor: Actor, verb: Verb): void {
  if (!can(actor, verb)) throw refuse("not_permitted", { verb });
}

/** Takes the request's place. A second sender waits here until the first is done, and then gets the first one's answer. */
async function rememberedResult(tx: Tx, actor: Actor, verb: Verb, requestId: string): Promise<{ result: unknown } | null> {
  const taken = await tx.$executeRaw`INSERT INTO app.request (id, account_id, verb) VALUES (${requestId}::uuid, ${actor.id}::uuid, ${verb}) ON CONFLICT DO NOTHING`;
  if (taken === 1) return null;
  const earlier = await tx.request.findUnique({ where: { id: requestId }, select: { verb: true, result: true } });
  if (!earlier || earlier.verb !== verb) throw refuse("not_found", { what: "This request" });
  return { result: earlier.result };
}

function faultFrom(error: unknown): Fault {
  if (error instanceof Refusal) return { kind: "refused", code: error.code, message: error.message, details: error.details };
  if (error instanceof z.ZodError) {
    return { kind: "invalid", issues: error.issues.map(({ path, message }) => ({ field: path.join("."), message })) };
  }
  if (sqlState(error) === "55000") return faultFrom(refuse("record_locked")); // the guards' own word for "locked or frozen"
  const trouble = refusalOf(error);
  if (trouble) { reportTrouble(error, trouble); return faultFrom(trouble); }
  const reference = randomUUID();
  console.error({ event: "act", reference, error });
  return { kind: "unexpected", reference };
}

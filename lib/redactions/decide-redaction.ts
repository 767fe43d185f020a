import "server-only";
import { z } from "zod";
import { formOf } from "@/lib/entries/judge";
import { settle } from "@/lib/entries/settle";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { sqlState } from "@/lib/server/transaction";

export const DecideRedaction = actInput({
  redactionId: z.uuid(),
  approve: z.boolean(),
  password: z.string().min(1, "Type your password.").max(200),
}).extend({ reason: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.") });
export type DecideRedaction = z.infer<typeof DecideRedaction>;

interface Asked { readonly id: string; readonly siteId: string; readonly patientId: string; readonly eventId: string; readonly field: string; readonly state: string; readonly byId: string; readonly entryId: string | null; readonly asker: string | null }

export interface Decided {
  readonly state: "done" | "declined";
  /** Events of the trail in which it stood. */
  readonly events: number;
  /** Data cuts that keep it. */
  readonly cuts: readonly string[];
}

/**
 * The second person looks, and takes it away or declines. In one transaction it goes from the patient's rows, what follows from them is
 * derived anew, and it goes from the trail; a freeze or lock does not stand in its way. Nobody decides on a redaction of their own.
 */
export const decideRedaction = defineAct({ verb: "redaction.decide", input: DecideRedaction, confirm: "password", load: (tx, { redactionId }) => loadAsked(tx, redactionId), run });

async function loadAsked(tx: Tx, id: string): Promise<Asked> {
  const [asked] = await tx.$queryRaw<Asked[]>`
    SELECT id::text, site_id::text AS "siteId", patient_id::text AS "patientId", event_id::text AS "eventId", field, state, by_id::text AS "byId", entry_id::text AS "entryId", by_role AS asker FROM app.redaction WHERE id = ${id}::uuid`;
  if (!asked) throw refuse("not_found", { what: "This request" });
  return asked;
}

const REFUSED: Readonly<Record<string, "redaction_repeats" | "redaction_moved_on" | "redaction_not_yours">> = { "23514": "redaction_repeats", "55000": "redaction_moved_on", "42501": "redaction_not_yours" };

async function run(deed: Deed, asked: Asked, input: DecideRedaction): Promise<Decided> {
  if (asked.byId === deed.actor.id) throw refuse("redaction_own");
  if (asked.state !== "open") throw refuse("redaction_moved_on");
  try {
    return await (input.approve ? takeAway(deed, asked, input.reason) : decline(deed, asked, input.reason));
  } catch (error) {
    const code = REFUSED[sqlState(error) ?? ""];
    throw code === undefined ? error : refuse(code);
  }
}

async function decline({ tx }: Deed, { id }: Asked, reason: string): Promise<Decided> {
  await tx.$queryRaw`SELECT ctx.decline_redaction(${id}::uuid, ${reason})::text`;
  return { state: "declined", events: 0, cuts: [] };
}

async function takeAway(deed: Deed, asked: Asked, reason: string): Promise<Decided> {
  const { tx } = deed;
  const shown = await readShown(tx, asked);
  await tx.$queryRaw`SELECT ctx.begin_redaction(${asked.id}::uuid, ${reason}, ${shown})::text`;
  await settle(deed, asked);
  const [done] = await tx.$queryRaw<{ places: { events: number }; cuts: string[] }[]>`SELECT places, cuts FROM ctx.finish_redaction(${asked.id}::uuid, ${shown})`;
  return { state: "done", events: done?.places.events ?? 0, cuts: done?.cuts ?? [] };
}

/** The value as screens and questions say it: "02-Mar-1950" for 1950-03-02. Null for what is shown as it was typed. */
async function readShown(tx: Tx, { eventId, field, entryId }: Asked): Promise<string | null> {
  if (!field.startsWith("answers.") || entryId === null) return null;
  const [typed] = await tx.$queryRaw<{ formId: string; formVersion: number; value: unknown }[]>`
    SELECT n.form_id AS "formId", n.form_version AS "formVersion", p.changes -> ${field} -> 'new' AS value FROM audit.payload p JOIN app.entry n ON n.id = ${entryId}::uuid WHERE p.event_id = ${eventId}::bigint`;
  if (!typed) return null;
  return formOf(typed).fields[field.slice("answers.".length)]?.show(typed.value) ?? null;
}

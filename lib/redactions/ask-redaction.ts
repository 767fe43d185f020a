import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { sqlState } from "@/lib/server/transaction";
import { IDENTIFIER_CODES } from "@/lib/audit/identifiers";

export const AskRedaction = actInput({
  eventId: z.string().regex(/^\d{1,19}$/),
  field: z.string().max(80),
  what: z.enum(IDENTIFIER_CODES),
}).extend({ reason: z.string().trim().min(10, "Say in a few words how it came about, without repeating it.").max(500, "Use at most 500 characters.") });
export type AskRedaction = z.infer<typeof AskRedaction>;

interface TypedEvent { readonly id: string; readonly siteId: string; readonly patientId: string }

/** Asks that something typed by mistake be taken away. Somebody else decides; until then it stands as it is. */
export const askRedaction = defineAct({ verb: "redaction.ask", input: AskRedaction, load: (tx, { eventId }) => loadEvent(tx, eventId), run });

/** Row security decides whether the asking person may know of the event. */
async function loadEvent(tx: Tx, id: string): Promise<TypedEvent> {
  const [event] = await tx.$queryRaw<TypedEvent[]>`SELECT id::text, site_id::text AS "siteId", patient_id::text AS "patientId" FROM audit.event WHERE id = ${id}::bigint AND patient_id IS NOT NULL`;
  if (!event) throw refuse("not_found", { what: "What was typed" });
  return event;
}

const REFUSED: Readonly<Record<string, "redaction_repeats" | "redaction_moved_on" | "redaction_asked">> = { "23514": "redaction_repeats", "55000": "redaction_moved_on", "23505": "redaction_asked" };

async function run({ tx }: Deed, event: TypedEvent, { field, what, reason }: AskRedaction): Promise<{ readonly redactionId: string }> {
  try {
    const [made] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO app.redaction (site_id, patient_id, event_id, field, what, reason) VALUES (${event.siteId}::uuid, ${event.patientId}::uuid, ${event.id}::bigint, ${field}, ${what}, ${reason}) RETURNING id::text`;
    return { redactionId: made?.id ?? "" };
  } catch (error) {
    const code = REFUSED[sqlState(error) ?? ""];
    throw code === undefined ? error : refuse(code);
  }
}

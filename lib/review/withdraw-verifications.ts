import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";

/** The act that verified, by its request. */
export const WithdrawVerifications = actInput({ act: z.uuid() });
export type WithdrawVerifications = z.infer<typeof WithdrawVerifications>;

interface Subject { readonly siteId: string; readonly byId: string }

/**
 * Takes back what one act of one's own verified and still stands, within five minutes of it; the database keeps the time. The verifications
 * stay in the record as taken back, and the trail keeps both acts.
 * @returns how many were taken back.
 */
export const withdrawVerifications = defineAct({ verb: "entry.unverify", input: WithdrawVerifications, load: loadAct, run });

async function loadAct(tx: Tx, { act }: WithdrawVerifications): Promise<Subject> {
  const verification = await tx.verification.findFirst({ where: { act }, select: { siteId: true, byId: true } });
  if (!verification) throw refuse("not_found", { what: "This verification" });
  return verification;
}

async function run({ tx, actor }: Deed, { byId }: Subject, { act }: WithdrawVerifications): Promise<{ readonly withdrawn: number }> {
  if (byId !== actor.id) throw refuse("undo_not_yours");
  const [row] = await tx.$queryRaw<{ withdrawn: number | null }[]>`SELECT ctx.withdraw_verifications(${act}) AS withdrawn`;
  const withdrawn = row?.withdrawn ?? null;
  if (withdrawn === null) throw refuse("undo_too_late");
  if (withdrawn === 0) throw refuse("nothing_to_change", { what: "Nothing of this verification stands any more." });
  return { withdrawn };
}

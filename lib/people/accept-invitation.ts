import "server-only";
import { z } from "zod";
import type { ActionResult } from "@/lib/kernel/action-result";
import { refuse } from "@/lib/kernel/refusal";
import { authDb } from "@/lib/server/db";
import { hashPassword, NewPassword } from "./password";
import { newSessionToken } from "./sign-in";

export const AcceptInvitation = z.strictObject({ link: z.string().min(20).max(100), password: NewPassword });

/** Who a one-time link is for; null when it was used, expired or never made. */
export async function readInvitation(link: string): Promise<{ username: string; full_name: string } | null> {
  const [invited] = await authDb.$queryRaw<{ username: string; full_name: string }[]>`SELECT * FROM ctx.invitation(${link})`;
  return invited ?? null;
}

/** Sets the password that the invited person chose. The link is the proof of who asks, so this does not pass the door; the database spends it once. */
export async function acceptInvitation(raw: unknown): Promise<ActionResult<{ username: string }>> {
  const parsed = AcceptInvitation.safeParse(raw);
  if (!parsed.success) return { ok: false, fault: { kind: "invalid", issues: parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message })) } };
  const invited = await readInvitation(parsed.data.link);
  const [done] = invited
    ? await authDb.$queryRaw<{ account: string | null }[]>`SELECT ctx.accept_invitation(${parsed.data.link}, ${await hashPassword(parsed.data.password)}, ${newSessionToken()}) AS account`
    : [];
  if (!invited || !done?.account) {
    const { code, message } = refuse("link_spent");
    return { ok: false, fault: { kind: "refused", code, message } };
  }
  return { ok: true, value: { username: invited.username } };
}

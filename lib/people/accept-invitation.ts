import "server-only";
import { z } from "zod";
import type { ActionResult } from "@/lib/kernel/action-result";
import { Refusal, refuse } from "@/lib/kernel/refusal";
import { authDb } from "@/lib/server/db";
import { hashPassword } from "@/lib/server/password-hash";
import { setDeviceCookie, setSessionCookie } from "@/lib/server/session-cookie";
import { assertStrong, NewPassword } from "./password";
import { proofFrom } from "./second-factor";
import { newToken } from "./new-token";
import { hereFrom, type Whence } from "./whence";

/** `code`: of the second factor, which a new password leaves as it is. */
export const AcceptInvitation = z.strictObject({ link: z.string().min(20).max(100), password: NewPassword, code: z.string().max(40).optional() });

export interface Invitation {
  readonly username: string;
  readonly fullName: string;
  /** "reset": somebody who had a password chooses a new one. */
  readonly kind: "invitation" | "reset";
  readonly asksCode: boolean;
}
interface Row { account_id: string; username: string; full_name: string; kind: Invitation["kind"]; factor: Uint8Array | null; now: Date }

const rowOf = async (link: string): Promise<Row | undefined> => (await authDb.$queryRaw<Row[]>`SELECT *, clock_timestamp() AS now FROM ctx.invitation(${link})`)[0];

/** Who a one-time link is for; null when it was used, expired or never made. */
export async function readInvitation(link: string): Promise<Invitation | null> {
  const row = await rowOf(link);
  return row ? { username: row.username, fullName: row.full_name, kind: row.kind, asksCode: row.factor !== null } : null;
}

interface Entered { readonly username: string; readonly sessionToken: string; readonly device: string }

/** Sets the password that the link's owner chose and begins their session. The link is the proof of who asks, so this does not pass the door; the database spends it once. */
export async function acceptInvitation(raw: unknown, whence: Whence): Promise<ActionResult<Entered>> {
  const parsed = AcceptInvitation.safeParse(raw);
  if (!parsed.success) return { ok: false, fault: { kind: "invalid", issues: parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message })) } };
  try {
    return { ok: true, value: await enter(parsed.data, whence) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, fault: { kind: "refused", code: error.code, message: error.message } };
  }
}

async function enter({ link, password, code = "" }: z.infer<typeof AcceptInvitation>, { address, agent, device }: Whence): Promise<Entered> {
  const row = await rowOf(link);
  if (!row) throw refuse("link_spent");
  assertStrong(password, [row.username, row.full_name]);
  const proof = proofFrom(row.account_id, row.factor, code, row.now) ?? { step: null, recovery: null }; // the database counts the wrong ones
  const [sessionToken, known] = [newToken(), device ?? newToken()];
  const [done] = await authDb.$queryRaw<{ outcome: "in" | "spent" | "wrong" }[]>`SELECT ctx.accept_invitation(${link}, ${await hashPassword(password)}, ${sessionToken}, ${known}, ${address}, ${agent}, ${proof.step}::bigint, ${proof.recovery}) AS outcome`;
  if (done?.outcome === "wrong") throw refuse("wrong_code");
  if (done?.outcome !== "in") throw refuse("link_spent");
  return { username: row.username, sessionToken, device: known };
}

/** The same for a browser: it gets the session and is known from then on. */
export async function enterByLink(raw: unknown): Promise<ActionResult<null>> {
  const entered = await acceptInvitation(raw, await hereFrom());
  if (!entered.ok) return entered;
  await setSessionCookie(entered.value.sessionToken);
  await setDeviceCookie(entered.value.device);
  return { ok: true, value: null };
}

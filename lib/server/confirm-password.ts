import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import { authDb } from "./db";
import { isPassword } from "./password-hash";

/** "password": a signature, so the person must also have declared what it means. "identity": looking after one's own account. */
export type Confirmation = "password" | "identity";

interface Asked {
  readonly account_id: string;
  /** Null: this account has no password and proves itself in another way. */
  readonly password_hash: string | null;
  /** Whose tries are used up: those of the device that signed in, or else of the account. */
  readonly subject: string;
  readonly may_try: boolean;
  /** Until the next try is taken; null when only an administrator opens the account again. */
  readonly minutes: number | null;
  readonly declared: boolean;
  readonly factor_reset: boolean;
}

/**
 * Throws unless the input proves that it is the session's own person who acts. Wrong tries count as at signing in, on the same counters.
 * Done before the transaction: argon2 takes its time on purpose, and a wrong try is remembered although nothing is written.
 */
export async function confirmPassword(token: string | null, input: object, confirmation: Confirmation = "password"): Promise<void> {
  if (!token) throw refuse("not_signed_in");
  const [asked] = await authDb.$queryRaw<Asked[]>`SELECT * FROM ctx.begin_confirmation(${token})`;
  if (!asked) throw refuse("not_signed_in");
  if (!asked.may_try) throw refuse("too_many_tries", { minutes: asked.minutes });
  const right = asked.password_hash === null ? await takeProof(token) : await isPassword(asked.password_hash, "password" in input && typeof input.password === "string" ? input.password : "");
  await authDb.$executeRaw`SELECT ctx.end_confirmation(${token}, ${asked.subject}, ${right})`;
  if (!right && asked.password_hash === null) throw refuse("not_confirmed");
  if (!right) throw refuse(confirmation === "password" ? "wrong_password" : "wrong_own_password");
  if (confirmation === "password") assertMaySign(asked);
}

/** Whoever signs in at a provider was asked there just now, for this one act. */
async function takeProof(token: string): Promise<boolean> {
  const [proof] = await authDb.$queryRaw<{ taken: boolean }[]>`SELECT ctx.take_proof(${token}) AS taken`;
  return proof?.taken ?? false;
}

function assertMaySign({ declared, factor_reset }: Asked): void {
  if (factor_reset) throw refuse("factor_was_reset");
  if (!declared) throw refuse("not_declared");
}

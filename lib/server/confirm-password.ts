import "server-only";
import { verify } from "@node-rs/argon2";
import { refuse } from "@/lib/kernel/refusal";
import { authDb } from "./db";

/** Throws unless the input's `password` is that of the session's own account. Done before the transaction: argon2 takes its time on purpose. */
export async function confirmPassword(token: string | null, input: object): Promise<void> {
  if (!token) throw refuse("not_signed_in");
  const given = "password" in input && typeof input.password === "string" ? input.password : "";
  const [row] = await authDb.$queryRaw<{ hash: string | null }[]>`SELECT ctx.password_hash_of_session(${token}) AS hash`;
  if (!row?.hash) throw refuse("not_signed_in");
  if (!(await verify(row.hash, given))) throw refuse("wrong_password");
}

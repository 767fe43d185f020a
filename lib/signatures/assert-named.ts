import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import type { Tx } from "@/lib/server/db";

/** True once the person has signed anything in this session: from then on the password alone is enough. */
export async function signingBegun(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ begun: boolean }[]>`SELECT ctx.signing_begun() AS begun`;
  return row?.begun ?? false;
}

/**
 * The first signature of a session takes the signer's name as well as the password; the session's own account is the only right one.
 * A name that is given is always compared. The password was confirmed before.
 */
export async function assertNamed(tx: Tx, typed: string | null): Promise<void> {
  const name = typed?.trim().toLowerCase() ?? "";
  if (name === "") {
    if (!(await signingBegun(tx))) throw refuse("name_first");
    return;
  }
  const [own] = await tx.$queryRaw<{ username: string | null }[]>`SELECT (ctx.current_actor()).username AS username`;
  if (own?.username !== name) throw refuse("wrong_name");
}

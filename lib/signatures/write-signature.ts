import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import type { Tx } from "@/lib/server/db";
import { sqlState } from "@/lib/server/transaction";
import { type SignScope, scopeKey } from "./scope";
import { statementOf } from "./statements";

const CHECK_VIOLATION = "23514";
/** The database's word for "not what was read". */
const MOVED_ON = "EC001";

interface Signing {
  /** Only these forms; null: every form of the scope. */
  readonly forms?: readonly string[] | null;
  /** In place of the usual words of the meaning. */
  readonly statement?: string;
  /** The hash of what the signer read; null signs what stands, for acts that read nothing out. */
  readonly seen?: string | null;
  /** Names the patient in a refusal. */
  readonly number?: string;
}

/**
 * Has the database sign what it holds now: it makes the manifest of value hashes from the rows of the scope, seals it with signer, time and
 * meaning, and refuses anybody but an investigator of the site. Throws `nothing_to_sign` when the scope holds no value, and
 * `signature_moved_on` when it is not what was read.
 */
export async function writeSignature(tx: Tx, scope: SignScope, { forms = null, statement, seen = null, number = "the record" }: Signing = {}): Promise<string> {
  const { patientId, meaning, visitId, entryId, difference } = scope;
  try {
    const [signature] = await tx.$queryRaw<{ id: string }[]>`
      SELECT ctx.sign(${patientId}::uuid, ${meaning}, ${statement ?? statementOf(meaning, difference)}, ${forms as string[] | null}::text[], ${visitId}::uuid, ${entryId}::uuid, ${difference}, ${seen})::text AS id`;
    if (!signature) throw new Error(`The database gave no signature for ${scopeKey(scope)}.`);
    return signature.id;
  } catch (error) {
    const state = sqlState(error);
    throw state === CHECK_VIOLATION ? refuse("nothing_to_sign") : state === MOVED_ON ? refuse("signature_moved_on", { numbers: [number] }) : error;
  }
}

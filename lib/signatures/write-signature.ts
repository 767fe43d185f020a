import "server-only";
import { refuse } from "@/lib/kernel/refusal";
import type { Tx } from "@/lib/server/db";
import { sqlState } from "@/lib/server/transaction";
import { STATEMENTS, type SignatureMeaning } from "./statements";

const CHECK_VIOLATION = "23514";

/**
 * Has the database sign what it holds now: it makes the manifest of value hashes from the rows and refuses anybody but an
 * investigator of the site. `forms` null signs every form; `statement` stands in place of the meaning's usual words. Throws `nothing_to_sign` when none of the forms has a value.
 */
export async function writeSignature(tx: Tx, patientId: string, meaning: SignatureMeaning, forms: readonly string[] | null, statement = STATEMENTS[meaning]): Promise<string> {
  try {
    const [signature] = await tx.$queryRaw<{ id: string }[]>`
      SELECT ctx.sign(${patientId}::uuid, ${meaning}, ${statement}, ${forms as string[] | null}::text[])::text AS id`;
    if (!signature) throw refuse("nothing_to_sign");
    return signature.id;
  } catch (error) {
    throw sqlState(error) === CHECK_VIOLATION ? refuse("nothing_to_sign") : error;
  }
}

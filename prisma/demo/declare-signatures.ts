import { randomUUID } from "node:crypto";
import { DECLARATION, declareSignature } from "@/lib/people/declare-signature";
import { perform } from "@/lib/server/act";
import { PEOPLE, type Cast, type Username } from "./people";

const SIGNERS: readonly string[] = ["investigator", "monitor", "data_manager", "administrator"];

/** Before anybody signs: that an electronic signature stands for the handwritten one. */
export async function declareSignatures({ tokens }: Cast): Promise<void> {
  for (const [username, { role }] of Object.entries(PEOPLE)) {
    if (!SIGNERS.includes(role)) continue;
    const declared = await perform(declareSignature, tokens[username as Username], { requestId: randomUUID(), reason: null, version: DECLARATION.version });
    if (!declared.ok) throw new Error(`${username} did not declare: ${JSON.stringify(declared.fault)}`);
  }
}

import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";

/** 21 CFR 11.100(c). A changed text is a new version, which everybody accepts anew. */
export const DECLARATION = {
  version: 1,
  text: "I declare that my electronic signature in this system is the legally binding equivalent of my handwritten signature. I alone use my account; I tell nobody my password or my second factor, and I report it at once when somebody else may know them.",
} as const;

export const DeclareSignature = actInput({ version: z.literal(DECLARATION.version, "This text has changed meanwhile. Reload the page and read it again.") });
export type DeclareSignature = z.infer<typeof DeclareSignature>;

/** Accepted once, before the first signature. Text, version and time stay with it. */
export const declareSignature = defineAct({
  verb: "signature.declare", input: DeclareSignature, load: async () => WHOLE_STUDY,
  run: async ({ tx, actor }: Deed, _, { version }): Promise<null> => {
    const [before] = await tx.$queryRaw<object[]>`SELECT FROM app.signature_declaration WHERE by_id = ${actor.id}::uuid AND version = ${version}`;
    if (before) throw refuse("already_declared");
    await tx.$executeRaw`INSERT INTO app.signature_declaration (version, text) VALUES (${version}, ${DECLARATION.text})`;
    return null;
  },
});

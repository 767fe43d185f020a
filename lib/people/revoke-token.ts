import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";

export const RevokeToken = actInput({ tokenId: z.uuid(), password: z.string().max(300) });
export type RevokeToken = z.infer<typeof RevokeToken>;

/** Ends one of one's own access tokens at its next request. What it was used for stays on record. */
export const revokeToken = defineAct({
  verb: "token.revoke", input: RevokeToken, confirm: "identity", load: async () => WHOLE_STUDY,
  run: async ({ tx }: Deed, _, { tokenId }): Promise<null> => {
    const [done] = await tx.$queryRaw<{ revoked: boolean }[]>`SELECT ctx.revoke_token(${tokenId}::uuid) AS revoked`;
    if (!done?.revoked) throw refuse("not_found", { what: "This token" });
    return null;
  },
});

import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";

export const DIGESTS = ["daily", "weekly", "none"] as const;
export type Digest = (typeof DIGESTS)[number];

export const ChooseDigest = actInput({ digest: z.enum(DIGESTS) });
export type ChooseDigest = z.infer<typeof ChooseDigest>;

/** How often a mail says how much waits on one's own My day. */
export const chooseDigest = defineAct({
  verb: "digest.choose", input: ChooseDigest, load: async () => WHOLE_STUDY,
  run: async ({ tx }: Deed, _, { digest }): Promise<null> => {
    const [row] = await tx.$queryRaw<{ changed: boolean }[]>`SELECT ctx.choose_digest(${digest}) AS changed`;
    if (!row?.changed) throw refuse("nothing_to_change", { what: "This is your choice already." });
    return null;
  },
});

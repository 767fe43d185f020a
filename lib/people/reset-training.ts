import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";

export const ResetTraining = actInput({ why: z.string().trim().min(1, "Say why.").max(500, "Use at most 500 characters.") });
export type ResetTraining = z.infer<typeof ResetTraining>;

/** Asks for the practice data as on the first day. Whoever started the training carries it out within seconds; nothing but a training is ever touched. */
export const resetTraining = defineAct({
  verb: "training.reset", input: ResetTraining, load: async () => WHOLE_STUDY,
  run: async ({ tx }: Deed, _, { why }): Promise<null> => {
    const [asked] = await tx.$queryRaw<{ asked: boolean }[]>`SELECT ctx.ask_training_reset(${why}) AS asked`;
    if (!asked?.asked) throw refuse("not_training");
    return null;
  },
});

import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { NOTICES } from "@/lib/kernel/guidance";
import { actInput, defineAct, type Deed } from "@/lib/server/act";

export const NoteGuidance = actInput({ notice: z.enum(NOTICES) });
export type NoteGuidance = z.infer<typeof NoteGuidance>;

/** A hint was read, the guide put away or begun again: kept with the account, so that it holds on every device. */
export const noteGuidance = defineAct({
  verb: "guidance.note", input: NoteGuidance, load: async () => WHOLE_STUDY,
  run: async ({ tx }: Deed, _, { notice }): Promise<null> => {
    await tx.$executeRaw`INSERT INTO app.guidance (notice) VALUES (${notice})`;
    return null;
  },
});

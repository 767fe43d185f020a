import "server-only";
import type { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { actInput, defineAct, type Deed } from "@/lib/server/act";

const VerifyTrail = actInput({});
type VerifyTrail = z.infer<typeof VerifyTrail>;

/** Puts the request down; whichever instance looks next makes the verification. One that has not begun yet serves everybody who asks. */
const run = async ({ tx }: Deed): Promise<{ readonly id: string }> => {
  const [asked] = await tx.$queryRaw<{ id: string }[]>`SELECT audit.ask_verification()::text AS id`;
  return asked!;
};

export const verifyTrail = defineAct({ verb: "trail.verify", input: VerifyTrail, load: async () => WHOLE_STUDY, run });

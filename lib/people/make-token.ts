import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { SCOPES, TOKEN_DAYS_MAX, type TokenScope } from "@/lib/access/token-scopes";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { newToken } from "./new-token";

export const MakeToken = actInput({
  name: z.string().trim().min(1, "Say what it is for.").max(60, "Use at most 60 characters."),
  scopes: z.array(z.enum(SCOPES as [TokenScope, ...TokenScope[]])).max(SCOPES.length),
  days: z.number().int().min(1, "At least one day.").max(TOKEN_DAYS_MAX, `At most ${TOKEN_DAYS_MAX} days.`),
  password: z.string().max(300),
});
export type MakeToken = z.infer<typeof MakeToken>;

/** By which a secret that lies where it should not is known as one of ours. */
const PREFIX = "ecrf_";

/** A key for a program of one's own. It is shown once: the database keeps its hash, and a repeated request gets null. */
export const makeToken = defineAct({
  verb: "token.make", input: MakeToken, confirm: "identity", load: async () => WHOLE_STUDY, remember: () => null,
  run: async ({ tx }: Deed, _, { name, scopes, days }): Promise<string | null> => {
    const token = `${PREFIX}${newToken()}`;
    const [made] = await tx.$queryRaw<{ id: string | null }[]>`SELECT ctx.make_token(${token}, ${name}, ${scopes}::text[], ${days}::int) AS id`;
    if (!made?.id) throw refuse("too_many_tokens");
    return token;
  },
});

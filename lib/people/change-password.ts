import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { hashPassword } from "@/lib/server/password-hash";
import { setSessionCookie } from "@/lib/server/session-cookie";
import { assertStrong, NewPassword } from "./password";
import { newToken } from "./new-token";

export const ChangePassword = actInput({ password: z.string().max(300), newPassword: NewPassword });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** One's own password: the old one is asked, every other session ends, and this one goes on under a new token. */
export const changePassword = defineAct({
  verb: "password.change", input: ChangePassword, confirm: "identity", load: async () => WHOLE_STUDY,
  run: async ({ tx, actor }: Deed, _, { password, newPassword }): Promise<null> => {
    const [own] = await tx.$queryRaw<{ username: string }[]>`SELECT username FROM ctx.own_account()`;
    if (!own) throw refuse("not_signed_in");
    if (password === newPassword) throw refuse("weak_password", { why: "It is the one you have now" });
    const sites = await tx.site.findMany({ select: { code: true, name: true } });
    assertStrong(newPassword, [actor.name, own.username, ...sites.map(({ code, name }) => `${code} ${name}`)]);
    const token = newToken();
    await tx.$executeRaw`SELECT ctx.change_password(${await hashPassword(newPassword)}, ${token})`;
    await setSessionCookie(token);
    return null;
  },
});

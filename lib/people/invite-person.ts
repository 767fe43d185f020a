import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { sqlState } from "@/lib/server/transaction";
import { refusalByDatabase } from "./look-after-account";

export const InvitePerson = actInput({
  username: z.string().trim().toLowerCase().regex(/^[a-z][a-z0-9._-]{2,39}$/, "Use 3 to 40 letters, digits, dots or dashes, beginning with a letter."),
  fullName: z.string().trim().min(2, "Give the full name, as it stands in the delegation log.").max(120),
});
export type InvitePerson = z.infer<typeof InvitePerson>;

/** `link` is null when the same request is answered again: the link itself was shown once and is kept nowhere. */
interface Invited { readonly accountId: string; readonly link: string | null }

const withoutLink = ({ accountId }: Invited): Invited => ({ accountId, link: null });

/** A new account without a password, and the one-time link that lets its owner choose one. The link is shown once and kept nowhere. */
export const invitePerson = defineAct({
  verb: "person.invite", input: InvitePerson, load: async () => WHOLE_STUDY, remember: withoutLink,
  run: async ({ tx }: Deed, _, { username, fullName }): Promise<Invited> => {
    const [account] = await tx.$queryRaw<{ id: string }[]>`SELECT ctx.new_account(${username}, ${fullName}) AS id`.catch((error: unknown) => {
      throw sqlState(error) === "23505" ? refuse("name_taken", { name: username }) : error;
    });
    if (!account) throw refuse("name_taken", { name: username });
    return { accountId: account.id, link: await newLink(tx, account.id) };
  },
});

export const RenewLink = actInput({ accountId: z.uuid() });
export type RenewLink = z.infer<typeof RenewLink>;

/** A new one-time link for somebody who forgot the password (good for 24 hours) or let the first link expire (7 days); earlier links become worthless. The second factor stays. */
export const renewLink = defineAct({
  verb: "person.invite", input: RenewLink, load: async () => WHOLE_STUDY, remember: withoutLink,
  run: async ({ tx }: Deed, _, { accountId }): Promise<Invited> => ({ accountId, link: await newLink(tx, accountId) }),
});

async function newLink(tx: Deed["tx"], accountId: string): Promise<string> {
  const link = randomBytes(32).toString("base64url");
  await tx.$executeRaw`SELECT ctx.invite(${accountId}::uuid, ${link})`.catch((error: unknown) => {
    throw refusalByDatabase(error) ?? (sqlState(error) === "P0002" ? refuse("account_closed") : error);
  });
  return link;
}

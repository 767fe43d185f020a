import "server-only";
import { z } from "zod";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { sqlState } from "@/lib/server/transaction";
import { refusalByDatabase } from "./look-after-account";
import { mailLink } from "./mail-link";
import { newToken } from "./new-token";

/** Where links and notices go, when there is a mail server. The database refuses what could name a second recipient. */
const Address = z.email("This is no mail address. It looks like name@site.example.").max(254, "Use at most 254 characters.");

export const InvitePerson = actInput({
  username: z.string().trim().toLowerCase().regex(/^[a-z][a-z0-9._-]{2,39}$/, "Use 3 to 40 letters, digits, dots or dashes, beginning with a letter."),
  fullName: z.string().trim().min(2, "Give the full name, as it stands in the delegation log.").max(120),
  email: Address.nullable().default(null),
});
export type InvitePerson = z.infer<typeof InvitePerson>;

/** `link` is null when it went to its owner by mail (`mailedTo`), and when the same request is answered again: it was shown once and is kept nowhere. */
interface Invited { readonly accountId: string; readonly link: string | null; readonly mailedTo: string | null }

const withoutLink = ({ accountId, mailedTo }: Invited): Invited => ({ accountId, link: null, mailedTo });

/** A new account without a password, and the one-time link that lets its owner choose one. The link is shown once and kept nowhere. */
export const invitePerson = defineAct({
  verb: "person.invite", input: InvitePerson, load: async () => WHOLE_STUDY, remember: withoutLink,
  run: async ({ tx }: Deed, _, { username, fullName, email }): Promise<Invited> => {
    const [account] = await tx.$queryRaw<{ id: string }[]>`SELECT ctx.new_account(${username}, ${fullName}) AS id`.catch((error: unknown) => {
      throw sqlState(error) === "23505" ? refuse("name_taken", { name: username }) : error;
    });
    if (!account) throw refuse("name_taken", { name: username });
    if (email !== null) await tx.$queryRaw`SELECT ctx.set_email(${account.id}::uuid, ${email})`;
    return newLink(tx, account.id, "7 days");
  },
});

export const RenewLink = actInput({ accountId: z.uuid() });
export type RenewLink = z.infer<typeof RenewLink>;

/** A new one-time link for somebody who forgot the password (good for 24 hours) or let the first link expire (7 days); earlier links become worthless. The second factor stays. */
export const renewLink = defineAct({
  verb: "person.invite", input: RenewLink, load: async () => WHOLE_STUDY, remember: withoutLink,
  run: async ({ tx }: Deed, _, { accountId }): Promise<Invited> => newLink(tx, accountId, "the time that its page says"),
});

/** Sent to its owner where that is possible, and then seen by nobody else. */
async function newLink(tx: Deed["tx"], accountId: string, lasts: string): Promise<Invited> {
  const link = newToken();
  await tx.$executeRaw`SELECT ctx.invite(${accountId}::uuid, ${link})`.catch((error: unknown) => {
    throw refusalByDatabase(error) ?? (sqlState(error) === "P0002" ? refuse("account_closed") : error);
  });
  const mailedTo = await mailLink(tx, accountId, link, lasts);
  return { accountId, link: mailedTo === null ? link : null, mailedTo };
}

export const SetAddress = actInput({ accountId: z.uuid(), email: Address.nullable() });
export type SetAddress = z.infer<typeof SetAddress>;

/** Where somebody's links and notices go from now on; null: nowhere, and links are shown to the administrator. */
export const setAddress = defineAct({
  verb: "person.set_address", input: SetAddress, load: async () => WHOLE_STUDY,
  run: async ({ tx }: Deed, _, { accountId, email }): Promise<null> => {
    const [set] = await tx.$queryRaw<{ changed: boolean }[]>`SELECT ctx.set_email(${accountId}::uuid, ${email}) AS changed`;
    if (!set?.changed) throw refuse("nothing_to_change", { what: "This is the address already." });
    return null;
  },
});

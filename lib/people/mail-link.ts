import "server-only";
import type { Tx } from "@/lib/server/db";
import { env } from "@/lib/server/env";

export const LINK_SUBJECT = "Your link to the case report form";

/** The text that carries a one-time link. Plain text: what a mail shows is what it is. */
export const linkText = (link: string, lasts: string): string =>
  `With this link you choose your password. It opens once, within ${lasts}:\n\n  ${env.NEXTAUTH_URL}/welcome/${link}\n\nIf you did not expect it, tell an administrator and do not open it.\n`;

/** Queues the link for its owner. Null where no mail goes out: no mail server, or no address. */
export async function mailLink(tx: Tx, accountId: string, link: string, lasts: string): Promise<string | null> {
  const [queued] = await tx.$queryRaw<{ email: string | null }[]>`
    SELECT e.email FROM ctx.emails() e WHERE e.id = ${accountId}::uuid AND ctx.queue_mail(e.id, ${LINK_SUBJECT}, ${linkText(link, lasts)})`;
  return queued?.email ?? null;
}

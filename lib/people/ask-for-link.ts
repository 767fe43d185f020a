import "server-only";
import { z } from "zod";
import { authDb } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import { LINK_SUBJECT, linkText } from "./mail-link";
import { newToken } from "./new-token";
import { hereFrom } from "./whence";

/** Whether links can be sent at all: without a mail server an administrator makes them. */
export const sendsMail: boolean = env.SMTP_URL !== undefined;

const AskForLink = z.strictObject({ username: z.string().trim().min(1, "Type the name that you sign in with.").max(200) });

/** Mails a link to the owner of a name, if there is one with an address and a password. The answer is the same for every name; null, or what is wrong with the question. */
export async function askForLink(raw: unknown): Promise<string | null> {
  const parsed = AskForLink.safeParse(raw);
  if (!parsed.success) return parsed.error.issues.map(({ message }) => message).join(" ");
  if (!sendsMail) return "No mail is sent from here. Ask an administrator for a link.";
  const [link, { address }] = [newToken(), await hereFrom()];
  await authDb.$executeRaw`SELECT ctx.ask_for_link(${parsed.data.username}, ${link}, ${address}, ${LINK_SUBJECT}, ${linkText(link, "30 minutes")})`;
  return null;
}

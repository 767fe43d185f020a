import "server-only";
import { randomUUID } from "node:crypto";
import { notFound, redirect } from "next/navigation";
import { can, type Verb } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { Refusal, refuse } from "@/lib/kernel/refusal";
import { refusalOf, reportTrouble } from "./database-fault";
import type { Tx } from "./db";
import { sessionToken } from "./session";
import { withActor } from "./transaction";
import { confine } from "./within";

/**
 * What a page reads, read as the person who asks: nobody is sent to sign in; a role without the verb gets "does not exist";
 * null (absent, or not yours) likewise.
 */
export async function asReader<Value>(verb: Verb, read: (tx: Tx, actor: Actor) => Promise<Value | null>): Promise<Value> {
  const value = await readAs(verb, read).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_signed_in") redirect("/sign-in");
    throw told(error);
  });
  if (value === null) {
    if (await readAs("session.read", lacksFactor)) redirect("/account");
    notFound();
  }
  return value;
}

/** A second factor is demanded of this person and this session has none: nothing but the page Account opens, and that is where they are led. */
async function lacksFactor(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ lacks: boolean | null }[]>`SELECT ctx.lacks_factor() AS lacks`;
  return row?.lacks ?? false;
}

/** The same for a download: the response says what a page would have shown. */
export async function asDownload(verb: Verb, read: (tx: Tx, actor: Actor) => Promise<Response | null>): Promise<Response> {
  try {
    return (await readAs(verb, read)) ?? refusal("This does not exist, or you may not see it.", 404);
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_signed_in") return refusal("Sign in first.", 401);
    const trouble = told(error);
    if (trouble instanceof Refusal) return refusal(trouble.message, 503);
    throw error;
  }
}

/** Trouble of the database as a refusal whose digest the error page knows how to say; anything else as it is. */
function told(error: unknown): unknown {
  const isUnread = error instanceof Refusal && error.code === "outcome_unknown"; // of a reading nothing is left open
  const trouble = isUnread ? refuse("database_away") : refusalOf(error);
  if (trouble === null) return error;
  reportTrouble(error, trouble);
  return Object.assign(trouble, { digest: trouble.code });
}

/** No copy of it stays anywhere: the same address may be answered differently a minute later. */
const refusal = (says: string, status: number) => new Response(`${says}\n`, { status, headers: { "cache-control": "no-store" } });

async function readAs<Value>(verb: Verb, read: (tx: Tx, actor: Actor) => Promise<Value | null>): Promise<Value | null> {
  return withActor(await sessionToken(), { name: verb, requestId: randomUUID() }, async (tx, actor) => {
    if (!can(actor, verb)) return null;
    await confine(tx, actor, verb);
    return read(tx, actor);
  });
}

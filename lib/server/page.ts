import "server-only";
import { randomUUID } from "node:crypto";
import { notFound, redirect } from "next/navigation";
import { can, type Verb } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/refusal";
import type { Tx } from "./db";
import { sessionToken } from "./session";
import { withActor } from "./transaction";

/**
 * What a page reads, read as the person who asks: nobody is sent to sign in; a role without the verb gets "does not exist";
 * null (absent, or not yours) likewise.
 */
export async function asReader<Value>(verb: Verb, read: (tx: Tx, actor: Actor) => Promise<Value | null>): Promise<Value> {
  const value = await readAs(verb, read).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_signed_in") redirect("/sign-in");
    throw error;
  });
  if (value === null) notFound();
  return value;
}

/** The same for a download: the response says what a page would have shown. */
export async function asDownload(verb: Verb, read: (tx: Tx, actor: Actor) => Promise<Response | null>): Promise<Response> {
  try {
    return (await readAs(verb, read)) ?? refusal("This does not exist, or you may not see it.", 404);
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_signed_in") return refusal("Sign in first.", 401);
    throw error;
  }
}

/** No copy of it stays anywhere: the same address may be answered differently a minute later. */
const refusal = (says: string, status: number) => new Response(`${says}\n`, { status, headers: { "cache-control": "no-store" } });

async function readAs<Value>(verb: Verb, read: (tx: Tx, actor: Actor) => Promise<Value | null>): Promise<Value | null> {
  return withActor(await sessionToken(), { name: verb, requestId: randomUUID() }, async (tx, actor) => (can(actor, verb) ? read(tx, actor) : null));
}

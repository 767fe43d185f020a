import "server-only";
import { createHash } from "node:crypto";
import { notFound, redirect } from "next/navigation";
import type { Verb } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { Refusal, refuse } from "@/lib/kernel/refusal";
import { refusalOf, reportTrouble } from "./database-fault";
import { authDb, type Tx } from "./db";
import { env } from "./env";
import { readAs, requestReading, type PageReading, type Reading } from "./reading";
import { sessionToken } from "./session";
import { markFile } from "./trial-kind";

/**
 * What a page reads, read as the person who asks: nobody is sent to sign in; a role without the verb gets "does not exist";
 * null (absent, or not yours) likewise. `how`: see PageReading.
 */
export async function asReader<Value>(verb: Verb, read: (tx: Tx, actor: Actor) => Promise<Value | null>, how: PageReading = {}): Promise<Value> {
  const value = await requestReading()(verb, read, how).catch((error: unknown) => {
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

/** The same for a file: the response says what a page would have shown. Files are counted, and made one at a time for one session, whichever instance it asks. */
export async function asDownload(verb: Verb, read: (tx: Tx, actor: Actor) => Promise<Response | null>, how: Reading = {}): Promise<Response> {
  const token = await sessionToken();
  if (!token) return refusal("Sign in first.", 401);
  const wait = await waitForFile(token);
  if (wait > 0) return tooMany(`Too many files in a short time. Wait ${wait} s and try again.`);
  return asAnswer(verb, async (tx, actor) => (await takeTurn(tx, token)) ? read(tx, actor).then((file) => file && markFile(file)) : tooMany("A file of yours is being made. Try again when it is there."), how);
}

const drawOf = (token: string): string => `downloads ${createHash("sha256").update(`budget ${token}`).digest("base64url")}`;

/** Counts a file for whoever holds this token; seconds to wait, 0 when it may be made. */
export async function waitForFile(token: string): Promise<number> {
  const [budget] = await authDb.$queryRaw<{ wait: number }[]>`SELECT ctx.spend(ARRAY[${drawOf(token)}], ARRAY[${env.DOWNLOADS_PER_MINUTE}::int]) AS wait`;
  return budget?.wait ?? 60;
}

/** False while another file is made for whoever holds this token, on whichever instance. */
export async function takeTurn(tx: Tx, token: string): Promise<boolean> {
  const [turn] = await tx.$queryRaw<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended(${drawOf(token)}, 0)) AS mine`;
  return turn?.mine ?? false;
}

export const tooMany = (says: string) => new Response(`${says}\n`, { status: 429, headers: { "content-type": "text/plain; charset=utf-8", "retry-after": "5" } });

/** For what scripts of a page look up: the same as a file, and counted as a page is. */
export async function asAnswer(verb: Verb, read: (tx: Tx, actor: Actor) => Promise<Response | null>, how: Reading = {}): Promise<Response> {
  try {
    return (await readAs(verb, read, how)) ?? refusal("This does not exist, or you may not see it.", 404);
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_signed_in") return refusal("Sign in first.", 401);
    const trouble = told(error);
    if (trouble instanceof Refusal) return refusal(trouble.message, 503);
    throw error;
  }
}

/** Trouble of the database as a refusal whose digest the error page knows how to say; anything else as it is. */
export function told(error: unknown): unknown {
  const isUnread = error instanceof Refusal && error.code === "outcome_unknown"; // of a reading nothing is left open
  const trouble = isUnread ? refuse("database_away") : refusalOf(error);
  if (trouble === null) return error;
  reportTrouble(error, trouble);
  return Object.assign(trouble, { digest: trouble.code });
}

/** No copy of it stays anywhere: the same address may be answered differently a minute later. */
export const refusal = (says: string, status: number) => new Response(`${says}\n`, { status, headers: { "cache-control": "no-store" } });

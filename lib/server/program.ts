import "server-only";
import { randomUUID } from "node:crypto";
import { can, type Verb } from "@/lib/access/permissions";
import type { TokenScope } from "@/lib/access/token-scopes";
import type { Actor } from "@/lib/kernel/actor";
import { Refusal, refuse } from "@/lib/kernel/refusal";
import { db, type Tx } from "./db";
import { refusal, takeTurn, told, tooMany, waitForFile } from "./page";
import { markFile } from "./trial-kind";
import { withActor, type BearerKey } from "./transaction";
import { confine } from "./within";

/** The name under which `ops/web-server.mjs` hands in the token of `Authorization: Bearer`; what arrives from outside under it is thrown away there. */
const ACCESS_TOKEN = "x-access-token";

/** A file of a cut that leaves the system. `format` is null for a file that the cut itself holds. */
export interface TakenFile {
  readonly cutId: string;
  readonly format: string | null;
  readonly file: string;
  readonly sha256: string | null;
}

type Read<Value> = (tx: Tx, actor: Actor, key: BearerKey) => Promise<Value | null>;

/** What a program reads of cuts, as JSON: as the person whose token it holds, with the roles of this moment. */
export async function asProgram(request: Request, scope: TokenScope, read: Read<object>): Promise<Response> {
  return answered(request, scope, "cut.read", async (key, reading) => {
    const value = await reading(read);
    return value && Response.json(value, { headers: { "cache-control": "private, no-store" } });
  });
}

/** A file for a program: counted as a person's downloads are, and on record before its first byte. */
export async function asProgramDownload(request: Request, scope: TokenScope, read: Read<{ readonly response: Response; readonly taken: TakenFile }>): Promise<Response> {
  return answered(request, scope, "cut.take", async (key, reading) => {
    const wait = await waitForFile(key.bearer);
    if (wait > 0) return tooMany(`Too many files in a short time. Wait ${wait} s and try again.`);
    const found = await reading(async (tx, actor) => (await takeTurn(tx, key.bearer)) ? read(tx, actor, key) : "busy" as const);
    if (found === "busy") return tooMany("A file of yours is being made. Try again when it is there.");
    if (found === null) return null;
    await noteTaken(key, found.taken);
    return markFile(found.response);
  });
}

type Reading = <Value>(read: Read<Value>) => Promise<Value | null>;

/** Unknown, revoked, expired, of a closed account, for something else, of somebody whose role has ended: one answer for all of them. */
async function answered(request: Request, scope: TokenScope, verb: Verb, answer: (key: BearerKey, reading: Reading) => Promise<Response | null>): Promise<Response> {
  const bearer = request.headers.get(ACCESS_TOKEN);
  if (!bearer) return unknown();
  const key = { bearer, scope };
  try {
    return (await answer(key, (read) => readAs(key, verb, read))) ?? refusal("This does not exist.", 404);
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_signed_in") return unknown();
    const trouble = told(error);
    if (trouble instanceof Refusal) return refusal(trouble.message, 503);
    throw error;
  }
}

function unknown(): Response {
  const response = refusal("Send an access token that is valid for this: Authorization: Bearer TOKEN.", 401);
  response.headers.set("www-authenticate", "Bearer");
  return response;
}

const readAs = <Value>(key: BearerKey, verb: Verb, read: Read<Value>) => withActor(key, { name: verb, requestId: randomUUID() }, async (tx, actor) => {
  if (!can(actor, verb)) throw refuse("not_signed_in");
  await confine(tx, actor, verb);
  return read(tx, actor, key);
});

/** The database writes it by itself: a transaction that a token opened can only read. */
async function noteTaken({ bearer, scope }: BearerKey, { cutId, format, file, sha256 }: TakenFile): Promise<void> {
  const [row] = await db.$queryRaw<{ noted: boolean }[]>`SELECT ctx.take_by_token(${bearer}, ${randomUUID()}, ${scope}, ${cutId}::uuid, ${format}, ${file}, ${sha256}) AS noted`;
  if (!row?.noted) throw refuse("not_signed_in");
}

import "server-only";
import { randomUUID } from "node:crypto";
import { ACTIONS, PAGES, ROUTES } from "@/lib/access/entry-points";
import { can, sitesOf, type Verb } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { accessTokenOf, bearing, verdictOn, type Caller, type Verdict } from "./callers";
import { VALID_ADDRESSES } from "./valid-addresses";
import { VALID_CALLS } from "./valid-calls";
import type { World } from "./world";

const asking = (table: Readonly<Record<string, unknown>>) => Object.entries(table).flatMap(([name, asks]) => (typeof asks === "string" ? [[name, asks as Verb] as const] : []));
/** Every server action that asks who calls, with its verb. */
export const askingActions = asking(ACTIONS);
/** Every page and route handler that asks who calls, with its verb. */
export const askingAddresses = [...asking(PAGES).map(([name, verb]) => ({ name, verb, kind: "page" as const })), ...asking(ROUTES).map(([name, verb]) => ({ name, verb, kind: "route" as const }))];

/** What came of a call: "done", or what was said instead; with the verb that was refused, if one was. */
export interface Outcome { readonly code: string; readonly verb: unknown }

export async function callAs({ study }: World, name: string, caller: Caller, input: object): Promise<Outcome> {
  const { value, status } = await study.first.act(name, { requestId: randomUUID(), reason: null, ...input }, caller.token, headersOf(caller));
  return { code: value?.ok === true ? "done" : value?.fault?.code ?? value?.fault?.kind ?? `HTTP ${status}`, verb: value?.fault?.details?.verb };
}
export const headersOf = ({ cookie }: Caller): Readonly<Record<string, string>> => (cookie === undefined ? {} : { cookie });
/** What this person sends along to an address: the session of a browser, or the access token of a program. */
export const getAs = ({ study }: World, name: string, address: string, caller: Caller, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  (VALID_ADDRESSES[name]?.byToken ? study.first.get(address, null, { ...headersOf(caller), ...(caller.token === null ? {} : bearing(accessTokenOf(caller.token))), ...headers }) : study.first.get(address, caller.token, { ...headersOf(caller), ...headers }));
export const inputOf = (world: World, name: string): object => VALID_CALLS[name]?.input(world) ?? {};

/** What the policy says of the valid call of an action, made by this person. */
export function verdictOnAction({ here }: World, name: string, verb: Verb, caller: Caller): Verdict {
  const { at, needs } = VALID_CALLS[name] ?? {};
  const verdict = verdictOn(caller, verb, at ?? here.ids.siteId);
  return verdict === "granted" && needs && verdictOn(caller, needs) !== "granted" ? "not_found" : verdict;
}

export const actorOf = ({ grants }: Caller): Actor => ({ id: "", name: "", grants: grants ?? [] });
export const addressOf = (world: World, name: string): string => VALID_ADDRESSES[name]?.of(world) ?? name;

/** The status that the policy asks of an address: pages send nobody to sign in, downloads say 401; the rest is there or is not. */
export function statusOn({ here }: World, { name, verb, kind }: (typeof askingAddresses)[number], caller: Caller): number {
  if (caller.grants === null) return kind === "page" ? 307 : 401;
  const { record, sendsOnWithout, byToken } = VALID_ADDRESSES[name] ?? {};
  if (!can(actorOf(caller), verb, record ? { siteId: here.ids.siteId } : undefined)) return byToken ? 401 : 404;
  return sendsOnWithout && !can(actorOf(caller), sendsOnWithout) ? 307 : 200;
}

/** Everybody by one person: what is refused to them is refused to all of their kind. */
export const oneOfEachKind = (callers: readonly Caller[]): readonly Caller[] => callers.filter(({ name }) => !MORE_OF_THE_SAME.includes(name));
const MORE_OF_THE_SAME = ["a made-up cookie", "random characters", "a token that nobody holds", "an expired session", "a session left idle", "a role that begins tomorrow"];

/** Eight at a time: about what one person's browser opens. */
export async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.toReversed();
  await Promise.all(Array.from({ length: 8 }, async () => { for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item); }));
}

const SEEN_BY_ALL = ["site", "site_version", "membership"];

/** What must not stand in anything that this person is sent: the id of every row, and every word, of sites whose patients they may not read. */
export async function secretsFrom({ study, here, there }: World, caller: Caller): Promise<readonly string[]> {
  const mine = sitesOf(actorOf(caller), "patient.read");
  if (mine === "all") return [];
  const { rows: tables } = await study.admin.query<{ name: string }>(
    "SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.columns i USING (table_schema, table_name) WHERE c.table_schema = 'app' AND c.column_name = 'site_id' AND i.column_name = 'id' AND c.table_name <> ALL ($1)", [SEEN_BY_ALL]);
  const { rows } = await study.admin.query<{ id: string }>(tables.map(({ name }) => `SELECT id::text FROM app.${name} WHERE site_id <> ALL ($1)`).join(" UNION "), [mine]);
  return [...rows.map(({ id }) => id), ...[here, there].filter(({ ids }) => !mine.includes(ids.siteId)).flatMap(({ words, number }) => [...words, number])];
}

/** Calls of every action that the policy refuses to these people, each with the answer that it asks for. */
export const refusedCalls = (world: World, callers: readonly Caller[]) => askingActions
  .flatMap(([name, verb]) => callers.map((caller) => ({ name, verb, caller, expected: verdictOnAction(world, name, verb, caller) }))).filter(({ expected }) => expected !== "granted");

/** Makes all of them; the answers that are not the policy's, and refusals that name another verb than the table does. */
export async function otherAnswers(world: World, callers: readonly Caller[]): Promise<readonly string[]> {
  const other: string[] = [];
  await inParallel(refusedCalls(world, callers), async ({ name, verb, caller, expected }) => {
    const { code, verb: asked } = await callAs(world, name, caller, inputOf(world, name));
    if (code !== expected || (code === "not_permitted" && asked !== verb)) other.push(`${name} as ${caller.name}: ${code} (${String(asked)}), and the policy says ${expected} (${verb})`);
  });
  return other;
}

/** Asks for every address as these people: statuses that are not the policy's (unless they are of no interest), and what was sent of sites that are not theirs. */
export async function otherPages(world: World, callers: readonly Caller[], { status, headers = {} }: { readonly status: boolean; readonly headers?: Readonly<Record<string, string>> }): Promise<readonly string[]> {
  const other: string[] = [];
  await inParallel(callers, async (caller) => {
    const secrets = await secretsFrom(world, caller);
    for (const point of askingAddresses) { // one after the other: a session has one download at a time
      const [address, expected] = [addressOf(world, point.name), statusOn(world, point, caller)];
      if (expected === 200 && VALID_ADDRESSES[point.name]?.isRecorded) continue;
      const answer = await getAs(world, point.name, address, caller, headers).catch((error: unknown) => { if (status) throw error; return null; });
      if (answer === null) continue; // behind an open door the database breaks a download off before its first byte
      const body = await answer.text();
      if (status && answer.status !== expected) other.push(`${address} as ${caller.name}: ${answer.status}, and the policy says ${expected}`);
      const ofCut = can(actorOf(caller), "cut.read") && ["cut.read", "efficacy.read", "report.read"].includes(point.verb);
      const shown = ofCut ? [] : secrets.filter((secret) => !address.includes(secret) && body.includes(secret));
      if (shown.length > 0) other.push(`${address} as ${caller.name} shows ${shown.length} of another site: ${shown.slice(0, 2).join(", ")}`);
    }
  });
  return other;
}

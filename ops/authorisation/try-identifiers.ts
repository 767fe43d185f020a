import "server-only";
import { randomUUID } from "node:crypto";
import type { Verb } from "@/lib/access/permissions";
import type { Caller } from "./callers";
import { addressOf, askingActions, askingAddresses, inParallel, inputOf, verdictOnAction } from "./matrix";
import { leavesOf, withAt } from "./swap-ids";
import { VALID_ADDRESSES } from "./valid-addresses";
import { VALID_CALLS } from "./valid-calls";
import type { World } from "./world";

const atOneSite = ({ grants }: Caller): boolean => grants?.every(({ siteId }) => siteId !== "all") ?? false;
/** Who may make the call, at one site if anybody at one site may. */
const whoMay = (world: World, name: string, verb: Verb): Caller | undefined => {
  const may = world.callers.filter((caller) => verdictOnAction(world, name, verb, caller) === "granted");
  return may.find(atOneSite) ?? may[0];
};
/** Each action with somebody who may and an input that is right, but those on one's own account. */
export const callable = (world: World) => askingActions.flatMap(([name, verb]) => {
  const caller = whoMay(world, name, verb);
  return caller && VALID_CALLS[name]?.own === undefined ? [{ name, caller, input: inputOf(world, name) }] : [];
});

const ALWAYS_DIFFERS = ["date", "content-length", "etag"];
/** An answer without what differs between any two requests. */
const alike = (text: string, ...ids: readonly string[]) => ids.reduce((left, id) => left.replaceAll(id, "ID"), text)
  .replaceAll(/nonce[-=:"\\]+[\w+/=]+/g, "nonce").replaceAll(/\d{2}-[A-Z][a-z]{2}-\d{4} \d{2}:\d{2}/g, "NOW");
/** React sends the parts of a page as they become ready, and numbers them in that order: what counts is which parts there are. */
function inAnyOrder(page: string): string {
  const sent: string[] = [];
  const frame = page.replaceAll(/<script[^>]*>(?:self\.__next_f\.push\(\[1,"((?:[^"\\]|\\.)*)"\]\))?<\/script>/g, (_, part: string = "") => { sent.push(part); return ""; });
  const parts = sent.join("").split("\\n").map((part) => part.replace(/^[0-9a-f]+:/, "").replaceAll(/\$[A-Z@]?[0-9a-f]+/g, "$"));
  return [frame, ...parts.toSorted()].join("\n");
}
const headersAlike = (headers: Headers) => [...headers].filter(([name]) => !ALWAYS_DIFFERS.includes(name)).map(([name, value]) => `${name}: ${alike(value)}`).toSorted().join("\n");
const firstDifference = (a: string, b: string) => { const at = [...a].findIndex((sign, n) => sign !== b[n]); return `${a.slice(Math.max(0, at - 60), at + 80)} / ${b.slice(Math.max(0, at - 60), at + 80)}`; };

/** Calls in which one identifier is another site's; a row's own new name is chosen by whoever writes it. */
export const swaps = (world: World) => callable(world).filter(({ caller }) => atOneSite(caller)).flatMap(({ name, caller, input }) => leavesOf(input).flatMap(({ path, key }) => {
  const theirs = world.there.ids[key as keyof typeof world.there.ids];
  return theirs && !(name === "addRowAction" && key === "entryId") ? [{ name, caller, input, path, theirs }] : [];
}));

/** A02: every identifier of every input swapped for another site's, beside the same call with one that does not exist. What tells them apart, or was carried out. */
export async function swapIdentifiers(world: World): Promise<readonly string[]> {
  const wrong: string[] = [];
  await inParallel(swaps(world), async ({ name, caller, input, path, theirs }) => {
    const [requestId, absent] = [randomUUID(), randomUUID()];
    const put = (id: string) => world.study.first.act(name, { requestId, reason: null, ...withAt(input, path, id) as object }, caller.token);
    const [foreign, nothing] = [await put(theirs), await put(absent)];
    const place = `${name} ${path.join(".")} as ${caller.name}`;
    if (foreign.value?.ok !== false || foreign.value.fault.kind === "unexpected") wrong.push(`${place}: ${JSON.stringify(foreign.value)}`);
    if (foreign.status !== nothing.status || alike(foreign.text, theirs) !== alike(nothing.text, absent)) wrong.push(`${place}: ${firstDifference(alike(foreign.text, theirs), alike(nothing.text, absent))}`);
    if (headersAlike(foreign.headers) !== headersAlike(nothing.headers)) wrong.push(`${place}: headers differ`);
  });
  return wrong;
}

export const records = askingAddresses.filter(({ name }) => VALID_ADDRESSES[name]?.record);

/** A03: the address of every record of the first site, asked from the other one, beside an address of nothing. What tells them apart. */
export async function swapAddresses(world: World, callers: readonly Caller[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  const { ids, number } = world.here;
  await inParallel(callers, async (caller) => { for (const { name } of records) await swapOne(caller, addressOf(world, name)); }); // one after the other: a session has one download at a time
  return wrong;

  async function swapOne(caller: Caller, real: string): Promise<void> {
    const nothing = { number: "101-999", id: randomUUID() };
    const absent = Object.values(ids).reduce((left, id) => left.replaceAll(id, nothing.id), real.replaceAll(number, nothing.number));
    const [one, other] = [await world.study.first.get(real, caller.token), await world.study.first.get(absent, caller.token)];
    const [a, b] = [inAnyOrder(alike(await one.text(), number, ...Object.values(ids))), inAnyOrder(alike(await other.text(), nothing.number, nothing.id))];
    if (one.status !== 404 || other.status !== 404) wrong.push(`${real} as ${caller.name}: ${one.status} and ${other.status}`);
    if (a !== b) wrong.push(`${real} as ${caller.name}: ${firstDifference(a, b)}`);
    if (headersAlike(one.headers) !== headersAlike(other.headers)) wrong.push(`${real} as ${caller.name}: headers differ`);
  }
}

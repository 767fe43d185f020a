import "server-only";
import { randomUUID } from "node:crypto";
import { sent } from "@/ops/testing/test-patient";
import { inParallel } from "./matrix";
import { leavesOf, objectsIn, withAt, type Path } from "./swap-ids";
import { callable } from "./try-identifiers";
import type { World } from "./world";

const KEYS: Readonly<Record<string, unknown>> = {
  siteId: randomUUID(), patientId: randomUUID(), status: "randomised", version: 999, role: "administrator", byId: randomUUID(), byName: "Somebody else", byRole: "monitor", at: "2020-01-01T00:00:00Z",
  signedAt: "2020-01-01", accountId: randomUUID(), arm: "A", released: true, constructor: { name: "x" }, toString: "x", hasOwnProperty: true,
};
const inside = (value: unknown, path: Path) => path.reduce<unknown>((left, step) => (left as Record<string | number, unknown>)[step], value) as object;

/** A10: keys that nobody asked for, in every object of every input, together and through the prototype; what was not refused for it. */
export async function addKeys(world: World): Promise<readonly string[]> {
  const wrong: string[] = [];
  const more = callable(world).flatMap(({ name, caller, input }) => objectsIn(input).map((path) => {
    const keys = Object.fromEntries(Object.entries(KEYS).filter(([key]) => !Object.hasOwn(inside(input, path), key)));
    return { name, caller, input: sent(withAt(input, path, { ...inside(input, path), ...keys }) as object), place: path.join(".") };
  }));
  const one = callable(world).map(({ name, caller, input }) => ({ name, caller, input: sent({ ...input, constructor: { prototype: { role: "administrator" } } }), place: "constructor" }));
  const inherited = callable(world).map(({ name, caller, input }) => ({ name, caller, input: JSON.parse(`{"__proto__": ${JSON.stringify(sent(input))}}`) as object, place: "__proto__" }));
  await inParallel([...more, ...one, ...inherited], async ({ name, caller, input, place }) => {
    const { value } = await world.study.first.act(name, input, caller.token);
    if (value?.ok !== false || !["invalid", "refused"].includes(value.fault.kind)) wrong.push(`${name} with more in ${place || "itself"}: ${JSON.stringify(value)}`);
  });
  return wrong;
}

const INSTEAD: readonly unknown[] = [{ not: "" }, ["x"], 7];
/** Calls in which something else stands where a text belongs. */
export const misshapen = (world: World) => callable(world).flatMap(({ name, caller, input }) => leavesOf(input).filter(({ value }) => typeof value === "string")
  .flatMap(({ path }) => INSTEAD.map((put) => ({ name, caller, place: path.join("."), input: sent(withAt(input, path, put) as object) }))));

/** A12 and A32: operators, lists and numbers instead of texts; what was carried out, or failed instead of being refused. */
export async function putOperators(world: World): Promise<readonly string[]> {
  const wrong: string[] = [];
  await inParallel(misshapen(world), async ({ name, caller, input, place }) => {
    const { value } = await world.study.first.act(name, input, caller.token);
    if (value?.ok !== false || value.fault.kind === "unexpected") wrong.push(`${name} ${place}: ${JSON.stringify(value)}`);
  });
  return wrong;
}

const TEXTS = ["' OR 1=1--", "'; DROP TABLE app.patient; --", "\u0000"];
/** A12: statements in the places of identifiers and codes; what failed instead of being refused. Free texts may hold anything that can be stored. */
export async function putStatements(world: World): Promise<readonly string[]> {
  const wrong: string[] = [];
  const put = callable(world).flatMap(({ name, caller, input }) => leavesOf(input).filter(({ key, value }) => typeof value === "string" && !FREE.includes(key))
    .flatMap(({ path }) => TEXTS.map((text) => ({ name, caller, place: path.join("."), input: sent(withAt(input, path, text) as object) }))));
  await inParallel(put, async ({ name, caller, input, place }) => {
    const { value } = await world.study.first.act(name, input, caller.token);
    if (value?.ok !== false || value.fault.kind === "unexpected") wrong.push(`${name} ${place}: ${JSON.stringify(value)}`);
  });
  return wrong;
}
const FREE = ["reason", "why", "daySaid", "named", "question", "note", "body", "medication", "fullName", "name", "password", "newPassword"];

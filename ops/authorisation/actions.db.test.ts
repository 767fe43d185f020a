import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACTIONS, PAGES, ROUTES } from "@/lib/access/entry-points";
import { can } from "@/lib/access/permissions";
import { actionsOfBuild, addressesOfBuild, differences, drawnAtBuild } from "./build";
import { somebody, type Caller } from "./callers";
import { actorOf, addressOf, askingActions, askingAddresses, callAs, headersOf, inParallel, inputOf, oneOfEachKind, secretsFrom, statusOn, verdictOnAction } from "./matrix";
import { askersOfMemberships, openDoor, openRows } from "./one-wall";
import { leavesNoTrace } from "./traces";
import { VALID_ADDRESSES } from "./valid-addresses";
import { VALID_CALLS } from "./valid-calls";
import { openWorld, type World } from "./world";

let world: World;
beforeAll(async () => { world = await openWorld(); }, 120_000);
afterAll(async () => { await world.study.close(); });

describe("the tables know the whole build [R24 R60 A01]", () => {
  test("every server action names its verb, and has a valid call", () => {
    expect(differences(actionsOfBuild(), Object.keys(ACTIONS), "ACTIONS of lib/access/entry-points.ts")).toEqual([]);
    expect(differences(askingActions.map(([name]) => name), Object.keys(VALID_CALLS), "VALID_CALLS of ops/authorisation/valid-calls.ts")).toEqual([]);
  });
  test("every page and every route handler names its verb, and has an address that exists", () => {
    expect(differences(addressesOfBuild("page"), Object.keys(PAGES), "PAGES of lib/access/entry-points.ts")).toEqual([]);
    expect(differences(addressesOfBuild("route"), Object.keys(ROUTES), "ROUTES of lib/access/entry-points.ts")).toEqual([]);
    expect(askingAddresses.filter(({ name }) => name.includes("[") && !VALID_ADDRESSES[name]).map(({ name }) => `${name}: add a line to VALID_ADDRESSES of ops/authorisation/valid-addresses.ts`)).toEqual([]);
  });
  test("nothing of it was drawn when it was built, the same for everybody [R69]", () => { expect(drawnAtBuild()).toEqual([]); });
});

/** Calls of every action that the policy refuses to these people, each with the answer that it asks for. */
const refusedCalls = (callers: readonly Caller[]) => askingActions.flatMap(([name, verb]) => callers.map((caller) => ({ name, verb, caller, expected: verdictOnAction(world, name, verb, caller) })))
  .filter(({ expected }) => expected !== "granted");
async function otherAnswers(callers: readonly Caller[]): Promise<readonly string[]> {
  const other: string[] = [];
  await leavesNoTrace(world.study.admin, "after calls that are all refused", () => inParallel(refusedCalls(callers), async ({ name, verb, caller, expected }) => {
    const { code, verb: asked } = await callAs(world, name, caller, inputOf(world, name));
    if (code !== expected || (code === "not_permitted" && asked !== verb)) other.push(`${name} as ${caller.name}: ${code} (${String(asked)}), and the policy says ${expected} (${verb})`);
  }));
  return other;
}

/** Every address as these people: the status that the policy does not ask for, and what they were sent of sites that are not theirs. */
async function otherPages(callers: readonly Caller[], { status }: { readonly status: boolean }): Promise<readonly string[]> {
  const other: string[] = [];
  await leavesNoTrace(world.study.admin, "after reading everything", async () => {
    for (const caller of callers) {
      const secrets = await secretsFrom(world, caller);
      await inParallel(askingAddresses, async (point) => {
        const address = addressOf(world, point.name);
        const answer = await world.study.first.get(address, caller.token, headersOf(caller));
        const [body, expected] = [await answer.text(), statusOn(world, point, caller)];
        if (status && answer.status !== expected) other.push(`${address} as ${caller.name}: ${answer.status}, and the policy says ${expected}`);
        const ofCut = can(actorOf(caller), "cut.read") && ["cut.read", "efficacy.read"].includes(point.verb);
        const shown = ofCut ? [] : secrets.filter((secret) => !address.includes(secret) && body.includes(secret));
        if (shown.length > 0) other.push(`${address} as ${caller.name} shows ${shown.length} of another site: ${shown.slice(0, 2).join(", ")}`);
      });
    }
  });
  return other;
}

/** Those from whom most is kept: one of each site, and the roles without patients. */
const apart = (callers: readonly Caller[]) => callers.filter(({ name }) => ["coordinator", "monitor elsewhere", "statistician", "administrator", "a role taken away"].includes(name));

describe("asked by raw HTTP", () => {
  test("each server action answers everybody who may not as the policy says, and leaves no trace [R24 R25 R26 R60 A01]", async () => {
    expect(refusedCalls(world.callers).length).toBeGreaterThan(500);
    expect(await otherAnswers(world.callers)).toEqual([]);
  }, 120_000);
  test("each page and download answers everybody as the policy says, and shows nobody another site [R24 R27 R60 A01 A03 A34]", async () => {
    expect(await otherPages(world.callers, { status: true })).toEqual([]);
  }, 120_000);
});

/** Sieved by the database alone, by design: of the trail an administrator reads what concerns people and the study, and the policy page knows no tables. */
const OF_THE_DATABASE_ALONE = ["/trail", "/trail/trail.csv"].map((address) => `${address} as administrator shows`);

describe("each wall alone", () => {
  test("the database holds where the door lets everybody pass: no trace of an act that is refused, no row of another site [R26 R27 A01]", async () => {
    const [callers, shut] = [oneOfEachKind(world.callers), await openDoor(world.study.admin)];
    const done: string[] = [];
    try {
      await leavesNoTrace(world.study.admin, "with the door open", () => inParallel(refusedCalls(callers), async ({ name, caller }) => {
        if ((await callAs(world, name, caller, inputOf(world, name))).code === "done") done.push(`${name} as ${caller.name}`);
      }));
      expect(done).toEqual([]);
      expect(await otherPages(apart(callers), { status: false })).toEqual([]);
    } finally { await shut(); }
  }, 120_000);
  test("the door holds where the database answers for everybody and everything: the same answers, no row of another site [R26 R27 A01]", async () => {
    expect(await askersOfMemberships(world.study.admin)).toEqual(["enter"]);
    const [callers, shut] = [oneOfEachKind(world.callers), await openRows(world.study.admin)];
    try {
      expect(await otherAnswers(callers)).toEqual([]);
      expect((await otherPages(apart(callers), { status: true })).filter((one) => !OF_THE_DATABASE_ALONE.some((known) => one.startsWith(known)))).toEqual([]);
    } finally { await shut(); }
  }, 120_000);
});

describe("and in the end", () => {
  test("the very same calls are carried out for those who may: the refusals above were refusals [R25]", async () => {
    const other: string[] = [];
    const isTold = async (name: string, caller: Caller, expected: string) => {
      const { code } = await callAs(world, name, caller, inputOf(world, name));
      if (code !== expected) other.push(`${name} as ${caller.name}: ${code}, not ${expected}`);
    };
    for (const [name, verb] of askingActions) {
      const { own, first = "done", again = first } = VALID_CALLS[name] ?? {};
      const may = own === undefined ? world.callers.filter((caller) => verdictOnAction(world, name, verb, caller) === "granted") : [await somebody(world, name)];
      if (may.length === 0) other.push(`${name}: nobody may`);
      for (const [n, caller] of may.entries()) await isTold(name, caller, n === 0 ? own ?? first : again);
    }
    expect(other).toEqual([]);
  }, 120_000);
});

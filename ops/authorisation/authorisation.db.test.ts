import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACTIONS, PAGES, ROUTES } from "@/lib/access/entry-points";
import { cookieOf } from "@/ops/testing/running-study";
import { COOKIE_KEY } from "@/ops/testing/test-database";
import { sent } from "@/ops/testing/test-patient";
import { actionsOfBuild, addressesOfBuild, differences, drawnAtBuild } from "./build";
import { accessTokenOf, bearing, somebody, type Caller } from "./callers";
import { addressOf, askingActions, askingAddresses, callAs, getAs, inputOf, oneOfEachKind, otherAnswers, otherPages, refusedCalls, statusOn, verdictOnAction } from "./matrix";
import { askersOfMemberships, openDoor, openRows } from "./one-wall";
import { leavesNoTrace } from "./traces";
import { alternate, confuse, goRound, injectIntoFilters } from "./try-addresses";
import { records, swapAddresses, swapIdentifiers, swaps } from "./try-identifiers";
import { addKeys, misshapen, putOperators, putStatements } from "./try-inputs";
import { VALID_ADDRESSES } from "./valid-addresses";
import { VALID_CALLS } from "./valid-calls";
import { openWorld, type World } from "./world";

const PATIENCE = 300_000; // ms, on a busy machine

let world: World;
beforeAll(async () => { world = await openWorld(); }, PATIENCE);
afterAll(async () => { await world.study.close(); });

function callerNamed(name: string): Caller {
  const found = world.callers.find((caller) => caller.name === name);
  if (!found) throw new Error(`Nobody is called ${name}`);
  return found;
}
const act = (name: string, caller: Caller, input: unknown) => world.study.first.act(name, input, caller.token);
const withoutTrace = (work: () => Promise<void>) => leavesNoTrace(world.study.admin, "what is stored, afterwards", work);

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

describe("asked by raw HTTP", () => {
  test("each server action answers everybody who may not as the policy says, and leaves no trace [R24 R25 R26 R29 R35 R60 A01]", async () => {
    expect(refusedCalls(world, world.callers).length).toBeGreaterThan(500);
    await withoutTrace(async () => { expect(await otherAnswers(world, world.callers)).toEqual([]); });
  }, PATIENCE);
  test("each page and download answers everybody as the policy says, and shows nobody another site [R24 R27 R28 R29 R60 A01 A03 A34]", async () => {
    await withoutTrace(async () => { expect(await otherPages(world, oneOfEachKind(world.callers), { status: true })).toEqual([]); });
  }, PATIENCE);
});

/** Those from whom most is kept: one of each site, and the roles without patients. */
const apart = () => ["coordinator", "monitor elsewhere", "statistician", "administrator", "a role taken away"].map(callerNamed);

describe("the stream behind a page", () => {
  test("holds for each role only what is theirs, as the page does [R28 A34]", async () => {
    expect(await otherPages(world, apart(), { status: false, headers: { rsc: "1" } })).toEqual([]);
  }, PATIENCE);
});

describe("identifiers of another site", () => {
  test("in any place of any input are answered byte for byte like those that do not exist, and change nothing [R27 A02]", async () => {
    expect(swaps(world).length).toBeGreaterThan(20);
    await withoutTrace(async () => { expect(await swapIdentifiers(world)).toEqual([]); });
  }, PATIENCE);
  test("as the name of a new row overwrite nothing [R27 A02]", async () => {
    await withoutTrace(async () => {
      expect((await callAs(world, "addRowAction", callerNamed("coordinator"), { ...inputOf(world, "addRowAction"), entryId: world.there.ids.logEntryId })).code).not.toMatch(/^(done|HTTP)/);
    });
  });
  test("in the address of a page or a download are answered byte for byte like those that do not exist [R24 R27 A03]", async () => {
    expect(records.length).toBeGreaterThan(4);
    expect(await swapAddresses(world, ["coordinator elsewhere", "monitor elsewhere"].map(callerNamed))).toEqual([]);
  }, PATIENCE);
});

describe("inputs that say more, or something else, than what is asked", () => {
  test("a key that nobody asked for is refused in every object of every input, also through the prototype [R66 A10]", async () => {
    await withoutTrace(async () => { expect(await addKeys(world)).toEqual([]); });
  }, PATIENCE);
  test("an object, a list or a number where a text belongs is refused everywhere: no operator reaches a query [A12 A32]", async () => {
    expect(misshapen(world).length).toBeGreaterThan(150);
    await withoutTrace(async () => { expect(await putOperators(world)).toEqual([]); });
  }, PATIENCE);
  test("a statement where an identifier or a code belongs is refused, and nothing fails over it [R63 A12]", async () => {
    await withoutTrace(async () => { expect(await putStatements(world)).toEqual([]); });
  }, PATIENCE);
  test("a statement, a list or an operator in any parameter of any address gives no error and no row of another site [R63 A12 A32]", async () => {
    await withoutTrace(async () => { expect(await injectIntoFilters(world, callerNamed("coordinator elsewhere"))).toEqual([]); });
  }, PATIENCE);
});

describe("addresses and headers that go round a check", () => {
  test("say nothing that the plain address would not say: there is nothing in front of the door to be gone round [R60 A04]", async () => {
    expect(await goRound(world, ["no cookie", "statistician"].map(callerNamed))).toEqual([]);
  }, PATIENCE);
  test("lead from no public address to another one, however often they are decoded [A05]", async () => {
    expect(await confuse(world, callerNamed("no cookie"))).toEqual([]);
  }, PATIENCE);
  test("two people who ask for the same addresses in turn, two hundred times, are never sent the other's [R69 A33]", async () => {
    expect(await alternate(world, callerNamed("coordinator"), callerNamed("coordinator elsewhere"), 200)).toEqual([]);
  }, PATIENCE);
});

describe("who one says one is", () => {
  const reads = async (cookie: string) => (await world.study.first.get("/patients", null, { cookie })).status;
  test("is worth nothing: made under another key, unsigned, edited, or with a role written into it [R05 R29 A07]", async () => {
    const own = await cookieOf(world.study.tokens.coordinator);
    const [name = "", value = ""] = own.split("=");
    expect(await reads(own)).toBe(200);
    const plain = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
    const claims = { sessionToken: world.study.tokens.coordinator, role: "administrator", exp: 4_000_000_000 };
    const forged = [
      await encode({ token: claims, secret: "another secret of thirty-two signs" }), await encode({ token: claims, secret: "secret" }), `${plain({ alg: "none" })}.${plain(claims)}.`,
      `${plain({ alg: "HS256", typ: "JWT" })}.${plain(claims)}.${"A".repeat(43)}`, `${plain({ alg: "dir", enc: "A256GCM" })}....`, `${value.slice(0, -4)}AAAA`, `x${value}`, value.toUpperCase(), world.study.tokens.coordinator, "%00", "%", "{}",
    ];
    for (const each of forged) expect(await reads(`${name}=${each}`), each).toBe(307);
  });
  test("adds nothing to the roles that the database knows [R29 A07 A37]", async () => {
    for (const more of [{}, { role: "coordinator" }, { grants: [{ role: "coordinator", siteId: "all" }] }, { sub: "coordinator", accountId: randomUUID(), isAdmin: true }]) {
      expect(await reads(`next-auth.session-token=${await encode({ token: { ...more, sessionToken: world.study.tokens.statistician }, secret: COOKIE_KEY })}`)).toBe(404);
    }
  });
  test("gives an administrator no role by their own hand, and nobody else any [R30 A37]", async () => {
    const { rows: [own] } = await world.study.admin.query<{ id: string }>("SELECT id FROM auth.account WHERE username = 'administrator'");
    await withoutTrace(async () => {
      const grant = async (who: string, role: string) => (await callAs(world, "grantMembershipAction", callerNamed(who), { accountId: own?.id, role, siteId: null, trainedOn: "2024-01-01" })).code;
      for (const role of ["monitor", "data_manager", "inspector"]) expect(await grant("administrator", role)).toBe("own_account");
      for (const who of ["data_manager", "bound to one site", "investigator"]) expect(await grant(who, "inspector")).toBe("not_permitted");
    });
  });
});

describe("an access token", () => {
  const bearer = () => bearing(accessTokenOf(world.study.tokens.statistician));
  const list = (headers: Readonly<Record<string, string>>) => world.study.first.get("/api/v1/cuts", null, headers);
  const whole = async (answer: Response) => ({ status: answer.status, body: await answer.text(), headers: [...answer.headers].filter(([name]) => name !== "date") });
  test("opens the interface for programs, as its header alone, and is kept by no cache", async () => {
    const answer = await list(bearer());
    expect([answer.status, answer.headers.get("cache-control"), answer.headers.get("set-cookie")]).toEqual([200, "no-store", null]);
    expect(await answer.json()).toMatchObject({ cuts: [{ name: "Another before the tests" }, { name: "Before the tests" }] });
    const other = [{ cookie: await cookieOf(world.study.tokens.statistician) }, { cookie: await cookieOf(accessTokenOf(world.study.tokens.statistician)) }, { "x-access-token": accessTokenOf(world.study.tokens.statistician) }, bearing(world.study.tokens.statistician)];
    const nobodys = await whole(await list({}));
    expect(nobodys.status).toBe(401);
    for (const headers of [...other, bearing(`ecrf_${"x".repeat(43)}`), bearing(accessTokenOf("token-a-revoked-session")), bearing(accessTokenOf(world.study.tokens.coordinator))]) expect(await whole(await list(headers))).toEqual(nobodys);
  });
  test("opens no page, no file of a page and no act", async () => {
    for (const address of ["/cuts", addressOf(world, "/cuts/[cutId]/[file]"), "/api/who"]) for (const cookie of ["", await cookieOf(accessTokenOf(world.study.tokens.statistician))]) {
      expect([307, 401], address).toContain((await world.study.first.get(address, null, { ...bearer(), cookie })).status);
    }
    expect((await world.study.first.act("makeCutAction", { requestId: randomUUID(), reason: null, name: "by a program" }, accessTokenOf(world.study.tokens.data_manager), bearer())).value).toMatchObject({ ok: false, fault: { code: "not_signed_in" } });
  });
});

describe("a request that was sent before", () => {
  test("is carried out once, gives its answer to nobody else, and nothing once its session has ended [R52 A24]", async () => {
    const request = sent(inputOf(world, "saveAnswersAction"));
    const first = await act("saveAnswersAction", callerNamed("coordinator"), request);
    expect(first.value).toMatchObject({ ok: true });
    await withoutTrace(async () => {
      expect((await act("saveAnswersAction", callerNamed("coordinator"), request)).value).toEqual(first.value);
      expect((await act("saveAnswersAction", callerNamed("investigator"), request)).value).toMatchObject({ ok: false, fault: { code: "not_found" } });
      for (const name of ["a revoked session", "an expired session", "no cookie"]) expect((await act("saveAnswersAction", callerNamed(name), request)).value, name).toMatchObject({ ok: false, fault: { code: "not_signed_in" } });
    });
  });
  test("for a record that was frozen meanwhile is refused, and leaves no trace [R47 A09]", async () => {
    const { rows: [frozen] } = await world.study.admin.query<{ id: string }>("SELECT entry_id AS id FROM app.lock WHERE id = $1", [world.here.ids.lockId]);
    await withoutTrace(async () => {
      for (const name of ["coordinator", "investigator"]) {
        expect((await callAs(world, "saveAnswersAction", callerNamed(name), { entryId: frozen?.id, changes: { lvefPercent: { from: null, to: "61" } }, explanations: [] })).code).toBe("record_locked");
        expect((await callAs(world, "markNotDoneAction", callerNamed(name), { entryId: frozen?.id, reason: "For tests" })).code).toBe("record_locked");
      }
    });
  });
});

/** Sieved by the database alone, by design: of the trail an administrator reads what concerns people and the study, and the policy page knows no tables. */
const OF_THE_DATABASE_ALONE = /^\/trail\S* as administrator shows/;

describe("each wall alone", () => {
  test("the database holds where the door lets everybody pass: no trace of an act that is refused, no row of another site [R26 R27 R31 A01]", async () => {
    const shut = await openDoor(world.study.admin);
    try {
      await withoutTrace(async () => { expect((await otherAnswers(world, oneOfEachKind(world.callers))).filter((one) => one.includes(": done"))).toEqual([]); });
      expect(await otherPages(world, apart(), { status: false })).toEqual([]);
    } finally { await shut(); }
  }, PATIENCE);
  test("the door holds where the database answers for everybody and everything: the same answers, no row of another site [R26 R27 R31 A01]", async () => {
    expect(await askersOfMemberships(world.study.admin)).toEqual(["contacts", "enter"]); // the one names whom to ask at one's sites, the other lets in
    const shut = await openRows(world.study.admin);
    try {
      await withoutTrace(async () => { expect(await otherAnswers(world, oneOfEachKind(world.callers))).toEqual([]); });
      expect((await otherPages(world, apart(), { status: true })).filter((one) => !OF_THE_DATABASE_ALONE.test(one))).toEqual([]);
    } finally { await shut(); }
  }, PATIENCE);
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
  }, PATIENCE);
  test("and so are those of downloads that are on record", async () => {
    for (const point of askingAddresses.filter(({ name }) => VALID_ADDRESSES[name]?.isRecorded)) {
      for (const caller of world.callers.filter((each) => statusOn(world, point, each) === 200)) expect((await getAs(world, point.name, addressOf(world, point.name), caller)).status, `${point.name} as ${caller.name}`).toBe(200);
    }
  }, PATIENCE);
});

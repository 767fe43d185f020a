import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Prisma } from "@/prisma/generated/client";
import { ONE_PLAN } from "./sql";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";

type Client = Prisma.TransactionClient;
let study: TestStudy;
let inLine: <Value>(work: (tx: Client, ordinary: Client) => Promise<Value>, how?: { readonly timeout?: number; readonly keepsPlans?: boolean }) => Promise<Value>;
let sqlState: (typeof import("./database-fault"))["sqlState"];
beforeAll(async () => {
  study = await openTestStudy();
  const [{ transactionOn }, { db }] = [await import("./direct-line"), await import("./db")];
  ({ sqlState } = await import("./database-fault"));
  inLine = (work, how = {}) => transactionOn(db, (tx) => work(tx, Object.getPrototypeOf(tx) as Client), { timeout: 10_000, keepsPlans: true, ...how });
});
afterAll(() => study.close());

describe("a statement that goes straight to the driver", () => {
  test("gives what Prisma gives, whatever the type", () => inLine(async (tx, ordinary) => {
    const all = (client: Client) => client.$queryRaw<unknown[]>`
      SELECT 1::int2 AS small, 2::int4 AS whole, 9007199254740993::int8 AS large, 1.50::numeric AS exact, 0.5::float8 AS inexact, true AS yes, 'x'::text AS text, gen_random_uuid() IS NULL AS no,
        '00000000-0000-4000-8000-000000000000'::uuid AS id, '2024-02-29'::date AS day, '12:30:01.5'::time AS hour, '2024-02-29 12:30:01.123456+02'::timestamptz AS instant, '2024-02-29 12:30:01'::timestamp AS local,
        '{"b": [1, null, "ü"], "a": {"__proto__": 1}}'::jsonb AS object, '[1.5, "x"]'::json AS list, '"text"'::jsonb AS said, 'null'::jsonb AS nothing, '\\xdeadbeef'::bytea AS bytes,
        ARRAY['a', NULL, 'b,"c']::text[] AS texts, ARRAY[1, 2]::int4[] AS wholes, ARRAY[1, NULL]::int8[] AS larges, ARRAY[1.50, NULL]::numeric[] AS exacts, ARRAY[true, false] AS answers,
        ARRAY['2024-02-29', NULL]::date[] AS days, ARRAY['2024-02-29 12:30:01+00']::timestamptz[] AS instants, ARRAY['{"a": 1}', NULL]::jsonb[] AS objects, '{}'::uuid[] AS none,
        NULL::int8 AS absent, NULL::jsonb AS blank, 'a'::name AS name`;
    expect(await all(tx)).toStrictEqual(await all(ordinary));
    expect(await tx.$queryRaw`SELECT 1 AS one WHERE false`).toStrictEqual([]);
  }));

  test("carries what Prisma carries", () => inLine(async (tx, ordinary) => {
    const noon = new Date("2024-02-29T12:00:00.250Z");
    const { Prisma: { sql } } = await import("@/prisma/generated/client");
    const all = (client: Client) => client.$queryRaw<unknown[]>`
      SELECT ${"ü'\"\\"}::text AS text, ${7}::int4 AS whole, ${1.25}::numeric AS exact, ${true}::boolean AS yes, ${null}::text AS nothing, ${noon}::timestamptz AS instant, ${noon}::date AS day, ${[noon, null]}::timestamptz[] AS instants,
        ${["a", "b,\"c", null]}::text[] AS texts, ${[1, 2]}::int4[] AS wholes, ${[]}::uuid[] AS none, ${sql`${3}::int4 + ${4}::int4`} AS seven, ${JSON.stringify({ a: [1] })}::jsonb AS object, ${12n}::int8 AS large, ${Buffer.from("ab")}::bytea AS bytes`;
    expect(await all(tx)).toStrictEqual(await all(ordinary));
    expect(await tx.$executeRaw`SELECT set_config('app.reason', ${"why"}, true)`).toBe(1);
    expect(await ordinary.$queryRaw`SELECT current_setting('app.reason') AS reason`).toStrictEqual([{ reason: "why" }]); // one connection, one transaction
  }));

  test("fails as Prisma fails", async () => {
    const failure = (choose: (tx: Client, ordinary: Client) => Client) => inLine((tx, ordinary) => choose(tx, ordinary).$queryRaw`SELECT 1 / 0`).then(() => null, (error: unknown) => error as Error);
    const [straight, ordinary] = [await failure((tx) => tx), await failure((_, client) => client)];
    expect(straight).toMatchObject({ code: "P2010", message: expect.stringContaining("Raw query failed. Code: `22012`. Message: `division by zero`") as string });
    expect([sqlState(straight), straight?.constructor]).toEqual([sqlState(ordinary), ordinary?.constructor]);
  });
});

test("a connection keeps the plan of a statement about one record; of a list only where it says so or is given nothing, and never of one whose conditions a parameter switches off", async () => {
  const kept = (keepsPlans: boolean) => inLine(async (tx) => {
    await tx.$queryRaw`SELECT p.number AS single FROM app.patient p WHERE p.number = ${"101-001"}`;
    await tx.$queryRaw`SELECT p.number AS single FROM app.patient p WHERE ${null}::text IS NULL OR p.number = ${"101-001"}`;
    await tx.$queryRaw`SELECT p.number AS single FROM app.patient p WHERE (${"all"} = 'all' OR p.site_id::text = ${"all"})`;
    await tx.$queryRaw`${ONE_PLAN} SELECT p.number AS kept FROM app.patient p WHERE p.number = ${"101-001"}`;
    await tx.$queryRaw`${ONE_PLAN} SELECT p.number AS single FROM app.patient p WHERE ${null}::text IS NULL OR p.number = ${"101-001"}`;
    await tx.$queryRaw`SELECT p.number AS plain FROM app.patient p`;
    await tx.patient.findMany({ where: { number: "101-001" }, select: { number: true, arm: true } });
    const statements = await tx.$queryRaw<{ statement: string }[]>`SELECT statement FROM pg_prepared_statements`;
    return statements.map(({ statement }) => statement).flatMap((statement) => /AS (single|kept|plain)|"arm"/.exec(statement)?.[1] ?? (statement.includes('"arm"') ? "ordinary" : [])).toSorted();
  }, { keepsPlans });
  expect([await kept(false), await kept(true)]).toEqual([["kept", "plain"], ["kept", "ordinary", "plain", "single"]]);
});

test("after its transaction has ended nothing is sent any more", async () => {
  const late = await inLine((tx) => Promise.resolve(tx));
  await expect(late.$queryRaw`SELECT 1`).rejects.toThrow(/transaction/i);
  const given = await inLine(async (tx) => { await new Promise((done) => { setTimeout(done, 300); }); return tx.$queryRaw`SELECT 1`; }, { timeout: 100 }).catch((error: unknown) => error);
  expect(given).toMatchObject({ code: "P2028" });
});

test("several of one transaction, straight and ordinary, go one after the other", async () => {
  const warned: string[] = [];
  const hear = (warning: Error) => { warned.push(warning.message); };
  process.on("warning", hear); // the driver's, of a connection that was given a second statement
  const all = await inLine((tx) => Promise.all([tx.$queryRaw`SELECT 1 AS n`, tx.site.count(), tx.$queryRaw`SELECT 2 AS n`, tx.$executeRaw`SELECT 3`, tx.study.count()]));
  expect(all).toEqual([[{ n: 1 }], 0, [{ n: 2 }], 1, 0]); // without a session no row is seen
  await new Promise((done) => { setImmediate(done); });
  process.off("warning", hear);
  expect(warned).toEqual([]);
});

test("two at once have a line each", async () => {
  const process = (tx: Client) => tx.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid, pg_sleep(0.05)::text`.then(([{ pid }]) => pid);
  const both = await Promise.all([inLine(async (tx) => [await process(tx), await process(tx)]), inLine(async (tx) => [await process(tx), await process(tx)])]);
  expect(both.map(([first, second]) => first === second)).toEqual([true, true]);
  expect(both[0]?.[0]).not.toBe(both[1]?.[0]);
  await inLine((tx) => inLine(async (inner) => expect(await process(inner)).not.toBe(await process(tx))));
});

describe("a connection that does not wait for its BEGIN", () => {
  const connect = async () => {
    const [{ default: pg }, { beginAtOnce }] = [await import("pg"), await import("./direct-line")];
    const client = new pg.Client({ connectionString: process.env["APP_DATABASE_URL"], pipeline: true }).on("error", () => {}); // whoever uses it next is told
    await client.connect();
    return { client, beginAtOnce };
  };
  test("sends the first statement with it, and both leave in one write", async () => {
    const { client, beginAtOnce } = await connect();
    beginAtOnce(client);
    const { stream } = (client as unknown as { connection: { stream: { writableLength: number } } }).connection;
    const both = [client.query({ text: "BEGIN" }), client.query({ text: "SELECT now() = transaction_timestamp() AS is_one, pg_current_xact_id_if_assigned() IS NULL AS reads" })] as const;
    expect(stream.writableLength).toBeGreaterThan(0); // held until everything of this turn is there
    expect((await both[1]).rows).toEqual([{ is_one: true, reads: true }]);
    expect((await client.query({ text: "COMMIT" })).command).toBe("COMMIT");
    await client.end();
  });
  test("ends where it cannot begin: nothing after it is carried out by itself", async () => {
    const { client, beginAtOnce } = await connect();
    const query = client.query.bind(client) as (statement: { text: string }) => Promise<unknown>;
    Object.assign(client, { query: (statement: { text: string }) => query({ text: statement.text === "BEGIN" ? "BEGIN nonsense" : statement.text }) });
    beginAtOnce(client);
    await client.query({ text: "BEGIN" });
    await new Promise((done) => { setTimeout(done, 100); });
    await expect(client.query({ text: "SELECT 1" })).rejects.toThrow();
  });
});

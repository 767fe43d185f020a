import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, type PrismaClient } from "@/prisma/generated/client";
import { underName } from "./timing";

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type Driver = Awaited<ReturnType<Adapter["startTransaction"]>>;
type Statement = Parameters<Driver["queryRaw"]>[0];

/** What Prisma itself sends a transaction's statements through; null before it has begun and from the moment it is ended. A line serves one transaction. */
interface Line { driver: Driver | null; begun: boolean }

const lines = new AsyncLocalStorage<Line>();
const plans = new AsyncLocalStorage<boolean>();
/** Whether the connection may keep the plan of the statement that is about to be sent. */
export const keepsPlans = (): boolean => plans.getStore() ?? true;
/** Says so of all that this work sends. */
export const keepingPlans = <Value>(isKept: boolean, work: () => Value): Value => plans.run(isKept, work);
const BEGIN = "BEGIN";
const ENDS = new Set(["COMMIT", "ROLLBACK"]);

/** The driver, which tells whoever opened a transaction by `transactionOn` the line that it runs on. */
export class PrismaPgByLine extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const isPipelined = adapter.underlyingDriver().options.pipeline ?? false;
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      const driver = await start(isolation);
      const line = lines.getStore();
      if (line && !line.begun) hold(line, driver, isPipelined);
      return driver;
    };
    return adapter;
  }
}

/**
 * A connection carries out one statement after the other, in the order in which they come. With `pipeline` they are all on their way at once, and whatever
 * follows one that failed fails with it (25P02); without, each waits here for the one before it.
 */
function hold(line: Line, driver: Driver, isPipelined: boolean): void {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Answer>(send: (statement: Statement) => Promise<Answer>) => (statement: Statement): Promise<Answer> => {
    if (ENDS.has(statement.sql)) line.driver = null;
    const sent = () => underName("statements", () => send(statement));
    if (isPipelined) return sent();
    const answer = last.then(sent);
    last = answer.catch(() => null);
    return answer;
  };
  Object.assign(driver, { queryRaw: inTurn(driver.queryRaw.bind(driver)), executeRaw: inTurn(driver.executeRaw.bind(driver)) });
  Object.assign(line, { driver, begun: true });
}

interface Stream { cork: () => void; uncork: () => void; destroy: (error: Error) => void }
interface Connection { query: (statement: { readonly text?: string }, ...rest: readonly unknown[]) => Promise<unknown>; readonly connection: { readonly stream: Stream } }

/**
 * A pipelined connection that does not wait for its BEGIN, and writes at once what is sent at once: BEGIN and the first statement leave together. Where it
 * cannot begin it ends, before anybody takes for a transaction what is none; who was let in by that statement was so for itself alone.
 */
export function beginAtOnce(client: unknown): void {
  const connection = client as Connection, { stream } = connection.connection, query = connection.query.bind(connection);
  connection.query = (statement, ...rest) => {
    stream.cork();
    process.nextTick(() => stream.uncork());
    const answer = query(statement, ...rest);
    if (statement.text !== BEGIN) return answer;
    answer.catch((error: Error) => stream.destroy(error));
    return Promise.resolve({ fields: [], rows: [], rowCount: 0 });
  };
}

type Options = NonNullable<Parameters<PrismaClient["$transaction"]>[1]> & { readonly keepsPlans: boolean };

/** A transaction whose own SQL goes straight to the driver: on its way through Prisma's engine a statement costs more than the database needs for it. */
export function transactionOn<Value>(client: PrismaClient, work: (tx: Prisma.TransactionClient) => Promise<Value>, { keepsPlans: isKept, ...options }: Options): Promise<Value> {
  const line: Line = { driver: null, begun: false };
  return lines.run(line, () => keepingPlans(isKept, () => client.$transaction((tx) => work(direct(tx, line)), options)));
}

type Text = TemplateStringsArray | Prisma.Sql;

/** What cannot go straight, and whatever comes after the end, goes the ordinary way and is refused there. */
function direct(tx: Prisma.TransactionClient, line: Line): Prisma.TransactionClient {
  const queryRaw = async (text: Text, ...values: unknown[]): Promise<unknown> => {
    const statement = statementOf(text, values);
    if (statement === null || line.driver === null) return tx.$queryRaw(text, ...values);
    const { columnNames, columnTypes, rows } = await line.driver.queryRaw(statement).catch(asPrismaSaysIt);
    const columns = columnNames.map((name, at) => ({ name, read: readerOf(columnTypes[at]!) }));
    return rows.map((row) => recordOf(columns, row));
  };
  const executeRaw = async (text: Text, ...values: unknown[]): Promise<number> => {
    const statement = statementOf(text, values);
    if (statement === null || line.driver === null) return tx.$executeRaw(text, ...values);
    return line.driver.executeRaw(statement).catch(asPrismaSaysIt);
  };
  return Object.create(tx, { $queryRaw: { value: queryRaw, configurable: true }, $executeRaw: { value: executeRaw, configurable: true } }) as Prisma.TransactionClient;
}

/** Column by column: lists over all patients have thousands of rows. */
function recordOf(columns: readonly { readonly name: string; readonly read: (value: unknown) => unknown }[], row: readonly unknown[]): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = {};
  let at = 0;
  for (const { name, read } of columns) {
    const value = row[at++];
    record[name] = value === null ? null : read(value);
  }
  return record;
}

const isSimple = (value: unknown): boolean =>
  value === null || typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)) || (value instanceof Date && !Number.isNaN(value.getTime()));

function statementOf(text: Text, given: readonly unknown[]): Statement | null {
  const { text: sql, values } = "raw" in text ? Prisma.sql(text, ...given) : text;
  if (!values.every((value) => (Array.isArray(value) ? value.every(isSimple) : isSimple(value)))) return null;
  return { sql, args: values, argTypes: values.map((value) => ({ scalarType: "unknown", arity: Array.isArray(value) ? "list" : "scalar" })) };
}

const asDay = (value: string): Date => new Date(value);

/** By the number that the drivers' interface gives a column's type; what is not here is a value as it is. */
const READERS: Readonly<Record<number, (value: never) => unknown>> = {
  1: (value: string) => BigInt(value), 4: (value: string) => new Prisma.Decimal(value),
  8: asDay, 9: (value: string) => new Date(`1970-01-01T${value}Z`), 10: asDay,
  11: (value: string) => JSON.parse(value) as unknown, 13: (value: Buffer) => new Uint8Array(value),
};
const OF_LISTS = 64;

function readerOf(type: number): (value: unknown) => unknown {
  const read = (READERS[type % OF_LISTS] ?? ((value: unknown) => value)) as (value: unknown) => unknown;
  return type < OF_LISTS ? read : (list) => (list as readonly unknown[]).map((value) => (value === null ? null : read(value)));
}

/** Every error looks as if it came by the ordinary way: who reads its code looks in one place. */
function asPrismaSaysIt(error: unknown): never {
  const { originalCode = "N/A", originalMessage } = (error as { cause?: { originalCode?: string; originalMessage?: string } }).cause ?? {};
  throw new Prisma.PrismaClientKnownRequestError(`Raw query failed. Code: \`${originalCode}\`. Message: \`${originalMessage ?? (error as Error).message}\``, { code: "P2010", clientVersion: Prisma.prismaVersion.client, meta: { driverAdapterError: error } });
}

import { expect, test } from "vitest";
import { Prisma } from "@/prisma/generated/client";
import { refusalOf } from "./database-fault";

/** As `direct-line.ts` hands on what the driver said. */
const raw = (message: string, originalCode?: string) => new Prisma.PrismaClientKnownRequestError(`Raw query failed. Code: \`${originalCode ?? "N/A"}\`. Message: \`${message}\``,
  { code: "P2010", clientVersion: Prisma.prismaVersion.client, meta: { driverAdapterError: originalCode === undefined ? new Error(message) : { cause: { originalCode } } } });

test.each([
  ["a statement that took too long", raw("canceling statement due to statement timeout", "57014"), "busy"],
  ["a line that fell silent while a statement was under way", raw("Connection terminated: the database said nothing"), "database_away"],
  ["a line that was cut", raw("Connection terminated unexpectedly"), "database_away"],
  ["no connection in time", raw("timeout exceeded when trying to connect"), "busy"],
  ["a record that somebody else writes", raw("canceling statement due to lock timeout", "55P03"), "record_held"],
  ["a mistake of ours", raw("division by zero", "22012"), null],
  ["a mistake that is not the database's", new TypeError("undefined is not a function"), null],
])("%s is told as what it is", (_, error, says) => {
  expect(refusalOf(error)?.code ?? null).toBe(says);
});

// SHA-256 of casebooks as the application reads them, as JSON: node --conditions=react-server --import tsx ops/backup/read-casebooks.ts SNAPSHOT NUMBER… with READ_URL set to the administrator's address.
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import type { Actor } from "@/lib/kernel/actor";
import { readCasebook } from "@/lib/entries/read-casebook";
import type { Tx } from "@/lib/server/db";
import { PrismaClient } from "@/prisma/generated/client";

const [snapshot = "", ...numbers] = process.argv.slice(2);
/** Reads everything and writes nothing, as an inspector. */
const reader: Actor = { id: "00000000-0000-4000-8000-000000000000", name: "Backup", grants: [{ role: "inspector", siteId: "all" }] };

/** One spelling of a value, whatever the order in which the database gave its rows. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (value instanceof Date) return JSON.stringify(value);
  return `{${Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join()}}`;
}

const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env["READ_URL"] ?? "", max: 1 }, { schema: "app" }) });
const hashes: Record<string, string> = {};
await db.$transaction(async (client) => {
  if (/^[0-9A-F-]+$/.test(snapshot)) await client.$executeRawUnsafe(`SET TRANSACTION SNAPSHOT '${snapshot}'`);
  for (const number of numbers) {
    const casebook = await readCasebook(client as Tx, reader, number);
    hashes[number] = createHash("sha256").update(canonical(casebook)).digest("hex");
  }
}, { isolationLevel: "RepeatableRead", timeout: 120_000 });
await db.$disconnect();
console.log(JSON.stringify(hashes));

// Reads as a person who is not there: under that person's own row policies, in a transaction that can only read and is always rolled back.
import { PrismaPg } from "@prisma/adapter-pg";
import { can, type Verb } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { confine } from "@/lib/server/within";
import { PrismaClient } from "@/prisma/generated/client";

export const administratorOf = (connectionString: string): PrismaClient => new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 1 }, { schema: "app" }) });

/** Carries what was read out of a transaction that is rolled back. */
class Read<Value> extends Error {
  constructor(readonly value: Value) { super("read"); }
}

/** Null when the person may not do this now: the account closed, the role gone, a second factor demanded that was never set up. At most 60 s. */
export async function readAs<Value>(prisma: PrismaClient, accountId: string, verb: Verb, work: (tx: Tx, actor: Actor) => Promise<Value>): Promise<Value | null> {
  try {
    return await prisma.$transaction(async (client) => {
      const [who] = await client.$queryRaw<{ account_id: string; full_name: string; grants: Actor["grants"] }[]>`SELECT account_id, full_name, grants FROM ctx.read_as(${accountId}::uuid)`;
      const actor: Actor | null = who ? { id: who.account_id, name: who.full_name, grants: who.grants } : null;
      if (!actor || !can(actor, verb)) throw new Read(null);
      await client.$executeRaw`SET LOCAL ROLE ecrf_app`;
      await client.$executeRaw`SET LOCAL statement_timeout = '55s'`;
      await confine(client as Tx, actor, verb);
      throw new Read(await work(client as Tx, actor));
    }, { maxWait: 10_000, timeout: 60_000 });
  } catch (error) {
    if (error instanceof Read) return error.value as Value | null;
    throw error;
  }
}

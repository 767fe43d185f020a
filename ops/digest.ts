// Writes the mails of My day that are planned and not written yet, then ends: a process of its own, started by ops/digest-plan.mjs when there are any.
import pg from "pg";
import { PrismaPg } from "@prisma/adapter-pg";
import { countsOf, digestMail, thingsIn, type DigestCount } from "@/lib/analysis/digest-mail";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { PrismaClient } from "@/prisma/generated/client";
import { study } from "@/lib/study/study";

interface Planned { readonly account_id: string; readonly day: string; readonly not_after: Date }

/** Carries the counts out of a transaction that is always rolled back. */
class Counted extends Error {
  constructor(readonly counts: readonly DigestCount[] | null) { super("counted"); }
}

/** What the person would see on My day now, counted; null for nobody who may see anything. Read under the person's own row policies (`ctx.read_as`), and nothing of it is kept. */
async function countFor(prisma: PrismaClient, accountId: string): Promise<readonly DigestCount[] | null> {
  const { readWorklist } = await import("@/lib/analysis/read-worklist");
  const { confine } = await import("@/lib/server/within");
  try {
    return await prisma.$transaction(async (client) => {
      const [who] = await client.$queryRaw<{ account_id: string; full_name: string; grants: Actor["grants"] }[]>`SELECT account_id, full_name, grants FROM ctx.read_as(${accountId}::uuid)`;
      if (!who || who.grants.length === 0) throw new Counted(null);
      await client.$executeRaw`SET LOCAL ROLE ecrf_app`;
      const actor: Actor = { id: who.account_id, name: who.full_name, grants: who.grants };
      await confine(client as Tx, actor, "session.read");
      const { tasks } = await readWorklist(client as Tx, actor);
      throw new Counted(countsOf(tasks));
    }, { maxWait: 10_000, timeout: 60_000 });
  } catch (error) {
    if (error instanceof Counted) return error.counts;
    throw error;
  }
}

/** Until none is left. One person, one transaction, one row held: another instance takes the next, and a crash leaves the row as it was. Returns how many mails were queued. */
export async function writeDigests({ admin, prisma, address }: { readonly admin: pg.Client; readonly prisma: PrismaClient; readonly address: string }): Promise<number> {
  for (let queued = 0; ; ) {
    await admin.query("BEGIN");
    try {
      const { rows: [planned] } = await admin.query<Planned>("SELECT account_id, day::text, not_after FROM auth.digest WHERE done_at IS NULL ORDER BY planned_at, account_id LIMIT 1 FOR UPDATE SKIP LOCKED");
      if (!planned) { await admin.query("COMMIT"); return queued; }
      queued += await writeOne(admin, planned, await countFor(prisma, planned.account_id), address);
      await admin.query("COMMIT");
    } catch (error) {
      await admin.query("ROLLBACK");
      throw error;
    }
  }
}

async function writeOne(admin: pg.Client, { account_id: id, day, not_after: notAfter }: Planned, counts: readonly DigestCount[] | null, address: string): Promise<number> {
  const mail = counts && digestMail(counts, { study: study.shortTitle, day, address });
  if (mail) await admin.query("INSERT INTO auth.mail (account_id, subject, body, not_after) VALUES ($1, $2, $3, $4)", [id, mail.subject, mail.text, notAfter]);
  await admin.query("UPDATE auth.digest SET done_at = now(), outcome = $3, things = $4 WHERE account_id = $1 AND day = $2", [id, day, mail ? "queued" : counts ? "nothing" : "no role", mail ? thingsIn(counts ?? []) : null]);
  return mail ? 1 : 0;
}

export const administratorOf = (connectionString: string): PrismaClient => new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 1 }, { schema: "app" }) });

async function main(connectionString: string, address: string): Promise<void> {
  const admin = new pg.Client({ connectionString, application_name: `ecrf ${process.pid} digest` });
  const prisma = administratorOf(connectionString);
  await admin.connect();
  try {
    await writeDigests({ admin, prisma, address });
  } finally {
    await prisma.$disconnect();
    await admin.end();
  }
}

const { DIGEST_DATABASE_URL: url, NEXTAUTH_URL: own } = process.env;
if (process.argv[1]?.endsWith("digest.ts") && url && own) {
  main(url, own).then(() => process.exit(0), (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}

// Writes the mails of My day that are planned and not written yet, then ends: a process of its own, started by ops/digest-plan.mjs when there are any.
import pg from "pg";
import { countsOf, digestMail, thingsIn, type DigestCount } from "@/lib/analysis/digest-mail";
import type { PrismaClient } from "@/prisma/generated/client";
import { study } from "@/lib/study/study";
import { administratorOf, readAs } from "./read-as";

interface Planned { readonly account_id: string; readonly day: string; readonly not_after: Date }

/** What the person would see on My day now, counted; null for nobody who may see anything. Nothing of it is kept. */
async function countFor(prisma: PrismaClient, accountId: string): Promise<readonly DigestCount[] | null> {
  const { readWorklist } = await import("@/lib/analysis/read-worklist");
  return readAs(prisma, accountId, "session.read", async (tx, actor) => {
    if (actor.grants.length === 0) return null;
    const { tasks, beyond } = await readWorklist(tx, actor);
    return countsOf(tasks, beyond);
  });
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

// Writes the exports that somebody asked for, one after the other, then ends: a process of its own, started by ops/export-plan.mjs when there are any.
import { randomUUID } from "node:crypto";
import pg from "pg";
import type { CutSource } from "@/lib/exports/cut-source";
import { formatById } from "@/lib/exports/formats";
import { openExportSource, type Reading } from "@/lib/exports/read-export-source";
import { hashOfExport, writeExport, type WrittenExportFile } from "@/lib/exports/write-export";
import type { PrismaClient } from "@/prisma/generated/client";
import { administratorOf, readAs } from "./read-as";

interface Claimed { readonly export_id: string; readonly cut_id: string; readonly format: string; readonly by_id: string }
interface Tools { readonly admin: pg.Client; readonly prisma: PrismaClient }

const BEAT = 5_000; // ms between two signs of life; ops/export-plan.mjs takes up what gave none for long
const MOST_ATTEMPTS = 3;
const ALIVE = "beat_at = now()";

/** Somebody else has taken this export up, because no sign of life came from here for long. */
class TakenOver extends Error {}
/** What the person who asked is told, and the trail. Any other error may quote what somebody typed, and stands in the log of the server alone. */
class Told extends Error {}
const UNTOLD = "The program could not write it. Try again; if it fails again, the log of the server says why.";

/** Until none is left. Returns how many became whole. */
export async function writeExports(tools: Tools): Promise<number> {
  for (let whole = 0; ; ) {
    const claim = randomUUID();
    const claimed = await claimNext(tools.admin, claim);
    if (!claimed) return whole;
    whole += await writeOne(tools, claimed, claim) ? 1 : 0;
  }
}

/** The oldest that waits, or that was broken off: its row is held by one instance, and its parts go before it begins anew. */
async function claimNext(admin: pg.Client, claim: string): Promise<Claimed | null> {
  await admin.query("BEGIN");
  try {
    await admin.query("UPDATE app.export_work SET state = 'failed', claim = NULL, beat_at = NULL, problem = 'It was broken off again and again.' WHERE state = 'running' AND attempts >= $1 AND beat_at < now() - interval '30 seconds'", [MOST_ATTEMPTS]);
    const { rows: [next] } = await admin.query<Claimed>(`
      SELECT w.export_id, x.cut_id, x.format, x.by_id FROM app.export_work w JOIN app.export x ON x.id = w.export_id
      WHERE w.state = 'waiting' OR (w.state = 'running' AND w.beat_at < now() - interval '30 seconds') ORDER BY x.at, x.id LIMIT 1 FOR UPDATE OF w SKIP LOCKED`);
    if (next) {
      await admin.query("DELETE FROM app.export_part WHERE export_id = $1", [next.export_id]);
      await admin.query("UPDATE app.export_work SET state = 'running', claim = $2, beat_at = now(), attempts = attempts + 1, patients_read = 0, patients_all = 0, writing = NULL, problem = NULL WHERE export_id = $1", [next.export_id, claim]);
    }
    await admin.query("COMMIT");
    return next ?? null;
  } catch (error) {
    await admin.query("ROLLBACK");
    throw error;
  }
}

async function writeOne({ admin, prisma }: Tools, { export_id: id, cut_id: cutId, format: formatId, by_id: accountId }: Claimed, claim: string): Promise<boolean> {
  const inTurn = oneAtATime();
  const owned = (set: string, values: readonly unknown[] = []) => inTurn(async () => {
    const { rowCount } = await admin.query(`UPDATE app.export_work SET ${set} WHERE export_id = $1 AND claim = $2`, [id, claim, ...values]);
    if (rowCount === 0) throw new TakenOver();
  });
  const beat = setInterval(() => { owned(ALIVE).catch(() => {}); }, BEAT); // the next part notices what is wrong
  try {
    const format = formatById(formatId);
    if (!format) throw new Told("This release knows no such format.");
    const source = await sourceFor(prisma, accountId, cutId);
    const written = await writeExport(format, counted(source, owned), {
      begin: (file) => owned(`${ALIVE}, writing = left($3, 200)`, [file]),
      part: (bytes, at) => inTurn(() => keepPart(admin, { id, claim, ...at }, bytes)),
    });
    await finish(owned, written);
    return true;
  } catch (error) {
    if (error instanceof TakenOver) return false;
    const problem = error instanceof Told ? error.message : UNTOLD;
    if (!(error instanceof Told)) console.error(`${formatId}: ${error instanceof Error ? error.message : String(error)}`);
    await owned("state = 'failed', claim = NULL, beat_at = NULL, problem = left($3, 500)", [problem]).catch((also: unknown) => { if (!(also instanceof TakenOver)) throw also; });
    return false;
  } finally {
    clearInterval(beat);
    await inTurn(async () => undefined); // the last sign of life is given before the next export is looked for
  }
}

/** Signs of life and parts share one connection, which does one thing at a time. */
function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  return (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

/** As the person who asked, who may have lost the right since. */
async function sourceFor(prisma: PrismaClient, accountId: string, cutId: string): Promise<CutSource> {
  const reading: Reading = async (work) => {
    const read = await readAs(prisma, accountId, "cut.read", async (tx) => ({ value: await work(tx) }));
    if (!read) throw new Told("Whoever asked for this may no longer read data cuts.");
    return read.value;
  };
  const source = await openExportSource(reading, cutId);
  if (!source) throw new Told("Whoever asked for this may no longer read this cut.");
  return source;
}

/** Tells, at most once a second, how far the pass over the patients is. */
function counted(source: CutSource, owned: (set: string, values: readonly unknown[]) => Promise<void>): CutSource {
  const all = source.study.manifest.counts["patient"] ?? 0;
  let told = 0;
  return {
    ...source,
    async *patients() {
      let read = 0;
      for await (const patient of source.patients()) {
        yield patient;
        read += 1;
        if (performance.now() - told < 1_000 && read < all) continue;
        told = performance.now();
        await owned(`${ALIVE}, patients_read = $3, patients_all = $4`, [Math.min(read, all), all]);
      }
    },
  };
}

/** A part is kept only by whoever holds the claim: nobody writes into what another instance makes. */
async function keepPart(admin: pg.Client, { id, claim, file, part }: { readonly id: string; readonly claim: string; readonly file: number; readonly part: number }, bytes: Uint8Array): Promise<void> {
  const { rowCount } = await admin.query(
    "INSERT INTO app.export_part (export_id, file, part, bytes) SELECT w.export_id, $3, $4, $5 FROM app.export_work w WHERE w.export_id = $1 AND w.claim = $2 FOR SHARE", [id, claim, file, part, bytes]);
  if (rowCount === 0) throw new TakenOver();
}

const finish = (owned: (set: string, values: readonly unknown[]) => Promise<void>, written: readonly WrittenExportFile[]) =>
  owned("state = 'done', claim = NULL, beat_at = NULL, writing = NULL, files = $3, sha256 = $4, bytes = $5, done_at = now(), patients_read = patients_all",
    [JSON.stringify(written), hashOfExport(written), written.reduce((sum, { bytes }) => sum + bytes, 0)]);

async function main(connectionString: string): Promise<void> {
  const admin = new pg.Client({ connectionString, application_name: `ecrf ${process.pid} exports` });
  const prisma = administratorOf(connectionString);
  await admin.connect();
  try {
    await writeExports({ admin, prisma });
  } finally {
    await prisma.$disconnect();
    await admin.end();
  }
}

const url = process.env["EXPORTS_DATABASE_URL"];
if (process.argv[1]?.endsWith("export-jobs.ts") && url) {
  main(url).then(() => process.exit(0), (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}

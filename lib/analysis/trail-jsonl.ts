import "server-only";
import { Readable } from "node:stream";
import { saySentence } from "@/lib/audit/sentences";
import { asTrailReader, BATCH, trailBatches } from "./trail-batches";
import { isWholeChains, type TrailFilters } from "./trail-filters";
import { readChainEvents, readLastAnchor, readRedactionsOf, readTrailChains, readTrailLinks, readTrailProofs, type TrailChain } from "./trail-links";
import { readTrailRecords, type TrailRecord } from "./trail-rows";
import { wordsOf } from "./trail-words";

type Line = Readonly<Record<string, unknown>>;

/**
 * The trail as JSON lines that ops/verify/verify-export.mjs checks without the database: a header; each chain as it should end, its events oldest
 * first with link, salt and values, and the checkpoints that remember it with their signed anchors; an end, without which the file was cut short.
 * Under filters other than the patient: single events, newest first, each of which can be checked by itself, with what redacted it.
 */
export function trailJsonl(token: string | null, filters: TrailFilters, now: Date): ReadableStream<Uint8Array> {
  const lines = Readable.from(linesOf(token, filters, now));
  return Readable.toWeb(lines) as ReadableStream<Uint8Array>;
}

async function* linesOf(token: string | null, filters: TrailFilters, now: Date): AsyncGenerator<Buffer> {
  const whole = isWholeChains(filters);
  yield packed([await asTrailReader(token, async (tx, { name }) => {
    const anchor = await readLastAnchor(tx);
    const about = anchor === null ? null : (JSON.parse(anchor.line) as { study: string; key: string });
    return { kind: "header", format: "ecrf-trail 1", study: about?.study ?? null, exportedAt: now.toISOString(), by: name, filters, whole, lastCheckpoint: anchor?.seq ?? 0, publicKey: about?.key ?? null, lastAnchor: anchor?.line ?? null };
  })]);
  let events = 0;
  for await (const { lines, count } of whole ? wholeChains(token, filters) : singleEvents(token, filters)) {
    events += count;
    yield packed(lines);
  }
  yield packed([{ kind: "end", events }]);
}

const packed = (lines: readonly Line[]): Buffer => Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));

interface Stretch { readonly lines: readonly Line[]; readonly count: number }

async function* wholeChains(token: string | null, { patient }: TrailFilters): AsyncGenerator<Stretch> {
  for (const chain of await asTrailReader(token, (tx) => readTrailChains(tx, patient))) {
    yield { lines: [{ kind: "chain", ...chain }], count: 0 };
    for (let after = 0; after < chain.lastSeq; ) {
      const { lines, last } = await asTrailReader(token, async (tx) => {
        const found = await readChainEvents(tx, chain, after, BATCH);
        const ids = found.map(({ id }) => id);
        return { lines: eventLines(await readTrailRecords(tx, ids), await readTrailLinks(tx, ids)), last: found.length < BATCH ? chain.lastSeq : (found.at(-1)?.seq ?? chain.lastSeq) };
      });
      yield { lines, count: lines.length };
      after = last;
    }
    yield { lines: await proofLines(token, chain), count: 0 };
  }
}

const proofLines = async (token: string | null, chain: TrailChain): Promise<readonly Line[]> =>
  (await asTrailReader(token, (tx) => readTrailProofs(tx, chain))).map((proof) => ({ kind: "proof", ...proof }));

async function* singleEvents(token: string | null, filters: TrailFilters): AsyncGenerator<Stretch> {
  for await (const records of trailBatches(token, filters)) {
    const lines = await asTrailReader(token, async (tx) => {
      const chosen = records.map(({ id }) => id);
      const redactions = await readRedactionsOf(tx, chosen);
      return eventLines([...records, ...(await readTrailRecords(tx, redactions))], await readTrailLinks(tx, [...chosen, ...redactions]));
    });
    yield { lines, count: lines.length };
  }
}

/** What the hash covers under `event`, and beside it what helps a reader and is not covered: patient, site, the sentence. */
function eventLines(records: readonly TrailRecord[], links: readonly Awaited<ReturnType<typeof readTrailLinks>>[number][]): readonly Line[] {
  const told = new Map(records.map((record) => [record.id, record]));
  return links.map(({ id, ...link }) => {
    const record = told.get(id);
    return { kind: "event", ...link, patient: record?.patientNumber ?? null, site: record?.siteCode ?? null, sentence: record ? saySentence(record, wordsOf(record)) : null };
  });
}

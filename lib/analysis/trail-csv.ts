import "server-only";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { saySentence } from "@/lib/audit/sentences";
import { can } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { withActor } from "@/lib/server/transaction";
import type { TrailFilters } from "./trail-filters";
import { readTrailRecords, type TrailRecord } from "./trail-rows";
import { wordsOf } from "./trail-words";

/** Events in memory at once while a download runs. */
const BATCH = 1_000;

const HEADER = ["EVENT", "AT_UTC", "SITE", "PATIENT", "PERSON", "ROLES", "ACT", "SENTENCE", "REASON", "TABLE", "ROW", "OPERATION", "FIELDS", "CHANGES_JSON", "REQUEST"];

const rowOf = (record: TrailRecord): readonly string[] => [
  record.id, record.at.toISOString(), record.siteCode ?? "", record.patientNumber ?? "", record.who, record.role ?? "", record.action, saySentence(record, wordsOf(record)), record.reason ?? "",
  record.table, record.rowId, record.op, record.fields.join(" "), record.changes === null ? "" : JSON.stringify(record.changes), record.requestId ?? "",
];

/**
 * The filtered trail, newest first, batch by batch; each batch asks again who reads. A session that ends meanwhile breaks the
 * download off visibly instead of ending it early. New events come in front of the first batch and so never disturb the rest.
 */
async function* rowsOf(token: string | null, filters: TrailFilters): AsyncGenerator<readonly string[]> {
  for (let before = filters.before; ; ) {
    const batch = await withActor(token, { name: "trail.read", requestId: randomUUID() }, async (tx, actor) => {
      if (!can(actor, "trail.read")) throw refuse("not_permitted", { verb: "trail.read" });
      return readTrailRecords(tx, { ...filters, before }, BATCH);
    });
    yield* batch.map(rowOf);
    if (batch.length < BATCH) return;
    before = batch.at(-1)?.id;
  }
}

/** As CSV: RFC 4180 with LF, UTF-8, values exact. */
export function trailCsv(token: string | null, filters: TrailFilters): ReadableStream<Uint8Array> {
  const lines = stringify({ header: true, columns: HEADER, record_delimiter: "\n", quoted_match: /[\r\n]/ });
  const rows = Readable.from(rowsOf(token, filters));
  rows.on("error", (error) => lines.destroy(error));
  return Readable.toWeb(rows.pipe(lines)) as ReadableStream<Uint8Array>;
}

import "server-only";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { saySentence } from "@/lib/audit/sentences";
import { trailBatches } from "./trail-batches";
import type { TrailFilters } from "./trail-filters";
import type { TrailRecord } from "./trail-rows";
import { wordsOf } from "./trail-words";

const HEADER = ["EVENT", "AT_UTC", "SITE", "PATIENT", "PERSON", "ROLES", "ACT", "SENTENCE", "REASON", "TABLE", "ROW", "OPERATION", "FIELDS", "CHANGES_JSON", "REQUEST", "APPLICATION", "LINK", "HASH"];

const rowOf = (record: TrailRecord): readonly string[] => [
  record.id, record.at.toISOString(), record.siteCode ?? "", record.patientNumber ?? "", record.who, record.role ?? "", record.action, saySentence(record, wordsOf(record)), record.reason ?? "",
  record.table, record.rowId, record.op, record.fields.join(" "), record.changes === null ? "" : JSON.stringify(record.changes), record.requestId ?? "", record.appVersion ?? "", record.link?.toString() ?? "", record.hash ?? "",
];

async function* rowsOf(token: string | null, filters: TrailFilters): AsyncGenerator<readonly string[]> {
  for await (const batch of trailBatches(token, filters)) yield* batch.map(rowOf);
}

/** The filtered trail as CSV: RFC 4180 with LF, UTF-8, values exact. */
export function trailCsv(token: string | null, filters: TrailFilters): ReadableStream<Uint8Array> {
  const lines = stringify({ header: true, columns: HEADER, record_delimiter: "\n", quoted_match: /[\r\n]/ });
  const rows = Readable.from(rowsOf(token, filters));
  rows.on("error", (error) => lines.destroy(error));
  return Readable.toWeb(rows.pipe(lines)) as ReadableStream<Uint8Array>;
}

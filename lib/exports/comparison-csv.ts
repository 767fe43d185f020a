import "server-only";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { withActor } from "@/lib/server/transaction";
import { allDifferences, type CutPair, type FieldDifference } from "./compare-cuts";

const HEADER = ["PATIENT", "VISIT", "OF", "ROW", "FIELD", "FROM_JSON", "TO_JSON"];

const rowOf = ({ patient, visit, of, row, field, from, to }: FieldDifference): readonly string[] => [patient, visit, of, String(row), field, from ?? "", to ?? ""];

async function* rowsOf(token: string | null, pair: CutPair): AsyncGenerator<readonly string[]> {
  const reading = <Value>(work: Parameters<typeof withActor<Value>>[2]) => withActor(token, { name: "cut.read", requestId: randomUUID() }, work);
  for await (const batch of allDifferences(reading, pair)) yield* batch.map(rowOf);
}

/** Every difference of two cuts as CSV, read while it is sent: RFC 4180 with LF, UTF-8. */
export function comparisonCsv(token: string | null, pair: CutPair): ReadableStream<Uint8Array> {
  const lines = stringify({ header: true, columns: HEADER, record_delimiter: "\n", quoted_match: /[\r\n]/ });
  const rows = Readable.from(rowsOf(token, pair));
  rows.on("error", (error) => lines.destroy(error));
  return Readable.toWeb(rows.pipe(lines)) as ReadableStream<Uint8Array>;
}

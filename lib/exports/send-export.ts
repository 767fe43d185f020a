import "server-only";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Tx } from "@/lib/server/db";
import { withActor, type Key } from "@/lib/server/transaction";
import { ALL_FILES } from "./read-cut-file";
import { readExport } from "./read-exports";
import { tarSize, tarStream } from "./tar";
import { sumsOf, type WrittenExportFile } from "./write-export";

const SUMS = "SHA256SUMS";
const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8", json: "application/json", ndjson: "application/x-ndjson", xml: "application/xml", txt: "text/plain; charset=utf-8", pdf: "application/pdf", tar: "application/x-tar",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zip: "application/zip",
};

/** What is sent, and how it is recorded: `file` is "all-files.tar" for all of them in one archive. */
export interface SentExport {
  readonly format: string;
  readonly file: string;
  readonly sha256: string | null;
  readonly response: Response;
}

/** A file of a whole export, or all of them with their SHA256SUMS in one archive, sent while it is read. Null unless it is whole and the reader may see it. */
export async function sendExport(tx: Tx, key: Key | null, { cutId, format, file }: { readonly cutId: string; readonly format: string; readonly file: string }): Promise<SentExport | null> {
  const made = await readExport(tx, cutId, format);
  if (made?.state !== "done") return null;
  const one = made.files.findIndex((listed) => listed.file === file);
  if (one >= 0) {
    const { bytes, sha256 } = made.files[one]!;
    return { format, file, sha256, response: fileResponse(partsOf(key, made.id, one), file.split("/").at(-1) ?? file, bytes) };
  }
  if (file !== ALL_FILES) return null;
  const cut = await tx.dataCut.findUniqueOrThrow({ where: { id: cutId }, select: { name: true, at: true } });
  const members = [...made.files.map(({ file: name, bytes: size }, at) => ({ name, size, chunks: partsOf(key, made.id, at) })), sumsFile(made.files)];
  return { format, file, sha256: made.sha256, response: fileResponse(tarStream(members, cut.at), `${cut.name} ${format}.tar`, tarSize(members.map(({ size }) => size))) };
}

function sumsFile(files: readonly WrittenExportFile[]) {
  const bytes = Buffer.from(sumsOf(files), "utf8");
  return { name: SUMS, size: bytes.length, chunks: Readable.from([bytes]) };
}

/** Each part in a transaction of its own, as the person who asks: whoever loses the right meanwhile gets no more, and nobody's save waits. */
async function* partsOf(key: Key | null, exportId: string, file: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; ; part++) {
    const row = await withActor(key, { name: "cut.take", requestId: randomUUID() }, (tx) => tx.exportPart.findUnique({ where: { exportId_file_part: { exportId, file, part } }, select: { bytes: true } }));
    if (!row) return;
    yield row.bytes;
  }
}

function fileResponse(chunks: AsyncIterable<Uint8Array>, name: string, size: number): Response {
  const body = Readable.toWeb(Readable.from(chunks, { objectMode: false })) as ReadableStream<Uint8Array>;
  const type = TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  return new Response(body, { headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"`, "content-length": String(size), "cache-control": "private, no-store" } });
}

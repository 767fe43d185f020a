import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { trailCsv } from "@/lib/analysis/trail-csv";
import { trailJsonl } from "@/lib/analysis/trail-jsonl";
import type { Form } from "@/lib/crf/define-form";
import { refuse } from "@/lib/kernel/refusal";
import { perform } from "@/lib/server/act";
import { forms } from "@/lib/study/study";
import { openCasebookPrinter } from "@/lib/exports/casebooks/casebook-printer";
import { odm13 } from "@/lib/exports/formats/odm/odm-formats";
import { copyCertificate } from "./copy-certificate";
import { dataFiles } from "./data-files";
import { describeCopy } from "./describe-copy";
import type { SiteRecords } from "./site-records";
import { recordCopy, type RecordCopy } from "./record-copy";
import { type ZippedFile, type ZippedName, zipped } from "./zip-stream";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const plain = (name: string, text: string): ZippedFile => ({ name, parts: [utf8(text)] });

/**
 * A site's own copy as a ZIP that is made while it is sent: data first, then patient by patient the casebook and the trail, the manifest last.
 * It is on record before the first byte and again after the manifest; anything that goes wrong breaks the stream, and what arrived is no archive.
 */
export function siteCopy(token: string | null, records: SiteRecords): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(bytesOf(token, records), { objectMode: false })) as ReadableStream<Uint8Array>;
}

async function* bytesOf(token: string | null, site: SiteRecords): AsyncGenerator<Uint8Array> {
  const written: ZippedName[] = [];
  const copy = { copyId: randomUUID(), siteId: site.siteId, cutId: site.cut?.id ?? null, casebooks: site.casebooks.length, contentSha256: sha256(JSON.stringify([site.casebooks, site.records])) };
  await note(token, { ...copy, step: "begun", files: 0, manifestSha256: null });
  yield* zipped(filesOf(token, site, { written, certificate: copyCertificate(site, copy) }, async (manifest) => note(token, { ...copy, step: "completed", files: written.length, manifestSha256: sha256(manifest) })), site.at, (file) => written.push(file));
}

async function note(token: string | null, copy: Omit<RecordCopy, "requestId" | "reason">): Promise<void> {
  const result = await perform(recordCopy, token, { requestId: randomUUID(), reason: null, ...copy });
  if (!result.ok) throw refuse("not_permitted", { verb: "copy.take" });
}

interface Begun { readonly written: readonly ZippedName[]; readonly certificate: string }

async function* filesOf(token: string | null, site: SiteRecords, { written, certificate }: Begun, done: (manifest: string) => Promise<void>): AsyncGenerator<ZippedFile> {
  const { readme, manifestOf, checksumsOf } = describeCopy(site);
  yield plain("CERTIFICATE.txt", certificate);
  yield plain("README.txt", readme);
  if (site.cut === null) yield { name: "verify-export.mjs", parts: [await readFile(`${process.cwd()}/ops/verify/verify-export.mjs`)] };
  for (const { name, text } of dataFiles(site.records, forms as unknown as readonly Form[])) yield plain(name, text);
  yield plain("data/records.ndjson", site.records.map(({ kind, payload }) => `${JSON.stringify({ kind, payload })}\n`).join(""));
  if (site.cut) for await (const { file, chunks } of odm13.write(site.cut.source)) yield { name: `odm/${file}`, parts: inBytes(chunks) };
  const printer = openCasebookPrinter();
  try {
    for (const casebook of site.casebooks) {
      const patient = casebook.patient.number;
      yield { name: `casebooks/${patient}.pdf`, parts: [await printer.print(casebook)] };
      if (site.cut) continue; // its history up to the cut is in the data; the trail goes on
      yield { name: `trail/${patient}.csv`, parts: bytesIn(trailCsv(token, { patient })) };
      yield { name: `trail/${patient}.jsonl`, parts: bytesIn(trailJsonl(token, { patient }, site.at)) };
    }
  } finally {
    printer.close();
  }
  const manifest = manifestOf(written);
  yield plain("manifest.json", manifest);
  yield plain("SHA256SUMS", checksumsOf(written));
  await done(manifest);
}

async function* inBytes(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield typeof chunk === "string" ? utf8(chunk) : chunk;
}

const bytesIn = (stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> => Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]);

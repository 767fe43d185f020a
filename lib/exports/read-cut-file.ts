import "server-only";
import { createHash } from "node:crypto";
import type { Tx } from "@/lib/server/db";
import type { CutManifest } from "./manifest";
import { manifestText } from "./manifest-text";
import { tarOf } from "./tar";

export interface Download {
  readonly file: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const MANIFEST_FILE = "manifest.json";
export const ALL_FILES = "all-files.tar";

interface CutRow { readonly id: string; readonly name: string; readonly isInterim: boolean; readonly contentHash: string; readonly byName: string; readonly at: Date; readonly manifest: CutManifest }

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** One file of a cut, its manifest, or all of them in one archive. Null when there is no such cut or file, or the reader may not see it. */
export async function readCutFile(tx: Tx, cutId: string, file: string): Promise<Download | null> {
  const row = await tx.dataCut.findUnique({ where: { id: cutId }, select: { id: true, name: true, isInterim: true, contentHash: true, byName: true, at: true, manifest: true } });
  if (!row) return null;
  const cut = { ...row, manifest: row.manifest as unknown as CutManifest };
  if (file === MANIFEST_FILE) return { file, type: "application/json", bytes: manifestBytes(cut) };
  if (file === ALL_FILES) return { file: `${cut.name}.tar`, type: "application/x-tar", bytes: await archive(tx, cut) };
  if (!cut.manifest.files.some((listed) => listed.file === file)) return null;
  return { file, type: "text/csv; charset=utf-8", bytes: encode((await textsOf(tx, cutId, file)).get(file) ?? "") };
}

/** The answer with which a file is sent, and its hash for the record of who took it. */
export const sendCutFile = ({ file, type, bytes }: Download): { readonly response: Response; readonly sha256: string } => ({
  sha256: createHash("sha256").update(bytes).digest("hex"),
  response: new Response(bytes, { headers: { "content-type": type, "content-disposition": `attachment; filename="${file}"`, "content-length": String(bytes.length), "cache-control": "private, no-store" } }),
});

async function textsOf(tx: Tx, cutId: string, file: string | null): Promise<ReadonlyMap<string, string>> {
  const parts = await tx.$queryRaw<{ file: string; text: string }[]>`
    SELECT file, payload ->> 'text' AS text FROM app.data_cut_record
    WHERE cut_id = ${cutId}::uuid AND file IS NOT NULL AND (${file}::text IS NULL OR file = ${file}) ORDER BY seq`;
  const texts = new Map<string, string[]>();
  for (const part of parts) texts.set(part.file, [...(texts.get(part.file) ?? []), part.text]);
  return new Map([...texts].map(([name, pieces]) => [name, pieces.join("")]));
}

const manifestBytes = ({ name, isInterim, contentHash, byName, at, manifest }: CutRow) => encode(manifestText({ name, isInterim, contentHash, madeBy: byName, madeAt: at.toISOString(), manifest }));

async function archive(tx: Tx, cut: CutRow) {
  const texts = await textsOf(tx, cut.id, null);
  const files = cut.manifest.files.map(({ file }) => ({ name: file, bytes: encode(texts.get(file) ?? "") }));
  return tarOf([{ name: MANIFEST_FILE, bytes: manifestBytes(cut) }, ...files], cut.at);
}

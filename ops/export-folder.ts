// Writes a cut in a format into a folder. A file appears under its name only when it is whole; one that is there already with other bytes is never overwritten.
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, rename, rm, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { CutFormat, CutSource } from "@/lib/exports/cut-source";
import { ARCHIVE, LAID_OUT } from "@/lib/exports/formats";
import type { ExportFile } from "@/lib/exports/export-format";
import { writeExport, type ExportKeeper, type WrittenExportFile } from "@/lib/exports/write-export";

/** A file of another content lies where one was to be written. */
export class OtherBytes extends Error {
  constructor(readonly file: string) { super(`${file} is there already with other bytes. Nothing was overwritten; take it away, or name another folder.`); }
}

/** The hash of a file; null when there is none. */
export async function hashOfFile(file: string): Promise<string | null> {
  if (!existsSync(file)) return null;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Below `folder`, one folder a format. `begins` hears of each file. Throws OtherBytes. */
export async function writeFormat(format: CutFormat, source: CutSource, folder: string, begins: (file: string) => void): Promise<readonly WrittenExportFile[]> {
  const parts: string[] = [];
  const open = openParts(path.join(folder, format.id), parts, begins);
  try {
    const written = await writeExport(format, source, open.keeper);
    await open.close();
    for (const { file, sha256 } of written) await settle(path.join(folder, format.id, file), sha256);
    return written.map((file) => ({ ...file, file: `${format.id}/${file.file}` }));
  } finally {
    await open.close();
    for (const part of parts) await rm(part, { force: true });
  }
}

/** What is told of a format while it is written, and the cut as it is read for it. */
export interface Watched { readonly source: CutSource; readonly begins: (file: string) => void }

/** Formats, each as `writeFormat` does it. Those that wait for pages to be drawn by another process stand beside the others; the archive packs what is there. In the order of `formats`. */
export async function writeFormats(formats: readonly CutFormat[], watch: (format: CutFormat) => Watched, folder: string): Promise<readonly WrittenExportFile[]> {
  const files = new Map<string, readonly WrittenExportFile[]>();
  const written = (id: string) => { const there = files.get(id); return there ? filesWritten(there, folder, id) : null; };
  const write = async (some: readonly CutFormat[]) => {
    for (const format of some) {
      const { source, begins } = watch(format);
      files.set(format.id, await writeFormat(format, { ...source, written }, folder, begins));
    }
  };
  const [packs, single] = [formats.filter(({ id }) => id === ARCHIVE), formats.filter(({ id }) => id !== ARCHIVE)];
  const lanes = await Promise.allSettled([write(single.filter(({ id }) => LAID_OUT.includes(id))), write(single.filter(({ id }) => !LAID_OUT.includes(id)))]);
  for (const lane of lanes) if (lane.status === "rejected") throw lane.reason;
  await write(packs);
  return formats.flatMap(({ id }) => files.get(id) ?? []);
}

/** What `writeFormat` wrote there, to be read again. Throws OtherBytes where a file is not what was written any more. */
async function* filesWritten(written: readonly WrittenExportFile[], folder: string, format: string): AsyncGenerator<ExportFile> {
  for (const { file, sha256 } of written) yield { file: file.slice(format.length + 1), chunks: unchanged(path.join(folder, file), sha256) };
}

async function* unchanged(file: string, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk as Buffer);
    yield chunk as Buffer;
  }
  if (hash.digest("hex") !== sha256) throw new OtherBytes(file);
}

const partOf = (file: string) => `${file}.part`;

function openParts(folder: string, parts: string[], begins: (file: string) => void) {
  let current: FileHandle | null = null;
  const close = async () => { await current?.close(); current = null; };
  const keeper: ExportKeeper = {
    async begin(file) {
      await close();
      begins(file);
      const part = partOf(path.join(folder, file));
      await mkdir(path.dirname(part), { recursive: true });
      parts.push(part);
      current = await open(part, "w");
    },
    part: async (bytes) => { await current?.writeFile(bytes); },
  };
  return { keeper, close };
}

/** Gives a whole file its name. */
export async function settle(file: string, sha256: string): Promise<void> {
  const there = await hashOfFile(file);
  if (there !== null && there !== sha256) throw new OtherBytes(file);
  if (there === null) await rename(partOf(file), file);
}

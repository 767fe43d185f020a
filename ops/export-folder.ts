// Writes a cut in a format into a folder. A file appears under its name only when it is whole; one that is there already with other bytes is never overwritten.
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, rename, rm, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { CutFormat, CutSource } from "@/lib/exports/cut-source";
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

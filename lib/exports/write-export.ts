import { createHash } from "node:crypto";
import type { CutFormat, CutSource } from "./cut-source";

/** A file of an export as it stands in SHA256SUMS. */
export interface WrittenExportFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where the bytes go. `part` is given whole pieces of about `PART_BYTES`; the last one of a file is shorter. */
export interface ExportKeeper {
  readonly begin: (file: string, at: number) => Promise<void>;
  readonly part: (bytes: Uint8Array, at: { readonly file: number; readonly part: number }) => Promise<void>;
}

export const PART_BYTES = 512 * 1024;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const LONGEST_NAME = 100; // of a member of a ustar archive

/** Writes a cut in a format, one file after the other, and returns what was written. Holds one part in memory. Throws on a file name that an archive could not carry. */
export async function writeExport(format: Pick<CutFormat, "id" | "write">, source: CutSource, keeper: ExportKeeper): Promise<readonly WrittenExportFile[]> {
  const written: WrittenExportFile[] = [];
  for await (const { file, chunks } of format.write(source)) {
    if (!NAME.test(file) || file.length > LONGEST_NAME || written.some((other) => other.file === file)) throw new Error(`The format ${format.id} names a file "${file}", which an archive cannot carry.`);
    await keeper.begin(file, written.length);
    written.push({ file, ...await writeFile(chunks, written.length, keeper) });
  }
  if (written.length === 0) throw new Error(`The format ${format.id} wrote nothing.`);
  return written;
}

async function writeFile(chunks: AsyncIterable<string | Uint8Array>, file: number, keeper: ExportKeeper): Promise<Omit<WrittenExportFile, "file">> {
  const hash = createHash("sha256");
  let [bytes, part, waiting, gathered] = [0, 0, [] as Buffer[], 0];
  const flush = async () => {
    const whole = Buffer.concat(waiting);
    [waiting, gathered] = [[], 0];
    for (let at = 0; at < whole.length; at += PART_BYTES) await keeper.part(whole.subarray(at, at + PART_BYTES), { file, part: part++ });
  };
  for await (const chunk of chunks) {
    const given = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : Buffer.from(chunk); // copied: the format may use its buffer again
    hash.update(given);
    [bytes, gathered] = [bytes + given.length, gathered + given.length];
    waiting.push(given);
    if (gathered >= PART_BYTES) await flush();
  }
  await flush();
  return { bytes, sha256: hash.digest("hex") };
}

/** SHA256SUMS, as `sha256sum -c` reads it. */
export const sumsOf = (files: readonly Pick<WrittenExportFile, "file" | "sha256">[]): string => files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join("");

/** One hash for all files of an export: of its SHA256SUMS. */
export const hashOfExport = (files: readonly Pick<WrittenExportFile, "file" | "sha256">[]): string => createHash("sha256").update(sumsOf(files)).digest("hex");

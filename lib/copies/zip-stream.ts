import "server-only";
import { createHash } from "node:crypto";
import { Zip, ZipDeflate } from "fflate";

/** A file of an archive; its bytes may come in parts. */
export interface ZippedFile { readonly name: string; readonly parts: AsyncIterable<Uint8Array> | readonly Uint8Array[] }
export interface ZippedName { readonly name: string; readonly bytes: number; readonly sha256: string }

/**
 * A ZIP as it grows: nothing of it is kept, and it is an archive only at its very end, so that a download that was cut short opens nowhere.
 * `noted` is told each file's size and hash when its last byte is in.
 */
export async function* zipped(files: AsyncIterable<ZippedFile>, at: Date, noted: (file: ZippedName) => void): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => { if (error) throw error; if (chunk.length > 0) ready.push(chunk); });
  const taken = () => { const chunks = ready; ready = []; return chunks; };
  for await (const { name, parts } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = at;
    zip.add(entry);
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const part of parts) {
      hash.update(part);
      bytes += part.length;
      entry.push(part);
      yield* taken();
    }
    entry.push(new Uint8Array(), true);
    yield* taken();
    noted({ name, bytes, sha256: hash.digest("hex") });
  }
  zip.end();
  yield* taken();
}

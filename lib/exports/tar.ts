const BLOCK = 512;

export interface TarredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A POSIX ustar archive of plain files, each with the same time: the same files give the same bytes. Names are ASCII, at most 100 characters. */
export function tarOf(files: readonly TarredFile[], at: Date): Uint8Array<ArrayBuffer> {
  const padded = ({ bytes }: TarredFile) => Math.ceil(bytes.length / BLOCK) * BLOCK;
  const archive = new Uint8Array(files.reduce((sum, file) => sum + BLOCK + padded(file), 2 * BLOCK));
  let place = 0;
  for (const file of files) {
    archive.set(headerOf(file.name, file.bytes.length, Math.floor(at.getTime() / 1000)), place);
    archive.set(file.bytes, place + BLOCK);
    place += BLOCK + padded(file);
  }
  return archive;
}

/** The same archive while its files are read, one after the other. Sizes are known beforehand; throws when a file has another one. */
export async function* tarStream(files: Iterable<{ readonly name: string; readonly size: number; readonly chunks: AsyncIterable<Uint8Array> }>, at: Date): AsyncGenerator<Uint8Array> {
  for (const { name, size, chunks } of files) {
    yield headerOf(name, size, Math.floor(at.getTime() / 1000));
    let seen = 0;
    for await (const chunk of chunks) { seen += chunk.length; yield chunk; }
    if (seen !== size) throw new Error(`"${name}" has ${seen} bytes instead of ${size}.`);
    yield new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
  }
  yield new Uint8Array(2 * BLOCK);
}

/** Bytes of the archive of files of these sizes. */
export const tarSize = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + BLOCK + Math.ceil(size / BLOCK) * BLOCK, 2 * BLOCK);

function headerOf(name: string, size: number, seconds: number): Uint8Array {
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) throw new Error(`"${name}" does not fit into an archive.`);
  const header = new Uint8Array(BLOCK);
  const put = (offset: number, text: string) => header.set(new TextEncoder().encode(text), offset);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  put(0, name);
  put(100, octal(0o644, 7) + octal(0, 7) + octal(0, 7) + octal(size, 11) + octal(seconds, 11) + " ".repeat(8) + "0");
  put(257, "ustar\x0000");
  put(148, `${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0")}\0 `);
  return header;
}

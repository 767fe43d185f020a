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
    archive.set(headerOf(file, Math.floor(at.getTime() / 1000)), place);
    archive.set(file.bytes, place + BLOCK);
    place += BLOCK + padded(file);
  }
  return archive;
}

function headerOf({ name, bytes }: TarredFile, seconds: number): Uint8Array {
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) throw new Error(`"${name}" does not fit into an archive.`);
  const header = new Uint8Array(BLOCK);
  const put = (offset: number, text: string) => header.set(new TextEncoder().encode(text), offset);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  put(0, name);
  put(100, octal(0o644, 7) + octal(0, 7) + octal(0, 7) + octal(bytes.length, 11) + octal(seconds, 11) + " ".repeat(8) + "0");
  put(257, "ustar\x0000");
  put(148, `${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0")}\0 `);
  return header;
}

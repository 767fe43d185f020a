// A tar archive as a stream, in both directions: any `tar` reads what is written here. Names are ASCII, at most 100 characters.
const BLOCK = 512;
const END = Buffer.alloc(2 * BLOCK);
const LARGEST_OCTAL = 8 ** 11;

/** Writes entries { name, size, content } (a folder: name ending in "/", nothing else); `content` gives exactly `size` bytes. */
export async function* tarred(entries) {
  for await (const { name, size = 0, content = [] } of entries) {
    yield headerOf(name, size);
    for await (const chunk of content) yield chunk;
    yield Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
  }
  yield END;
}

function headerOf(name, size) {
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) throw new Error(`The file name "${name}" does not fit into a backup.`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value, digits) => `${value.toString(8).padStart(digits, "0")}\0`;
  const isFolder = name.endsWith("/");
  header.write(name, 0);
  header.write(octal(isFolder ? 0o700 : 0o600, 7) + octal(0, 7) + octal(0, 7), 100);
  if (size < LARGEST_OCTAL) header.write(octal(size, 11), 124);
  else { header[124] = 0x80; header.writeBigUInt64BE(BigInt(size), 128); } // as GNU tar and POSIX readers know it
  header.write(`${octal(0, 11)}        ${isFolder ? "5" : "0"}`, 136);
  header.write("ustar\x0000", 257);
  header.write(`${octal(header.reduce((sum, byte) => sum + byte, 0), 6)} `, 148);
  return header;
}

/** Reads entries { name, size, content } back. The content of one has to be read to its end before the next is asked for. Throws when the archive ends before its end mark. */
export async function* untarred(stream) {
  const take = taker(stream);
  for (;;) {
    const header = await take(BLOCK);
    if (header.every((byte) => byte === 0)) return ended(take.rest());
    const checksum = parseInt(header.toString("latin1", 148, 154), 8);
    const counted = header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
    if (checksum !== counted) throw new Error("a header is damaged");
    const size = header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : parseInt(header.toString("latin1", 124, 135), 8);
    const name = header.toString("latin1", 0, 100).replace(/\0.*$/s, "");
    yield { name, size, content: contentOf(take, size) };
    await take((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

/** To the stream's own end, which may still say that it is not whole. */
async function ended(rest) {
  for await (const chunk of rest) if (chunk.some((byte) => byte !== 0)) throw new Error("something follows its end");
}

async function* contentOf(take, size) {
  for (let left = size; left > 0;) {
    const chunk = await take(Math.min(left, 256 * 1024));
    left -= chunk.length;
    yield chunk;
  }
}

/** Hands out exactly as many bytes as asked for. */
function taker(stream) {
  const source = stream[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  const take = async (wanted) => {
    const parts = [held];
    for (let have = held.length; have < wanted;) {
      const { value, done } = await source.next();
      if (done) throw new Error("it ends too early");
      parts.push(value);
      have += value.length;
    }
    const all = parts.length === 1 ? held : Buffer.concat(parts);
    held = all.subarray(wanted);
    return all.subarray(0, wanted);
  };
  take.rest = async function* () {
    yield held;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  };
  return take;
}

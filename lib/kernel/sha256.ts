const WORD = 0x1_0000_0000;

/** The first 32 bits of the fractional parts of a root of the first primes, as FIPS 180-4 takes its constants. */
function rootsOfPrimes(count: number, root: (prime: number) => number): readonly number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return primes.map((prime) => Math.floor((root(prime) % 1) * WORD));
}

const ROUND = rootsOfPrimes(64, Math.cbrt);
const START = rootsOfPrimes(8, Math.sqrt);
const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

/** The message in words of 32 bits: its bytes in UTF-8, a one, zeros, and its length in bits. */
function paddedWords(text: string): Uint32Array {
  const bytes = new TextEncoder().encode(text);
  const words = new Uint32Array((((bytes.length + 8) >> 6) + 1) << 4);
  const put = (byte: number, at: number) => { words[at >> 2] = (words[at >> 2] ?? 0) | (byte << (24 - 8 * (at & 3))); };
  bytes.forEach(put);
  put(0x80, bytes.length);
  words[words.length - 2] = Math.floor((bytes.length * 8) / WORD);
  words[words.length - 1] = bytes.length * 8;
  return words;
}

/** Sixteen words become the sixty-four that the rounds read. */
function schedule(block: Uint32Array): Uint32Array {
  const words = new Uint32Array(64);
  words.set(block);
  for (let at = 16; at < 64; at += 1) {
    const [early, late] = [words[at - 15] ?? 0, words[at - 2] ?? 0];
    const [small, large] = [rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3), rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)];
    words[at] = (words[at - 16] ?? 0) + small + (words[at - 7] ?? 0) + large;
  }
  return words;
}

type State = readonly [number, number, number, number, number, number, number, number];

function round([a, b, c, d, e, f, g, h]: State, word: number, constant: number): State {
  const one = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + constant + word;
  const two = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
  return [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
}

/** SHA-256 of a text in UTF-8, in hexadecimal. Synchronous and the same everywhere, so that a browser sees which decisions still stand. */
export function sha256(text: string): string {
  const message = paddedWords(text);
  let state = START as unknown as State;
  for (let from = 0; from < message.length; from += 16) {
    const before = state;
    const words = schedule(message.subarray(from, from + 16));
    for (let at = 0; at < 64; at += 1) state = round(state, words[at] ?? 0, ROUND[at] ?? 0);
    state = state.map((word, at) => (word + (before[at] ?? 0)) | 0) as unknown as State;
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

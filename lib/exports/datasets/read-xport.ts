import type { Cell } from "./dataset";
import { CARD, type XportDataset, type XportVariable } from "./xport-layout";

const NAMESTR = 140;
const CARDS_BEFORE_VARIABLES = 8;
const HEX_DIGITS = 14;

/** Reads a SAS transport file of version 5 with one dataset, as a reader who knows only TS-140 would: to show that what was written is what is read. */
export function readXport(bytes: Uint8Array): { readonly dataset: XportDataset; readonly rows: readonly (readonly Cell[])[] } {
  const text = (from: number, length: number) => new TextDecoder("latin1").decode(bytes.subarray(from, from + length));
  const count = Number(text(7 * CARD + 54, 4));
  const begins = CARDS_BEFORE_VARIABLES * CARD;
  const variables = Array.from({ length: count }, (_, at) => readNamestr(bytes.subarray(begins + at * NAMESTR, begins + (at + 1) * NAMESTR)));
  const data = begins + Math.ceil((count * NAMESTR) / CARD) * CARD + CARD;
  if (!text(data - CARD, CARD).startsWith("HEADER RECORD*******OBS")) throw new Error("The card of the observations is not where it should be.");
  const dataset = { name: text(5 * CARD + 8, 8).trimEnd(), label: text(6 * CARD + 32, 40).trimEnd(), madeAt: text(2 * CARD, 16), variables };
  return { dataset, rows: readRows(bytes.subarray(data), variables) };
}

function readNamestr(bytes: Uint8Array): XportVariable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, length: number) => new TextDecoder("latin1").decode(bytes.subarray(from, from + length)).trimEnd();
  return {
    name: text(8, 8), label: text(16, 40), isNumber: view.getInt16(0) === 1, length: view.getInt16(4),
    format: { name: text(56, 8), width: view.getInt16(64), decimals: view.getInt16(66) },
  };
}

/** Blanks at the end are padding: a row of blanks only cannot be told from it, and none is ever written. */
function readRows(bytes: Uint8Array, variables: readonly XportVariable[]): readonly (readonly Cell[])[] {
  const width = variables.reduce((sum, { length }) => sum + length, 0);
  let rows = Math.floor(bytes.length / width);
  while (rows > 0 && bytes.subarray((rows - 1) * width, rows * width).every((byte) => byte === 0x20)) rows -= 1;
  return Array.from({ length: rows }, (_, row) => {
    let at = row * width;
    return variables.map(({ isNumber, length }) => {
      const part = bytes.subarray(at, at + length);
      at += length;
      return isNumber ? readIbmNumber(part) : new TextDecoder("latin1").decode(part).trimEnd();
    });
  });
}

function readIbmNumber(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first, fraction] = [view.getUint8(0), view.getBigUint64(0) & 0xffffffffffffffn];
  if (fraction === 0n) return first === 0 ? 0 : null;
  const size = Number(fraction) * 2 ** (4 * ((first & 0x7f) - 64 - HEX_DIGITS));
  return first >= 0x80 ? -size : size;
}

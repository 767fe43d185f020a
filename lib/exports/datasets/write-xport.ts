import type { Cell } from "./dataset";
import { writeIbmNumber } from "./ibm-number";
import { CARD, NUMBER_LENGTH, xportFaults, xportHead, type XportDataset } from "./xport-layout";

const CHUNK_BYTES = 65_536;
const BLANK = 0x20;

/**
 * A dataset as SAS XPORT version 5 (TS-140), in chunks: the same rows give the same bytes. Text is ASCII and no wider than its variable; a text
 * of blanks and none at all are the same in this format, and so are texts that differ only by blanks at their end. What the format cannot hold is an error.
 */
export async function* writeXport(dataset: XportDataset, rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<Uint8Array> {
  const faults = xportFaults(dataset);
  if (faults.length > 0) throw new Error(`${dataset.name} does not fit into a SAS transport file. ${faults.join(" ")}`);
  yield xportHead(dataset);

  const width = dataset.variables.reduce((sum, { length }) => sum + length, 0);
  const atOnce = Math.max(1, Math.floor(CHUNK_BYTES / width));
  let [chunk, filled, total] = [new Uint8Array(atOnce * width).fill(BLANK), 0, 0];
  for await (const row of rows) {
    writeRow(dataset, row, chunk, filled * width);
    [filled, total] = [filled + 1, total + width];
    if (filled < atOnce) continue;
    yield chunk;
    [chunk, filled] = [new Uint8Array(atOnce * width).fill(BLANK), 0];
  }
  if (filled > 0) yield chunk.subarray(0, filled * width);
  const rest = total % CARD;
  if (rest > 0) yield new Uint8Array(CARD - rest).fill(BLANK);
}

function writeRow({ name, variables }: XportDataset, row: readonly Cell[], chunk: Uint8Array, offset: number): void {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  let at = offset;
  variables.forEach((variable, place) => {
    const cell = row[place] ?? null;
    if (variable.isNumber) {
      if (typeof cell === "string") throw new Error(`${name}.${variable.name} is a number, but a row holds the text "${cell}".`);
      writeIbmNumber(view, at, cell);
    } else writeText(cell ?? "", variable.length, `${name}.${variable.name}`, chunk, at);
    at += variable.isNumber ? NUMBER_LENGTH : variable.length;
  });
}

function writeText(text: Cell, width: number, where: string, chunk: Uint8Array, at: number): void {
  if (typeof text !== "string") throw new Error(`${where} is a text, but a row holds the number ${text}.`);
  if (text.length > width) throw new Error(`${where} is ${width} bytes wide, but a row holds ${text.length}: "${text}".`);
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code < 0x20 || code > 0x7e) throw new Error(`${where} holds a character that is not ASCII: "${text}".`);
    chunk[at + place] = code;
  }
}

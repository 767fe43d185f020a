import { constants, crc32, deflateRawSync } from "node:zlib";
import { Zip, type ZipInputFile } from "fflate";
import type { ExportFormat, ExportSource } from "../../export-format";
import { rowOf, type CellKind } from "./xlsx-cells";
import { SHEET_END, sheetFile, sheetStart, workbookParts } from "./xlsx-parts";
import { sheetsOf, sheetTitles, type Sheet } from "./xlsx-sheets";

/** Spreadsheets have no more. */
const MOST_ROWS = 1_048_576;

/** The day of the cut, at noon of wherever this runs: an archive keeps a time without its zone, and noon exists everywhere. */
function dayOf(madeAt: string): Date {
  const [year = 1980, month = 1, day = 1] = madeAt.slice(0, 10).split("-").map(Number);
  return new Date(year, month - 1, day, 12);
}

/** Letters that are compressed together; a block is whole by itself, so the bytes depend on nothing but the text. */
const BLOCK = 65_536;

/** A file of the archive that is compressed while it grows: only its compressed bytes are held, and the text of one block. By zlib itself: in JavaScript it took half the time of a workbook. */
function growing(name: string, at: Date) {
  const chunks: Uint8Array[] = [];
  let [waiting, size, crc] = ["", 0, 0];
  const compress = (finishFlush: number) => {
    const text = Buffer.from(waiting, "utf8");
    [waiting, size, crc] = ["", size + text.length, crc32(text, crc)];
    chunks.push(deflateRawSync(text, { level: 6, finishFlush }));
  };
  return {
    add: (text: string) => {
      waiting += text;
      if (waiting.length >= BLOCK) compress(constants.Z_SYNC_FLUSH);
    },
    /** As the archive takes it, whole. */
    end: (zip: Zip): void => {
      compress(constants.Z_FINISH);
      const file: ZipInputFile = { filename: name, compression: 8, size, crc, mtime: at };
      zip.add(file);
      for (const chunk of chunks.splice(0)) file.ondata?.(null, new Uint8Array(chunk), false);
      file.ondata?.(null, new Uint8Array(), true);
    },
  };
}

function openSheet({ title, columns, first }: Sheet, place: number, at: Date) {
  const file = growing(sheetFile(place), at);
  const kinds: readonly CellKind[] = columns.map(({ kind }) => kind);
  let rows = 1;
  const add = (cells: readonly (readonly string[])[]) => {
    if (rows + cells.length > MOST_ROWS) throw new Error(`"${title}" has more rows than a spreadsheet takes. Use the CSV files.`);
    if (cells.length > 0) file.add(cells.map((row) => rowOf(rows += 1, row, kinds)).join(""));
  };
  file.add(sheetStart(columns.map(({ label }) => label)));
  add(first);
  return { add, end: (zip: Zip) => { file.add(SHEET_END); file.end(zip); } };
}

/** One pass over the cut fills every sheet at once; compressed, a patient takes some 5 kB until the sheets are written one after the other. */
async function* workbook(source: ExportSource): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const at = dayOf(source.study.madeAt);
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const sheets = sheetsOf(source.study);
  const open = sheets.map((sheet, place) => openSheet(sheet, place, at));
  for await (const patient of source.patients()) sheets.forEach((sheet, place) => open[place]?.add(sheet.rows(patient)));
  for (const { name, text } of workbookParts(sheetTitles(sheets.map(({ title }) => title)))) {
    const part = growing(name, at);
    part.add(text);
    part.end(zip);
    yield* ready.splice(0);
  }
  for (const sheet of open) {
    sheet.end(zip);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}

export const xlsx: ExportFormat = {
  id: "xlsx", title: "Excel workbook (spreadsheet profile)",
  says: "For people who read, sort and filter: a sheet for each form, patients, queries and the dictionary, numbers as numbers and dates as dates, no formula anywhere. For analysis use CSV.",
  write: async function* (source) { yield await Promise.resolve({ file: "workbook.xlsx", chunks: workbook(source) }); },
};

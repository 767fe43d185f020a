import { constants, crc32, deflateRawSync } from "node:zlib";
import { Zip, type ZipInputFile } from "fflate";
import { openSpools, type SpoolFolder } from "../../datasets/spool";
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

/** A file of the archive that is compressed while it grows: the text of one block is held, what is compressed lies on disk. By zlib itself: in JavaScript it took half the time of a workbook. */
async function growing(name: string, at: Date, spools: SpoolFolder) {
  const blocks = await spools.spool<string>();
  let [waiting, size, crc] = ["", 0, 0];
  const compress = async (finishFlush: number) => {
    const text = Buffer.from(waiting, "utf8");
    [waiting, size, crc] = ["", size + text.length, crc32(text, crc)];
    await blocks.add(deflateRawSync(text, { level: 6, finishFlush }).toString("base64"));
  };
  return {
    add: async (text: string) => {
      waiting += text;
      if (waiting.length >= BLOCK) await compress(constants.Z_SYNC_FLUSH);
    },
    /** Into the archive, whole; after each block what came of it can be taken there. */
    end: async function* (zip: Zip): AsyncGenerator<void> {
      await compress(constants.Z_FINISH);
      const file: ZipInputFile = { filename: name, compression: 8, size, crc, mtime: at };
      zip.add(file);
      for await (const block of blocks.lines()) {
        file.ondata?.(null, new Uint8Array(Buffer.from(block, "base64")), false);
        yield;
      }
      file.ondata?.(null, new Uint8Array(), true);
      yield;
    },
  };
}

async function openSheet({ title, columns, first }: Sheet, place: number, at: Date, spools: SpoolFolder) {
  const file = await growing(sheetFile(place), at, spools);
  const kinds: readonly CellKind[] = columns.map(({ kind }) => kind);
  let rows = 1;
  const add = async (cells: readonly (readonly string[])[]) => {
    if (rows + cells.length > MOST_ROWS) throw new Error(`"${title}" has more rows than a spreadsheet takes. Use the CSV files.`);
    if (cells.length > 0) await file.add(cells.map((row) => rowOf(rows += 1, row, kinds)).join(""));
  };
  await file.add(sheetStart(columns.map(({ label }) => label)));
  await add(first);
  return { add, end: async function* (zip: Zip) { await file.add(SHEET_END); yield* file.end(zip); } };
}

/** One pass over the cut fills every sheet at once; they are written one after the other. */
async function* workbook(source: ExportSource, spools: SpoolFolder): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const at = dayOf(source.study.madeAt);
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const sheets = sheetsOf(source.study);
  const open = await Promise.all(sheets.map((sheet, place) => openSheet(sheet, place, at, spools)));
  for await (const patient of source.patients()) for (const [place, sheet] of sheets.entries()) await open[place]?.add(sheet.rows(patient));
  for (const { name, text } of workbookParts(sheetTitles(sheets.map(({ title }) => title)))) {
    const part = await growing(name, at, spools);
    await part.add(text);
    for await (const _ of part.end(zip)) yield* ready.splice(0);
  }
  for (const sheet of open) for await (const _ of sheet.end(zip)) yield* ready.splice(0);
  zip.end();
  yield* ready.splice(0);
}

async function* withSpools(source: ExportSource): AsyncGenerator<Uint8Array> {
  const spools = openSpools();
  try {
    yield* workbook(source, spools);
  } finally {
    await spools.close();
  }
}

export const xlsx: ExportFormat = {
  id: "xlsx", title: "Excel workbook (spreadsheet profile)",
  says: "For people who read, sort and filter: a sheet for each form, patients, queries and the dictionary, numbers as numbers and dates as dates, no formula anywhere. For analysis use CSV.",
  write: async function* (source) { yield await Promise.resolve({ file: "workbook.xlsx", chunks: withSpools(source) }); },
};

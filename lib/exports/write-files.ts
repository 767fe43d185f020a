import "server-only";
import { createHash } from "node:crypto";
import type { Form } from "@/lib/crf/define-form";
import type { Tx } from "@/lib/server/db";
import { forms as allForms } from "@/lib/study/study";
import { csv, csvFiles, dictionaryRows } from "./csv-files";
import { readRecords } from "./read-records";

export interface WrittenFile {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

const PART_LENGTH = 200_000;
export const DICTIONARY = "data-dictionary.csv";

/**
 * Renders the records of a cut and keeps the bytes in the cut, so that a download is the same for ever, whatever the next release
 * of the forms says. Returns every file with its size and hash, and how many values were recorded.
 * `rendered` hears how many more records have passed.
 */
export async function writeFiles(tx: Tx, cutId: string, afterSeq: number, rendered: (records: number) => Promise<void>): Promise<{ readonly files: readonly WrittenFile[]; readonly values: number }> {
  const forms = allForms as unknown as readonly Form[];
  const keeper = keepParts(tx, cutId, afterSeq);
  const tables = csvFiles(forms).map((table) => ({ ...table, open: keeper.open(table.file) }));
  let values = 0;

  for (const { open, header } of tables) await open.add(csv([header]), 0);
  for await (const records of readRecords(tx, cutId, afterSeq)) {
    values += records.reduce((sum, { kind, payload }) => sum + (kind === "entry" ? Object.keys(payload["answers"] ?? {}).length : 0), 0);
    for (const { takes, rows, open } of tables) {
      const lines = records.filter(takes).flatMap(({ payload }) => rows(payload));
      if (lines.length > 0) await open.add(csv(lines), lines.length);
    }
    await rendered(records.length);
  }
  const dictionary = keeper.open(DICTIONARY);
  const meanings = dictionaryRows(forms);
  await dictionary.add(csv(meanings), meanings.length - 1);
  return { files: await closeAll([...tables.map(({ open }) => open), dictionary]), values };
}

/** One after the other, so that the parts keep their order. */
async function closeAll(files: readonly { readonly close: () => Promise<WrittenFile> }[]): Promise<readonly WrittenFile[]> {
  const closed: WrittenFile[] = [];
  for (const file of files) closed.push(await file.close());
  return closed;
}

/** Text goes out in parts of a size that the database takes easily; a part never depends on anything but the text before it. */
function keepParts(tx: Tx, cutId: string, afterSeq: number) {
  let seq = afterSeq;
  const keep = async (file: string, text: string) => {
    seq += 1;
    await tx.$executeRaw`INSERT INTO app.data_cut_record (cut_id, seq, kind, payload) VALUES (${cutId}::uuid, ${seq}, 'file', jsonb_build_object('file', ${file}::text, 'text', ${text}::text))`;
  };
  const open = (file: string) => {
    const hash = createHash("sha256");
    let [waiting, rows, bytes] = ["", 0, 0];
    return {
      add: async (text: string, count: number) => {
        hash.update(text, "utf8");
        [waiting, rows, bytes] = [waiting + text, rows + count, bytes + Buffer.byteLength(text, "utf8")];
        if (waiting.length < PART_LENGTH) return;
        const part = waiting;
        waiting = "";
        await keep(file, part);
      },
      close: async (): Promise<WrittenFile> => {
        if (waiting !== "") await keep(file, waiting);
        return { file, rows, bytes, sha256: hash.digest("hex") };
      },
    };
  };
  return { open };
}

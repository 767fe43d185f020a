import "server-only";
import type { Tx } from "@/lib/server/db";
import { CHANGES, changesOf, joinWhole, recordsOf, type PatientsPart } from "./records-sql";

const PARTS = 5; // more would say oftener how far it is, and each goes through the whole trail once
const CHANGES_SHARE = 65;

/** What one statement copies, so that it can be said how far copying is, and what it takes of its time, in per cent, as 500 patients took it. */
export const COPIED: readonly { readonly ranks: readonly number[]; readonly them: PatientsPart | null; readonly share: number }[] = [
  { ranks: [1, 2, 3, 4], them: null, share: 3 }, { ranks: [5], them: null, share: 8 }, { ranks: [6, 7, 8, 9], them: null, share: 16 }, { ranks: [10], them: null, share: 4 }, { ranks: [11, 12, 13, 14, 15, 16, 17, 18, 19], them: null, share: 4 },
  ...Array.from({ length: PARTS }, (_, at) => ({ ranks: [CHANGES], them: { part: at + 1, of: PARTS }, share: CHANGES_SHARE / PARTS })),
];

/**
 * Copies everything that is recorded about the study into the cut, in an order that only the content decides: kind, patient, visit, form, row, then the
 * text of the record. Rows are named by patient, visit, form and row number; times are UTC. `copied` hears the share of each statement that is done.
 * Returns the number of records.
 */
export async function writeRecords(tx: Tx, cutId: string, copied: (share: number) => Promise<void>): Promise<number> {
  await joinWhole(tx);
  let written = 0;
  for (const { ranks, them, share } of COPIED) {
    written += await tx.$executeRaw`
      ${them === null ? recordsOf(ranks) : changesOf(them)}
      INSERT INTO app.data_cut_record (cut_id, seq, kind, payload)
      SELECT ${cutId}::uuid, ${written}::int + row_number() OVER (ORDER BY rank, patient COLLATE "C", visit COLLATE "C" NULLS FIRST, form COLLATE "C", row_no, payload::text COLLATE "C"), kind, payload FROM record`;
    await copied(share);
  }
  return written;
}

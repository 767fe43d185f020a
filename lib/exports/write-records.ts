import "server-only";
import type { Tx } from "@/lib/server/db";
import { joinWhole, RECORDS } from "./records-sql";

/**
 * Copies everything that is recorded about the study into the cut, in one statement and in an order that only the content decides:
 * kind, patient, visit, form, row, then the text of the record. Rows are named by patient, visit, form and row number; times are UTC.
 * Returns the number of records.
 */
export async function writeRecords(tx: Tx, cutId: string): Promise<number> {
  await joinWhole(tx);
  return tx.$executeRaw`
    ${RECORDS}
    INSERT INTO app.data_cut_record (cut_id, seq, kind, payload)
    SELECT ${cutId}::uuid, row_number() OVER (ORDER BY rank, patient COLLATE "C", visit COLLATE "C" NULLS FIRST, form COLLATE "C", row_no, payload::text COLLATE "C"), kind, payload FROM record`;
}

import "server-only";
import type { Tx } from "@/lib/server/db";
import type { CutRecord } from "./cut-record";

const AT_ONCE = 500; // few enough to be gone before the next come: the web server reads them, and keeps what it once needed

/** The data records of a cut, in order, some at a time; those after `lastSeq` are its files and stay out. */
export async function* readRecords(tx: Tx, cutId: string, lastSeq: number): AsyncGenerator<readonly CutRecord[]> {
  for (let after = 0; after < lastSeq; after += AT_ONCE) {
    yield await tx.$queryRaw<CutRecord[]>`
      SELECT seq, kind, payload FROM app.data_cut_record WHERE cut_id = ${cutId}::uuid AND seq > ${after} AND seq <= ${Math.min(after + AT_ONCE, lastSeq)} ORDER BY seq`;
  }
}

import "server-only";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { lackingRows } from "./lacking-sql";

/** A visit that calls for rows, such as the doses of the arm, and has none. */
export interface LackingRows {
  readonly patient: string;
  readonly visit: string;
  readonly visitId: string;
  readonly entryId: null;
  readonly formId: string;
}

/** The database cannot see them, for it knows rows and not what a visit calls for. A visit that was not done, or left the casebook, calls for nothing. */
export const readLackingRows = (tx: Tx, patientIds: readonly string[]): Promise<readonly LackingRows[]> => tx.$queryRaw<LackingRows[]>(sql`
  WITH ${lackingRows((table) => sql`${table}.patient_id = ANY (${patientIds as string[]}::uuid[])`)}
  SELECT l.patient, l.visit, l.visit_id::text AS "visitId", NULL AS "entryId", l.form_id AS "formId" FROM lacking l`);

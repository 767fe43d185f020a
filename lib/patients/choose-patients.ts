import "server-only";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import type { PatientStatus } from "./patient";

/** How many patients the reader may see, by status: one pass over an index, no row of a patient is opened. */
export async function countPatients(tx: Tx): Promise<Readonly<Record<PatientStatus, number>>> {
  const rows = await tx.$queryRaw<{ status: PatientStatus; n: number }[]>`SELECT status, count(*)::int AS n FROM app.patient GROUP BY status`;
  const having = (status: PatientStatus) => rows.find((row) => row.status === status)?.n ?? 0;
  return { screening: having("screening"), randomised: having("randomised"), screen_failed: having("screen_failed") };
}

/** The ids of the next patients after this number, newest number first; from the newest on when it is null. */
export async function choosePatients(tx: Tx, after: string | null, most: number): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM app.patient p WHERE ${after === null ? sql`true` : sql`p.number < ${after}`} ORDER BY p.number DESC LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

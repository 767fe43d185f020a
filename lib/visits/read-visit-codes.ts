import "server-only";
import type { Tx } from "@/lib/server/db";

/** The codes of the visits for which anybody within reach has a form. It leaps from code to code along an index, so that its cost does not grow with the patients. */
export async function readVisitCodes(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>`
    WITH RECURSIVE known (code) AS (
      (SELECT v.code FROM app.visit v ORDER BY v.code LIMIT 1)
      UNION ALL SELECT (SELECT v.code FROM app.visit v WHERE v.code > k.code ORDER BY v.code LIMIT 1) FROM known k WHERE k.code IS NOT NULL)
    SELECT k.code FROM known k CROSS JOIN LATERAL (SELECT FROM app.visit v
      WHERE v.code = k.code AND (SELECT true FROM app.entry e WHERE e.patient_id = v.patient_id AND e.visit_id = v.id LIMIT 1) ORDER BY v.site_id LIMIT 1) held`;
  return rows.map(({ code }) => code);
}

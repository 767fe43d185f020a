import type pg from "pg";

interface Totals { readonly [line: string]: string }

/** The published proportions of the trial, which the records must lead to. */
const EXPECTED: Totals = {
  "CR, CRp, NR": "8, 2, 43",
  "responders of patients": "10/53",
  "responders, arm A": "3/18", "responders, arm B": "4/18", "responders, arm C": "3/17",
  "responders, exposed": "0/17", "responders, not exposed": "10/36",
  "responders, refractory": "6/32", "responders, relapsed": "4/21",
};

const QUERY = `
  WITH p AS (SELECT p.arm, p.stratum, b.value AS best, coalesce(b.value IN ('CR', 'CRp'), false) AS responder, coalesce(x.value = 'exposed', false) AS exposed
    FROM app.patient p LEFT JOIN app.finding b ON b.patient_id = p.id AND b.kind = 'best_response' LEFT JOIN app.finding x ON x.patient_id = p.id AND x.kind = 'patient_exposure'
    WHERE p.status = 'randomised'),
  share AS (SELECT 1 AS at, 'responders of patients' AS line, responder FROM p UNION ALL SELECT 2, 'responders, arm ' || arm, responder FROM p
    UNION ALL SELECT 3, CASE WHEN exposed THEN 'responders, exposed' ELSE 'responders, not exposed' END, responder FROM p UNION ALL SELECT 4, 'responders, ' || stratum, responder FROM p)
  SELECT line, count(*) FILTER (WHERE responder) || '/' || count(*) AS value FROM share GROUP BY line
  UNION ALL SELECT 'CR, CRp, NR', concat_ws(', ', count(*) FILTER (WHERE best = 'CR'), count(*) FILTER (WHERE best = 'CRp'), count(*) FILTER (WHERE best = 'NR')) FROM p`;

/** Throws, naming each line that differs, unless what is derived from the records is what the trial published. */
export async function checkTotals(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ line: string; value: string }>(QUERY);
  const derived: Totals = Object.fromEntries(rows.map(({ line, value }) => [line, value]));
  const wrong = Object.entries(EXPECTED).filter(([line, value]) => derived[line] !== value).map(([line, value]) => `${line}: ${value} expected, ${derived[line] ?? "nothing"} derived`);
  if (wrong.length > 0) throw new Error(`The demonstration does not add up.\n${wrong.join("\n")}`);
}

import "server-only";
import { groupBy } from "@/lib/kernel/group-by";
import type { Tx } from "@/lib/server/db";
import { inOrder, visitByCode } from "@/lib/study/visits";
import { casebookScope, scopeKey, visitScope } from "./scope";

/** A visit or a casebook that waits for its investigator. */
export interface Signable {
  /** Of its scope. */
  readonly key: string;
  /** "Casebook" or the visit's title. */
  readonly what: string;
  /** Values that no signature covers, and how many of them were signed before they changed. */
  readonly unsigned: number;
  readonly fallen: number;
  /** The last of them was entered or changed then. */
  readonly at: string | null;
  /** Why it is not ready; empty when it is. */
  readonly notYet: readonly string[];
}

export interface PatientToSign {
  readonly patientId: string;
  readonly number: string;
  readonly siteCode: string;
  readonly timeZone: string;
  readonly casebook: Signable;
  readonly visits: readonly Signable[];
}

interface Row {
  readonly patientId: string; readonly number: string; readonly siteCode: string; readonly timeZone: string; readonly visitId: string | null; readonly visit: string | null;
  readonly forCasebook: number; readonly forVisit: number; readonly fallenCasebook: number; readonly fallenVisit: number; readonly at: Date | null;
  readonly open: number; readonly asked: number; readonly signed: boolean; readonly visitSigned: boolean;
}

/**
 * Every patient whom the reader may sign for and who has a value without a casebook signature, with the visits that have one without a
 * visit's. Ready is what is complete and has no open query; what is not ready says what it waits for, and can still be signed.
 */
export async function readSignables(tx: Tx): Promise<readonly PatientToSign[]> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH mine AS (SELECT p.id, p.number, p.site_id, p.status, s.code, s.time_zone FROM app.patient p JOIN app.site s ON s.id = p.site_id
        WHERE p.site_id = ANY ((SELECT ctx.sites('{investigator}'))::uuid[]) AND ctx.lock_over(p.site_id, p.id, NULL, NULL) IS DISTINCT FROM 'lock'),
    due AS (SELECT m.id AS patient_id, u.entry_id, u.field FROM mine m CROSS JOIN LATERAL ctx.unsigned_values(m.id, '{casebook}') u),
    due_visit AS (SELECT m.id AS patient_id, u.entry_id, u.field FROM mine m CROSS JOIN LATERAL ctx.unsigned_values(m.id, '{visit,casebook}') u),
    fallen AS (SELECT DISTINCT v.entry_id, v.field FROM app.signature_void v JOIN app.signature s ON s.id = v.signature_id WHERE s.meaning <> 'eligibility'),
    counted AS (SELECT d.entry_id, count(*) AS n, count(f.field) AS fallen FROM due d LEFT JOIN fallen f USING (entry_id, field) GROUP BY 1),
    counted_visit AS (SELECT d.entry_id, count(*) AS n, count(f.field) AS fallen FROM due_visit d LEFT JOIN fallen f USING (entry_id, field) GROUP BY 1),
    asked AS (SELECT q.entry_id, count(*) AS n FROM app.discrepancy q WHERE q.state = 'open' GROUP BY 1),
    per_entry AS (SELECT e.patient_id, e.visit_id, e.updated_at, coalesce(c.n, 0) AS casebook, coalesce(w.n, 0) AS visit, coalesce(c.fallen, 0) AS fallen_casebook, coalesce(w.fallen, 0) AS fallen_visit, coalesce(q.n, 0) AS asked,
        (e.progress NOT IN ('complete', 'not_done') AND v.not_done_reason IS NULL AND NOT (e.progress = 'not_started' AND (e.optional OR m.status = 'screen_failed')))::int AS open
      FROM app.entry e JOIN mine m ON m.id = e.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id
        LEFT JOIN counted c ON c.entry_id = e.id LEFT JOIN counted_visit w ON w.entry_id = e.id LEFT JOIN asked q ON q.entry_id = e.id WHERE e.removed_at IS NULL)
    SELECT m.id::text AS "patientId", m.number, m.code AS "siteCode", m.time_zone AS "timeZone", x.visit_id::text AS "visitId", v.code AS visit,
      sum(x.casebook)::int AS "forCasebook", sum(x.visit)::int AS "forVisit", sum(x.fallen_casebook)::int AS "fallenCasebook", sum(x.fallen_visit)::int AS "fallenVisit",
      max(x.updated_at) FILTER (WHERE x.casebook > 0) AS at, sum(x.open)::int AS open, sum(x.asked)::int AS asked,
      EXISTS (SELECT FROM app.signature s WHERE s.patient_id = m.id AND s.meaning = 'casebook' AND NOT s.difference) AS signed,
      EXISTS (SELECT FROM app.signature s WHERE s.visit_id = x.visit_id AND s.meaning = 'visit' AND NOT s.difference) AS "visitSigned"
    FROM per_entry x JOIN mine m ON m.id = x.patient_id LEFT JOIN app.visit v ON v.id = x.visit_id
    GROUP BY m.id, m.number, m.code, m.time_zone, x.visit_id, v.code ORDER BY m.number`;
  return [...groupBy(rows, ({ patientId }) => patientId).values()].flatMap(describePatient);
}

function describePatient(rows: readonly Row[]): readonly PatientToSign[] {
  const [first] = rows;
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  if (first === undefined || sum(({ forCasebook }) => forCasebook) === 0) return [];
  const { patientId, number, siteCode, timeZone, signed } = first;
  const at = rows.flatMap((row) => (row.at === null ? [] : [row.at.toISOString()])).toSorted().at(-1) ?? null;
  const casebook = {
    key: scopeKey(casebookScope(patientId, signed)), what: signed ? "Casebook, what changed since" : "Casebook", unsigned: sum(({ forCasebook }) => forCasebook), fallen: sum(({ fallenCasebook }) => fallenCasebook), at,
    notYet: notYet(sum(({ open }) => open), sum(({ asked }) => asked)),
  };
  const order = inOrder(rows.flatMap(({ visit }) => (visit === null ? [] : [visit])));
  const visits = rows.filter(({ visitId, forVisit }) => visitId !== null && forVisit > 0).toSorted((one, other) => order.indexOf(one.visit ?? "") - order.indexOf(other.visit ?? ""));
  return [{ patientId, number, siteCode, timeZone, casebook, visits: visits.map(describeVisit) }];
}

const describeVisit = ({ patientId, visitId, visit, forVisit, fallenVisit, at, open, asked, visitSigned }: Row): Signable => ({
  key: scopeKey(visitScope(patientId, visitId ?? "", visitSigned)), what: visitByCode(visit ?? "")?.title ?? visit ?? "", unsigned: forVisit, fallen: fallenVisit, at: at?.toISOString() ?? null, notYet: notYet(open, asked),
});

const notYet = (open: number, asked: number): readonly string[] => [
  ...(open > 0 ? [`${open} ${open === 1 ? "form" : "forms"} not complete`] : []),
  ...(asked > 0 ? [`${asked} open ${asked === 1 ? "query" : "queries"}`] : []),
];

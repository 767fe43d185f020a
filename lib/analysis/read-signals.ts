import "server-only";
import { join, sql } from "@/lib/server/sql";
import type { Tx } from "@/lib/server/db";
import { funnelOf, type Funnel } from "@/lib/stats/funnel";
import { formById } from "@/lib/study/study";
import { MEASURED, SIGNAL_ROWS } from "./signal-rows";
import { SIGNALS, type Signal } from "./signals";

export interface SignalView {
  readonly signal: Signal;
  readonly funnel: Funnel;
}

interface Counted { readonly signal: Signal; readonly site: string; readonly hits: number; readonly total: number }

/** Those of whole forms, and those of single measurements, which share what they read. */
const READ_TOGETHER: readonly (readonly Signal[])[] = [["delay", "queries", "not_done"], ["missing", "digits", "duplicates", "carried", "repeated", "outliers"]];

/** Every signal of every site within the reader's reach: two statements, whatever the number of patients. */
export async function readSignals(tx: Tx): Promise<readonly SignalView[]> {
  const counted: Counted[] = [];
  for (const signals of READ_TOGETHER) counted.push(...(await countSignals(tx, signals)));
  return SIGNALS.map((signal) => ({ signal, funnel: funnelOf(counted.filter((count) => count.signal === signal)) }));
}

/** (MATERIALIZED: beside the sites the planner would count everything again for each of them.) */
function countSignals(tx: Tx, signals: readonly Signal[]): Promise<Counted[]> {
  const each = signals.map((signal) => sql`SELECT ${signal} AS signal, r.site_id, count(*) FILTER (WHERE r.hit)::int AS hits, count(*)::int AS total FROM (${SIGNAL_ROWS[signal]}) r GROUP BY r.site_id`);
  return tx.$queryRaw<Counted[]>(sql`
    WITH ${MEASURED}, counted AS MATERIALIZED (${join(each, " UNION ALL ")}) SELECT c.signal, s.code AS site, c.hits, c.total FROM counted c JOIN app.site s ON s.id = c.site_id ORDER BY s.code`);
}

/** A record behind a figure, one click away. */
export interface SignalRecord {
  readonly patient: string;
  readonly place: string;
  readonly field: string | null;
  readonly says: string;
  readonly href: string;
}

/** As many as a page lists. */
export const MOST_RECORDS = 200;

interface Row { readonly patient: string; readonly formId: string; readonly formVersion: number; readonly rowNo: number; readonly visit: string | null; readonly entryId: string; readonly field: string | null; readonly says: string | null }

/** What counts in a signal at a site, equal ones together, and one more than is shown where there are more. */
export async function readSignalRecords(tx: Tx, signal: Signal, site: string): Promise<readonly SignalRecord[]> {
  const rows = await tx.$queryRaw<Row[]>(sql`
    WITH ${MEASURED} SELECT p.number AS patient, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo", v.code AS visit, e.id AS "entryId", r.field, r.says
    FROM (${SIGNAL_ROWS[signal]}) r JOIN app.entry e ON e.id = r.entry_id JOIN app.patient p ON p.id = e.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id
    WHERE r.hit AND r.site_id = (SELECT s.id FROM app.site s WHERE s.code = ${site}) ORDER BY CASE WHEN ${signal} = 'duplicates' THEN r.says END, p.number, v.code, e.form_id, r.field, e.row_no LIMIT ${MOST_RECORDS + 1}`);
  return rows.map(recordOf);
}

function recordOf({ patient, formId, formVersion, rowNo, visit, entryId, field, says }: Row): SignalRecord {
  const form = formById(formId, formVersion) ?? formById(formId);
  const first = field ?? Object.keys(form?.fields ?? {})[0] ?? "";
  return {
    patient, place: [form?.title ?? formId, visit, form?.repeats ? `row ${rowNo}` : null].filter(Boolean).join(", "), field: field === null ? null : (form?.fields[field]?.label ?? field), says: says ?? "", href: `/entries/${entryId}#${first}`,
  };
}

import "server-only";
import { EXPLAINED_AT_FIELD, CLOSED_BY_ITSELF } from "@/lib/entries/system-queries";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { forms } from "@/lib/study/study";
import { noiseOf, type Noise } from "./noise";

/** What became of the queries of a site, or of a check. Ages in days; null where there is none to measure. */
export interface DiscrepancyMetrics {
  readonly raised: number;
  readonly open: number;
  readonly answered: number;
  readonly closed: number;
  readonly toAnswer: { readonly median: number | null; readonly ninetieth: number | null };
  readonly toClose: { readonly median: number | null; readonly ninetieth: number | null };
  /** Of those raised: whose data were changed afterwards. */
  readonly changed: number;
  readonly closedUnchanged: number;
  readonly noise: Noise | null;
}

export interface MetricsView {
  readonly all: DiscrepancyMetrics;
  readonly sites: readonly (DiscrepancyMetrics & { readonly site: string })[];
  /** Most raised first; null is what people asked. */
  readonly checks: readonly (DiscrepancyMetrics & { readonly check: string | null; readonly form: string | null; readonly says: string | null })[];
}

interface Row {
  readonly bySite: boolean; readonly byCheck: boolean; readonly site: string | null; readonly check: string | null;
  readonly raised: number; readonly open: number; readonly answered: number; readonly closed: number; readonly changed: number; readonly closedUnchanged: number;
  readonly answerMedian: number | null; readonly answerNinetieth: number | null; readonly closeMedian: number | null; readonly closeNinetieth: number | null;
}

const CHECKS = new Map(forms.flatMap((form) => form.checks.map((check) => [check.id, { form: form.title, says: check.says, on: check.on.map((field) => `answers.${field}`) }])));
/** Check → what it looks at in its own form, as the trail names it. */
const LOOKS_AT = JSON.stringify(Object.fromEntries([...CHECKS].map(([id, { on }]) => [id, on])));

/** Written out, so that the planner sees that an index has them. */
const [ITSELF, EXPLAINED] = [sql([`'${CLOSED_BY_ITSELF}'`]), sql([`'${EXPLAINED_AT_FIELD}'`])];

/**
 * Per site, per check and over all, within the reader's reach: one statement. The messages are read in the order of an index. The trail is asked of those queries alone
 * whose form was written after them: a trigger sets that time at every change.
 */
export async function readDiscrepancyMetrics(tx: Tx): Promise<MetricsView> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH steps AS MATERIALIZED (SELECT m.discrepancy_id AS id, min(m.at) FILTER (WHERE m.step = 'answered') AS answered, max(m.at) FILTER (WHERE m.step = 'closed') AS closed FROM app.discrepancy_message m GROUP BY m.site_id, m.discrepancy_id),
    passing AS MATERIALIZED (SELECT DISTINCT m.discrepancy_id AS id FROM app.discrepancy_message m WHERE m.step = 'closed' AND starts_with(m.body, ${ITSELF}) AND m.body <> ${EXPLAINED}),
    asked AS (SELECT d.site_id AS site, d.rule_id AS rule, d.state, extract(epoch FROM t.answered - d.at) / 86400 AS to_answer, CASE WHEN d.state = 'closed' THEN extract(epoch FROM t.closed - d.at) / 86400 END AS to_close,
        CASE WHEN d.id IN (SELECT p.id FROM passing p) THEN true WHEN e.updated_at <= d.at THEN false ELSE
          EXISTS (SELECT FROM audit.event a WHERE a.table_name = 'app.entry' AND a.row_id = d.entry_id::text AND a.op = 'U' AND a.occurred_at > d.at
            AND a.fields && (ARRAY['answers.' || d.field, 'removed_at', 'not_done_reason'] || ARRAY(SELECT jsonb_array_elements_text(${LOOKS_AT}::jsonb -> d.rule_id)))) END AS changed
      FROM app.discrepancy d LEFT JOIN steps t ON t.id = d.id LEFT JOIN (SELECT id, updated_at FROM app.entry OFFSET 0) e ON e.id = d.entry_id),
    counted AS (SELECT grouping(site) = 0 AS "bySite", grouping(rule) = 0 AS "byCheck", site AS site_id, rule AS "check", count(*)::int AS raised, count(*) FILTER (WHERE state = 'open')::int AS open, count(*) FILTER (WHERE state = 'answered')::int AS answered,
      count(*) FILTER (WHERE state = 'closed')::int AS closed, count(*) FILTER (WHERE changed)::int AS changed, count(*) FILTER (WHERE state = 'closed' AND NOT changed)::int AS "closedUnchanged",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY to_answer)::float8 AS "answerMedian", percentile_cont(0.9) WITHIN GROUP (ORDER BY to_answer)::float8 AS "answerNinetieth",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY to_close)::float8 AS "closeMedian", percentile_cont(0.9) WITHIN GROUP (ORDER BY to_close)::float8 AS "closeNinetieth"
    FROM asked GROUP BY GROUPING SETS ((), (site), (rule)))
    SELECT c.*, s.code AS site FROM counted c LEFT JOIN app.site s ON s.id = c.site_id ORDER BY s.code, c.raised DESC, c."check"`;
  const whole = rows.find(({ bySite, byCheck }) => !bySite && !byCheck);
  return {
    all: whole ? metricsOf(whole) : NONE,
    sites: rows.filter(({ bySite }) => bySite).map((row) => ({ ...metricsOf(row), site: row.site ?? "" })),
    checks: rows.filter(({ byCheck }) => byCheck).map((row) => ({ ...metricsOf(row), check: row.check, form: CHECKS.get(row.check ?? "")?.form ?? null, says: CHECKS.get(row.check ?? "")?.says ?? null })),
  };
}

function metricsOf({ raised, open, answered, closed, changed, closedUnchanged, answerMedian, answerNinetieth, closeMedian, closeNinetieth }: Row): DiscrepancyMetrics {
  return {
    raised, open, answered, closed, changed, closedUnchanged, toAnswer: { median: answerMedian, ninetieth: answerNinetieth }, toClose: { median: closeMedian, ninetieth: closeNinetieth },
    noise: noiseOf(closedUnchanged, closed),
  };
}

const NEVER = { median: null, ninetieth: null };
const NONE: DiscrepancyMetrics = { raised: 0, open: 0, answered: 0, closed: 0, toAnswer: NEVER, toClose: NEVER, changed: 0, closedUnchanged: 0, noise: null };

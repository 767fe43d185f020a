import "server-only";
import { can } from "@/lib/access/permissions";
import { formOf } from "@/lib/entries/judge";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { Identifier } from "@/lib/audit/identifiers";
import type { RedactionState } from "./redaction";
import { sayTyped, type TypedRow } from "./say-typed";

export interface RedactionView {
  readonly id: string;
  readonly state: RedactionState;
  readonly patientNumber: string;
  readonly timeZone: string;
  readonly entryId: string | null;
  /** "Adverse events, row 2: Term" */
  readonly where: string;
  readonly what: Identifier;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
  /** What is to be taken away, for the one who decides; null otherwise and once it is gone. */
  readonly value: string | null;
  readonly decision: { readonly byName: string; readonly at: Date; readonly reason: string; readonly events: number; readonly cuts: readonly string[] } | null;
  /** Cuts made since it was typed, which keep it. */
  readonly cuts: readonly string[];
  readonly mayDecide: boolean;
  /** Why this reader does not decide, though others of the same role do. */
  readonly isOwn: boolean;
}

interface Row extends TypedRow {
  readonly id: string; readonly state: RedactionState; readonly siteId: string; readonly timeZone: string; readonly what: Identifier; readonly reason: string; readonly byId: string; readonly byName: string; readonly byRole: string | null; readonly at: Date;
  readonly decidedByName: string | null; readonly decidedAt: Date | null; readonly decisionReason: string | null; readonly places: { readonly events?: number } | null; readonly keptIn: readonly string[] | null; readonly cuts: readonly string[] | null;
}

const MOST = 200;

/** Requests of the reader's sites, open ones first, then the latest. */
export async function readRedactions(tx: Tx, actor: Actor): Promise<readonly RedactionView[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT r.id::text, r.state, r.site_id::text AS "siteId", s.time_zone AS "timeZone", r.what, r.reason, r.by_id::text AS "byId", r.by_name AS "byName", r.by_role AS "byRole", r.at,
      r.decided_by_name AS "decidedByName", r.decided_at AS "decidedAt", r.decision_reason AS "decisionReason", r.places, r.cuts AS "keptIn", r.event_id::text AS "eventId", r.field, p.number AS "patientNumber",
      e.table_name AS "table", r.entry_id::text AS "entryId", n.form_id AS "formId", n.form_version AS "formVersion", n.row_no AS "rowNo", v.code AS visit, e.occurred_at AS "typedAt", e.full_name AS "typedBy",
      CASE WHEN r.field = '' THEN to_jsonb(e.reason) ELSE a.changes -> r.field -> 'new' END AS value,
      CASE WHEN r.state = 'open' THEN ARRAY(SELECT c.name FROM app.data_cut c WHERE c.at >= e.occurred_at ORDER BY c.at) END AS cuts
    FROM app.redaction r JOIN app.patient p ON p.id = r.patient_id JOIN app.site s ON s.id = r.site_id LEFT JOIN audit.event e ON e.id = r.event_id LEFT JOIN audit.payload a ON a.event_id = r.event_id
      LEFT JOIN app.entry n ON n.id = r.entry_id LEFT JOIN app.visit v ON v.id = n.visit_id
    ORDER BY r.state <> 'open', coalesce(r.decided_at, r.at) DESC LIMIT ${MOST}`;
  return rows.map((row) => viewOf(actor, row));
}

function viewOf(actor: Actor, row: Row): RedactionView {
  const { id, state, siteId, timeZone, patientNumber, entryId, what, reason, byId, byName, byRole, at, decidedByName, decidedAt, decisionReason, places, keptIn, cuts } = row;
  const isOwn = byId === actor.id;
  const hasRole = actor.grants.some(({ role, siteId: site }) => (site === "all" || site === siteId) && (role === "data_manager" || (role === "investigator" && (byRole ?? "").includes("data_manager"))));
  const mayDecide = state === "open" && !isOwn && hasRole && can(actor, "redaction.decide", { siteId });
  const { where, shown } = sayTyped(row, row.formId === null || row.formVersion === null ? null : formOf({ formId: row.formId, formVersion: row.formVersion }));
  return {
    id, state, patientNumber, timeZone, entryId, where, what, reason, byName, at, mayDecide, isOwn, value: mayDecide ? shown : null, cuts: cuts ?? [],
    decision: decidedAt === null ? null : { byName: decidedByName ?? "", at: decidedAt, reason: decisionReason ?? "", events: places?.events ?? 0, cuts: keptIn ?? [] },
  };
}

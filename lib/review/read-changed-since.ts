import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { plannedFor } from "@/lib/study/verification-plan";

/** A value that was verified and is another one now: what it was then and is now, in words, and who changed it and why. */
export interface ChangedSince {
  readonly entryId: string;
  readonly field: string;
  readonly patient: string;
  readonly site: string;
  readonly timeZone: string;
  readonly place: string;
  readonly label: string;
  readonly then: string;
  /** Empty: blank now, so there is nothing to verify. */
  readonly now: string;
  /** As stored: what a verification says was seen. */
  readonly answer: unknown;
  readonly verifiedBy: string;
  readonly verifiedAt: string;
  readonly changedBy: string | null;
  readonly changedAt: string;
  readonly reason: string | null;
  /** The plan compares it. */
  readonly planned: boolean;
  readonly asked: boolean;
  /** Verified by the reader. */
  readonly own: boolean;
  readonly mayVerify: boolean;
}

/** As many as a page shows. */
export const MOST_CHANGES = 200;

interface Row {
  entryId: string; field: string; patient: string; siteId: string; site: string; timeZone: string; visit: string | null; formId: string; formVersion: number; rowNo: number; was: unknown; is: unknown;
  byId: string; byName: string; at: Date; fallenAt: Date; changedBy: string | null; changedAt: Date | null; reason: string | null; asked: boolean; held: string | null;
}

/**
 * Every value that changed after it was verified and was not verified again, the latest change first, and one more than is shown where there
 * are more. What it was is taken from the trail: the change that made the verification fall names the old value. Removed rows are left out.
 */
export async function readChangedSince(tx: Tx, actor: Actor, { siteId = null, most = MOST_CHANGES + 1 }: { readonly siteId?: string | null; readonly most?: number } = {}): Promise<readonly ChangedSince[]> {
  const rows = await tx.$queryRaw<Row[]>(sql`
    WITH latest AS (SELECT DISTINCT ON (v.entry_id, v.field) v.* FROM app.verification v WHERE v.withdrawn_at IS NULL AND (${siteId}::uuid IS NULL OR v.site_id = ${siteId}::uuid) ORDER BY v.entry_id, v.field, v.at DESC),
    fell AS (SELECT l.* FROM latest l JOIN app.entry e ON e.id = l.entry_id AND e.removed_at IS NULL WHERE l.fallen_at IS NOT NULL ORDER BY l.fallen_at DESC LIMIT ${most})
    SELECT l.entry_id::text AS "entryId", l.field, p.number AS patient, p.site_id::text AS "siteId", s.code AS site, s.time_zone AS "timeZone", t.code AS visit, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo",
      first.was, e.answers -> l.field AS is, l.by_id::text AS "byId", l.by_name AS "byName", l.at, l.fallen_at AS "fallenAt", last.full_name AS "changedBy", last.occurred_at AS "changedAt", last.reason,
      EXISTS (SELECT FROM app.discrepancy d WHERE d.entry_id = e.id AND d.field = l.field AND d.state <> 'closed') AS asked, ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) AS held
    FROM fell l JOIN app.entry e ON e.id = l.entry_id JOIN app.patient p ON p.id = e.patient_id JOIN app.site s ON s.id = p.site_id LEFT JOIN app.visit t ON t.id = e.visit_id
      LEFT JOIN LATERAL (SELECT y.changes -> ('answers.' || l.field) -> 'old' AS was FROM audit.event x JOIN audit.payload y ON y.event_id = x.id
        WHERE x.table_name = 'app.entry' AND x.row_id = l.entry_id::text AND x.occurred_at > l.at AND y.changes ? ('answers.' || l.field) ORDER BY x.id LIMIT 1) first ON true
      LEFT JOIN LATERAL (SELECT x.full_name, x.occurred_at, x.reason FROM audit.event x JOIN audit.payload y ON y.event_id = x.id
        WHERE x.table_name = 'app.entry' AND x.row_id = l.entry_id::text AND x.occurred_at > l.at AND y.changes ? ('answers.' || l.field) ORDER BY x.id DESC LIMIT 1) last ON true
    ORDER BY l.fallen_at DESC, p.number, l.field`);
  return rows.map((row) => changeOf(row, actor));
}

function changeOf({ was, is, siteId, visit, formId, formVersion, rowNo, byId, byName, at, fallenAt, changedAt, held, ...row }: Row, actor: Actor): ChangedSince {
  const form = formById(formId, formVersion);
  const definition = form?.fields[row.field];
  const show = (value: unknown) => (value === null || value === undefined ? "" : (definition?.show(value) ?? JSON.stringify(value)));
  return {
    ...row, place: [form?.title ?? formId, form?.repeats ? `row ${rowNo}` : null, visit && (visitByCode(visit)?.title ?? visit)].filter(Boolean).join(", "),
    label: definition?.label ?? row.field, then: show(was), now: show(is), answer: is, verifiedBy: byName, verifiedAt: at.toISOString(), changedAt: (changedAt ?? fallenAt).toISOString(),
    planned: definition !== undefined && plannedFor(row.patient).includes(definition.criticality), own: byId === actor.id,
    mayVerify: can(actor, "entry.verify", { siteId }) && held !== "lock" && is !== null && is !== undefined,
  };
}

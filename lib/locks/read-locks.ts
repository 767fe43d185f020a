import "server-only";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { sayPlace } from "@/lib/signatures/say-place";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import type { LockKind, LockScope } from "./lock";
import type { LockOver } from "./lock-store";

export interface Release {
  readonly at: Date;
  readonly byName: string;
  readonly reason: string;
  /** Null for a freeze that went without, and for what was released before approvers were named. */
  readonly approvedBy: string | null;
}

export interface LockView {
  readonly id: string;
  readonly kind: LockKind;
  readonly scope: LockScope;
  /** "site 102", "patient 102-005", "102-005 · Marrow · Day 28 to 42" */
  readonly what: string;
  readonly patientId: string | null;
  readonly visitId: string | null;
  readonly entryId: string | null;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
  /** Null while it is in force. */
  readonly release: Release | null;
}

interface Row extends Omit<LockView, "what" | "release"> {
  readonly releasedAt: Date | null; readonly releasedByName: string | null; readonly releaseReason: string | null; readonly approvedBy: string | null;
  readonly site: string | null; readonly patient: string | null; readonly visit: string | null; readonly formId: string | null; readonly formVersion: number | null; readonly rowNo: number | null;
}

/** A place that locks may touch: a part of it, it, or what it lies in. Null where it is wider. */
export interface LockPlace {
  readonly siteId: string | "all";
  readonly patientId: string | null;
  readonly visitId: string | null;
  readonly entryId: string | null;
}

/** At most so many are read. */
export const MOST_LOCKS = 300;

/** Freezes and locks that touch the place, in force and released: those in force first, of these the study's and sites' first, so that none of them is left out, then the latest. */
export async function readLocks(tx: Tx, { siteId, patientId, visitId, entryId }: LockPlace): Promise<readonly LockView[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT l.id::text, l.kind, l.scope, l.reason, l.by_name AS "byName", l.at, l.patient_id::text AS "patientId", l.visit_id::text AS "visitId", l.entry_id::text AS "entryId",
      l.released_at AS "releasedAt", l.released_by_name AS "releasedByName", l.release_reason AS "releaseReason", l.release_approved_by AS "approvedBy",
      s.code AS site, p.number AS patient, v.code AS visit, e.form_id AS "formId", e.form_version AS "formVersion", e.row_no AS "rowNo"
    FROM app.lock l LEFT JOIN LATERAL (SELECT code FROM app.site WHERE id = l.site_id LIMIT 1) s ON true LEFT JOIN LATERAL (SELECT number FROM app.patient WHERE id = l.patient_id LIMIT 1) p ON true
      LEFT JOIN LATERAL (SELECT * FROM app.entry WHERE id = l.entry_id LIMIT 1) e ON true CROSS JOIN LATERAL (SELECT coalesce(l.visit_id, e.visit_id) AS visit_id OFFSET 0) place LEFT JOIN LATERAL (SELECT code FROM app.visit WHERE id = place.visit_id LIMIT 1) v ON true
    WHERE ${siteId === "all" ? sql`true` : sql`(l.scope = 'study' OR l.site_id = ${siteId}::uuid)`}
      AND ${patientId === null ? sql`true` : sql`(l.patient_id IS NULL OR l.patient_id = ${patientId}::uuid)`}
      AND ${visitId === null ? sql`true` : sql`(l.scope IN ('study', 'site', 'patient') OR l.visit_id = ${visitId}::uuid OR e.visit_id = ${visitId}::uuid)`}
      AND ${entryId === null ? sql`true` : sql`(l.scope IN ('study', 'site', 'patient') OR l.entry_id = ${entryId}::uuid OR l.visit_id = (SELECT n.visit_id FROM app.entry n WHERE n.id = ${entryId}::uuid))`}
    ORDER BY l.released_at IS NOT NULL, l.released_at IS NULL AND l.scope IN ('study', 'site') DESC, coalesce(l.released_at, l.at) DESC LIMIT ${MOST_LOCKS}`;
  return rows.map(({ releasedAt, releasedByName, releaseReason, approvedBy, site, patient, visit, formId, formVersion, rowNo, ...lock }) => ({
    ...lock, what: sayTarget(lock.scope, { site, patient, visit, formId, formVersion, rowNo }),
    release: releasedAt === null ? null : { at: releasedAt, byName: releasedByName ?? "", reason: releaseReason ?? "", approvedBy },
  }));
}

/** Locks that hold all of the place: those of it, and of what it lies in. */
export const covers = ({ scope, visitId, entryId }: LockView, place: Omit<LockPlace, "siteId" | "patientId">): boolean =>
  scope === "study" || scope === "site" || scope === "patient" || (scope === "visit" && visitId === place.visitId) || (scope === "entry" && entryId === place.entryId);

/** Of exactly this scope, not of a part of it and not of more. */
export const isOf = ({ scope, patientId, visitId, entryId }: LockView, over: LockOver): boolean =>
  scope === over.scope && (over.scope === "study" || over.scope === "site" || (over.scope === "patient" ? over.patientId === patientId : over.scope === "visit" ? over.visitId === visitId : over.entryId === entryId));

function sayTarget(scope: LockScope, { site, patient, visit, formId, formVersion, rowNo }: Pick<Row, "site" | "patient" | "visit" | "formId" | "formVersion" | "rowNo">): string {
  if (scope === "study") return "the whole study";
  if (scope === "site") return `site ${site}`;
  if (scope === "patient") return `patient ${patient}`;
  if (scope === "visit") return `${patient} · ${visitByCode(visit ?? "")?.title ?? visit}`;
  const form = formId === null ? undefined : formById(formId, formVersion ?? undefined);
  return `${patient} · ${form ? sayPlace(form, visit, rowNo ?? 1) : formId}`;
}

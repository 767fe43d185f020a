import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { LabRange } from "@/lib/study/patient-record";

export interface LabRangeRow extends LabRange {
  readonly id: string;
  readonly reason: string;
  readonly byName: string;
}

export interface SiteRanges {
  readonly siteId: string;
  readonly code: string;
  readonly name: string;
  /** The latest first. */
  readonly ranges: readonly LabRangeRow[];
  readonly maySet: boolean;
}

/** The reference ranges that each site of the reader's has stated, in one statement. */
export async function readLabRanges(tx: Tx, actor: Actor): Promise<readonly SiteRanges[]> {
  const sites = await tx.$queryRaw<Omit<SiteRanges, "maySet">[]>`
    SELECT s.id AS "siteId", s.code, s.name,
      coalesce((SELECT json_agg(json_build_object('id', l.id, 'analyte', l.analyte, 'sex', l.sex, 'ageFrom', l.age_from, 'ageTo', l.age_to, 'lower', l.lower::text, 'upper', l.upper::text,
          'unit', l.unit, 'validFrom', to_char(l.valid_from, 'YYYY-MM-DD'), 'reason', l.reason, 'byName', l.by_name) ORDER BY l.valid_from DESC, l.at DESC)
        FROM app.lab_range l WHERE l.site_id = s.id), '[]') AS ranges
    FROM app.site s ORDER BY s.code`;
  return sites.filter(({ siteId }) => can(actor, "lab_range.read", { siteId })).map((site) => ({ ...site, maySet: can(actor, "lab_range.set", site) }));
}

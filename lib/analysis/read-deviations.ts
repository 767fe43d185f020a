import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { groupBy } from "@/lib/kernel/group-by";
import type { Tx } from "@/lib/server/db";
import { HELD, IS_PATIENT_HELD } from "@/lib/server/held-sql";
import { ITS_PATIENT } from "@/lib/server/of-patient-sql";
import { sql } from "@/lib/server/sql";
import { joinDeviations, type DerivedDeviation, type Deviation, type RecordedDeviation } from "@/lib/study/deviations/join-deviations";
import type { Arm } from "@/lib/study/patient-record";
import type { DeviationFilters } from "./deviation-filters";

/** A deviation with the patient it is of. */
export interface ListedDeviation extends Deviation {
  readonly patientId: string;
  readonly siteId: string;
  readonly patient: string;
  readonly site: string;
  readonly arm: Arm | null;
  /** The site can record what the rules found, and has not. */
  readonly mayRecord: boolean;
}

export interface DeviationsView {
  /** All that this person may see; the counts are of these. */
  readonly all: readonly ListedDeviation[];
  /** Those that the filters ask for. */
  readonly shown: readonly ListedDeviation[];
  readonly sites: readonly string[];
}

interface PatientRow {
  readonly id: string; readonly siteId: string; readonly number: string; readonly site: string; readonly arm: Arm | null; readonly held: boolean;
  readonly derived: readonly DerivedDeviation[]; readonly recorded: readonly RecordedDeviation[];
}

/** Every departure from the protocol at one's sites, derived and recorded, patient by patient: one statement. */
export async function readDeviations(tx: Tx, actor: Actor, filters: DeviationFilters): Promise<DeviationsView> {
  const patients = await tx.$queryRaw<PatientRow[]>(sql`
    WITH ${HELD}, said AS (
      SELECT patient_id, jsonb_build_object('subject', subject, 'category', value, 'trace', trace) AS derived, NULL::jsonb AS recorded FROM app.finding WHERE kind = 'deviation' AND value IS NOT NULL
      UNION ALL SELECT patient_id, NULL, jsonb_build_object('entryId', id, 'rowNo', row_no, 'answers', answers) FROM app.entry WHERE form_id = 'protocol_deviation' AND removed_at IS NULL AND progress <> 'not_started'),
    of AS MATERIALIZED (SELECT patient_id, coalesce(jsonb_agg(derived) FILTER (WHERE derived IS NOT NULL), '[]') AS derived, coalesce(jsonb_agg(recorded) FILTER (WHERE recorded IS NOT NULL), '[]') AS recorded FROM said GROUP BY 1)
    SELECT p.id, p.site_id AS "siteId", p.number, s.code AS site, p.arm, ${IS_PATIENT_HELD} AS held, of.derived, of.recorded FROM of ${ITS_PATIENT} ORDER BY p.number`);
  const all = patients.flatMap(({ id, siteId, number, site, arm, held, derived, recorded }) => {
    const mayAdd = !held && can(actor, "entry.add", { siteId });
    return joinDeviations(derived, recorded).map((deviation): ListedDeviation => ({ ...deviation, patientId: id, siteId, patient: number, site, arm, mayRecord: mayAdd && deviation.recorded === null }));
  });
  return { all, shown: all.filter((deviation) => isAskedFor(deviation, filters)), sites: [...groupBy(all, ({ site }) => site).keys()].toSorted() };
}

function isAskedFor({ site, patient, category, recorded }: ListedDeviation, asked: DeviationFilters): boolean {
  if (asked.site && asked.site !== site) return false;
  if (asked.patient && !patient.includes(asked.patient)) return false;
  if (asked.category && asked.category !== category) return false;
  return asked.important === undefined || asked.important === importanceOf({ recorded });
}

/** As the site says; "open" until it does. */
export const importanceOf = ({ recorded }: Pick<Deviation, "recorded">): "yes" | "no" | "open" =>
  recorded?.important === "Y" ? "yes" : recorded?.important === "N" ? "no" : "open";

import "server-only";
import { isCalendarDate, sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Tx } from "@/lib/server/db";
import { ITS_PATIENT } from "@/lib/server/of-patient-sql";
import { sql } from "@/lib/server/sql";
import { deathAfterDose, lastDoseDay, type RecordedDose } from "@/lib/study/outcome/death-after-dose";
import { formById } from "@/lib/study/study";
import type { FoundLine } from "./review-line";

interface Death { readonly id: string; readonly formVersion: number; readonly answers: Readonly<Record<string, unknown>> }
interface Row { readonly patientId: string; readonly siteId: string; readonly patient: string; readonly site: string; readonly deaths: readonly Death[]; readonly doses: readonly RecordedDose[] }

/** Deaths on treatment or within 30 days of the last dose of any study drug, and those of which that cannot be said. One statement. */
export async function readDeathLines(tx: Tx): Promise<readonly FoundLine[]> {
  const rows = await tx.$queryRaw<Row[]>(sql`
    WITH of AS MATERIALIZED (
      SELECT patient_id, json_agg(json_build_object('id', id, 'formVersion', form_version, 'answers', answers)) FILTER (WHERE form_id = 'death') AS deaths,
        coalesce(json_agg(json_build_object('formId', form_id, 'answers', answers)) FILTER (WHERE form_id <> 'death'), '[]') AS doses
      FROM app.entry WHERE form_id IN ('death', 'cenersen_infusion', 'idarubicin_dose', 'cytarabine_dose') AND removed_at IS NULL AND (form_id <> 'death' OR progress <> 'not_started')
      GROUP BY 1 HAVING bool_or(form_id = 'death'))
    SELECT p.id AS "patientId", p.site_id AS "siteId", p.number AS patient, s.code AS site, of.deaths, of.doses FROM of ${ITS_PATIENT} ORDER BY p.number`);
  return rows.flatMap((row) => {
    const lastDose = lastDoseDay(row.doses);
    return row.deaths.flatMap((death) => lineOf(row, death, lastDose) ?? []);
  });
}

const SAYS = { within: (days: number) => `${days} d after the last dose`, before_last_dose: (days: number) => `${-days} d before a recorded dose` } as const;

function lineOf({ patientId, siteId, patient, site, doses }: Row, { id, formVersion, answers }: Death, lastDose: CalendarDate | null): FoundLine | null {
  const { state, days } = deathAfterDose(answers["deathDate"], lastDose);
  if (state === "later" || (state === "not_dated" && doses.length === 0)) return null;
  const died = typeof answers["deathDate"] === "string" && isCalendarDate(answers["deathDate"]) ? answers["deathDate"] : null;
  const says = state === "not_dated" ? "days not known yet" : SAYS[state](days);
  const shown = (field: string) => formById("death", formVersion)?.fields[field]?.show(answers[field]) || "not known yet";
  return {
    list: "death", subject: id, patientId, siteId, patient, site, on: died, what: `Cause: ${shown("cause").toLowerCase()}`,
    detail: [`related to treatment: ${shown("relatedToTreatment").toLowerCase()}`, lastDose === null ? "no dose is dated" : `last dose ${sayDate(lastDose)}`].join(" · "),
    tone: state === "within" ? "noted" : "open", state: says, stands: says, href: `/entries/${id}#${state === "not_dated" || state === "before_last_dose" ? "deathDate" : "cause"}`, act: null,
  };
}

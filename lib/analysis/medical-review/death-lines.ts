import "server-only";
import { isCalendarDate, sayDate } from "@/lib/kernel/calendar-date";
import type { Tx } from "@/lib/server/db";
import { deathAfterDose, lastDoseDay, type RecordedDose } from "@/lib/study/outcome/death-after-dose";
import { formById } from "@/lib/study/study";
import type { FoundLine } from "./review-line";

interface Row { readonly id: string; readonly formVersion: number; readonly answers: Readonly<Record<string, unknown>>; readonly patientId: string; readonly siteId: string; readonly patient: string; readonly site: string; readonly doses: readonly RecordedDose[] }

/** Deaths on treatment or within 30 days of the last dose of any study drug, and those of which that cannot be said. One statement. */
export async function readDeathLines(tx: Tx): Promise<readonly FoundLine[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.id, e.form_version AS "formVersion", e.answers, p.id AS "patientId", p.site_id AS "siteId", p.number AS patient, s.code AS site,
      coalesce((SELECT jsonb_agg(jsonb_build_object('formId', d.form_id, 'answers', d.answers)) FROM app.entry d
        WHERE d.patient_id = p.id AND d.form_id IN ('cenersen_infusion', 'idarubicin_dose', 'cytarabine_dose') AND d.removed_at IS NULL), '[]') AS doses
    FROM app.entry e JOIN app.patient p ON p.id = e.patient_id JOIN app.site s ON s.id = p.site_id
    WHERE e.form_id = 'death' AND e.removed_at IS NULL AND e.progress <> 'not_started' ORDER BY p.number`;
  return rows.flatMap((row) => lineOf(row) ?? []);
}

const SAYS = { within: (days: number) => `${days} d after the last dose`, before_last_dose: (days: number) => `${-days} d before a recorded dose` } as const;

function lineOf({ id, formVersion, answers, patientId, siteId, patient, site, doses }: Row): FoundLine | null {
  const lastDose = lastDoseDay(doses);
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

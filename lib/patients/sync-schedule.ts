import "server-only";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import type { PatientRecord } from "@/lib/study/patient-record";
import { formVersionOf, isOptional, plannedForms, scheduleOf } from "@/lib/study/schedule";
import { formById } from "@/lib/study/study";
import { isUnscheduled } from "@/lib/study/visits";
import { planVisits } from "./plan-visits";

/** Why an empty form left the casebook by itself; the same form comes back when it is called for again. */
export const NOT_CALLED_FOR = "The schedule no longer calls for it.";

/** A form in a visit, in the version and with the weight that the patient's protocol gives it. */
interface Place { readonly visit: string; readonly formId: string; readonly formVersion: number; readonly optional: boolean }

/** A form that stands in a visit, or left it by itself. */
interface Form extends Place {
  readonly id: string;
  /** Nothing was entered, and nobody marked it or its visit as not done. */
  readonly untouched: boolean;
  readonly gone: boolean;
}

/**
 * Brings the visits and empty forms of a casebook in step with what schedule, arm and answers call for. Forms that hold anything stay,
 * whatever the schedule says now, and so does everything under a freeze or a lock. Returns true when something changed, so that the
 * record is read again. The caller holds the patient. `standing`: what the transaction has read of the same patient already; left out, it is read.
 */
export async function syncSchedule(tx: Tx, siteId: string, record: PatientRecord, standing?: readonly StandingPlace[]): Promise<boolean> {
  const wanted = scheduleOf(record).filter(({ calledFor }) => calledFor).flatMap(({ visit }) => placesIn(record, visit.code));
  const { visits, forms } = placesOf(standing ?? (await readStanding(tx, record.patientId)));
  const wantedAt = (form: Place) => wanted.find((place) => isSame(place, form));
  const surplus = forms.filter((form) => form.untouched && !form.gone && isPlanned(form) && wantedAt(form) === undefined);
  const outdated = forms.flatMap((form) => (form.untouched ? [{ form, place: wantedAt(form) }] : []))
    .flatMap(({ form, place }) => (place && (form.gone || form.formVersion !== place.formVersion || form.optional !== place.optional) ? [{ id: form.id, place }] : []));
  const lacking = wanted.filter((place) => !forms.some((form) => isSame(place, form)));
  const changed = [await takeAway(tx, surplus), await bringInStep(tx, outdated), await add(tx, siteId, record, lacking, visits)];
  return changed.some(Boolean);
}

const isSame = (one: Place, other: Place): boolean => one.visit === other.visit && one.formId === other.formId;

/** Rows of a form that repeats are added by hand, and an unscheduled visit was. */
const isPlanned = ({ visit, formId }: Place): boolean => !isUnscheduled(visit) && !(formById(formId)?.repeats ?? false);

const placesIn = ({ arm, protocolVersion: version }: PatientRecord, visit: string): readonly Place[] =>
  plannedForms(visit, arm, version).map((formId) => ({ visit, formId, formVersion: formVersionOf(version, formId), optional: isOptional(visit, formId, version) }));

/** A visit of the patient, with a form in it; `id` is null for a visit without forms. */
export interface StandingPlace extends Omit<Form, "id"> {
  readonly id: string | null;
  readonly visitId: string;
}

/** The column that holds a patient's `StandingPlace`s, of a statement over `app.patient p`. */
export const STANDING_COLUMN = sql`coalesce((SELECT json_agg(json_build_object('visitId', v.id, 'visit', v.code, 'id', e.id, 'formId', e.form_id, 'formVersion', e.form_version, 'optional', e.optional,
      'untouched', e.progress = 'not_started' AND v.not_done_reason IS NULL, 'gone', e.removed_at IS NOT NULL))
    FROM app.visit v LEFT JOIN app.entry e ON e.visit_id = v.id AND e.patient_id = p.id AND e.row_no = 1 AND (e.removed_at IS NULL OR e.removed_reason = ${NOT_CALLED_FOR}) WHERE v.patient_id = p.id), '[]') AS standing`;

async function readStanding(tx: Tx, patientId: string): Promise<readonly StandingPlace[]> {
  const [patient] = await tx.$queryRaw<{ standing: readonly StandingPlace[] }[]>`SELECT ${STANDING_COLUMN} FROM app.patient p WHERE p.id = ${patientId}::uuid`;
  return patient?.standing ?? [];
}

const placesOf = (standing: readonly StandingPlace[]): { readonly visits: ReadonlyMap<string, string>; readonly forms: readonly Form[] } =>
  ({ visits: new Map(standing.map(({ visit, visitId }) => [visit, visitId])), forms: standing.flatMap(({ id, ...form }) => (id === null ? [] : [{ ...form, id }])) });

async function takeAway(tx: Tx, forms: readonly Form[]): Promise<boolean> {
  if (forms.length === 0) return false;
  return 0 < await tx.$executeRaw`
    UPDATE app.entry SET removed_at = now(), removed_reason = ${NOT_CALLED_FOR}, version = version + 1
    WHERE id = ANY (${forms.map(({ id }) => id)}::uuid[]) AND ctx.lock_over(site_id, patient_id, visit_id, id) IS NULL`;
}

/** A form comes back, or follows the patient's version: it is empty, so no answer changes its meaning. */
async function bringInStep(tx: Tx, outdated: readonly { readonly id: string; readonly place: Place }[]): Promise<boolean> {
  if (outdated.length === 0) return false;
  return 0 < await tx.$executeRaw`
    UPDATE app.entry e SET removed_at = NULL, removed_reason = NULL, form_version = p.form_version, optional = p.optional, version = e.version + 1
    FROM unnest(${outdated.map(({ id }) => id)}::uuid[], ${outdated.map(({ place }) => place.formVersion)}::int[], ${outdated.map(({ place }) => place.optional)}::boolean[]) AS p (id, form_version, optional)
    WHERE e.id = p.id AND ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) IS NULL`;
}

async function add(tx: Tx, siteId: string, record: PatientRecord, lacking: readonly Place[], visits: ReadonlyMap<string, string>): Promise<boolean> {
  if (lacking.length === 0) return false;
  const { patientId, protocolVersion, arm } = record;
  const fresh = [...new Set(lacking.map(({ visit }) => visit))].filter((code) => !visits.has(code));
  if (fresh.length > 0) await planVisits(tx, { id: patientId, siteId, arm, protocolVersion }, fresh);
  const open = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM app.visit WHERE patient_id = ${patientId}::uuid AND ctx.lock_over(site_id, patient_id, id, NULL) IS NULL`;
  const created = lacking.flatMap(({ visit, ...form }) => {
    const visitId = visits.get(visit);
    return visitId !== undefined && open.some(({ id }) => id === visitId) ? [{ ...form, siteId, patientId, visitId }] : [];
  });
  if (created.length > 0) await tx.entry.createMany({ data: created });
  return fresh.length + created.length > 0;
}

import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar-date";
import { readRecords } from "@/lib/patients/patient-store";
import type { Tx } from "@/lib/server/db";
import type { Place } from "@/lib/study/laboratory/reports/plan-import";
import type { PatientRecord } from "@/lib/study/patient-record";
import { SCREENING_VISITS, scheduleOf } from "@/lib/study/schedule";
import { inOrder, visitByCode } from "@/lib/study/visits";

/** Laboratory forms of a patient, and as much of the record as their flags and grades rest on. */
export interface PatientPlaces {
  readonly number: string;
  readonly places: readonly Place[];
  readonly record: PatientRecord;
}

export interface EarlierImport {
  readonly id: string;
  readonly name: string | null;
  readonly byName: string;
  readonly at: string;
}

export interface Places {
  readonly patients: readonly PatientPlaces[];
  /** Imports of the very same text or file. */
  readonly earlier: readonly EarlierImport[];
}

/** Days before randomisation in which a sample is proposed for screening; a person may choose otherwise. */
const SCREENED_WITHIN = 42;
const LAB_FORMS: readonly string[] = ["haematology", "chemistry"];
const RESTS_ON: readonly string[] = [...LAB_FORMS, "demography", "consent"];

/** Where results of these patients can go. A patient of another site and one that does not exist are both absent. */
export async function readPlaces(tx: Tx, actor: Actor, numbers: readonly string[], sha256: string | null): Promise<Places> {
  const found = (await tx.patient.findMany({ where: { number: { in: [...numbers] } }, select: { id: true, siteId: true, number: true } })).filter((patient) => can(actor, "entry.import", patient));
  const ids = found.map(({ id }) => id);
  const [records, held, earlier] = await Promise.all([
    readRecords(tx, ids),
    tx.$queryRaw<{ id: string }[]>`SELECT e.id FROM app.entry e WHERE e.patient_id = ANY (${ids}::uuid[]) AND e.form_id = ANY (${LAB_FORMS as string[]}) AND ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) IS NOT NULL`,
    readEarlier(tx, actor, sha256),
  ]);
  const locked = new Set(held.map(({ id }) => id));
  return {
    patients: records.map((record) => ({ number: record.number, places: placesOf(record, locked), record: reduced(record) })),
    earlier,
  };
}

/** Imports of a text or file with this fingerprint at the reader's sites, newest first; none where no fingerprint is asked for. */
export async function readEarlier(tx: Tx, actor: Actor, sha256: string | null): Promise<readonly EarlierImport[]> {
  const earlier = sha256 === null ? [] : await tx.import.findMany({ where: { sha256 }, select: { id: true, siteId: true, name: true, byName: true, at: true }, orderBy: { at: "desc" }, take: 5 });
  return earlier.filter((one) => can(actor, "entry.import", one)).map(({ id, name, byName, at }) => ({ id, name, byName, at: at.toISOString() }));
}

function placesOf(record: PatientRecord, held: ReadonlySet<string>): readonly Place[] {
  const screened = record.randomisedOn === null ? null : { from: addDays(record.randomisedOn, -SCREENED_WITHIN), to: record.randomisedOn };
  const days = new Map(scheduleOf(record).map((scheduled) => [scheduled.visit.code, SCREENING_VISITS.includes(scheduled.visit.code) ? screened : scheduled.days]));
  const order = inOrder([...new Set(record.entries.flatMap(({ visit }) => visit ?? []))]);
  const forms = record.entries.filter((entry) => LAB_FORMS.includes(entry.formId) && entry.visit !== null);
  return forms.toSorted((one, other) => order.indexOf(one.visit ?? "") - order.indexOf(other.visit ?? "")).map(({ id, formId, formVersion, visit, answers }): Place => ({
    entryId: id, patient: record.number, formId, formVersion, visit: visit ?? "", title: visitByCode(visit ?? "")?.title ?? visit ?? "", days: days.get(visit ?? "") ?? null, held: held.has(id), answers,
  }));
}

const reduced = (record: PatientRecord): PatientRecord => ({ ...record, entries: record.entries.filter(({ formId }) => RESTS_ON.includes(formId)), exposureReviews: [], adjudications: [], waivers: [], ingredientsOf: {} });

import "server-only";
import type { Tx } from "@/lib/server/db";
import { isStarted } from "@/lib/study/derive/record-reading";
import type { PatientRecord } from "@/lib/study/patient-record";
import { formVersionOf, isOptional, plannedForms, scheduleOf, type ScheduledVisit } from "@/lib/study/schedule";
import { isUnscheduled } from "@/lib/study/visits";
import { planVisits } from "./plan-visits";

/** Why an empty form left the casebook by itself; the same form comes back when it is called for again. */
export const NOT_CALLED_FOR = "The schedule no longer calls for it.";

interface Place { readonly visit: string; readonly formId: string }

/**
 * Brings the visits and empty forms of a casebook in step with what schedule, arm and answers call for. Forms that hold anything stay,
 * whatever the schedule says now. Returns true when something changed, so that the record is read again.
 */
export async function syncSchedule(tx: Tx, siteId: string, record: PatientRecord): Promise<boolean> {
  const schedule = scheduleOf(record);
  const wanted = schedule.filter(({ calledFor }) => calledFor).flatMap((scheduled) => placesOf(scheduled, record));
  const present = record.entries.flatMap(({ visit, formId }) => (visit === null ? [] : [{ visit, formId }]));
  const same = (one: Place) => (other: Place) => one.visit === other.visit && one.formId === other.formId;
  const lacking = wanted.filter((place) => !present.some(same(place)));
  const surplus = record.entries.filter((entry) => entry.visit !== null && !isUnscheduled(entry.visit) && !isStarted(entry) && !wanted.some(same({ visit: entry.visit, formId: entry.formId })));
  if (surplus.length > 0) await leave(tx, surplus.map(({ id }) => id));
  if (lacking.length > 0) await add(tx, siteId, record, lacking);
  return surplus.length + lacking.length > 0;
}

const placesOf = ({ visit }: ScheduledVisit, record: PatientRecord): readonly Place[] =>
  plannedForms(visit.code, record.arm, record.protocolVersion).map((formId) => ({ visit: visit.code, formId }));

/** A form that somebody marked as not done says something, and stays. */
async function leave(tx: Tx, entryIds: readonly string[]): Promise<void> {
  await tx.entry.updateMany({ where: { id: { in: [...entryIds] }, progress: "not_started" }, data: { removedAt: new Date(), removedReason: NOT_CALLED_FOR, version: { increment: 1 } } });
}

async function add(tx: Tx, siteId: string, record: PatientRecord, lacking: readonly Place[]): Promise<void> {
  const { patientId, protocolVersion: version, arm } = record;
  const visits = await tx.visit.findMany({ where: { patientId }, select: { id: true, code: true, entries: { where: { removedReason: NOT_CALLED_FOR }, select: { id: true, formId: true } } } });
  const fresh = [...new Set(lacking.map(({ visit }) => visit))].filter((code) => !visits.some((visit) => visit.code === code));
  await planVisits(tx, { id: patientId, siteId, arm, protocolVersion: version }, fresh);
  const known = lacking.filter(({ visit }) => !fresh.includes(visit));
  const former = known.flatMap((place) => visits.find(({ code }) => code === place.visit)?.entries.filter(({ formId }) => formId === place.formId).map(({ id }) => ({ ...place, id })) ?? []);
  if (former.length > 0) await tx.entry.updateMany({ where: { id: { in: former.map(({ id }) => id) } }, data: { removedAt: null, removedReason: null, version: { increment: 1 } } });
  const created = known.filter((place) => !former.some((one) => one.visit === place.visit && one.formId === place.formId)).flatMap(({ visit: code, formId }) => {
    const visitId = visits.find((visit) => visit.code === code)?.id;
    return visitId === undefined ? [] : [{ siteId, patientId, visitId, formId, formVersion: formVersionOf(version, formId), optional: isOptional(code, formId, version) }];
  });
  await tx.entry.createMany({ data: created });
}

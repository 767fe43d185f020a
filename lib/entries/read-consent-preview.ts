import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { CalendarDate } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import { readRecord } from "@/lib/patients/patient-store";
import { sha256 } from "@/lib/patients/store-findings";
import type { Tx } from "@/lib/server/db";
import { rehearsePatient, type PatientRehearsal } from "@/lib/study/rehearse/rehearse-patient";
import type { FormPolicy } from "@/lib/study/rehearse/move-entry";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { readStandingMarks } from "./standing-marks";

/** What the consent would change, for begun forms that keep their version and for begun forms that move. */
export type ConsentPreview = Readonly<Record<FormPolicy, PatientRehearsal>>;

/** Rehearses a consent on the record as it stands; null for what does not exist or is not theirs. */
export async function readConsentPreview(tx: Tx, actor: Actor, { number, version, consentedOn }: { readonly number: string; readonly version: string; readonly consentedOn: CalendarDate | null }): Promise<ConsentPreview | null> {
  const patient = await tx.patient.findUnique({ where: { number }, select: { id: true, siteId: true, site: { select: { timeZone: true } } } });
  const to = Object.values(protocolVersions).find(({ id }) => id === version);
  if (!patient || !to || !can(actor, "patient.reconsent", patient)) return null;
  const [record, standing] = await Promise.all([readRecord(tx, patient.id), readStandingMarks(tx, [patient.id])]);
  const today = dayIn(new Date().toISOString(), patient.site.timeZone);
  const rehearse = (forms: FormPolicy) => rehearsePatient(record, { to, consentedOn: consentedOn ?? today, forms }, { today, hashOf: sha256, standing });
  return { keep: rehearse("keep"), move: rehearse("move") };
}

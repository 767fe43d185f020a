import "server-only";
import { z } from "zod";
import { dayIn } from "@/lib/kernel/instant";
import { refuse } from "@/lib/kernel/refusal";
import type { Patient } from "@/lib/patients/patient";
import { lockPatient, readRecord } from "@/lib/patients/patient-store";
import { activatedOn, assertKnownVersion } from "@/lib/people/site-versions";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import { dayOf, entriesOfForm } from "@/lib/study/derive/record-reading";
import type { PatientRecord, ProtocolVersionId } from "@/lib/study/patient-record";
import { deathOf } from "@/lib/study/schedule";
import { movesOf } from "@/lib/study/rehearse/move-entry";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { heldEntries } from "./entry-store";
import { settle } from "./settle";
import { writeMoves } from "./write-moves";

export const ReconsentPatient = actInput({
  patientId: z.uuid(),
  version: z.string().max(20),
  consentedOn: z.iso.date("Give the day of the consent as a date."),
  /** What becomes of forms that are begun. Empty forms always take the version that the protocol asks for. */
  forms: z.enum(["keep", "move"]),
});
export type ReconsentPatient = z.infer<typeof ReconsentPatient>;

export interface Reconsented {
  /** Forms that were begun and moved to another version, and values that had no place in it. */
  readonly moved: number;
  readonly lost: number;
}

/**
 * The patient consents to another version of the protocol, later or earlier, and follows it from now on: doses of courses that have not
 * begun, the schedule, empty forms. Everything entered stays, except what a form that moves has no place for, which stays in the trail.
 */
export const reconsentPatient = defineAct({ verb: "patient.reconsent", input: ReconsentPatient, load: (tx, { patientId }) => lockPatient(tx, patientId), run });

async function run(deed: Deed, patient: Patient, { version: asked, consentedOn, forms, reason }: ReconsentPatient): Promise<Reconsented> {
  const { tx } = deed;
  const version = assertKnownVersion(asked);
  if (!reason) throw refuse("reason_required", { fields: ["the version of the protocol"] });
  const record = await readRecord(tx, patient.id);
  await assertMayConsent(deed, patient, record, { version, consentedOn });
  await tx.$executeRaw`INSERT INTO app.patient_version (patient_id, site_id, version, consented_on, reason) VALUES (${patient.id}::uuid, ${patient.siteId}::uuid, ${version}, ${consentedOn}::date, ${reason})`;

  const held = await heldEntries(tx, patient.id); // a single form or visit under a freeze or lock stays under the version that it was locked with
  const moves = movesOf(record, protocolVersions[version], forms).filter(({ entryId }) => !held.has(entryId));
  await writeMoves(tx, moves);
  await settle(deed, { patientId: patient.id, siteId: patient.siteId });
  return { moved: moves.filter(({ begun }) => begun).length, lost: moves.reduce((sum, { lost }) => sum + lost.length, 0) };
}

/** The database refuses the same; here it is said in words. A consent is dated in the order in which consents were given, on a day when the site worked under the version. */
async function assertMayConsent({ tx, now }: Deed, patient: Patient, record: PatientRecord, { version, consentedOn }: { readonly version: ProtocolVersionId; readonly consentedOn: string }): Promise<void> {
  if (version === patient.protocolVersion) throw refuse("same_version", { version });
  const { code, timeZone } = await tx.site.findUniqueOrThrow({ where: { id: patient.siteId }, select: { code: true, timeZone: true } });
  if (consentedOn > dayIn(now.toISOString(), timeZone)) throw refuse("consent_ahead");
  const last = record.versions.at(-1)?.consentedOn ?? dayOf(entriesOfForm(record, "consent")[0], "consentDate");
  if (last !== null && consentedOn < last) throw refuse("consent_earlier", { last });
  const died = deathOf(record);
  if (died !== null && consentedOn > died) throw refuse("consent_after_death", { died });
  const from = await activatedOn(tx, patient.siteId, version);
  if (from === null || from > consentedOn) throw refuse("not_activated", { site: code, version, from });
}

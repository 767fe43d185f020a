import "server-only";
import { sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import { readRecords } from "@/lib/patients/patient-store";
import { sha256 } from "@/lib/patients/store-findings";
import type { Tx } from "@/lib/server/db";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import type { FormPolicy } from "@/lib/study/rehearse/move-entry";
import { addUp, type Rehearsal } from "@/lib/study/rehearse/rehearsal";
import { rehearsePatient, type PatientRehearsal } from "@/lib/study/rehearse/rehearse-patient";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { readStandingMarks } from "./standing-marks";

/** Patients read at once. */
const BATCH = 25;

export interface RehearsalChoice {
  readonly version: ProtocolVersionId;
  /** Only patients under this version, only those of this site; null for all. */
  readonly from: ProtocolVersionId | null;
  readonly site: string | null;
  /** The day of the consent; null for today (UTC). */
  readonly on: CalendarDate | null;
  readonly forms: FormPolicy;
}

export interface RehearsedStudy {
  readonly rehearsal: Rehearsal;
  readonly patients: readonly PatientRehearsal[];
  /** "as it stood on 22-Nov-2026 at 05:10 UTC: 57 patients at 3 sites; looked at site 101" */
  readonly source: string;
}

/** The chosen site does not exist, or may not be seen. */
export class NoSuchSite extends Error {
  constructor(readonly known: readonly string[]) { super("no such site"); }
}

/**
 * Rehearses another version of the protocol on every patient whom this transaction may see, some at a time; `tell` hears how many are done.
 * Changes nothing. Ask inside a snapshot, so that no save of the meantime is half in it.
 */
export async function readRehearsal(tx: Tx, choice: RehearsalChoice, tell: (done: number, of: number) => void = () => undefined): Promise<RehearsedStudy> {
  const { version, from, site, on, forms } = choice;
  const [state] = await tx.$queryRaw<{ at: string; today: string; sites: string[] | null; patients: number }[]>`
    SELECT to_char(now() AT TIME ZONE 'UTC', 'HH24:MI') AS at, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS today, (SELECT array_agg(code ORDER BY code) FROM app.site) AS sites, (SELECT count(*)::int FROM app.patient) AS patients`;
  const { at, today, sites, patients } = state ?? { at: "", today: "", sites: [], patients: 0 };
  if (site !== null && !sites?.includes(site)) throw new NoSuchSite(sites ?? []);

  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.protocol_version <> ${version} AND (${from}::text IS NULL OR p.protocol_version = ${from}) AND (${site}::text IS NULL OR s.code = ${site}) ORDER BY p.number`;
  const consentedOn = on ?? today;
  const rehearsed: PatientRehearsal[] = [];
  for (let first = 0; first < found.length; first += BATCH) {
    tell(first, found.length);
    const ids = found.slice(first, first + BATCH).map(({ id }) => id);
    const [records, marks] = [await readRecords(tx, ids), await readStandingMarks(tx, ids)];
    for (const record of records) {
      const standing = marks.filter(({ patientId }) => patientId === record.patientId);
      rehearsed.push(rehearsePatient(record, { to: protocolVersions[version], consentedOn, forms }, { today, hashOf: sha256, standing }));
    }
  }
  const chosen = [site === null ? null : `site ${site}`, from === null ? null : `under version ${from}`].filter((part) => part !== null).join(", ");
  return {
    rehearsal: addUp(rehearsed, { version, consentedOn, policy: forms }), patients: rehearsed,
    source: `as it stood on ${sayDate(today)} at ${at} UTC: ${patients} ${patients === 1 ? "patient" : "patients"} at ${sites?.length ?? 0} ${sites?.length === 1 ? "site" : "sites"}${chosen === "" ? "" : `; looked at ${chosen}`}`,
  };
}

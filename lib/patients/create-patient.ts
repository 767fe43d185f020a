import "server-only";
import { z } from "zod";
import { dayIn } from "@/lib/kernel/instant";
import { refuse } from "@/lib/kernel/refusal";
import { activatedOn } from "@/lib/people/site-versions";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { SCREENING_VISITS } from "@/lib/study/schedule";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import { planVisits } from "./plan-visits";
import { readRecord } from "./patient-store";
import { storeFindings } from "./store-findings";

export const CreatePatient = actInput({ siteId: z.uuid() });
export type CreatePatient = z.infer<typeof CreatePatient>;

interface Site { readonly siteId: string; readonly code: string; readonly timeZone: string }

/**
 * A new patient in screening, under the protocol version that is open for enrolment, with the next number of the site. The database itself
 * refuses a site that may not enrol under that version; what is checked here only says so in words.
 */
export const createPatient = defineAct({ verb: "patient.create", input: CreatePatient, load: loadSite, run });

/** Two people who add a patient at once take turns, so that numbers have no gap and no double. */
async function loadSite(tx: Tx, { siteId }: CreatePatient): Promise<Site> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('patient number'), hashtext(${siteId}))`;
  const site = await tx.site.findUnique({ where: { id: siteId }, select: { code: true, timeZone: true } });
  if (!site) throw refuse("not_found", { what: "This site" });
  return { siteId, ...site };
}

async function run({ tx, now }: Deed, { siteId, code, timeZone }: Site): Promise<{ number: string }> {
  const [study, count] = await Promise.all([tx.study.findUniqueOrThrow({ where: { id: 1 } }), tx.patient.count({ where: { siteId } })]);
  const from = await activatedOn(tx, siteId, study.openVersion);
  if (from === null || from > dayIn(now.toISOString(), timeZone)) throw refuse("may_not_enrol", { site: code, version: study.openVersion, from });
  const number = `${code}-${String(count + 1).padStart(3, "0")}`;
  const { id } = await tx.patient.create({ data: { siteId, number, protocolVersion: study.openVersion }, select: { id: true } });
  await planVisits(tx, { id, siteId, arm: null, protocolVersion: study.openVersion as ProtocolVersionId }, SCREENING_VISITS);
  await storeFindings(tx, siteId, await readRecord(tx, id));
  return { number };
}

import "server-only";
import { can } from "@/lib/access/permissions";
import type { CutRecord } from "@/lib/exports/cut-record";
import { joinWhole, RANKS, recordsOf } from "@/lib/exports/records-sql";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { CasebookContent } from "@/lib/exports/casebooks/casebook-content";
import { rolesAt, type SiteRecords } from "./site-records";
import { readCasebookContent } from "./read-casebook-content";

/** Reads a site's records for a copy; null where the reader may not take one. To be read in a snapshot. */
export async function readSiteRecords(tx: Tx, actor: Actor, code: string): Promise<SiteRecords | null> {
  const site = await tx.site.findUnique({ where: { code }, select: { id: true, code: true, name: true } });
  if (!site || !can(actor, "copy.take", { siteId: site.id })) return null;
  const [clock] = await tx.$queryRaw<{ at: Date }[]>`SELECT transaction_timestamp() AS at`;
  const made = { at: clock?.at ?? new Date(0), by: actor.name };
  const patients = await tx.patient.findMany({ where: { siteId: site.id }, select: { id: true }, orderBy: { number: "asc" } });
  const casebooks: CasebookContent[] = [];
  for (const { id } of patients) casebooks.push(await readCasebookContent(tx, id, made));
  await joinWhole(tx);
  const records = await tx.$queryRaw<Omit<CutRecord, "seq">[]>`
    ${recordsOf(RANKS)} SELECT kind, payload FROM record WHERE kind = 'study' OR payload ->> 'site' = ${code} OR (kind = 'lock' AND payload ->> 'scope' = 'study')
    ORDER BY rank, patient COLLATE "C", visit COLLATE "C" NULLS FIRST, form COLLATE "C", row_no, payload::text COLLATE "C"`;
  const { isTraining } = await tx.study.findFirstOrThrow({ select: { isTraining: true } });
  return { siteId: site.id, code: site.code, name: site.name, isTraining, ...made, roles: rolesAt(actor, site.id), cut: null, casebooks, records: records.map((record, at) => ({ seq: at + 1, ...record })) };
}

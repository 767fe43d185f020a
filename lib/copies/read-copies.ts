import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { groupBy } from "@/lib/kernel/group-by";
import type { Tx } from "@/lib/server/db";
import { readSiteCuts } from "./read-site-cut";
import type { CutOfSite } from "./site-records";

/** A copy that was taken, or begun and broken off. */
export interface CopyView {
  readonly id: string;
  readonly by: string;
  readonly role: string | null;
  readonly at: Date;
  readonly casebooks: number;
  readonly files: number;
  /** The name of the cut that it is of; null: of the records as they stood. */
  readonly cut: string | null;
  /** Of its manifest; null: its last byte never left. */
  readonly manifestSha256: string | null;
}

export interface SiteCopies {
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly patients: number;
  /** Newest first, the last twenty. */
  readonly copies: readonly CopyView[];
  /** The cuts that hold patients of the site, newest first. */
  readonly cuts: readonly CutOfSite[];
}

const MOST = 20;

/** The sites whose records the reader may take a copy of, with the copies that were taken. */
export async function readCopies(tx: Tx, actor: Actor): Promise<readonly SiteCopies[]> {
  const sites = await tx.site.findMany({ select: { id: true, code: true, name: true, timeZone: true }, orderBy: { code: "asc" } });
  const own = sites.filter(({ id }) => can(actor, "copy.take", { siteId: id }));
  const counts = await tx.patient.groupBy({ by: ["siteId"], _count: true });
  const steps = await tx.siteCopy.findMany({ where: { siteId: { in: own.map(({ id }) => id) } }, orderBy: { at: "desc" } });
  const cuts = groupBy(await readSiteCuts(tx, own.map(({ id }) => id)), ({ siteId }) => siteId);
  return own.map(({ id, ...site }) => {
    const ofSite = steps.filter(({ siteId }) => siteId === id);
    const begun = ofSite.filter(({ step }) => step === "begun").slice(0, MOST);
    const copies = begun.map(({ copyId, cutId, byName, byRole, at, casebooks }) => {
      const completed = ofSite.find((each) => each.copyId === copyId && each.step === "completed");
      return { id: copyId, by: byName, role: byRole, at, casebooks, files: completed?.files ?? 0, cut: cuts.get(id)?.find((cut) => cut.id === cutId)?.name ?? null, manifestSha256: completed?.manifestSha256 ?? null };
    });
    return { ...site, patients: counts.find(({ siteId }) => siteId === id)?._count ?? 0, copies, cuts: cuts.get(id) ?? [] };
  });
}

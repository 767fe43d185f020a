import "server-only";
import { can, WHOLE_STUDY } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { CutManifest } from "./manifest";

export interface CutView {
  readonly id: string;
  readonly name: string;
  readonly isInterim: boolean;
  readonly contentHash: string;
  readonly byName: string;
  readonly at: Date;
  readonly manifest: CutManifest;
  /** Name of an earlier cut with the very same content. */
  readonly sameAs: string | null;
}

export interface CutsView {
  /** Newest first. */
  readonly cuts: readonly CutView[];
  readonly mayMake: boolean;
}

export async function readCuts(tx: Tx, actor: Actor): Promise<CutsView> {
  const rows = await tx.dataCut.findMany({ select: { id: true, name: true, isInterim: true, contentHash: true, byName: true, at: true, manifest: true }, orderBy: { at: "desc" } });
  const cuts = rows.map((row, place) => ({
    ...row, manifest: row.manifest as unknown as CutManifest,
    sameAs: rows.slice(place + 1).findLast(({ contentHash }) => contentHash === row.contentHash)?.name ?? null,
  }));
  return { cuts, mayMake: can(actor, "cut.make", WHOLE_STUDY) };
}

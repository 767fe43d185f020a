import "server-only";
import { can, WHOLE_STUDY } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { CutManifest, CutSignatures } from "./manifest";

/** A manifest without its long lists, which grow with the patients; `chains`: of how many patients it holds the trail's head. */
export type CutSummary = Omit<CutManifest, "trail" | "signatures"> & { readonly chains: number; readonly signatures?: Omit<CutSignatures, "given"> };

export interface CutView {
  readonly id: string;
  readonly name: string;
  readonly isInterim: boolean;
  readonly contentHash: string;
  readonly byName: string;
  readonly at: Date;
  readonly manifest: CutSummary;
  /** Name of an earlier cut with the very same content. */
  readonly sameAs: string | null;
}

export interface CutsView {
  /** Newest first. */
  readonly cuts: readonly CutView[];
  readonly mayMake: boolean;
}

export async function readCuts(tx: Tx, actor: Actor): Promise<CutsView> {
  const rows = await tx.$queryRaw<Omit<CutView, "sameAs">[]>`
    SELECT id::text, name, is_interim AS "isInterim", content_hash AS "contentHash", by_name AS "byName", at, manifest #- '{signatures,given}' #- '{trail}' || jsonb_build_object('chains', jsonb_array_length(manifest -> 'trail')) AS manifest
    FROM app.data_cut ORDER BY at DESC`;
  const cuts = rows.map((row, place) => ({
    ...row,
    sameAs: rows.slice(place + 1).findLast(({ contentHash }) => contentHash === row.contentHash)?.name ?? null,
  }));
  return { cuts, mayMake: can(actor, "cut.make", WHOLE_STUDY) };
}

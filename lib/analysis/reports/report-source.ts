import "server-only";
import { can, sitesOf, type Verb } from "@/lib/access/permissions";
import type { CutManifest } from "@/lib/exports/manifest";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { RULE_VERSION } from "@/lib/study/rule-version";

/** What a report is computed from: the records as they stand at a moment, or a sealed cut. */
export type ReportSource = LiveSource | CutSource;

export interface LiveSource {
  readonly kind: "live";
  readonly at: Date;
  readonly ruleVersion: string;
  /** The reader sees every site; otherwise the figures are of the sites that are theirs. */
  readonly isWhole: boolean;
}

export interface CutSource {
  readonly kind: "cut";
  readonly cutId: string;
  readonly name: string;
  readonly at: Date;
  readonly contentHash: string;
  readonly isInterim: boolean;
  readonly ruleVersion: string;
  readonly isWhole: true;
}

export interface SourceAsked {
  /** What somebody must be allowed to have the report of live records. */
  readonly verb: Verb;
  /** The id of a cut; null leaves it to what the reader may. */
  readonly cut: string | null;
  readonly now: Date;
}

/** Some results may be read by people who read only cuts; of live records they are for whoever may read patients. */
export const mayReadLive = (actor: Actor, verb: Verb): boolean => can(actor, "patient.read") && can(actor, verb);

/** Live records for whoever may read them, the newest cut for whoever reads only cuts, and any cut by its id. Null: none of that. */
export async function chooseSource(tx: Tx, actor: Actor, { verb, cut, now }: SourceAsked): Promise<ReportSource | null> {
  if (cut === null && mayReadLive(actor, verb)) return { kind: "live", at: now, ruleVersion: RULE_VERSION, isWhole: sitesOf(actor, verb) === "all" };
  if (!can(actor, "cut.read")) return null;
  const found = await tx.dataCut.findFirst({
    ...(cut === null ? {} : { where: { id: cut } }), orderBy: { at: "desc" }, select: { id: true, name: true, at: true, contentHash: true, isInterim: true, manifest: true },
  });
  if (!found) return null;
  const { id, manifest, ...named } = found;
  return { kind: "cut", cutId: id, ...named, ruleVersion: (manifest as unknown as CutManifest).ruleVersion, isWhole: true };
}

/** The cuts that a report can be had of, newest first; none for whoever may not read them. */
export async function readCutChoices(tx: Tx, actor: Actor): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return can(actor, "cut.read") ? tx.dataCut.findMany({ orderBy: { at: "desc" }, select: { id: true, name: true }, take: 20 }) : [];
}

import "server-only";
import type { Tx } from "@/lib/server/db";
import { readDifferences, type DifferenceCount, type FieldDifference } from "./compare-cuts";

export interface NamedCut { readonly id: string; readonly name: string; readonly at: Date; readonly contentHash: string }

export interface Comparison {
  readonly from: NamedCut;
  readonly to: NamedCut;
  readonly counts: readonly DifferenceCount[];
  /** The first of them. */
  readonly shown: readonly FieldDifference[];
}

export interface ComparisonView {
  /** Oldest first. */
  readonly cuts: readonly NamedCut[];
  readonly comparison: Comparison | null;
}

const MOST_SHOWN = 200;

interface Names { readonly from?: string | undefined; readonly to?: string | undefined }

/** The two cuts that are named, without names the last two; null with fewer than two cuts, or a name that no cut has. */
export async function readPair(tx: Tx, names: Names): Promise<{ readonly cuts: readonly NamedCut[]; readonly pair: { readonly from: NamedCut; readonly to: NamedCut } | null }> {
  const cuts = await tx.dataCut.findMany({ select: { id: true, name: true, at: true, contentHash: true }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  const named = (name: string | undefined, otherwise: NamedCut | undefined) => (name === undefined ? otherwise : cuts.find((cut) => cut.name === name));
  const [from, to] = [named(names.from, cuts.at(-2)), named(names.to, cuts.at(-1))];
  return { cuts, pair: from && to ? { from, to } : null };
}

/** Two cuts side by side. Those with the same content hash are not looked through. */
export async function readComparison(tx: Tx, names: Names): Promise<ComparisonView> {
  const { cuts, pair } = await readPair(tx, names);
  if (!pair) return { cuts, comparison: null };
  const ids = { fromId: pair.from.id, toId: pair.to.id };
  const isSame = pair.from.contentHash === pair.to.contentHash;
  return { cuts, comparison: { ...pair, ...(isSame ? { counts: [], shown: [] } : await readDifferences(tx, ids, MOST_SHOWN)) } };
}

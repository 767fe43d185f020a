import "server-only";
import { isUuid } from "@/lib/kernel/uuid";
import type { Tx } from "@/lib/server/db";
import { FORMATS } from "./formats";
import type { CutManifest } from "./manifest";
import { readExportsOf } from "./read-exports";

/** Where programs find cuts. */
export const CUTS_ADDRESS = "/api/v1/cuts";

interface CutRow { readonly id: string; readonly name: string; readonly isInterim: boolean; readonly contentHash: string; readonly byName: string; readonly at: Date }

const COLUMNS = { id: true, name: true, isInterim: true, contentHash: true, byName: true, at: true } as const;

const summary = ({ id, name, isInterim, contentHash, byName, at }: CutRow) =>
  ({ id, name, status: isInterim ? "interim" : "final", contentHash, madeAt: at.toISOString(), madeBy: byName, url: `${CUTS_ADDRESS}/${id}` });

/** Every cut, newest first, as a program reads it. Addresses are those of this server. */
export async function describeCuts(tx: Tx): Promise<object> {
  const cuts = await tx.dataCut.findMany({ select: COLUMNS, orderBy: { at: "desc" } });
  return { cuts: cuts.map(summary) };
}

/** The id of a cut that is named by its id or by its name; null when there is none, or the reader may not see it. */
export async function findCut(tx: Tx, cut: string): Promise<string | null> {
  const found = await tx.dataCut.findUnique({ where: isUuid(cut) ? { id: cut } : { name: cut }, select: { id: true } });
  return found?.id ?? null;
}

/** A cut with the files that it holds and those of every format that was written: size, hash, address. */
export async function describeCut(tx: Tx, cut: string): Promise<object | null> {
  const id = await findCut(tx, cut);
  if (id === null) return null;
  const row = await tx.dataCut.findUniqueOrThrow({ where: { id }, select: { ...COLUMNS, manifest: true } });
  const manifest = row.manifest as unknown as CutManifest;
  const made = new Map((await readExportsOf(tx, id)).map((each) => [each.format, each]));
  const at = `${CUTS_ADDRESS}/${id}`;
  return {
    ...summary(row), study: manifest.study, isDemonstration: manifest.isDemonstration, ruleVersion: manifest.ruleVersion, counts: manifest.counts,
    manifest: `${at}/files/manifest.json`,
    files: manifest.files.map(({ file, bytes, sha256 }) => ({ file, bytes, sha256, url: `${at}/files/${file}` })),
    formats: FORMATS.map(({ id: format, title, says }) => {
      const { state = "not written", files = [] } = made.get(format) ?? {};
      return { format, title, says, state, files: files.map(({ file, bytes, sha256 }) => ({ file, bytes, sha256, url: `${at}/formats/${format}/${file}` })) };
    }),
  };
}

import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { WHOLE_STUDY, type Scope } from "@/lib/access/permissions";
import { refuse } from "@/lib/kernel/refusal";
import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Json, Tx } from "@/lib/server/db";
import { openProgress } from "@/lib/server/progress";
import { RULE_VERSION } from "@/lib/study/rule-version";
import { forms, study } from "@/lib/study/study";
import { hashOfFiles, NOTES, type CutManifest } from "./manifest";
import { anchorOf, readAnchorLine, readGiven, readTrailHeads, signaturesOf } from "./manifest-proof";
import { writeFiles, type WrittenFile } from "./write-files";
import { writeRecords } from "./write-records";

export const MakeCut = actInput({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/, "Use 1 to 60 letters, digits, spaces, points, hyphens or underscores; begin with a letter or digit."),
});
export type MakeCut = z.infer<typeof MakeCut>;

/** What the parts of making one take of its time, in per cent, as 500 patients took it. */
const [COPYING, RENDERING, SEALING] = [58, 26, 16];

export interface MadeCut {
  readonly cutId: string;
  readonly contentHash: string;
  readonly isInterim: boolean;
}

/** Copies one state of the whole study while people work. The database seals it: it makes the hash, and says whether the cut is interim. */
export const makeCut = defineAct({ verb: "cut.make", input: MakeCut, snapshot: true, load: async (): Promise<Scope> => WHOLE_STUDY, run });

async function run({ tx }: Deed, _study: Scope, { name, requestId }: MakeCut): Promise<MadeCut> {
  if (await tx.dataCut.findUnique({ where: { name }, select: { id: true } })) throw refuse("name_taken", { name });
  await tx.$executeRaw`SET LOCAL statement_timeout = '300s'`; // a statement copies one kind of record of the whole study
  const id = randomUUID();
  const progress = openProgress(tx, requestId, 100 * (COPYING + RENDERING + SEALING));
  const lastSeq = await writeRecords(tx, id, (share) => progress.step(share * COPYING));
  const { files, values } = await writeFiles(tx, id, lastSeq, (records) => progress.step((100 * RENDERING * records) / lastSeq));
  const manifest = await describeCut(tx, id, files, values);
  const { contentHash, isInterim } = await tx.dataCut.create({
    data: { id, name, isInterim: true, contentHash: "", manifest: manifest as unknown as Json }, select: { contentHash: true, isInterim: true },
  });
  await progress.step((100 * SEALING) / 2);
  await tx.$executeRaw`SET CONSTRAINTS app.data_cut_record_cut_id_fkey IMMEDIATE`; // every record is looked at once more: while a statement runs, and not while a COMMIT is waited for
  await progress.step((100 * SEALING) / 2);
  return { cutId: id, contentHash, isInterim };
}

async function describeCut(tx: Tx, cutId: string, files: readonly WrittenFile[], values: number): Promise<CutManifest> {
  const settings = await tx.study.findFirstOrThrow();
  const counts = await tx.$queryRaw<{ kind: string; n: number }[]>`SELECT kind, count(*)::int AS n FROM app.data_cut_record WHERE cut_id = ${cutId}::uuid AND kind <> 'file' GROUP BY kind ORDER BY kind COLLATE "C"`;
  const trail = await readTrailHeads(tx);
  return {
    study: study.title, isDemonstration: settings.isDemonstration, ...(settings.isTraining ? { training: TRAINING_SAYS } : {}), ruleVersion: RULE_VERSION, responseProfile: settings.responseProfile,
    forms: forms.map(({ id, version }) => ({ id, version })),
    counts: { ...Object.fromEntries(counts.map(({ kind, n }) => [kind, n])), value: values },
    files, filesSha256: hashOfFiles(files), trail, anchor: anchorOf(await readAnchorLine(tx), trail), signatures: signaturesOf(await readGiven(tx, cutId)), notes: NOTES,
  };
}

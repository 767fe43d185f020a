import { createHash } from "node:crypto";
import { faceOf } from "@/app/_print/faces";
import { drawFrame, type Frame } from "@/app/_print/frame";
import { TEXT } from "@/app/_print/look";
import { openPaper } from "@/app/_print/paper";
import { one } from "@/app/_print/parts";
import { mapTexts, writable } from "@/app/_print/writable";
import type { CasebookContent } from "@/lib/exports/casebooks/casebook-content";
import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { drawAnnex, drawFindings, drawQueries, drawSignatures } from "./closing-pages";
import { drawFront } from "./front-page";
import { drawVisit } from "./record-pages";

/** The hash of what is printed, over the content as JSON: it stands on every page, and in the manifest of a copy. */
export const hashOfContent = (content: CasebookContent): string => createHash("sha256").update(JSON.stringify(content)).digest("hex");

/** A casebook as PDF. Text stays text: nothing in it is fetched, opened or run. The same content gives the same bytes. */
export function writeCasebook(content: CasebookContent): Promise<Buffer> {
  const { has } = faceOf("regular");
  const shown = mapTexts(content, (text) => writable(text, has));
  const sha256 = hashOfContent(content);
  const { study, patient, made } = shown;
  const paper = openPaper({ title: `${study.isTraining ? "TRAINING: " : ""}${study.shortTitle}: casebook ${patient.number}`, subject: `Content SHA-256 ${sha256}`, at: new Date(made.at) });
  drawFront(paper, shown, sha256);
  for (const visit of shown.visits) drawVisit(paper, visit);
  drawFindings(paper, shown.findings);
  drawQueries(paper, shown.queries);
  drawSignatures(paper, shown.signatures);
  drawAnnex(paper, shown.annex);
  const frame = frameOf(shown, sha256);
  return paper.close((pen, page, pages) => { drawFrame(pen, frame, page, pages); });
}

/** Every page says whose it is, as of when, and of which content. */
const frameOf = ({ study, patient, made }: CasebookContent, sha256: string): Frame => ({
  head: [
    one(`Casebook of patient ${patient.number}`, TEXT.strong),
    one(`${study.shortTitle} · site ${patient.site}${study.isDemonstration ? " · DEMONSTRATION, invented data" : ""}`, TEXT.quiet),
    one(`content sha256 ${sha256}`, TEXT.quiet),
  ],
  training: study.isTraining ? TRAINING_SAYS : null,
  foot: one(`Patient ${patient.number} · made ${made.says} for ${made.by}`, TEXT.foot),
});

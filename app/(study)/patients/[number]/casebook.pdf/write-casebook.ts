import { createHash } from "node:crypto";
import type { CasebookContent } from "@/lib/exports/casebooks/casebook-content";
import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { faceOf } from "./casebook-fonts";
import { GROUNDS, PAGE, RULES, TEXT, WIDTH } from "./casebook-look";
import { drawAnnex, drawFindings, drawQueries, drawSignatures } from "./closing-pages";
import { drawFront } from "./front-page";
import { one, openPaper, type DrawAt, type Text } from "./paper";
import { mapTexts, writable } from "./printable";
import { drawVisit } from "./record-pages";

const NUMBER_WIDTH = 90; // of "Page n of N"

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
  return paper.close((draw, page, pages) => { drawFrame(draw, shown, { sha256, number: `Page ${page} of ${pages}` }); });
}

/** Every page says whose it is, as of when, and of which content. */
function drawFrame(draw: DrawAt, { study, patient, made }: CasebookContent, { sha256, number }: { readonly sha256: string; readonly number: string }): void {
  const head: readonly Text[] = [
    one(`Casebook of patient ${patient.number}`, TEXT.strong),
    one(`${study.shortTitle} · site ${patient.site}${study.isDemonstration ? " · DEMONSTRATION, invented data" : ""}`, TEXT.quiet),
    one(`content sha256 ${sha256}`, TEXT.quiet),
  ];
  let top: number = PAGE.headLine - 6;
  for (const text of head.toReversed()) {
    top -= draw.heightOf(text, WIDTH);
    draw.text(text, { left: PAGE.left, top, width: WIDTH });
  }
  if (study.isTraining) drawTraining(draw, top - 2);
  draw.rule(RULES.head, PAGE.headLine - 1);
  draw.rule(RULES.foot, PAGE.footLine);
  draw.text(one(`Patient ${patient.number} · made ${made.says} for ${made.by}`, TEXT.foot), { left: PAGE.left, top: PAGE.footLine + 4.5, width: WIDTH - NUMBER_WIDTH });
  draw.text(one(number, TEXT.foot), { left: PAGE.left + WIDTH - draw.widthOf(number, TEXT.foot), top: PAGE.footLine + 4.5, width: NUMBER_WIDTH });
}

function drawTraining(draw: DrawAt, bottom: number): void {
  const text = one(TRAINING_SAYS, TEXT.training);
  const height = draw.heightOf(text, WIDTH - 4) + 4;
  draw.ground(GROUNDS.training, bottom - height, height);
  draw.text(text, { left: PAGE.left + 2, top: bottom - height + 2, width: WIDTH - 4 });
}

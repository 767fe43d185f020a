import { drawFrame, HEAD_END, type Frame } from "@/app/_print/frame";
import { PAGE, TEXT, WIDTH } from "@/app/_print/look";
import { openPaper } from "@/app/_print/paper";
import { drawParts, one } from "@/app/_print/parts";
import type { Pen } from "@/app/_print/pen";
import type { CrfKind } from "@/lib/exports/formats/crf-kinds";
import type { PrintedCrf } from "@/lib/study/printed-crf";
import { patientBoxes } from "./blank-fields";
import { CRF_TEXT } from "./crf-look";
import { drawForm } from "./form-pages";
import { drawContents, drawCover, drawSchedule } from "./front-pages";

/** The same definitions give the same bytes, so the file does not say when it was made; it says by which rules. */
const UNDATED = new Date(0);

/** What pages belong to, from one of them until the next such begins. */
interface Sheet { readonly from: number; readonly head: string | null; readonly foot: string; readonly withPatient: boolean }

/** The case report form of a protocol version as PDF. */
export function writeCrf(crf: PrintedCrf, kind: CrfKind, ruleVersion: string): Promise<Buffer> {
  const annotated = kind === "annotated";
  const paper = openPaper({ title: `${crf.shortTitle}: ${kind} case report form, protocol version ${crf.version.id}`, subject: `${crf.title}. Rules version ${ruleVersion}`, at: UNDATED });
  drawCover(paper, crf, { annotated, ruleVersion });
  const contents = drawContents(paper, crf, annotated);
  const schedule = drawSchedule(paper, crf);
  const marks = { visits: schedule.marks, forms: paper.mark("By form") };
  const sheets: readonly Sheet[] = [
    { from: 1, head: null, foot: crf.shortTitle, withPatient: false },
    { from: contents, head: "Contents", foot: "Contents", withPatient: false },
    { from: schedule.page, head: "Schedule", foot: "Schedule", withPatient: false },
    ...crf.forms.map((form) => ({ from: drawForm(paper, form, { crf, annotated, marks }), head: form.title, foot: `${form.id}, version ${form.version}`, withPatient: true })),
  ];
  const says = `protocol version ${crf.version.id} · rules ${ruleVersion} · ${kind}`;
  return paper.close((pen, page, pages) => {
    const sheet = sheets.findLast(({ from }) => from <= page);
    if (sheet) drawFrame(pen, frameOf(sheet, crf, says), page, pages);
    if (sheet?.withPatient) drawPatient(pen);
  });
}

const frameOf = ({ head, foot, withPatient }: Sheet, { shortTitle, version }: PrintedCrf, says: string): Frame => ({
  head: head === null ? [] : [one(head, TEXT.strong), one(`${shortTitle} · ${version.title}`, TEXT.quiet)],
  headWidth: withPatient ? WIDTH - patientBoxes().width - 12 : WIDTH,
  foot: one(`${foot} · ${says}`, CRF_TEXT.foot),
});

/** The patient's number to fill in, at the right of the head. */
function drawPatient(pen: Pen): void {
  const { width, height, parts } = patientBoxes();
  drawParts(pen, parts, { left: PAGE.left + WIDTH - width, top: HEAD_END - height });
}

import { faceOf } from "@/app/_print/faces";
import { drawFrame, type Frame } from "@/app/_print/frame";
import { RULES, TEXT, WIDTH } from "@/app/_print/look";
import { openPaper, type Paper } from "@/app/_print/paper";
import { column, heightOf, indented, linesOf, one, stroke, whole, type Block } from "@/app/_print/parts";
import { drawSection, factRow, tableRow } from "@/app/_print/report-blocks";
import { mapTexts, writable } from "@/app/_print/writable";
import type { ReportTable, VisitFinding, VisitReportContent } from "@/lib/copies/visit-report-content";
import { TRAINING_SAYS } from "@/lib/kernel/training-words";

const TERM = 0.34;
const INDENT = 10;
const TO_SIGN = { above: 34, width: WIDTH / 3 - 16 } as const;

/** A visit report as PDF. Text stays text: nothing in it is fetched, opened or run. */
export function writeVisitReport(content: VisitReportContent): Promise<Buffer> {
  const { has } = faceOf("regular");
  const shown = mapTexts(content, (text) => writable(text, has));
  const { study, site, number, facts, findings, tables } = shown;
  const paper = openPaper({ title: `${study.isTraining ? "TRAINING: " : ""}${study.shortTitle}: visit report ${number}, site ${site}`, at: new Date(content.made.at) });
  paper.newPage();
  paper.block(whole(one(`Visit report ${number}`, TEXT.title), { after: 4 }));
  paper.block(whole(one(study.title, TEXT.plain)));
  paper.block(whole(one(`Site ${site}`, TEXT.strong)));
  for (const { term, value } of facts) paper.block(factRow(term, one(value, TEXT.plain), TERM));
  drawSection(paper, `Findings (${findings.length})`, findings.length === 0 ? [whole(one("Nothing was found that needs an action.", TEXT.plain))] : findings.map(findingBlock));
  for (const table of tables) drawTable(paper, table);
  drawSignature(paper, shown);
  const frame = frameOf(shown);
  return paper.close((pen, page, pages) => { drawFrame(pen, frame, page, pages); });
}

/** Every page says of which visit it is, and who filed it when. */
const frameOf = ({ study, site, number, made }: VisitReportContent): Frame => ({
  head: [one(`Visit report ${number}, site ${site}`, TEXT.strong), one(`${study.shortTitle}${study.isDemonstration ? " · DEMONSTRATION, invented data" : ""}`, TEXT.quiet)],
  training: study.isTraining ? TRAINING_SAYS : null,
  foot: one(`Filed ${made.says} by ${made.by}`, TEXT.foot),
});

const findingBlock = ({ says, action }: VisitFinding, at: number): Block => ({
  columns: [{ from: 0, parts: [
    ...linesOf([...one(`${at + 1}. `, TEXT.strong), ...one(says, TEXT.plain)], WIDTH),
    ...(action === "" ? [] : indented(linesOf(one(`To do: ${action}`, TEXT.line), WIDTH - INDENT), INDENT)),
  ] }], before: 7,
});

function drawTable(paper: Paper, { title, none, columns, rows, note }: ReportTable): void {
  const line = (cells: readonly string[], style: typeof TEXT.says | typeof TEXT.saysStrong): Block => tableRow(cells.map((cell, at) => ({ text: one(cell, style), share: (columns[at]?.[1] ?? 10) / 100 })));
  const lines = rows.map((row) => line(row, TEXT.says));
  const head: Block = { ...line(columns.map(([label]) => label), TEXT.saysStrong), keep: lines[0] ? heightOf(lines[0]) : 0 };
  drawSection(paper, title, [...(rows.length === 0 ? [whole(one(none, TEXT.quiet))] : [head, ...lines]), ...(note === null ? [] : [whole(one(note, TEXT.quiet))])]);
}

/** What the monitor signed, and where the investigator does: whole on one page. */
function drawSignature(paper: Paper, { statement, made }: VisitReportContent): void {
  const line = (says: string, at: number) => ({ parts: [stroke(RULES.form, TO_SIGN.width, 4), ...linesOf(one(says, TEXT.says), TO_SIGN.width)], from: at * (WIDTH / 3) });
  const said: Block = { columns: [column(one(`“${statement}”`, TEXT.plain), 0, WIDTH)], before: 7 };
  const by = whole(one(`${made.by}, monitor, signed electronically ${made.says}`, TEXT.strong));
  const toSign: Block = { columns: ["Seen by the investigator: name", "Signature", "Date"].map(line), before: TO_SIGN.above };
  drawSection(paper, "Signature", [{ ...said, keep: heightOf(by) + heightOf(toSign) }, by, toSign]);
}

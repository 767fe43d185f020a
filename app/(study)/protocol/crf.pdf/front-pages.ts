import { PAGE, TEXT, WIDTH } from "@/app/_print/look";
import type { Mark, Paper } from "@/app/_print/paper";
import { column, gap, heightOf, indented, linesOf, one, together, whole, type Block } from "@/app/_print/parts";
import { widthOf } from "@/app/_print/pen";
import { placeOfForm, type PrintedCrf, type PrintedVisit } from "@/lib/study/printed-crf";
import { CRF_RULES, CRF_TEXT, EDGE, MARKS, SECTION_GROUND } from "./crf-look";
import { marked } from "./field-row";

const COVER_TOP = 150;
const NUMBER_ROOM = 40;
const MARK_ROOM = 15;
const HALF = WIDTH / 2;

/** What this is: the trial, the protocol version, its treatments. */
export function drawCover(paper: Paper, { title, version, forms, visits, arms }: PrintedCrf, { annotated, ruleVersion }: { readonly annotated: boolean; readonly ruleVersion: string }): void {
  paper.newPage(COVER_TOP);
  paper.block(whole(one(annotated ? "Case report form, annotated with SDTM targets" : "Case report form, blank", TEXT.quiet), { after: 6 }));
  paper.block(whole(one(title, CRF_TEXT.study), { after: 28 }));
  paper.block(whole(one(`${version.title} (version ${version.id})`, TEXT.strong)));
  paper.block(whole(one(version.source, TEXT.quiet), { after: 6 }));
  paper.block(whole(one(`Rules version ${ruleVersion} · ${forms.length} forms · ${visits.length} places in the schedule`, TEXT.plain), { after: 20 }));
  for (const { code, label, treatment } of arms) paper.block(whole([...one(label, TEXT.strong), ...one(` (${code}): ${treatment}`, TEXT.plain)]));
  paper.block(whole(one("A star * marks what is expected for a complete form. Where a value cannot be had, tick why. Write dates as day, month in letters, year: 05-MAR-2024; put UN for a day or month that is not known, where the field allows it.", TEXT.plain), { before: 28 }));
  if (annotated) drawLegend(paper);
}

function drawLegend(paper: Paper): void {
  paper.block(whole(one("In blue frames stands where a value goes in the Study Data Tabulation Model, and beside each option the code that is stored. The frames of a form have a colour for each domain, named under the title of the form.", TEXT.plain), { before: 10, after: 8 }));
  for (const mark of Object.values(MARKS)) {
    if (mark) paper.block({ columns: [{ parts: [marked(together(indented(linesOf(one(mark.says, TEXT.plain), WIDTH - MARK_ROOM), MARK_ROOM)), mark), gap(3)], from: 0 }] });
  }
}

const entry = (says: string, more: string, formId: string): Block => ({
  columns: [column([...one(`${says} `, TEXT.plain), ...one(more, TEXT.quiet)], EDGE, WIDTH - 2 * EDGE - NUMBER_ROOM)], inside: 2.5, rule: CRF_RULES.entry, leadsTo: placeOfForm(formId),
});

/** Every form with its page, and the domains of the tabulation. Gives the number of its first page. */
export function drawContents(paper: Paper, { forms, domains }: PrintedCrf, annotated: boolean): number {
  const page = paper.newPage();
  paper.mark("Contents");
  paper.block(whole(one("Forms", TEXT.chapter), { after: 8 }));
  for (const { id, title, version, repeats, ofSystem } of forms) paper.block(entry(`${title}${repeats ? ", a row each" : ""}${ofSystem ? ", filled by the system" : ""}`, `${id}, version ${version}`, id));
  if (annotated) {
    const half = Math.ceil(domains.length / 2);
    const list: Block = { columns: [domains.slice(0, half), domains.slice(half)].map((some, at) => ({ from: at * HALF, parts: some.flatMap(({ code, name }) => linesOf([...one(code, TEXT.strong), ...one(` ${name}`, TEXT.plain)], HALF - EDGE)) })) };
    paper.block(whole(one("Domains", TEXT.chapter), { before: 16, after: 8, keep: heightOf(list) + 8 }));
    paper.block(list);
  }
  return page;
}

/** Visit by visit, which forms are filled. Gives the number of its first page, and the visits' entries of the outline. */
export function drawSchedule(paper: Paper, { visits }: PrintedCrf): { readonly page: number; readonly marks: ReadonlyMap<string, Mark> } {
  const page = paper.newPage();
  const all = paper.mark("By visit");
  paper.block(whole(one("Forms by visit", TEXT.chapter), { after: 8 }));
  paper.block(whole(one("D1 is the first day of cenersen of the course; there is no day 0. Each form is printed once; copy it for every visit at which it is filled.", TEXT.quiet), { after: 6 }));
  return { page, marks: new Map(visits.map((visit) => [visit.code, drawVisit(paper, visit, all)])) };
}

/** A visit stands whole on a page where a page can hold it. */
function drawVisit(paper: Paper, { title, days, places }: PrintedVisit, under: Mark): Mark {
  const entries = places.map(({ formId, title: form, note }) => entry(form, note, formId));
  const daysWidth = widthOf(days, TEXT.strong) + 0.01;
  paper.block({
    columns: [column(one(title, TEXT.strong), EDGE, WIDTH - 3 * EDGE - daysWidth), column(one(days, TEXT.strong), WIDTH - EDGE - daysWidth, daysWidth)],
    before: 10, inside: 3, ground: SECTION_GROUND, keep: Math.min(entries.reduce((sum, block) => sum + heightOf(block), 0), (PAGE.bottom - PAGE.top) / 2),
  });
  const mark = paper.mark(title, under);
  for (const block of entries) paper.block(block);
  return mark;
}

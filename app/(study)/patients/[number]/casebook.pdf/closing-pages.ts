import type { CasebookContent, PrintedSignature } from "@/lib/exports/casebooks/casebook-content";
import { GROUNDS, RULES, TEXT, WIDTH, type Style } from "@/app/_print/look";
import type { Paper } from "@/app/_print/paper";
import { column, heightOf, one, whole, type Block, type Text } from "@/app/_print/parts";

const NONE = "None.";
const INDENT = 10;
const AT = 0.27 * WIDTH;

const indented = (text: string, style: Style = TEXT.line): Block => ({ columns: [column(one(text, style), INDENT, WIDTH - INDENT)] });

/** A heading with its lines: it keeps the first of them on its page. */
function drawItem(paper: Paper, heading: Text, lines: readonly Block[]): void {
  const [first] = lines;
  paper.block(whole(heading, { before: 7, keep: first ? heightOf(first) : 0 }));
  for (const line of lines) paper.block(line);
}

function drawChapter(paper: Paper, title: string, nothing: string | null): void {
  paper.goesOn(null);
  paper.newPage();
  paper.mark(title);
  paper.block(whole(one(title, TEXT.chapter), { after: 8 }));
  if (nothing !== null) paper.block(whole(one(nothing, TEXT.plain)));
  paper.goesOn(title);
}

/** What was derived, with every criterion that was looked at. */
export function drawFindings(paper: Paper, findings: CasebookContent["findings"]): void {
  drawChapter(paper, "Derived results", findings.length === 0 ? NONE : null);
  for (const { title, value, lines } of findings) drawItem(paper, [...one(`${title}: `, TEXT.strong), ...one(value, TEXT.plain)], lines.map((line) => indented(line)));
}

export function drawQueries(paper: Paper, queries: CasebookContent["queries"]): void {
  drawChapter(paper, "Queries", queries.length === 0 ? NONE : null);
  for (const { ref, where, state, question, thread } of queries) drawItem(paper, [...one(`${ref} ${where}`, TEXT.strong), ...one(` (${state})`, TEXT.plain)], [question, ...thread].map((line) => indented(line)));
}

export function drawSignatures(paper: Paper, signatures: CasebookContent["signatures"]): void {
  drawChapter(paper, "Signatures", signatures.length === 0 ? "This casebook is not signed." : null);
  for (const signature of signatures) drawSignature(paper, signature);
}

/** Name, role, time and meaning beside the words that were signed (21 CFR 11.50), and what of it no longer stands. */
function drawSignature(paper: Paper, { ref, meaning, statement, name, role, at, covers, fallen, problem, sha256 }: PrintedSignature): void {
  const heading = [...one(`${ref} ${meaning}: ${name}`, TEXT.strong), ...one(`, ${role}, ${at}`, TEXT.plain)];
  drawItem(paper, heading, [indented(`“${statement}”`), indented(covers), ...fallen.map((line) => indented(line)), indented(`sealed ${sha256}`, TEXT.lineQuiet)]);
  if (problem !== null) paper.block({ columns: [column(one(`This signature cannot be relied on (${problem}).`, TEXT.warning), 6, WIDTH - 12)], before: 4, inside: 3, ground: GROUNDS.warning });
}

export function drawAnnex(paper: Paper, annex: CasebookContent["annex"]): void {
  drawChapter(paper, "Annex: corrections, decisions and locks", annex.length === 0 ? "Nothing was changed after its first entry." : null);
  for (const { at, says } of annex) {
    paper.block({ columns: [column(one(at, TEXT.quiet), 0, AT - 8), column(one(says, TEXT.says), AT, WIDTH - AT)], inside: 2, rule: RULES.value });
  }
}

import type { PrintedRecord, PrintedValue, PrintedVisitRecord } from "@/lib/exports/casebooks/casebook-content";
import { RULES, TEXT, WIDTH } from "@/app/_print/look";
import type { Mark, Paper } from "@/app/_print/paper";
import { column, heightOf, one, whole, type Block } from "@/app/_print/parts";

const GAP = 8;
const [LABEL, ANSWER, MARKS] = [0.34 * WIDTH, 0.36 * WIDTH, 0.3 * WIDTH];

/** A value beside its question, and what happened to it; "–" is a blank. */
export const valueRow = ({ label, value, marks }: PrintedValue): Block => ({
  columns: [
    column(one(label, TEXT.label), 0, LABEL - GAP),
    column(one(value === "" ? "–" : value, TEXT.answer), LABEL, ANSWER - GAP),
    column(one(marks.join("; "), TEXT.marks), LABEL + ANSWER, MARKS),
  ],
  inside: 2, rule: RULES.value,
});

/** One visit: its forms one after the other, each value with its unit and what happened to it. */
export function drawVisit(paper: Paper, { title, notes, forms }: PrintedVisitRecord): void {
  paper.newPage();
  const mark = paper.mark(title);
  paper.block(whole(one(title, TEXT.chapter), { after: 8 }));
  for (const note of notes) paper.block(whole(one(note, TEXT.plain)));
  for (const form of forms) drawForm(paper, form, mark);
}

/** A form's title stays with its first values, and stands again where the form goes on. */
function drawForm(paper: Paper, { title, state, notes, rows }: PrintedRecord, under: Mark): void {
  const values = rows.map(valueRow);
  const head = [whole(one(title, TEXT.form), { before: 12, after: 2, rule: RULES.form }), whole(one(state, TEXT.quiet)), ...notes.map((note) => whole(one(note, TEXT.condition)))];
  const [, ...below] = [...head, ...values.slice(0, 1)];
  const keep = below.reduce((sum, block) => sum + heightOf(block), 0);
  head.forEach((block, at) => {
    paper.block(at === 0 ? { ...block, keep } : block);
    if (at === 0) { paper.mark(title, under); paper.goesOn(title); }
  });
  for (const value of values) paper.block(value);
  paper.goesOn(null);
}

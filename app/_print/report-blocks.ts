import { RULES, TEXT, WIDTH } from "./look";
import type { Paper } from "./paper";
import { column, heightOf, one, piece, whole, type Block, type Column, type Text } from "./parts";

/** A cell with its share of the width, from 0 to 1. */
export interface Cell { readonly text: Text; readonly share: number; readonly atRight?: boolean }

/** Cells side by side, over a line. */
export function tableRow(cells: readonly Cell[], gap = 6): Block {
  let from = 0;
  const columns = cells.map((cell): Column => {
    const left = from;
    from += cell.share * WIDTH;
    return cell.atRight ? rightOf(cell.text, from - 2 * gap) : column(cell.text, left, cell.share * WIDTH - gap);
  });
  return { columns, inside: 2, rule: RULES.value };
}

/** On one line that ends there. */
function rightOf(text: Text, end: number): Column {
  const said = piece(text);
  return { parts: [said], from: end - said.width };
}

/** What something is called, beside what it is. */
export const factRow = (term: string, value: Text, share: number): Block => tableRow([{ text: one(term, TEXT.label), share }, { text: value, share: 1 - share }], 8);

/** A heading with what stands below it: it never stands alone at the end of a page, and is said again where it goes on overleaf. */
export function drawSection(paper: Paper, title: string, blocks: readonly Block[]): void {
  const [first] = blocks;
  paper.block(whole(one(title, TEXT.form), { before: 12, after: 2, rule: RULES.form, keep: first ? heightOf(first) + (first.keep ?? 0) : 0 }));
  paper.goesOn(title);
  for (const block of blocks) paper.block(block);
  paper.goesOn(null);
}

import { WIDTH, type Rule, type Style } from "./look";
import { widthOf, type Pen } from "./pen";
import { wrapText, type Span } from "./wrap-text";

export type Text = readonly Span<Style>[];

/** What is drawn whole on one page: a line of text, a row of boxes. */
export interface Part { readonly height: number; readonly draw: (pen: Pen, left: number, top: number) => void }
/** A part that others may stand beside. */
export interface Piece extends Part { readonly width: number }

/** Parts one below the other: `from` their left edge, in points from that of the page's text. */
export interface Column { readonly parts: readonly Part[]; readonly from: number }

/** Columns side by side, as high as the highest. `before` parts it from what stands above it; `keep`: so much room must be left below it on the same page. */
export interface Block {
  readonly columns: readonly Column[];
  readonly before?: number;
  readonly after?: number;
  readonly inside?: number;
  readonly rule?: Rule;
  readonly ground?: string;
  readonly keep?: number;
  /** A place of the document: the block leads there, and names the place's page at its right end. */
  readonly leadsTo?: string;
}

export const one = (text: string, style: Style): Text => [{ text, style }];

export const leadingOf = (text: Text): number => { const { size, leading } = text[0]?.style ?? { size: 0, leading: 0 }; return size * leading; };

/** The lines of a text, none wider than so much. */
export function linesOf(text: Text, width: number): readonly Part[] {
  const height = leadingOf(text);
  return wrapText(text, { width, widthOf }).map((line) => ({ height, draw: (pen, left, top) => { pen.line(line, left, top); } }));
}

/** A text that stays on one line. */
export const piece = (text: Text): Piece => ({ height: leadingOf(text), width: text.reduce((sum, span) => sum + widthOf(span.text, span.style), 0), draw: (pen, left, top) => { pen.line(text, left, top); } });

export const gap = (height: number): Part => ({ height, draw: () => {} });

/** A line to write on or above, with room below it. */
export const stroke = ({ thick, colour }: Rule, width: number, height: number): Part => ({ height, draw: (pen, left, top) => { pen.fill(colour, { left, top, width, height: thick }); } });

export const column = (text: Text, from: number, width: number): Column => ({ parts: linesOf(text, width), from });
export const whole = (text: Text, more: Omit<Block, "columns"> = {}): Block => ({ columns: [column(text, 0, WIDTH)], ...more });

export const heightOfParts = (parts: readonly Part[]): number => parts.reduce((sum, { height }) => sum + height, 0);
export const heightOf = ({ columns, before = 0, inside = 0, after = 0 }: Block): number => before + Math.max(0, ...columns.map(({ parts }) => heightOfParts(parts))) + 2 * inside + after;

/** One below the other, from a place that does not flow. */
export function drawParts(pen: Pen, parts: readonly Part[], { left, top }: { readonly left: number; readonly top: number }): void {
  let y = top;
  for (const { height, draw } of parts) {
    draw(pen, left, y);
    y += height;
  }
}

/** Parts taken together: what no end of a page comes between. */
export const together = (parts: readonly Part[]): Part => ({ height: heightOfParts(parts), draw: (pen, left, top) => { drawParts(pen, parts, { left, top }); } });

export const indented = (parts: readonly Part[], by: number): readonly Part[] => parts.map(({ height, draw }) => ({ height, draw: (pen, left, top) => { draw(pen, left + by, top); } }));

/** Pieces side by side, each in the middle of its line, on as many lines as they need. */
export function sideBySide(pieces: readonly Piece[], { width, between, below = 0 }: { readonly width: number; readonly between: number; readonly below?: number }): readonly Part[] {
  const lines: Piece[][] = [];
  let used = 0;
  for (const each of pieces) {
    const line = lines.at(-1);
    if (line && used + between + each.width <= width) { line.push(each); used += between + each.width; continue; }
    lines.push([each]);
    used = each.width;
  }
  return lines.map((line) => {
    const high = Math.max(...line.map(({ height }) => height));
    const draw: Part["draw"] = (pen, left, top) => {
      let x = left;
      for (const { width: wide, height, draw: drawPiece } of line) { drawPiece(pen, x, top + (high - height) / 2); x += wide + between; }
    };
    return { height: high + below, draw };
  });
}

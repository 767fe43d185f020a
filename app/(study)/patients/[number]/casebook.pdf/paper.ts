import PDFDocument from "pdfkit";
import { PAGE, TEXT, WIDTH, type Rule, type Style } from "./casebook-look";
import { openPen, widthOf, type Pen } from "./pen";
import { wrapText, type Line, type Span } from "./wrap-text";

export type Text = readonly Span<Style>[];

/** A text in a column: `from` its left edge, in points from that of the page's text. */
export interface Column { readonly text: Text; readonly from: number; readonly width: number }

/** Columns side by side, as high as the longest. `before` parts it from what stands above it; `keep`: so much room must be left below it on the same page. */
export interface Block {
  readonly columns: readonly Column[];
  readonly before?: number;
  readonly after?: number;
  readonly inside?: number;
  readonly rule?: Rule;
  readonly ground?: string;
  readonly keep?: number;
}

export interface Paper {
  readonly newPage: () => void;
  /** Where it does not fit it stands on the next page, and goes on from page to page where no page would hold it. */
  readonly block: (block: Block) => void;
  readonly heightOf: (block: Block) => number;
  /** An entry of the reader's outline at this place. */
  readonly mark: (title: string, under?: Mark) => Mark;
  /** What a page says at its top when it goes on with something from the one before; null for nothing. */
  readonly goesOn: (title: string | null) => void;
  /** Draws on every page what all have, and gives the file. */
  readonly close: (onPage: (draw: DrawAt, page: number, pages: number) => void) => Promise<Buffer>;
}

export type Mark = PDFKit.PDFOutline;
/** Draws lines at places that do not flow. */
export interface DrawAt {
  readonly text: (text: Text, at: { readonly left: number; readonly top: number; readonly width: number }) => void;
  readonly heightOf: (text: Text, width: number) => number;
  readonly widthOf: (text: string, style: Style) => number;
  readonly rule: (rule: Rule, top: number) => void;
  readonly ground: (colour: string, top: number, height: number) => void;
}

const ROOM_TO_GO_ON = 16; // of the line that says so

export const one = (text: string, style: Style): Text => [{ text, style }];
export const whole = (text: Text, more: Omit<Block, "columns"> = {}): Block => ({ columns: [{ text, from: 0, width: WIDTH }], ...more });

const leadingOf = (text: Text): number => { const { size, leading } = text[0]?.style ?? TEXT.plain; return size * leading; };
const known = new WeakMap<Column, readonly Line<Style>[]>();

/** A column is measured before it is drawn, and wrapped once. */
function linesOf(column: Column): readonly Line<Style>[] {
  const lines = known.get(column) ?? wrapText(column.text, { width: column.width, widthOf });
  known.set(column, lines);
  return lines;
}

const heightOf = ({ columns, before = 0, inside = 0, after = 0 }: Block): number => before + Math.max(...columns.map((column) => linesOf(column).length * leadingOf(column.text))) + 2 * inside + after;

/** Where the next block goes. */
interface Flow { readonly document: PDFKit.PDFDocument; readonly pen: Pen; y: number; continued: string | null }

/** Opens a document whose bytes depend on nothing but what is drawn and what is said of it here. */
export function openPaper({ title, subject, at }: { readonly title: string; readonly subject: string; readonly at: Date }): Paper {
  const document = new PDFDocument({ size: "A4", margin: 0, autoFirstPage: false, bufferPages: true, lang: "en-GB", font: "", info: { Title: title, Subject: subject, Creator: "Cenersen eCRF", Producer: "Cenersen eCRF", CreationDate: at, ModDate: at } });
  const bytes = gather(document);
  const flow: Flow = { document, pen: openPen(document), y: 0, continued: null };
  return {
    newPage: () => { openPage(flow); }, block: (block) => { place(flow, block); }, heightOf,
    mark: (entry, under) => (under ?? document.outline).addItem(entry, { fit: true, expanded: false } as object),
    goesOn: (entry) => { flow.continued = entry; },
    close: (onPage) => {
      const { count } = document.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        document.switchToPage(page);
        flow.pen.lift();
        onPage(drawAt(flow.pen), page + 1, count);
      }
      document.end();
      return bytes;
    },
  };
}

function openPage(flow: Flow): void {
  flow.document.addPage();
  flow.pen.lift();
  flow.y = PAGE.top;
}

function turn(flow: Flow): void {
  openPage(flow);
  if (flow.continued !== null) draw(flow, whole(one(`${flow.continued}, continued`, TEXT.quiet), { after: 2 }));
}

function place(flow: Flow, block: Block): void {
  const needs = heightOf(block) - (block.after ?? 0) + (block.keep ?? 0);
  const isAtTop = flow.y <= PAGE.top;
  if (flow.y + needs > PAGE.bottom && !isAtTop && needs - (block.before ?? 0) <= PAGE.bottom - PAGE.top - ROOM_TO_GO_ON) turn(flow);
  else if (!isAtTop) flow.y += block.before ?? 0;
  draw(flow, block);
}

/** As many lines as the page has room for; the rest on the next. */
function draw(flow: Flow, { columns, inside = 0, rule, ground, after = 0 }: Block): void {
  const set = columns.map((column) => ({ ...column, lines: linesOf(column), leading: leadingOf(column.text), done: 0 }));
  for (;;) {
    const room = PAGE.bottom - flow.y - 2 * inside;
    const shown = set.map(({ lines, leading, done }) => lines.slice(done, done + Math.max(1, Math.floor((room + 0.01) / leading))));
    const height = Math.max(...set.map(({ leading }, at) => leading * (shown[at]?.length ?? 0))) + 2 * inside;
    if (ground !== undefined) flow.pen.ground(ground, flow.y, height);
    set.forEach((column, at) => {
      (shown[at] ?? []).forEach((line, place) => { flow.pen.line(line, PAGE.left + column.from, flow.y + inside + place * column.leading); });
      column.done += shown[at]?.length ?? 0;
    });
    flow.y += height;
    if (rule) flow.pen.rule(rule, flow.y);
    if (set.every(({ lines, done }) => done >= lines.length)) break;
    turn(flow);
  }
  flow.y += after;
}

const drawAt = (pen: Pen): DrawAt => ({
  text: (text, { left, top, width }) => { linesOf({ text, from: 0, width }).forEach((line, at) => { pen.line(line, left, top + at * leadingOf(text)); }); },
  heightOf: (text, width) => linesOf({ text, from: 0, width }).length * leadingOf(text), widthOf, rule: pen.rule, ground: pen.ground,
});

function gather(document: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((done, failed) => {
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => { done(Buffer.concat(parts)); });
    document.on("error", failed);
  });
}

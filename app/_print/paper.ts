import PDFDocument from "pdfkit";
import { drawRight } from "./frame";
import { PAGE, TEXT, WIDTH } from "./look";
import { heightOf, heightOfParts, one, whole, type Block, type Column, type Part } from "./parts";
import { openPen, type Pen } from "./pen";

export type Mark = PDFKit.PDFOutline;

export interface Paper {
  /** Its number; what follows begins at its top, or lower. */
  readonly newPage: (top?: number) => number;
  /** Where it does not fit it stands on the next page, and goes on from page to page where no page would hold it. */
  readonly block: (block: Block) => void;
  /** An entry of the reader's outline at this place. */
  readonly mark: (title: string, under?: Mark) => Mark;
  /** The page that is open has a name: links lead to it, and other documents. */
  readonly name: (place: string) => void;
  /** What a page says at its top when it goes on with something from the one before; null for nothing. */
  readonly goesOn: (title: string | null) => void;
  /** Draws on every page what all have, and gives the file. */
  readonly close: (onPage: (pen: Pen, page: number, pages: number) => void) => Promise<Buffer>;
}

const ROOM_TO_GO_ON = 16; // of the line that says so
const NUMBER_INDENT = 6;

/** Where the next block goes. */
interface Flow {
  readonly document: PDFKit.PDFDocument;
  readonly pen: Pen;
  readonly places: Map<string, number>;
  /** Numbers of pages that are known only at the end. */
  readonly numbers: { readonly page: number; readonly place: string; readonly top: number }[];
  y: number;
  continued: string | null;
}

/** Opens a document whose bytes depend on nothing but what is drawn and what is said of it here. */
export function openPaper({ title, subject, at }: { readonly title: string; readonly subject?: string; readonly at: Date }): Paper {
  const info = { Title: title, ...(subject === undefined ? {} : { Subject: subject }), Creator: "Cenersen eCRF", Producer: "Cenersen eCRF", CreationDate: at, ModDate: at };
  const document = new PDFDocument({ size: "A4", margin: 0, autoFirstPage: false, bufferPages: true, lang: "en-GB", displayTitle: true, font: "", info });
  const bytes = gather(document);
  const flow: Flow = { document, pen: openPen(document), places: new Map(), numbers: [], y: 0, continued: null };
  return {
    newPage: (top = PAGE.top) => { openPage(flow, top); return pageOf(flow); },
    block: (block) => { place(flow, block); },
    mark: (entry, under) => (under ?? document.outline).addItem(entry, { fit: true, expanded: false } as object),
    name: (named) => { flow.places.set(named, pageOf(flow)); document.addNamedDestination(named, "XYZ", 0, 0, null as unknown as number); },
    goesOn: (entry) => { flow.continued = entry; },
    close: (onPage) => {
      const pages = pageOf(flow);
      flow.pen.lift();
      for (let page = 1; page <= pages; page++) {
        document.switchToPage(page - 1);
        onPage(flow.pen, page, pages);
        for (const { place: named, top } of flow.numbers.filter((number) => number.page === page)) drawRight(flow.pen, one(String(flow.places.get(named) ?? ""), TEXT.plain), top, NUMBER_INDENT);
        flow.pen.lift();
      }
      document.end();
      return bytes;
    },
  };
}

const pageOf = ({ document }: Flow): number => document.bufferedPageRange().count;

function openPage(flow: Flow, top: number = PAGE.top): void {
  flow.pen.lift();
  flow.document.addPage();
  flow.y = top;
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

/** As many parts as the page has room for; the rest on the next. */
function draw(flow: Flow, { columns, inside = 0, rule, ground, leadsTo, after = 0 }: Block): void {
  const set = columns.map((column) => ({ ...column, done: 0 }));
  for (;;) {
    const shown = set.map((column) => fitting(column, PAGE.bottom - flow.y - 2 * inside));
    const height = Math.max(0, ...shown.map(heightOfParts)) + 2 * inside;
    if (ground !== undefined) flow.pen.ground(ground, flow.y, height);
    if (leadsTo !== undefined) lead(flow, leadsTo, { height, inside });
    set.forEach((column, at) => {
      let top = flow.y + inside;
      for (const part of shown[at] ?? []) { part.draw(flow.pen, PAGE.left + column.from, top); top += part.height; }
      column.done += shown[at]?.length ?? 0;
    });
    flow.y += height;
    if (rule) flow.pen.rule(rule, flow.y);
    if (set.every(({ parts, done }) => done >= parts.length)) break;
    turn(flow);
  }
  flow.y += after;
}

/** The next parts of a column that fit into the room; one at least. */
function fitting({ parts, done }: Column & { readonly done: number }, room: number): readonly Part[] {
  let [end, used] = [done, 0];
  for (; end < parts.length; end++) {
    used += parts[end]?.height ?? 0;
    if (end > done && used > room + 0.01) break;
  }
  return parts.slice(done, end);
}

function lead({ document, numbers, y }: Flow, named: string, { height, inside }: { readonly height: number; readonly inside: number }): void {
  document.goTo(PAGE.left, y, WIDTH, height, named);
  numbers.push({ page: document.bufferedPageRange().count, place: named, top: y + inside });
}

function gather(document: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((done, failed) => {
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => { done(Buffer.concat(parts)); });
    document.on("error", failed);
  });
}

import { FACES, faceOf, type FaceName } from "./faces";
import { PAGE, WIDTH, type Rule, type Style } from "./look";
import type { Line } from "./wrap-text";

/** What of pdfkit lies beneath its own `text`, which shapes and states every line anew and takes four times as long for a casebook. */
interface EmbeddedFont {
  readonly id: string;
  readonly ref: () => object;
  readonly subset: { readonly includeGlyph: (id: number) => number };
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
}
interface Inner { readonly _font: EmbeddedFont; readonly page: { readonly height: number; readonly fonts: Record<string, object> }; readonly addContent: (operators: string) => void }

export interface Area { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** Draws on the page that is open. */
export interface Pen {
  /** A line whose top is at `top`: both in points from the corner of the page. Words of all sizes stand on one base. */
  readonly line: (spans: Line<Style>, left: number, top: number) => void;
  /** Over the whole width of the page's text, as a rule is. */
  readonly ground: (colour: string, top: number, height: number) => void;
  readonly rule: (rule: Rule, top: number) => void;
  readonly fill: (colour: string, area: Area) => void;
  /** The line is drawn inside the area. */
  readonly frame: (rule: Rule, area: Area) => void;
  readonly dot: (colour: string, area: Area) => void;
  /** Before another page is opened, and before the end: nothing of the look holds there, and what was drawn stands on this one. */
  readonly lift: () => void;
}

const LETTERS = /[^ ]+| +/g;

/** A word and the blanks between words are measured and drawn apart, so that each is shaped once. */
export const widthOf = (text: string, { face, size }: Style): number => {
  const { shape } = faceOf(face);
  if (!text.includes(" ")) return (shape(text).width * size) / 1000;
  let sum = 0;
  for (const word of text.match(LETTERS) ?? []) sum += shape(word).width;
  return (sum * size) / 1000;
};

export function openPen(document: PDFKit.PDFDocument): Pen {
  const inner = document as unknown as Inner;
  const fonts = new Map(FACES.map((face) => [face, embed(document, face)]));
  let [colour, look] = ["", ""];
  let waiting: string[] = []; // what pdfkit is given at once: it copies each piece by itself
  const flush = () => { if (waiting.length > 0) inner.addContent(waiting.join("\n")); waiting = []; };
  const ink = (wanted: string) => { if (wanted !== colour) waiting.push("/DeviceRGB cs", `${shareOf(wanted)} scn`); colour = wanted; };
  const fill = (filled: string, area: Area) => { ink(filled); waiting.push(outline(area), "f"); };
  const ground = (filled: string, top: number, height: number) => { fill(filled, { left: PAGE.left, top, width: WIDTH, height }); };
  const baseOf = ({ face, size, leading }: Style): number => { const { high = 0, deep = 0 } = fonts.get(face) ?? {}; return size * ((leading - high - deep) / 2 + high); };
  return {
    line: (spans, left, top) => {
      const base = top + Math.max(0, ...spans.map(({ style }) => baseOf(style)));
      let x = left;
      for (const { text, style } of spans) {
        const font = fonts.get(style.face);
        if (!font || text.trim() === "") { x += widthOf(text, style); continue; }
        ink(style.colour);
        inner.page.fonts[font.id] ??= font.ref();
        if (look !== `/${font.id} ${style.size} Tf`) waiting.push(look = `/${font.id} ${style.size} Tf`);
        waiting.push(`BT 1 0 0 -1 ${round(x)} ${round(base)} Tm [${font.shown(text)}] TJ ET`);
        if (spans.length > 1) x += widthOf(text, style);
      }
    },
    ground, fill,
    rule: ({ thick, colour: drawn }, top) => { ground(drawn, top, thick); },
    frame: ({ thick, colour: drawn }, { left, top, width, height }) => {
      waiting.push(`${thick} w`, "/DeviceRGB CS", `${shareOf(drawn)} SCN`, outline({ left: left + thick / 2, top: top + thick / 2, width: width - thick, height: height - thick }), "S");
    },
    dot: (filled, { left, top, width, height }) => { ink(filled); flush(); document.circle(left + width / 2, top + height / 2, width / 2).fill(); },
    lift: () => { flush(); [colour, look] = ["", ""]; },
  };
}

const round = (points: number): number => Math.round(points * 1_000) / 1_000;
const fine = (points: number): number => Math.round(points * 1_000_000) / 1_000_000;
const outline = ({ left, top, width, height }: Area): string => `${fine(left)} ${fine(top)} ${fine(width)} ${fine(height)} re`;

const shares = new Map<string, string>();
/** "#16202a" as shares of red, green and blue. */
function shareOf(colour: string): string {
  const known = shares.get(colour) ?? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).join(" ");
  shares.set(colour, known);
  return known;
}

/** A face in a document; `shown` is a text as the operator TJ takes it, its letters as near to each other as the font wants. */
function embed(document: PDFKit.PDFDocument, face: FaceName) {
  const { font, shape } = faceOf(face);
  document.registerFont(face, font as unknown as string);
  document.font(face);
  const embedded = (document as unknown as Inner)._font;
  const words = new Map<string, string>();
  const write = (word: string): string => {
    const { glyphs, nearer } = shape(word);
    return `<${glyphs.map(({ id, width, codePoints }, at) => {
      const code = embedded.subset.includeGlyph(id);
      embedded.widths[code] ??= width;
      embedded.unicode[code] ??= codePoints;
      const hex = code.toString(16).padStart(4, "0");
      return at === glyphs.length - 1 || nearer[at] === 0 ? hex : `${hex}> ${nearer[at]} <`;
    }).join("")}>`;
  };
  const shownWord = (word: string): string => {
    const known = words.get(word) ?? write(word);
    words.set(word, known);
    return known;
  };
  return { id: embedded.id, ref: () => embedded.ref(), high: font.ascent / font.unitsPerEm, deep: -font.descent / font.unitsPerEm, shown: (text: string): string => (text.match(LETTERS) ?? []).map(shownWord).join("") };
}

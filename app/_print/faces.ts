import { readFileSync } from "node:fs";
import path from "node:path";
import { create, type Font } from "fontkit";

/** IBM Plex Sans (SIL Open Font License, beside it), embedded as far as it is used: the fonts that every reader brings have no "×10⁹/L" and no "≥". */
const FOLDER = "app/_print/fonts";
const FILES = { regular: "IBMPlexSans_400Regular.ttf", italic: "IBMPlexSans_400Regular_Italic.ttf", strong: "IBMPlexSans_600SemiBold.ttf" } as const;
const MOST_WORDS = 50_000; // kept of a face; what a person typed is seldom met again

export type FaceName = keyof typeof FILES;

/** A word in a font, in thousandths of the size: its glyphs, and by how much less each is followed than its own width says. */
export interface ShapedWord {
  readonly glyphs: readonly { readonly id: number; readonly width: number; readonly codePoints: readonly number[] }[];
  readonly nearer: readonly number[];
  readonly width: number;
}

/** A font as pages are written with it: opened once in a process, and each word shaped once. */
export interface Face {
  readonly font: Font;
  readonly shape: (word: string) => ShapedWord;
  readonly has: (codePoint: number) => boolean;
}

const opened = new Map<FaceName, Face>();

export function faceOf(name: FaceName): Face {
  const known = opened.get(name);
  if (known) return known;
  const face = openFace(name);
  opened.set(name, face);
  return face;
}

export const FACES = Object.keys(FILES) as readonly FaceName[];

function openFace(name: FaceName): Face {
  const font = create(readFileSync(path.join(process.cwd(), FOLDER, FILES[name]))) as Font;
  const words = new Map<string, ShapedWord>();
  const shape = (word: string): ShapedWord => {
    const known = words.get(word);
    if (known) return known;
    if (words.size >= MOST_WORDS) words.clear();
    const shaped = shapeWord(font, word);
    words.set(word, shaped);
    return shaped;
  };
  return { font, shape, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) };
}

/**
 * fontkit keeps of each glyph the letters that it stood for first: an "ﬁ" that somebody once typed would be what every later "fi" of the process is read as,
 * in whoever's document. A word that would be read otherwise than it was typed is shaped with glyphs of its own.
 */
function shapeWord(font: Font, word: string): ShapedWord {
  let run = font.layout(word);
  if (String.fromCodePoint(...run.glyphs.flatMap(({ codePoints }) => codePoints)) !== word) {
    (font as unknown as { _glyphs: object })._glyphs = {};
    run = font.layout(word);
  }
  const { glyphs, positions } = run;
  const scale = 1000 / font.unitsPerEm;
  return {
    glyphs: glyphs.map(({ id, advanceWidth, codePoints }) => ({ id, width: advanceWidth * scale, codePoints })),
    nearer: glyphs.map(({ advanceWidth }, at) => Math.round((advanceWidth - (positions[at]?.xAdvance ?? advanceWidth)) * scale)),
    width: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) * scale,
  };
}

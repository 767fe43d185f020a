import { TEXT, WIDTH, type Style } from "@/app/_print/look";
import { gap, heightOfParts, indented, linesOf, one, piece, sideBySide, together, type Part, type Piece, type Text } from "@/app/_print/parts";
import type { Blank, Box, Option } from "@/lib/crf/printed-form";
import { CRF_RULES, CRF_TEXT } from "./crf-look";

const CELL = { width: 15, height: 17 } as const;
const NUMBER = { width: 84, height: 17 } as const;
const LINE_HEIGHT = 16;
const [TICK, TICK_GAP, CODE_GAP] = [9, 4, "  "] as const;
const [BETWEEN, BELOW] = [14, 3] as const;
const COLUMNS = 3;

/** A row of boxes for single characters, with what belongs into them below. */
function cells({ boxes, caption }: Box): Piece {
  const step = CELL.width - CRF_RULES.box.thick; // neighbours share a line
  const width = boxes * step + CRF_RULES.box.thick;
  const says = caption === "" ? null : piece(one(caption, CRF_TEXT.caption));
  return {
    width: Math.max(width, says?.width ?? 0), height: CELL.height + (says?.height ?? 0),
    draw: (pen, left, top) => {
      for (let at = 0; at < boxes; at++) pen.frame(CRF_RULES.box, { left: left + at * step, top, ...CELL });
      says?.draw(pen, left + (width - says.width) / 2, top + CELL.height);
    },
  };
}

/** Boxes in groups, with the unit behind the last. */
export function boxes(groups: readonly Box[], unit: string | null, { width, between = 8 }: { readonly width: number; readonly between?: number }): readonly Part[] {
  return sideBySide([...groups.map(cells), ...(unit === null ? [] : [piece(one(unit, TEXT.plain))])], { width, between });
}

const numberBox: Piece = { ...NUMBER, draw: (pen, left, top) => { pen.frame(CRF_RULES.box, { left, top, ...NUMBER }); } };

const drawTick = (height: number): Part["draw"] => (pen, left, top) => { pen.frame(CRF_RULES.tick, { left, top: top + (height - TICK) / 2, width: TICK, height: TICK }); };

/** Its words and, on the annotated form, the code that is stored. */
const wordsOf = ({ code, label }: Option, coded: boolean, style: Style): Text => [...one(label, style), ...(coded && code !== label ? one(`${CODE_GAP}${code}`, CRF_TEXT.code) : [])];

/** A box to tick with its words on one line. */
export function tick(option: Option, coded: boolean, style: Style = TEXT.plain): Piece {
  const words = piece(wordsOf(option, coded, style));
  const height = Math.max(words.height, TICK + 2);
  const drawBox = drawTick(height);
  return {
    width: TICK + TICK_GAP + words.width, height,
    draw: (pen, left, top) => { drawBox(pen, left, top); words.draw(pen, left + TICK + TICK_GAP, top + (height - words.height) / 2); },
  };
}

/** The same with words of any length. */
function longTick(option: Option, coded: boolean, width: number): Part {
  const [first, ...rest] = indented(linesOf(wordsOf(option, coded, TEXT.plain), width - TICK - TICK_GAP), TICK + TICK_GAP);
  if (!first) return gap(0);
  const drawBox = drawTick(first.height);
  return together([{ height: first.height, draw: (pen, left, top) => { drawBox(pen, left, top); first.draw(pen, left, top); } }, ...rest, gap(BELOW)]);
}

/** Few options side by side, short ones in three columns, long ones one below the other. */
function optionsOf(options: readonly Option[], coded: boolean, width: number): readonly Part[] {
  const ticks = options.map((option) => tick(option, coded));
  const third = width / COLUMNS;
  const inOneLine = ticks.reduce((sum, each) => sum + each.width, BETWEEN * (ticks.length - 1)) <= width;
  if (inOneLine) return sideBySide(ticks, { width, between: BETWEEN, below: BELOW });
  if (Math.max(...ticks.map((each) => each.width)) > third - BETWEEN / 2) return options.map((option) => longTick(option, coded, width));
  return sideBySide(ticks.map((each) => ({ ...each, width: third - 0.01 })), { width, between: 0, below: BELOW });
}

/** What a hand fills in. */
export function blankOf(blank: Blank, { coded, width }: { readonly coded: boolean; readonly width: number }): readonly Part[] {
  switch (blank.kind) {
    case "lines": return Array.from({ length: blank.lines }, () => lineToWriteOn(width));
    case "number": return sideBySide([numberBox, ...(blank.unit === null ? [] : [piece(one(blank.unit, TEXT.plain))])], { width, between: 5, below: BELOW });
    case "boxes": return boxes(blank.groups, blank.unit, { width });
    case "options": return optionsOf(blank.options, coded, width);
  }
}

const lineToWriteOn = (width: number): Part => ({ height: LINE_HEIGHT, draw: (pen, left, top) => { pen.fill(CRF_RULES.box.colour, { left, top: top + LINE_HEIGHT - CRF_RULES.box.thick, width, height: CRF_RULES.box.thick }); } });

/** Why a value cannot be had: one of them is ticked instead. */
export const missingOf = (reasons: readonly Option[], coded: boolean, width: number): readonly Part[] =>
  sideBySide([piece(one("or", TEXT.quiet)), ...reasons.map((reason) => tick(reason, coded, TEXT.quiet))], { width, between: 10, below: 1 });

const PATIENT: readonly Box[] = [{ boxes: 3, caption: "" }, { boxes: 3, caption: "" }];

/** The patient's number to fill in, at the right end of the page's text; its foot at `bottom`. */
export function patientBoxes(): { readonly width: number; readonly height: number; readonly parts: readonly Part[] } {
  const parts = sideBySide([piece(one("Patient", TEXT.plain)), ...PATIENT.map(cells)], { width: WIDTH, between: 8 });
  const width = piece(one("Patient", TEXT.plain)).width + PATIENT.reduce((sum, box) => sum + 8 + cells(box).width, 0);
  return { width, height: heightOfParts(parts), parts };
}

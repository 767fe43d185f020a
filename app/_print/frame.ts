import { GROUNDS, PAGE, RULES, TEXT, WIDTH } from "./look";
import { drawParts, heightOfParts, leadingOf, linesOf, one, piece, type Text } from "./parts";
import type { Pen } from "./pen";

const NUMBER_WIDTH = 90; // of "Page n of N"
const [HEAD_GAP, FOOT_GAP] = [6, 4.5];

/** What stands on every page: of what it is at the top, and at the foot something of it beside the page's number. */
export interface Frame {
  /** Lines one below the other; none, and there is no line below them either. */
  readonly head: readonly Text[];
  readonly headWidth?: number;
  /** What a training says over all. */
  readonly training?: string | null;
  readonly foot: Text;
}

/** The lowest line of a head ends there. */
export const HEAD_END = PAGE.headLine - HEAD_GAP;

export function drawFrame(pen: Pen, { head, headWidth = WIDTH, training = null, foot }: Frame, page: number, pages: number): void {
  let top: number = HEAD_END;
  for (const text of head.toReversed()) {
    const lines = linesOf(text, headWidth);
    top -= heightOfParts(lines);
    drawParts(pen, lines, { left: PAGE.left, top });
  }
  if (training !== null) drawTraining(pen, training, top - 2);
  if (head.length > 0) pen.rule(RULES.head, PAGE.headLine - 1);
  pen.rule(RULES.foot, PAGE.footLine);
  drawParts(pen, linesOf(foot, WIDTH - NUMBER_WIDTH), { left: PAGE.left, top: PAGE.footLine + FOOT_GAP });
  drawRight(pen, one(`Page ${page} of ${pages}`, foot[0]?.style ?? TEXT.foot), PAGE.footLine + FOOT_GAP);
}

/** At the right end of the page's text, or so much before it. */
export function drawRight(pen: Pen, text: Text, top: number, before = 0): void {
  pen.line(text, PAGE.left + WIDTH - before - piece(text).width, top);
}

function drawTraining(pen: Pen, says: string, bottom: number): void {
  const text = one(says, TEXT.training);
  const lines = linesOf(text, WIDTH - 4);
  const height = lines.length * leadingOf(text) + 4;
  pen.ground(GROUNDS.training, bottom - height, height);
  drawParts(pen, lines, { left: PAGE.left + 2, top: bottom - height + 2 });
}

import type { FaceName } from "./faces";

/** How a run of text looks: lengths in points. */
export interface Style { readonly face: FaceName; readonly size: number; readonly colour: string; readonly leading: number }
export interface Rule { readonly thick: number; readonly colour: string }

export const [INK, QUIET, LINE, FIRM] = ["#16202a", "#55606b", "#c9d0d6", "#5b6570"] as const;
export const style = (size: number, face: FaceName = "regular", colour: string = INK, leading = 1.3): Style => ({ face, size, colour, leading });

/** A4, with room for what stands on every page. */
export const PAGE = { width: 595.28, left: 40, right: 40, top: 78, bottom: 789.8, headLine: 66, footLine: 792 } as const;
export const WIDTH = PAGE.width - PAGE.left - PAGE.right;

export const TEXT = {
  plain: style(9), strong: style(9, "strong"), quiet: style(7.5, "regular", QUIET), condition: style(7.5, "italic"), title: style(16, "strong", INK, 1.2), chapter: style(13, "strong"),
  form: style(10.5, "strong"), label: style(9, "regular", "#3a454f"), answer: style(9, "strong"), marks: style(7, "regular", QUIET), line: style(8, "regular", "#2b353f"), lineQuiet: style(8, "regular", QUIET),
  stated: style(12, "strong", INK, 1.25), warning: style(9, "regular", "#8a1020"), says: style(8), saysStrong: style(8, "strong"), foot: style(6.8, "regular", QUIET), training: style(9, "strong", "#141403"),
} as const satisfies Record<string, Style>;

export const RULES = { value: { thick: 0.3, colour: LINE }, form: { thick: 0.8, colour: INK }, head: { thick: 1, colour: INK }, foot: { thick: 0.5, colour: FIRM } } as const satisfies Record<string, Rule>;
export const GROUNDS = { warning: "#fdeceb", training: "#ffe100" } as const;

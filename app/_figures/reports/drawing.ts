import type { Ink } from "./inks";

/** One mark of a picture: an element of SVG with numbers for attributes and inks for colours. */
export interface Mark {
  readonly tag: "line" | "rect" | "path" | "text" | "circle";
  readonly at: Readonly<Record<string, string | number>>;
  readonly fill?: Ink | "none";
  readonly stroke?: Ink;
  /** Of a text. */
  readonly text?: string;
  /** What a hand on the mark is told. */
  readonly says?: string;
}

/** A picture as data: a page draws it with the theme's colours, a file is written from it. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** All pictures of reports are so wide; a narrow screen scrolls them. */
export const WIDTH = 940;

const tenth = (value: number): number => Math.round(value * 10) / 10;

interface Style { readonly says?: string; readonly width?: number; readonly dash?: string; readonly opacity?: number }
const strokeOf = ({ width, dash }: Style) => ({ ...(width ? { strokeWidth: width } : {}), ...(dash ? { strokeDasharray: dash } : {}) });
const saidBy = ({ says }: Style) => (says === undefined ? {} : { says });

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: Ink, style: Style = {}): Mark =>
  ({ tag: "line", at: { x1: tenth(x1), y1: tenth(y1), x2: tenth(x2), y2: tenth(y2), ...strokeOf(style) }, stroke, ...saidBy(style) });

export const path = (d: string, { fill = "none", stroke, ...style }: Style & { readonly fill?: Ink | "none"; readonly stroke?: Ink }): Mark =>
  ({ tag: "path", at: { d, ...strokeOf(style), ...(style.opacity ? { fillOpacity: style.opacity } : {}) }, fill, ...(stroke ? { stroke } : {}), ...saidBy(style) });

export const rect = (x: number, y: number, width: number, height: number, { fill = "none", stroke, ...style }: Style & { readonly fill?: Ink | "none"; readonly stroke?: Ink }): Mark =>
  ({ tag: "rect", at: { x: tenth(x), y: tenth(y), width: tenth(Math.max(0, width)), height: tenth(height), ...strokeOf(style), ...(style.opacity ? { fillOpacity: style.opacity } : {}) }, fill, ...(stroke ? { stroke } : {}), ...saidBy(style) });

interface TextStyle { readonly ink?: Ink; readonly anchor?: "start" | "middle" | "end"; readonly bold?: boolean; readonly size?: number; readonly turned?: boolean }

export const text = (x: number, y: number, says: string, { ink = "text-2", anchor = "start", bold = false, size = 11.5, turned = false }: TextStyle = {}): Mark => ({
  tag: "text", text: says, fill: ink,
  at: { x: tenth(x), y: tenth(y), fontSize: size, ...(anchor === "start" ? {} : { textAnchor: anchor }), ...(bold ? { fontWeight: 650 } : {}), ...(turned ? { transform: `rotate(-90 ${tenth(x)} ${tenth(y)})` } : {}) },
});

/** About how wide a text comes out, for what stands beside it. */
export const widthOf = (says: string, size = 11.5): number => says.length * size * 0.54;

/** A text cut so that it fits; the whole of it stands in the table. */
export const fitting = (says: string, width: number, size = 11.5): string => (widthOf(says, size) <= width ? says : `${says.slice(0, Math.max(1, Math.floor(width / (size * 0.54)) - 1))}…`);

const moved = (mark: Mark, by: number): Mark => {
  const down = (name: string) => (typeof mark.at[name] === "number" ? { [name]: tenth(Number(mark.at[name]) + by) } : {});
  const turned = mark.at["transform"] === undefined ? {} : { transform: `rotate(-90 ${mark.at["x"]} ${tenth(Number(mark.at["y"]) + by)})` };
  return mark.tag === "path" ? { ...mark, at: { ...mark.at, transform: `translate(0 ${tenth(by)})` } } : { ...mark, at: { ...mark.at, ...down("y"), ...down("y1"), ...down("y2"), ...down("cy"), ...turned } };
};

/** Pictures under each other. */
export function stacked(drawings: readonly Drawing[], gap = 18): Drawing {
  let height = 0;
  const marks = drawings.flatMap((drawing) => {
    const by = height;
    height += drawing.height + gap;
    return by === 0 ? drawing.marks : drawing.marks.map((mark) => moved(mark, by));
  });
  return { width: WIDTH, height: Math.max(0, height - gap), marks };
}

/** Round steps of a scale up to at least `most`, about `count` of them, in whole numbers. */
export function ticksUpTo(most: number, count = 5): readonly number[] {
  const rough = Math.max(1, most / count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, at) => at * step);
}

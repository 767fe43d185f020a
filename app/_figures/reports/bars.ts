import { fitting, line, text, ticksUpTo, WIDTH, widthOf, type Drawing, type Mark } from "./drawing";
import { legendAt, painted, type LegendItem, type Painted } from "./looks";

export interface BarPart extends Painted {
  readonly value: number;
  readonly says: string;
}

export interface BarRow {
  readonly label: string;
  readonly parts: readonly BarPart[];
  /** At the end of the bar. */
  readonly note: string;
  /** Thinner, under the row above it. */
  readonly inner?: boolean;
}

export interface BarsProps {
  readonly rows: readonly (BarRow | { readonly heading: string })[];
  /** What the scale counts: "patients", "% of the treated". */
  readonly unit: string;
  /** The end of the scale where it is fixed, such as 100 per cent. */
  readonly most?: number;
  readonly legend: readonly LegendItem[];
  readonly labelWidth?: number;
}

const RIGHT = WIDTH - 116;
const ROW = 24;
const INNER = 16;
const HEADING = 26;

/** Horizontal bars of parts that add up, with the scale above and the figure at each end. */
export function bars({ rows, unit, most, legend, labelWidth = 250 }: BarsProps): Drawing {
  const longest = Math.max(1, ...rows.map((row) => ("heading" in row ? 0 : row.parts.reduce((sum, { value }) => sum + value, 0))));
  const ticks = ticksUpTo(most ?? longest);
  const [from, end] = [labelWidth + 8, most ?? ticks.at(-1) ?? 1];
  const xOf = (value: number) => from + ((RIGHT - from) * value) / end;
  const top = (legend.length > 0 ? 26 : 4) + 20;
  const heights = rows.map((row) => ("heading" in row ? HEADING : row.inner ? INNER : ROW));
  const tops = heights.map((_, at) => top + heights.slice(0, at).reduce((sum, height) => sum + height, 0));
  const bottom = top + heights.reduce((sum, height) => sum + height, 0);
  const marks: readonly Mark[] = [
    ...legendAt(from, 14, legend),
    ...ticks.filter((tick) => tick <= end).flatMap((tick) => [line(xOf(tick), top - 4, xOf(tick), bottom, tick === 0 ? "line-2" : "line"), text(xOf(tick), top - 9, String(tick), { anchor: "middle", ink: "text-3" })]),
    text(RIGHT + 16 + widthOf(String(ticks.at(-1) ?? "")) / 2, top - 9, unit, { ink: "text-3" }),
    ...rows.flatMap((row, at) => drawnRow(row, tops[at] ?? 0, { xOf, from, labelWidth })),
  ];
  return { width: WIDTH, height: bottom + 4, marks };
}

function drawnRow(row: BarsProps["rows"][number], y: number, { xOf, from, labelWidth }: { readonly xOf: (value: number) => number; readonly from: number; readonly labelWidth: number }): readonly Mark[] {
  if ("heading" in row) return [text(0, y + 18, row.heading, { ink: "text", bold: true })];
  const [height, thick] = row.inner ? [INNER, 11] : [ROW, 14];
  let sum = 0;
  const parts = row.parts.flatMap(({ value, says, ...look }) => {
    const x = xOf(sum);
    sum += value;
    return value === 0 ? [] : painted(x, y + (height - thick) / 2, Math.max(1, xOf(sum) - x), thick, look, says);
  });
  const baseline = y + height / 2 + 4;
  return [text(from - 10, baseline, fitting(row.label, labelWidth - 4), { anchor: "end", ink: row.inner ? "text-2" : "text" }), ...parts, text(xOf(sum) + 7, baseline, row.note, { ink: "text-2" })];
}

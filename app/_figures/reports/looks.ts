import { path, rect, text, widthOf, type Mark } from "./drawing";
import type { Ink } from "./inks";

/** How an area is filled: told apart without colour. */
export type Look = "solid" | "light" | "hatch" | "outline" | "dash";

export interface Painted { readonly look: Look; readonly ink: Ink }

const HATCH_STEP = 5;

/** Slanted lines within a rectangle, as one path. */
function hatchOf(x: number, y: number, width: number, height: number): string {
  const lines: string[] = [];
  for (let from = HATCH_STEP; from < width + height; from += HATCH_STEP) {
    const [x1, y1] = from <= height ? [0, from] : [from - height, height];
    const [x2, y2] = from <= width ? [from, 0] : [width, from - width];
    lines.push(`M${(x + x1).toFixed(1)} ${(y + y1).toFixed(1)}L${(x + x2).toFixed(1)} ${(y + y2).toFixed(1)}`);
  }
  return lines.join("");
}

/** A rectangle in a look. What is told about it hangs on the rectangle itself. */
export function painted(x: number, y: number, width: number, height: number, { look, ink }: Painted, says?: string): readonly Mark[] {
  const told = says === undefined ? {} : { says };
  if (look === "solid") return [rect(x, y, width, height, { fill: ink, ...told })];
  if (look === "light") return [rect(x, y, width, height, { fill: ink, opacity: 0.34, ...told })];
  const frame = rect(x + 0.6, y + 0.6, Math.max(0.5, width - 1.2), height - 1.2, { fill: "surface", stroke: ink, width: 1.2, ...(look === "dash" ? { dash: "3 2.5" } : {}), ...told });
  return look === "hatch" ? [frame, path(hatchOf(x, y, width, height), { stroke: ink, width: 1.1 })] : [frame];
}

export interface LegendItem extends Painted { readonly label: string }

/** Swatches with their words in one line, from the left. */
export function legendAt(x: number, y: number, items: readonly LegendItem[]): readonly Mark[] {
  let left = x;
  return items.flatMap(({ label, ...look }) => {
    const at = left;
    left += 20 + widthOf(label) + 18;
    return [...painted(at, y - 9, 14, 11, look), text(at + 20, y, label)];
  });
}

/** A list so short is drawn whole: the browser's own search then finds everything. */
export const WHOLE_UP_TO = 60;
const BEYOND = 10;
const STEP = 5;

export interface Extent {
  readonly from: number;
  /** The first row after it. */
  readonly to: number;
}

/** The rows to draw for what is in view, in steps, so that scrolling does not draw anew at every line. */
export function extentOf({ top, height, rowHeight, rows }: { readonly top: number; readonly height: number; readonly rowHeight: number; readonly rows: number }): Extent {
  if (rows <= WHOLE_UP_TO) return { from: 0, to: rows };
  const first = Math.floor(Math.max(0, top) / rowHeight / STEP) * STEP;
  const inView = Math.ceil(height / rowHeight / STEP) * STEP;
  const from = Math.max(0, Math.min(first, rows - inView) - BEYOND);
  return { from, to: Math.min(rows, first + inView + STEP + BEYOND) };
}

/** A row by its place, or the room of so many rows that are not drawn. */
export type Drawn = { readonly row: number } | { readonly gap: number; readonly before: number };

/** The rows of an extent, and one more that must stay because it holds the focus, with the room between them. */
export function drawnRows({ from, to }: Extent, held: number | null, rows: number): readonly Drawn[] {
  const places = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  const kept = held !== null && held >= 0 && held < rows && (held < from || held >= to) ? [...places, held].toSorted((one, other) => one - other) : places;
  const drawn: Drawn[] = [];
  let next = 0;
  for (const row of kept) {
    if (row > next) drawn.push({ gap: row - next, before: row });
    drawn.push({ row });
    next = row + 1;
  }
  if (next < rows) drawn.push({ gap: rows - next, before: rows });
  return drawn;
}

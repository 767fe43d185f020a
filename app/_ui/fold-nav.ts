/** Up to which width a page is folded away behind "More": never, on a telephone, on a tablet, or always. */
export type Fold = "never" | "narrow" | "medium" | "always";

/** As many pages as stand open at each width. One more does where it is the last: a menu of one page would save nothing. */
const OPEN = { narrow: 2, medium: 5, wide: 7 } as const;
const open = (count: number, most: number): number => (count <= most + 1 ? count : most);

/** How far the page at `index` of `count` is folded: the later in the order of a day's work, the sooner. */
export function foldOf(index: number, count: number): Fold {
  // Four short names fit on a telephone.
  if (index < (count <= 4 ? count : OPEN.narrow)) return "never";
  if (index < open(count, OPEN.medium)) return "narrow";
  return index < open(count, OPEN.wide) ? "medium" : "always";
}

import { Decimal } from "decimal.js";
import type { Cell, Variable } from "./dataset";

/** What the rows of a dataset need of one variable. */
export interface Extent {
  /** Longest text in ASCII, at most what a transport file holds; 0 when no row has one. */
  readonly ascii: number;
  /** Longest text as it was recorded, in characters. */
  readonly characters: number;
  /** Of numbers, digits before and after the point. */
  readonly whole: number;
  readonly decimals: number;
  /** Whether some row has a value, and what all texts are. */
  readonly hasValue: boolean;
  readonly isDays: boolean;
  readonly isTimes: boolean;
}

export const NO_EXTENT: Extent = { ascii: 0, characters: 0, whole: 0, decimals: 0, hasValue: false, isDays: true, isTimes: true };

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

/** The extent that has room for one value more, the same one where it has room already; `ascii` is the value as the transport file holds it. */
export function widened(extent: Extent, cell: Cell, ascii: string): Extent {
  if (cell === null) return extent;
  if (typeof cell === "number") {
    const [whole, decimals] = digitsOf(cell);
    return extent.hasValue && whole <= extent.whole && decimals <= extent.decimals ? extent : { ...extent, hasValue: true, whole: Math.max(extent.whole, whole), decimals: Math.max(extent.decimals, decimals) };
  }
  // A text that is shorter in code units than the longest is so in characters too, and need not be counted.
  const characters = cell.length <= extent.characters ? extent.characters : Math.max(extent.characters, Array.from(cell).length);
  const [isDays, isTimes] = [extent.isDays && DAY.test(cell), extent.isTimes && TIME.test(cell)];
  if (extent.hasValue && ascii.length <= extent.ascii && characters === extent.characters && isDays === extent.isDays && isTimes === extent.isTimes) return extent;
  return { ...extent, hasValue: true, ascii: Math.max(extent.ascii, ascii.length), characters, isDays, isTimes };
}

/** Digits before and after the point. */
function digitsOf(value: number): readonly [whole: number, decimals: number] {
  const text = String(Math.abs(value));
  const [whole = "", decimals = ""] = (text.includes("e") ? new Decimal(text).toFixed() : text).split(".");
  return [whole.length, decimals.length];
}

/** How precise a date is, is seen from what is there: "date" or "datetime" when all are whole, else "partialDatetime". Other types are as declared. */
export function typeOf({ type }: Variable, { hasValue, isDays, isTimes }: Extent): Variable["type"] {
  if (!hasValue || !["date", "datetime", "partialDatetime"].includes(type)) return type;
  if (isDays) return "date";
  return isTimes ? "datetime" : "partialDatetime";
}

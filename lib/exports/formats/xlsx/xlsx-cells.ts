import { Decimal } from "decimal.js";
import { escaped } from "../xml";

/** What a cell holds: its kind decides how it is stored, never what stands in it. */
export type CellKind = "text" | "number" | "date" | "dateTime" | "time";

/** Places of the formats in the style sheet of the workbook. Text is marked as text, so that editing a cell does not turn "=1+1" into a formula. */
export const STYLES = { text: 1, number: 2, date: 3, dateTime: 4, time: 5, header: 6 } as const;

const NUMBER = /^-?\d{1,12}(\.\d{1,6})?$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const FIRST_SURE_DAY = "1900-03-01"; // spreadsheets believe in a 29 February 1900
const MINUTES_A_DAY = 1440;

/** "A" for 0, "Z" for 25, "AA" for 26. */
export const columnName = (place: number): string => (place < 26 ? "" : columnName(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26));

/** Days since the last of 1899, as spreadsheets count. */
const serialDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
const isDay = (text: string): boolean => DAY.test(text) && text >= FIRST_SURE_DAY;
const partOfDay = (clock: string): Decimal => new Decimal(Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))).div(MINUTES_A_DAY);
/** A spreadsheet keeps 15 digits; a number with more is text, so that none is lost. */
const isExact = (text: string): boolean => NUMBER.test(text) && new Decimal(text).precision() <= 15;

/** The number a spreadsheet stores for this value of this kind; null for what must be text: a partial date, a mark of redaction. */
function stored(kind: CellKind, text: string): string | null {
  if (kind === "number") return isExact(text) ? text : null;
  if (kind === "date") return isDay(text) ? String(serialDay(text)) : null;
  if (kind === "dateTime") return /^.{10}T\d\d:\d\d$/.test(text) && isDay(text.slice(0, 10)) ? partOfDay(text.slice(11)).plus(serialDay(text.slice(0, 10))).toDecimalPlaces(10).toString() : null;
  return kind === "time" && /^\d\d:\d\d$/.test(text) ? partOfDay(text).toDecimalPlaces(10).toString() : null;
}

/** As the format itself asks: what XML cannot hold is "_x0001_", and a text that looks so already has its underscore written so. */
const inWorkbook = (text: string): string =>
  escaped(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replace(/[\u0000-\u0008\u000B\u000C\u000D\u000E-\u001F\uFFFE\uFFFF]/g, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`));

const textCell = (at: string, text: string, style: number): string => `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${inWorkbook(text)}</t></is></c>`;

/** A row of cells; blank ones are left out. `row` counts from 1. No cell is ever a formula. */
export function rowOf(row: number, cells: readonly string[], kinds: readonly CellKind[]): string {
  const written = cells.map((text, place) => {
    if (text === "") return "";
    const [kind, at] = [kinds[place] ?? "text", `${columnName(place)}${row}`];
    const number = kind === "text" ? null : stored(kind, text);
    return number === null ? textCell(at, text, STYLES.text) : `<c r="${at}" s="${STYLES[kind]}"><v>${number}</v></c>`;
  });
  return `<row r="${row}">${written.join("")}</row>\n`;
}

export const headerRow = (labels: readonly string[]): string => `<row r="1">${labels.map((label, place) => textCell(`${columnName(place)}1`, label, STYLES.header)).join("")}</row>\n`;

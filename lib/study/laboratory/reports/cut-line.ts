import type { ReportLine } from "./report-line";
import { isDayCell } from "./report-day";
import { isFlag, readResult } from "./report-number";
import { fieldsNamed } from "./report-fields";
import { looksLikeUnit } from "./unit-spelling";

const RANGE = /^[([]?\s*(?:[<>≤≥]\s*=?\s*)?\d[\d.,]*\s*(?:-|–|—|bis|to|\.\.\.?)\s*\d[\d.,]*\s*[)\]]?|^[([]\s*[<>≤≥]\s*=?\s*\d[\d.,]*\s*[)\]]|^(?:bis|up to)\s*\d[\d.,]*/i;
export const isRange = (cell: string) => RANGE.test(cell.trim()) && !isDayCell(cell);
const hasLetters = (cell: string) => /\p{L}{1,}/u.test(cell);
const NUMBER_OF_PATIENT = /^\d{3}-\d{3,4}$/;

/** A result stands in this cell: a figure, a limit such as "<0.1", or a word for none. */
const isResult = (cell: string): boolean => cell !== "" && !isRange(cell) && !isDayCell(cell) && !looksLikeUnit(cell) && !isFlag(cell) && readResult(cell, "point").kind !== "words";

/** One line of a print-out or of a table without header; null when it holds no result. */
export function cutLine(line: number, cells: readonly string[], ofWords: boolean): ReportLine | null {
  const parts = ofWords ? wordsOf(cells[0] ?? "") : cells.filter((cell) => cell !== "");
  const patient = parts.find((part) => NUMBER_OF_PATIENT.test(part)) ?? "";
  const days = parts.filter(isDayCell);
  const named = parts.findIndex((part) => part !== patient && hasLetters(part) && !isDayCell(part) && !looksLikeUnit(part) && !isFlag(part) || fieldsNamed(part).length > 0 && !isDayCell(part) && part !== patient);
  const valued = parts.findIndex((part, at) => at !== named && part !== patient && isResult(part) && (at > named || named === -1));
  if (named === -1) return null;
  const name = parts[named] ?? "";
  const others = parts.filter((_, at) => at !== named && at !== valued);
  const text = parts[valued] ?? "";
  const isEmpty = text === "" || (readResult(text, "point").kind === "none" && fieldsNamed(name).length === 0);
  return isEmpty ? null : made(text);

  function made(result: string): ReportLine {
    return { id: String(line), line, patient, name, text: result, unit: others.find((part) => looksLikeUnit(part)) ?? "", day: [...days, ...parts.filter((part) => /^\d{1,2}:\d{2}$/.test(part))].slice(0, 2).join(" "), range: others.find(isRange) ?? "" };
  }
}

const WORDS = /^(.*?\p{L}.*?)[\s:]+((?:[*!+↑↓-]\s*)?[<>≤≥]?\s*\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?(?!\d)|(?:[*!+↑↓-]\s*)?[<>≤≥]?\s*\d[\d.,]*|folgt|pending)\s*(\(?[HL+*!↑↓-]{1,2}\)?(?=\s|$))?\s*(.*)$/u;

/** A line whose words one blank parts: name, result, flag, unit, range, in this order. */
function wordsOf(typed: string): readonly string[] {
  const [, name = "", result = "", flag = "", rest = ""] = WORDS.exec(typed.trim()) ?? [];
  if (result === "") return [typed.trim()];
  const [, before = "", range = "", after = ""] = /^(.*?)([([]?\s*(?:[<>≤≥]\s*)?\d[\d.,]*\s*(?:-|–|bis|to)\s*\d[\d.,]*\s*[)\]]?|[([]\s*[<>]\s*\d[\d.,]*\s*[)\]]|[<>]\s*\d[\d.,]*)(.*)$/.exec(rest) ?? [];
  const isCut = range !== "" && !/(10\s*)?[\^*]$/.test(before.trim());
  const [unit, tail] = isCut ? [before, `${range}|${after}`] : [rest, ""];
  const words = unit.trim().split(/\s+(?=\(?[HL+*!↑↓-]{1,2}\)?$)/);
  return [name.trim(), [result, flag].join(" ").trim(), ...words, ...tail.split("|")].map((part) => part.trim()).filter((part) => part !== "");
}

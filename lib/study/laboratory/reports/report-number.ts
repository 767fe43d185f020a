import { canonicalNumber } from "@/lib/crf/number-text";

/** What stands before the fraction. */
export type DecimalSign = "point" | "comma";

/** A result as it stands on a report. `unit` and `flag` are what was glued to the figure. */
export type ResultText =
  | { readonly kind: "number"; readonly value: string; readonly limit: "<" | ">" | null; readonly unit: string; readonly flag: string | null; readonly sign: DecimalSign | null }
  /** "82,000": eighty-two thousand, or eighty-two. */
  | { readonly kind: "ambiguous"; readonly point: string; readonly comma: string }
  /** Not measured, or not yet. */
  | { readonly kind: "none" }
  | { readonly kind: "words" };

const NO_RESULT = /^(?:[-–—./*]*|folgt|follows?|pending|in arbeit|ausstehend|n\.? ?[abdemnu]\.?|nicht (?:bestimmt|gemessen|messbar|durchgeführt)|not (?:done|measured|tested|available|reported)|entfällt|storniert|cancelled|canceled|hemolysed|hämolytisch|haemolysed|hemolyzed|geronnen|clotted|no material|kein material|x+)$/i;
const FLAG = /^(?:h+|l+|hi|lo|high|low|hoch|niedrig|normal|abnormal|crit|[+]{1,3}|-{1,3}|[*!]{1,3}|↑{1,3}|↓{1,3}|▲|▼|a|n)$/i;
const bare = (text: string) => text.replace(/^[([]+|[)\]]+$/g, "");

/** H, L, +, -, * and the like, which laboratories print beside a value outside their range. */
export const isFlag = (text: string): boolean => FLAG.test(bare(text.trim()));

/** Cuts flags from both ends, and a range in brackets from the end. */
function withoutFlags(text: string): { readonly text: string; readonly flag: string | null } {
  const ranged = text.replace(/[([]\s*[<>]?\s*\d[\d.,]*\s*(?:(?:-|–|bis|to)\s*\d[\d.,]*)?\s*[)\]]\s*$/, "").trim();
  const words = ranged.replace(/([\d%])([*!↑↓▲▼]+|\(?[HL+]{1,2}\)?)(?=\s|$)/g, "$1 $2").replace(/^([*!↑↓▲▼]+|[HL]{1,2}(?=\d))/, "$1 ").split(/\s+/);
  const flags = words.filter((word, at) => (at === 0 || at >= 1) && isFlag(word) && words.length > 1);
  return { text: words.filter((word) => !flags.includes(word)).join(" "), flag: flags[0] === undefined ? null : bare(flags[0]) };
}

const GROUPED = (sign: string) => new RegExp(`^\\d{1,3}(?:\\${sign}\\d{3})+$`);

/** The figure in either reading; the same where only one is possible. Null for what is no figure. */
function figures(text: string): { readonly point: string; readonly comma: string; readonly sign: DecimalSign | null } | null {
  const typed = text.replace(/[\s'’]/g, "");
  const read = (point: string | null, comma: string | null, sign: DecimalSign | null) => {
    const [one, other] = [point ?? comma, comma ?? point].map((each) => (each === null ? null : canonicalNumber(each)));
    return one == null || other == null ? null : { point: one, comma: other, sign };
  };
  if (/^\d+$/.test(typed)) return read(typed, typed, null);
  const [points, commas] = [typed.split(".").length - 1, typed.split(",").length - 1];
  if (points > 0 && commas > 0) {
    const sign: DecimalSign = typed.lastIndexOf(".") > typed.lastIndexOf(",") ? "point" : "comma";
    const [thousands, fraction] = sign === "point" ? [",", "."] : [".", ","];
    const [whole = "", rest = "", ...more] = typed.split(fraction);
    return more.length === 0 && GROUPED(thousands).test(whole) ? read(`${whole.replaceAll(thousands, "")}.${rest}`, null, sign) : null;
  }
  const mark = points > 0 ? "." : ",";
  const own: DecimalSign = mark === "." ? "point" : "comma";
  if (points + commas > 1) return GROUPED(mark).test(typed) ? read(typed.replaceAll(mark, ""), null, own === "point" ? "comma" : "point") : null;
  const [whole = "", fraction = ""] = typed.split(mark);
  if (!/^\d*$/.test(whole) || !/^\d+$/.test(fraction)) return null;
  const [asFraction, asThousands] = [`${whole === "" ? "0" : whole}.${fraction}`, whole + fraction];
  if (fraction.length !== 3 || !/^[1-9]\d{0,2}$/.test(whole)) return read(asFraction, null, own);
  return own === "point" ? read(asFraction, asThousands, null) : read(asThousands, asFraction, null);
}

const RESULT = /^(?:([<>≤≥])=?)?\s*(\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d[\d.,]*\d|\d|[.,]\d+)(?![\d.,])\s*(.*)$/;

/** What follows a figure and makes it something else: "4-6", "2+2". */
const NO_UNIT = /^[-–+=/]?\s*\d(?!0\s?[\^*e⁹³( ]|0?9\/)/i;

/** Reads a result. `sign` settles what could be a fraction or a thousand; what can be one only is read as that, whatever the sign. */
export function readResult(typed: string, sign: DecimalSign | null): ResultText {
  const trimmed = typed.trim();
  if (NO_RESULT.test(trimmed)) return { kind: "none" };
  const { text, flag } = withoutFlags(trimmed);
  const [, limit = "", number = "", unit = ""] = RESULT.exec(text) ?? [];
  const read = number === "" ? null : figures(number);
  if (read === null || NO_UNIT.test(unit)) return { kind: "words" };
  if (read.point !== read.comma && sign === null) return { kind: "ambiguous", point: read.point, comma: read.comma };
  return { kind: "number", value: sign === "comma" ? read.comma : read.point, limit: limit === "" ? null : /[<≤]/.test(limit) ? "<" : ">", unit: unit.trim(), flag, sign: read.sign };
}

/** How the numbers of a report are written, from those that can be read in one way only; null when none says, or they disagree. */
export function decimalSignOf(texts: readonly string[]): DecimalSign | null {
  const found = new Set(texts.flatMap((text) => {
    const read = readResult(text, "point");
    return read.kind === "number" && read.sign !== null ? [read.sign] : [];
  }));
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

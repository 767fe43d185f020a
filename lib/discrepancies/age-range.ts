/** Whole days since something was asked: at least `from`, and fewer than `below` where there is an end. */
export interface AgeRange {
  readonly from: number;
  readonly below: number | null;
}

const COMPARED = /^(<=|>=|<|>|=)?\s*(\d{1,4})$/;
const BETWEEN = /^(\d{1,4})\s*\.\.\s*(\d{1,4})$/;

/** What somebody typed as an age: "<7", ">=14", "3..10" (both ends included), "7". Null for what is none of these, or leaves no age. */
export function readAge(typed: string): AgeRange | null {
  const [, least, most] = BETWEEN.exec(typed.trim()) ?? [];
  if (least !== undefined && most !== undefined) return orNone({ from: Number(least), below: Number(most) + 1 });
  const [, sign = "=", number] = COMPARED.exec(typed.trim()) ?? [];
  if (number === undefined) return null;
  const days = Number(number);
  switch (sign) {
    case "<": return orNone({ from: 0, below: days });
    case "<=": return { from: 0, below: days + 1 };
    case ">": return { from: days + 1, below: null };
    case ">=": return { from: days, below: null };
    default: return { from: days, below: days + 1 };
  }
}

/** "less than 7 days old", "14 days old or more", "3 to 10 days old". */
export function sayAgeRange({ from, below }: AgeRange): string {
  if (below === null) return from === 0 ? "of any age" : `${from} ${from === 1 ? "day" : "days"} old or more`;
  if (below - from === 1) return from === 0 ? "asked today" : `${from} ${from === 1 ? "day" : "days"} old`;
  return from === 0 ? `less than ${below} days old` : `${from} to ${below - 1} days old`;
}

const orNone = (range: AgeRange): AgeRange | null => (range.below === null || range.from < range.below ? range : null);

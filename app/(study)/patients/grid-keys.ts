/** A place in the grid: row −1 is the head. Columns before `facts` are one cell in the body, the patient's, and one button each in the head. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly facts: number;
  /** Visits, or forms. */
  readonly columns: number;
  /** Rows that PageDown passes. */
  readonly page: number;
}

/** Where a key leads from a place; null for a key that does not move. Ctrl takes Home and End to the first and last row too. */
export function placeAfter({ row, column }: Place, key: string, isCtrl: boolean, { rows, facts, columns, page }: GridSize): Place | null {
  const last = facts + columns - 1;
  const at = (nextRow: number, nextColumn: number): Place => {
    const inRow = Math.max(-1, Math.min(rows - 1, nextRow));
    const inColumn = Math.max(0, Math.min(last, nextColumn));
    return { row: inRow, column: inRow >= 0 && inColumn < facts ? 0 : inColumn };
  };
  switch (key) {
    case "ArrowUp": return at(row - 1, column);
    case "ArrowDown": return at(row + 1, column);
    case "ArrowLeft": return at(row, column - 1);
    case "ArrowRight": return at(row, row >= 0 && column < facts ? facts : column + 1);
    case "Home": return at(isCtrl ? 0 : row, 0);
    case "End": return at(isCtrl ? rows - 1 : row, last);
    case "PageUp": return at(Math.max(0, row - page), column);
    case "PageDown": return at(row + page, column);
    default: return null;
  }
}

/** The row of a number typed in the grid: "19" is number 19 of the first site shown that has one, "101019" and "101-19" name it whole; −1 for none. */
export function rowOfTyped(numbers: readonly string[], typed: string): number {
  const digits = typed.replace(/\D/g, "");
  if (digits === "") return -1;
  const within = (number: string) => Number(number.split("-")[1] ?? Number.NaN);
  const [site, rest] = typed.includes("-") ? typed.split("-") : [digits.slice(0, 3), digits.slice(3)];
  const whole = rest ? numbers.findIndex((number) => number.startsWith(`${site ?? ""}-`) && within(number) === Number(rest)) : -1;
  if (whole >= 0) return whole;
  const exact = numbers.findIndex((number) => within(number) === Number(digits));
  return exact >= 0 ? exact : numbers.findIndex((number) => number.replace("-", "").includes(digits));
}

/** How one vector went: null when the functions gave what was expected, otherwise what was expected and what came. */
export interface VectorOutcome {
  readonly id: string;
  readonly problem: string | null;
}

/** Runs one vector; one that cannot be read counts as failed, with the reason. */
export function runVector(id: string, check: () => string | null): VectorOutcome {
  try {
    return { id, problem: check() };
  } catch (error) {
    return { id, problem: `cannot be run: ${error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : String(error)}` };
  }
}

/** Null when equal, otherwise "what: expected …, got …". */
export function differing(what: string, expected: unknown, got: unknown): string | null {
  const [wanted, came] = [JSON.stringify(expected), JSON.stringify(got)];
  return wanted === came ? null : `${what}: expected ${wanted}, got ${came}`;
}

/** Joins the differences; null when there is none. */
export function allDifferences(differences: readonly (string | null)[]): string | null {
  const found = differences.filter((one) => one !== null);
  return found.length === 0 ? null : found.join("; ");
}

/** The row's own id, or a name for a row that has none. */
export function idOf(row: unknown, otherwise: string): string {
  if (typeof row === "object" && row !== null && "id" in row && typeof row.id === "string") return row.id;
  return otherwise;
}

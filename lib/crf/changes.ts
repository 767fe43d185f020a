/** One field that differs. A blank is null. */
export interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

type Stored = Readonly<Record<string, unknown>>;

/** Equal as stored: the order of keys does not matter, the order of lists does, and null is the same as absent. */
export function sameAnswer(one: unknown, other: unknown): boolean {
  const [left, right] = [one ?? null, other ?? null];
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => sameAnswer((left as Stored)[key], (right as Stored)[key]));
}

/** The fields whose stored answer differs, each once, in the order of `after`, then those that only `before` has. */
export function changesBetween(before: Stored, after: Stored): readonly Change[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])]
    .filter((field) => !sameAnswer(before[field], after[field]))
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }));
}

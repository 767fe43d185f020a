import "server-only";

export type Path = readonly (string | number)[];
interface Leaf { readonly path: Path; readonly key: string; readonly value: unknown }

/** Every value inside an input that is no object itself, with where it stands; for one in a list, the key is the list's. */
export function leavesOf(value: unknown, path: Path = []): readonly Leaf[] {
  if (typeof value === "object" && value !== null) return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]));
  return [{ path, value, key: String(path.findLast((step) => typeof step === "string") ?? "") }];
}

/** The input with another value at one place. */
export function withAt(value: unknown, [step, ...rest]: Path, put: unknown): unknown {
  if (step === undefined) return put;
  if (Array.isArray(value)) return value.map((inner: unknown, n) => (n === step ? withAt(inner, rest, put) : inner));
  return { ...(value as object), [step]: withAt((value as Record<string, unknown>)[step], rest, put) };
}

/** The objects inside an input, itself first: whatever takes keys. Records whose keys a form defines are among them. */
export const objectsIn = (value: unknown, path: Path = []): readonly Path[] => (typeof value !== "object" || value === null ? []
  : [...(Array.isArray(value) ? [] : [path]), ...Object.entries(value).flatMap(([key, inner]) => objectsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]))]);

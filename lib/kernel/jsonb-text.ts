/** A value that was read as JSON, as PostgreSQL writes it as `jsonb`: keys by their length, then by their bytes, and a blank after each colon and comma. What is hashed in the database is hashed so. */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).map(([key, inner]) => ({ key, bytes: new TextEncoder().encode(key), inner }));
  return `{${members.toSorted((one, other) => one.bytes.length - other.bytes.length || byBytes(one.bytes, other.bytes)).map(({ key, inner }) => `${JSON.stringify(key)}: ${jsonbText(inner)}`).join(", ")}}`;
}

function byBytes(one: Uint8Array, other: Uint8Array): number {
  const at = one.findIndex((byte, place) => byte !== other[place]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}

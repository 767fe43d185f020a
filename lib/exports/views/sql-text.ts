/** A text as a literal of SQL, whatever is in it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** PostgreSQL cuts longer names without a word. */
const LONGEST_NAME = 63;
/** Words of SQL that cannot name a column without quotes, and what stands for them. */
const RENAMED: Readonly<Record<string, string>> = { from: "from_value", to: "to_value", row: "row_no" };

/** A header of a CSV file as a name that needs no quotes in SQL, in any case: "AT_UTC", "weightKg" → at_utc, weightkg. Throws on what would be no such name. */
export function nameOf(header: string): string {
  const name = header.toLowerCase().replaceAll("-", "_");
  if (!/^[a-z][a-z0-9_]*$/.test(name) || name.length > LONGEST_NAME) throw new Error(`"${header}" cannot name a column of a view: use at most ${LONGEST_NAME} letters, digits and "_".`);
  return RENAMED[name] ?? name;
}

import { quoted } from "./sql-text";
import type { View, ViewColumn } from "./view";

const commentOn = (what: string, text: string): string => `COMMENT ON ${what} IS ${quoted(text)};`;
const column = ({ sql, name }: ViewColumn): string => `  ${sql} AS ${name}`;

/** A view and the comments on it and on each of its columns. */
export const printView = ({ name, comment, columns, from }: View): string => `CREATE VIEW ${name} AS SELECT
${columns.map(column).join(",\n")}
FROM ${from};
${commentOn(`VIEW ${name}`, comment)}
${columns.map((each) => commentOn(`COLUMN ${name}.${each.name}`, each.comment)).join("\n")}
`;

/** Real, training or demonstration, from what a cut says of itself. */
export const KIND_OF_DATA = "CASE WHEN c.manifest ? 'training' THEN 'training' WHEN (c.manifest ->> 'isDemonstration')::boolean THEN 'demonstration' ELSE 'real' END";

/** What every other view reads. What a cut says of itself is worked out once a cut, not once a record (OFFSET 0): its manifest is long. */
export const printRecord = ({ key, of, cuts, records, where }: { readonly key: string; readonly of: string; readonly cuts: string; readonly records: string; readonly where: string }): string =>
  `CREATE VIEW record WITH (security_barrier) AS SELECT c.cut, c.kind_of_data, r.kind, r.payload
FROM (SELECT ${key} AS key, c.name AS cut, ${KIND_OF_DATA} AS kind_of_data FROM ${cuts} c${where} OFFSET 0) c JOIN ${records} r ON ${of} = c.key WHERE r.kind <> 'file';
`;

/** `v_cuts` over a table of cuts `c`: what each says of itself. `withheld` is SQL for why its rows are not shown, or NULL. */
export function printCuts({ from, name, madeAt, madeBy, withheld }: { readonly from: string; readonly name: string; readonly madeAt: string; readonly madeBy: string; readonly withheld: string }): string {
  const columns: readonly Pick<ViewColumn, "name" | "sql" | "comment">[] = [
    { name: "cut", sql: name, comment: "Name of the data cut." },
    { name: "kind_of_data", sql: KIND_OF_DATA, comment: "real, training or demonstration. The patients of a training and of a demonstration are invented." },
    { name: "title", sql: "c.manifest ->> 'study'", comment: "Title of the study." },
    { name: "made_at_utc", sql: madeAt, comment: "When the cut was made, UTC." },
    { name: "made_by", sql: madeBy, comment: "Who made it." },
    { name: "status", sql: "CASE WHEN c.is_interim THEN 'interim' ELSE 'final' END", comment: "final: every patient was locked." },
    { name: "content_sha256", sql: "c.content_hash", comment: "Hash of the records, made by the database. Equal hashes, equal data." },
    { name: "rule_version", sql: "c.manifest ->> 'ruleVersion'", comment: "Version of the rules that derived the findings." },
    { name: "response_profile", sql: "c.manifest ->> 'responseProfile'", comment: "Criteria of response." },
    { name: "withheld", sql: withheld, comment: "Why no other view shows this cut; none where they do." },
  ];
  return printView({ name: "v_cuts", comment: "Data cuts: a row for each.", file: "", columns: columns.map((each) => ({ ...each, type: "text", header: null })), from });
}

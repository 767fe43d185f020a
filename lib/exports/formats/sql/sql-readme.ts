import type { CutStudy } from "../../export-format";
import type { View } from "../../views/view";

/** How the scripts are run and what they make, for somebody who knows nothing of this system. */
export function sqlReadme({ name, madeAt, madeBy, isInterim, contentHash, manifest }: CutStudy, views: readonly View[]): string {
  const width = Math.max(...views.map((view) => view.name.length)) + 2;
  return `${manifest.study}
Data cut "${name}" as SQL views

Made ${madeAt} by ${madeBy}. ${isInterim ? "Interim: not every patient was locked." : "Final: every patient was locked."}
${manifest.isDemonstration || manifest.training !== undefined ? "The patients are invented: this is no real trial.\n" : ""}Content hash of the cut (SHA-256): ${contentHash}

HOW TO LOAD IT
1. PostgreSQL 14 or newer with its program psql, and a database in UTF-8:   createdb --encoding=UTF8 --template=template0 trial
2. In this folder:   psql -d trial -f load.sql
   It makes the schema "cut" and everything in it, or nothing. A second cut goes into a schema of its own:   psql -d trial -v schema=cut2 -f load.sql
3. SELECT * FROM cut.v_patients;   and in psql \\d+ cut.v_patients shows what each column means.

For SQLite, DuckDB and statistics programs take the CSV files of the cut: the same cells as text.

WHAT IS IN IT
sealed_cut, sealed_record are tables: the cut and every record as it was sealed. The views read them:
${"v_cuts".padEnd(width)} what the cut says of itself
${views.map((view) => `${view.name.padEnd(width)} ${view.comment}`).join("\n")}

HOW TO READ IT
- Columns are those of the CSV files, in small letters: v_vital_signs.weightKg and weightkg are the same to SQL. ROW, FROM and TO are row_no, from_value and to_value.
  A field that is called like a column in front of it ends with _answer.
- Numbers are numeric with the digits that were typed; whole dates are dates; times of acts are UTC, times of a form are those at the site.
- A partial date stands as text as far as it is known. Beside it: <field>_earliest and _latest, the first and last day that it can mean, and _precision. Nothing is imputed.
- <field>_label is the meaning of a code by the version of the form that was filled, <field>_unit the unit of a number, <field>_missing why there is no value.
- Removed rows are included: add WHERE removed_at_utc IS NULL.
- kind_of_data says of every row whether it is real, training or demonstration.
- A value that is not of its column's type stops a query; none is turned into nothing.
`;
}

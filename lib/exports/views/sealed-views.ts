import type { Form } from "@/lib/crf/define-form";
import { printCuts, printRecord, printView } from "./print-views";
import { studyViews } from "./study-views";

/** The schema of the views in the running database, and the role that reads them and nothing else. */
export const SCHEMA = "sealed";
export const READER = "ecrf_statistics";

/**
 * A cut `c` was made between the typing and the taking away of something: the redaction named it, or was done while the cut was being made, and is not among its records.
 */
const HOLDS_REDACTED = `(EXISTS (SELECT FROM app.redaction x WHERE x.state = 'done' AND c.name = ANY (x.cuts))
  OR (SELECT count(*) FROM app.redaction x WHERE x.state = 'done' AND x.decided_at <= c.at + interval '2 minutes') > (SELECT count(*) FROM app.data_cut_record k WHERE k.cut_id = c.id AND k.kind = 'redaction'))`;

/**
 * The migration that makes the views over the sealed cuts anew. They belong to `ecrf_definer`, whom row security passes, and read sealed cuts alone.
 * The role that may read them cannot sign in; whoever operates the server grants it to a login.
 */
export function sealedViewsMigration(forms: readonly Form[]): string {
  const views = studyViews(forms);
  return `-- Views over the sealed cuts, for statisticians: written by "npm run views" from the forms. Not edited by hand; a changed form brings a new migration.
DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE;
CREATE SCHEMA ${SCHEMA} AUTHORIZATION ecrf_definer;
-- Nobody who may only read keeps anything here: large objects are the one thing that every login could otherwise store.
REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC;
SET ROLE ecrf_definer;
SET search_path = ${SCHEMA};
COMMENT ON SCHEMA ${SCHEMA} IS 'What the data cuts hold, a view for each form and table. v_cuts lists the cuts.';
-- What every other view reads. A cut that holds what was redacted since is not shown: its file can be had by name, and who takes it is on record.
${printRecord({ key: "c.id", of: "r.cut_id", cuts: "app.data_cut", records: "app.data_cut_record", where: ` WHERE NOT ${HOLDS_REDACTED}` })}${printCuts({ from: "app.data_cut c", name: "c.name", madeAt: "c.at AT TIME ZONE 'UTC'", madeBy: "c.by_name", withheld: `CASE WHEN ${HOLDS_REDACTED} THEN 'It holds what was redacted since. Make a new cut.' END` })}
${views.map(printView).join("\n")}
GRANT USAGE ON SCHEMA ${SCHEMA} TO ${READER};
GRANT SELECT ON v_cuts, ${views.map(({ name }) => name).join(", ")} TO ${READER};
RESET search_path;
RESET ROLE;
`;
}

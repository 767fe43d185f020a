import type { Form } from "@/lib/crf/define-form";
import { forms as studyForms } from "@/lib/study/study";
import type { CutPayload } from "../../cut-record";
import type { CutPatient, CutStudy, ExportFile, ExportFormat, ExportSource } from "../../export-format";
import { TABLES } from "../../tables";
import { printCuts, printRecord, printView } from "../../views/print-views";
import { studyViews } from "../../views/study-views";
import type { View } from "../../views/view";
import { sqlReadme } from "./sql-readme";

const LOAD = `-- psql -d DATABASE -f load.sql                        into the schema "cut", which must not be there yet
-- psql -d DATABASE -v schema=another -f load.sql     into another one
\\set ON_ERROR_STOP on
\\encoding UTF8
\\if :{?schema}
\\else
  \\set schema cut
\\endif
BEGIN;
CREATE SCHEMA :"schema";
SET LOCAL search_path = :"schema";
SET LOCAL standard_conforming_strings = on;
\\ir tables.sql
\\ir records.sql
\\ir views.sql
COMMIT;
SELECT cut, kind_of_data, status, made_at_utc FROM :"schema".v_cuts;
`;

const TABLES_SQL = `CREATE TABLE sealed_cut (name text PRIMARY KEY, at timestamp NOT NULL, by_name text NOT NULL, is_interim boolean NOT NULL, content_hash text NOT NULL, manifest jsonb NOT NULL);
CREATE TABLE sealed_record (cut text NOT NULL REFERENCES sealed_cut, seq integer NOT NULL, kind text NOT NULL, payload jsonb NOT NULL, PRIMARY KEY (cut, seq));
CREATE INDEX ON sealed_record (kind);
COMMENT ON TABLE sealed_cut IS 'The data cut and its manifest, as it was sealed.';
COMMENT ON TABLE sealed_record IS 'Every record of the cut, as it was sealed. The views read it.';
${printRecord({ key: "c.name", of: "r.cut", cuts: "sealed_cut", records: "sealed_record", where: "" })}`;

/** A value of COPY in its text form. */
const copied = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
const row = (...values: readonly string[]): string => `${values.map(copied).join("\t")}\n`;

function* studyRecords({ study, sites, siteVersions, labRanges, locks }: CutStudy): Generator<readonly [kind: string, payload: CutPayload]> {
  yield ["study", study];
  for (const [kind, payloads] of [["site", sites], ["site_version", siteVersions], ["lab_range", labRanges], ["lock", locks]] as const) for (const payload of payloads) yield [kind, payload];
}

const PATIENT_KINDS = ["entry", ...TABLES.map(({ kind }) => kind).filter((kind) => !["site", "site_version", "lab_range"].includes(kind))];
const patientRecords = ({ patient, of }: CutPatient) => PATIENT_KINDS.flatMap((kind) => (kind === "patient" ? [patient] : of(kind)).map((payload) => [kind, payload] as const));

async function* recordsSql({ study, patients }: ExportSource): AsyncGenerator<string> {
  const { name, madeAt, madeBy, isInterim, contentHash, manifest } = study;
  yield `COPY sealed_cut (name, at, by_name, is_interim, content_hash, manifest) FROM stdin;\n${row(name, madeAt.replace("Z", ""), madeBy, String(isInterim), contentHash, JSON.stringify(manifest))}\\.\n`;
  let seq = 0;
  const line = ([kind, payload]: readonly [string, CutPayload]) => row(name, String(seq += 1), kind, JSON.stringify(payload));
  yield `COPY sealed_record (cut, seq, kind, payload) FROM stdin;\n${[...studyRecords(study)].map(line).join("")}`;
  for await (const patient of patients()) yield patientRecords(patient).map(line).join("");
  yield "\\.\n";
}

const viewsSql = (views: readonly View[]): string => [
  printCuts({ from: "sealed_cut c", name: "c.name", madeAt: "c.at", madeBy: "c.by_name", withheld: "NULL::text" }), ...views.map(printView),
].join("\n");

/** The cut as scripts for psql: its records as they were sealed, and over them the same views that the running database has. */
export const sqlFormat: ExportFormat = {
  id: "sql",
  title: "SQL views",
  says: "For a database of one's own: psql -f load.sql puts the cut into any PostgreSQL from 14 on, with a view per form and table, typed columns, units, labels and reasons, each column explained.",
  async *write(source): AsyncGenerator<ExportFile> {
    const views = studyViews(studyForms as unknown as readonly Form[]);
    yield { file: "README.txt", chunks: once(sqlReadme(source.study, views)) };
    yield { file: "load.sql", chunks: once(LOAD) };
    yield { file: "tables.sql", chunks: once(TABLES_SQL) };
    yield { file: "records.sql", chunks: recordsSql(source) };
    yield { file: "views.sql", chunks: once(viewsSql(views)) };
  },
};

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

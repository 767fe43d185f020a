import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Form } from "@/lib/crf/define-form";
import { forms as studyForms } from "@/lib/study/study";
import { sayNotRun } from "@/ops/standards-folder";
import { oddestCut } from "@/ops/testing/oddest-cut";
import { sealCut } from "@/ops/testing/seal-cut";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { csv, csvFiles } from "../csv-files";
import type { CutRecord } from "../cut-record";
import { filesOf } from "../datasets/example-standard";
import { sqlFormat } from "../formats/sql/sql-format";
import type { ColumnType } from "../tables";
import { READER, SCHEMA } from "./sealed-views";
import { studyViews } from "./study-views";
import type { View } from "./view";

const PATIENCE = 120_000;
const forms = studyForms as unknown as readonly Form[];
const views = studyViews(forms);

// ---- reading back --------------------------------------------------------------------------------------------------------------------------------

type Row = Readonly<Record<string, string | null>>;
const AS_TEXT = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig;
const rowsOf = async (client: pg.Client, sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> => (await client.query<Row>({ text: sql, values: [...values], types: AS_TEXT })).rows;

/** One spelling for what a CSV file and PostgreSQL spell differently: a moment, a truth, an object. */
function said(cell: string, type: ColumnType): string {
  if (cell === "") return "";
  switch (type) {
    case "timestamp": return cell.replace("T", " ").replace(/^(\S+ \d\d:\d\d)$/, "$1:00");
    case "time": return cell.replace(/^(\d\d:\d\d)$/, "$1:00");
    case "boolean": return cell.replace(/^t$/, "true").replace(/^f$/, "false");
    default: return type === "jsonb" || /^[{[]/.test(cell) ? asJson(cell) : cell;
  }
}
function asJson(cell: string): string {
  const ordered = (value: unknown): unknown => (Array.isArray(value) ? value.map(ordered) : typeof value === "object" && value !== null ? Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => [key, ordered(inner)]) : value);
  try { return JSON.stringify(ordered(JSON.parse(cell))); } catch { return cell; }
}

const columnsOf = ({ columns }: View) => columns.filter(({ header }) => header !== null);
const readView = async (client: pg.Client, schema: string, view: View, cut: string) =>
  (await rowsOf(client, `SELECT * FROM ${schema}.${view.name} WHERE cut = $1`, [cut])).map((row) => JSON.stringify(columnsOf(view).map(({ name, type }) => said(row[name] ?? "", type)))).toSorted();
function readCsv(view: View, records: readonly CutRecord[]): readonly string[] {
  const table = csvFiles(forms).find(({ file }) => file === view.file);
  const text = csv([table?.header ?? [], ...records.filter((record) => table?.takes(record)).flatMap(({ payload }) => table?.rows(payload) ?? [])]);
  const rows = parse(text, { columns: true, record_delimiter: "\n" }) as Readonly<Record<string, string>>[];
  return rows.map((row) => JSON.stringify(columnsOf(view).map(({ header, type }) => said(row[header ?? ""] ?? "", type)))).toSorted();
}

// ---- the database --------------------------------------------------------------------------------------------------------------------------------

let study: TestStudy;
let cuts: readonly Awaited<ReturnType<typeof oddestCut>>[];

beforeAll(async () => {
  study = await openTestStudy();
  cuts = [await oddestCut(8, 21), await oddestCut(4, 77)];
  for (const { source, records } of cuts) await sealCut(study.admin, records, source.study.name, source.study.manifest);
}, PATIENCE);
afterAll(() => study.close());

/** As the role itself, whatever happens. */
async function asReader<Value>(work: () => Promise<Value>): Promise<Value> {
  await study.admin.query(`SET ROLE ${READER}`);
  try { return await work(); } finally { await study.admin.query("RESET ROLE"); }
}

describe("the views over sealed cuts", () => {
  test("hold what the CSV files hold, cell by cell, for every form and table [R58]", async () => {
    const { records, source } = cuts[0]!;
    for (const view of views) expect(await asReader(() => readView(study.admin, SCHEMA, view, source.study.name)), view.name).toEqual(readCsv(view, records));
    const filled = views.filter((view) => readCsv(view, records).length > 0).map(({ name }) => name);
    expect(filled.length, "views that had rows to compare").toBeGreaterThan(views.length * 0.7);
    expect(filled).toEqual(expect.arrayContaining(["v_changes", "v_locks", "v_lab_ranges", "v_redactions", "v_queries"]));
  }, PATIENCE);

  test("say of a partial date what it can mean, and of every row that its patients are invented", async () => {
    const rows = await asReader(() => rowsOf(study.admin, `SELECT diagnosisdate AS is, diagnosisdate_earliest AS first, diagnosisdate_latest AS last, diagnosisdate_precision AS known, kind_of_data AS kind FROM ${SCHEMA}.v_aml_history`));
    const known = rows.filter(({ is }) => is !== null);
    expect(new Set(known.map((row) => row["known"]))).toEqual(new Set(["year", "month", "day"]));
    for (const { is, first, last, kind } of known) expect([first?.startsWith(is!), last?.startsWith(is!), first! <= last!, kind]).toEqual([true, true, true, "demonstration"]);
    const year = known.find((row) => row["known"] === "year")!;
    expect([year["first"], year["last"]]).toEqual([`${year["is"]}-01-01`, `${year["is"]}-12-31`]);
    expect(rows.filter(({ is }) => is === null).map(({ first, last, known: none }) => [first, last, none])).toEqual(rows.filter(({ is }) => is === null).map(() => [null, null, null]));
  });

  test("explain every column, and none has a name that SQL keeps for itself", async () => {
    const { rows } = await study.admin.query<{ column: string; comment: string | null; reserved: boolean }>(`SELECT c.relname || '.' || a.attname AS column, col_description(c.oid, a.attnum) AS comment, a.attname IN (SELECT word FROM pg_get_keywords() WHERE catcode = 'R') AS reserved
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relnamespace = '${SCHEMA}'::regnamespace AND c.relkind = 'v' AND c.relname LIKE 'v\\_%'`);
    expect(rows.length).toBeGreaterThan(500);
    expect(rows.filter(({ comment, reserved }) => comment === null || reserved)).toEqual([]);
  });
});

describe("the role that reads them", () => {
  test("cannot sign in, has no member, and may SELECT the views and nothing else in the database [R24 R27]", async () => {
    expect((await study.admin.query("SELECT rolcanlogin, rolinherit, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, (SELECT count(*)::int FROM pg_auth_members m WHERE r.oid IN (m.roleid, m.member)) AS bonds FROM pg_roles r WHERE rolname = $1", [READER])).rows)
      .toEqual([{ rolcanlogin: false, rolinherit: true, rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, bonds: 0 }]);
    const { rows } = await study.admin.query<{ line: string }>(`SELECT format('%s %s', c.oid::regclass, p) AS line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN unnest('{SELECT,INSERT,UPDATE,REFERENCES}'::text[]) p
      WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_any_column_privilege($1, c.oid, p)
      UNION ALL SELECT format('%s %s', c.oid::regclass, p) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN unnest('{DELETE,TRUNCATE,TRIGGER}'::text[]) p
      WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege($1, c.oid, p)`, [READER]);
    expect(rows.map(({ line }) => line).toSorted()).toEqual(["v_cuts", ...views.map(({ name }) => name)].map((name) => `${SCHEMA}.${name} SELECT`).toSorted());
    expect((await study.admin.query("SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' AND (has_schema_privilege($1, oid, 'USAGE') OR has_schema_privilege($1, oid, 'CREATE'))", [READER])).rows).toEqual([{ nspname: SCHEMA }]);
    expect((await study.admin.query("SELECT has_schema_privilege($1, $2, 'CREATE') AS creates", [READER, SCHEMA])).rows).toEqual([{ creates: false }]);
  });

  test.each([
    "SELECT * FROM app.patient", "SELECT * FROM app.data_cut_record", "SELECT * FROM sealed.record", "SELECT * FROM auth.account", "SELECT * FROM audit.event", "SELECT ctx.enter('token-data_manager')",
    "DELETE FROM sealed.v_cuts", "UPDATE sealed.v_cuts SET made_by = 'x'", "INSERT INTO sealed.v_consent (cut) VALUES ('x')", "CREATE TABLE sealed.mine (a int)", "CREATE TABLE public.mine (a int)", "SELECT lo_create(0)",
    "SET ROLE ecrf_definer", "SELECT pg_read_file('PG_VERSION')", "COPY (SELECT 1) TO '/tmp/x'",
  ])("is refused: %s [R27]", async (statement) => {
    await study.admin.query(`SET SESSION AUTHORIZATION ${READER}`);
    try { await expect(study.admin.query(statement)).rejects.toThrow(/permission denied|cannot insert/); } finally { await study.admin.query("RESET SESSION AUTHORIZATION"); }
  });

  test("is the only one: the web server's role does not see the views, under any session [R27]", async () => {
    expect((await study.admin.query("SELECT has_schema_privilege(r, $1, 'USAGE') AS may FROM unnest('{ecrf_app,ecrf_auth,ecrf_owner,audit_owner}'::text[]) r", [SCHEMA])).rows.map(({ may }) => may as boolean)).toEqual([false, false, false, false]);
  });

  /** With redactions that were done, of nobody's, for as long as `work` takes. */
  async function withRedactions(work: (redact: (times: number, decided: string, named: readonly string[]) => Promise<unknown>) => Promise<void>): Promise<void> {
    await study.admin.query("BEGIN; ALTER TABLE app.redaction DISABLE TRIGGER ALL");
    const redact = (times: number, decided: string, named: readonly string[]) => study.admin.query(`INSERT INTO app.redaction (site_id, patient_id, event_id, field, what, reason, by_id, by_name, at, state, decided_by_id, decided_at, cuts)
      SELECT $1, gen_random_uuid(), n, 'x', 'name', 'a name was typed', gen_random_uuid(), 'x', now(), 'done', gen_random_uuid(), now() + $3::interval, $4 FROM generate_series(1, $2) n`, [study.sites["101"], times, decided, named]);
    try { await work(redact); } finally { await study.admin.query("ROLLBACK"); }
  }
  const named = () => cuts.map(({ source }) => source.study.name);

  test("does not see a cut that holds what was redacted since, and is told why; the others it sees [R66]", () => withRedactions(async (redact) => {
    const [first = "", second = ""] = named();
    await redact(1, "1 day", [first]);
    await asReader(async () => {
      for (const view of views) expect(await rowsOf(study.admin, `SELECT FROM ${SCHEMA}.${view.name} WHERE cut = $1`, [first]), view.name).toEqual([]);
      expect((await rowsOf(study.admin, `SELECT FROM ${SCHEMA}.v_patients WHERE cut = $1`, [second])).length).toBe(4);
      expect(await rowsOf(study.admin, `SELECT cut, withheld IS NULL AS shown FROM ${SCHEMA}.v_cuts ORDER BY made_at_utc`)).toEqual([{ cut: first, shown: "f" }, { cut: second, shown: "t" }]);
    });
  }));

  test("does not see a cut either that was being made while a redaction was done: it lacks the redaction among its records", () => withRedactions(async (redact) => {
    const shown = () => asReader(async () => (await rowsOf(study.admin, `SELECT DISTINCT cut FROM ${SCHEMA}.v_patients ORDER BY cut`)).map(({ cut }) => cut));
    await redact(8, "-1 hour", []);
    expect(await shown(), "with 16 and 8 redactions among their records").toEqual(named());
    await redact(1, "-1 hour", []);
    expect(await shown()).toEqual(named().slice(0, 1));
  }));
});

test("the export as SQL, loaded with psql into an empty database, holds the same in every view; loaded twice, the second is refused and nothing changes", async () => {
  const { source, records } = cuts[0]!;
  const folder = mkdtempSync(path.join(tmpdir(), "sql-"));
  const name = `loaded_${randomUUID().slice(0, 8)}`;
  const url = Object.assign(new URL(process.env["TEST_ADMIN_URL"] ?? ""), { pathname: `/${name}` }).href;
  try {
    for (const [file, bytes] of await filesOf(sqlFormat, source)) writeFileSync(path.join(folder, file), bytes);
    const load = (...more: readonly string[]) => spawnSync("psql", ["-q", "-X", "-d", url, ...more, "-f", path.join(folder, "load.sql")], { encoding: "utf8" });
    if (load().error) return sayNotRun("the export as SQL, loaded", "psql");
    await study.admin.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
    const { status, stderr } = load();
    expect([status, stderr]).toEqual([0, ""]);
    expect([load().status, load("-v", "schema=second").status]).toEqual([3, 0]);
    const client = new pg.Client(url);
    await client.connect();
    try {
      for (const view of views) for (const schema of ["cut", "second"]) expect(await readView(client, schema, view, source.study.name), `${schema}.${view.name}`).toEqual(readCsv(view, records));
      expect(await rowsOf(client, "SELECT cut, kind_of_data, content_sha256, withheld FROM cut.v_cuts")).toEqual([{ cut: source.study.name, kind_of_data: "demonstration", content_sha256: source.study.contentHash, withheld: null }]);
    } finally { await client.end(); }
  } finally {
    rmSync(folder, { recursive: true });
    await study.admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}, PATIENCE);

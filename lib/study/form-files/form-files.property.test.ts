import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Form } from "@/lib/crf/define-form";
import { toStored, type Dictionary } from "@/lib/crf/dictionary";
import { faultOf } from "@/lib/crf/read-answers";
import { csv, csvFiles } from "@/lib/exports/csv-files";
import type { CutPayload } from "@/lib/exports/cut-record";
import type { CutPatient } from "@/lib/exports/export-format";
import { odm13 } from "@/lib/exports/formats/odm/odm-formats";
import { formById, forms as studyForms } from "@/lib/study/study";
import { inventedPatient, sourceOf } from "@/ops/testing/invented-cut";
import { dictionariesOf, readCells, type Dictionaries } from "./read-cells";
import { formOfTable, readFormCsv } from "./read-form-csv";
import { readOdm } from "./read-odm";
import type { FormFile, SourceRow } from "./source-row";

const forms = studyForms as unknown as readonly Form[];
const PATIENCE = 120_000;
let dictionaries: Dictionaries;
let terms: Dictionary;
beforeAll(async () => { dictionaries = await dictionariesOf(forms); terms = Object.values(dictionaries)[0]!; });

const formOf = (entry: CutPayload): Form => formById(String(entry["form"]), Number(entry["formVersion"])) as unknown as Form;
const answersOf = (entry: CutPayload) => entry["answers"] as Readonly<Record<string, unknown>>;

/** What a hand could have stored of what was invented: terms that the dictionary has, reasons where they may stand, no field that an act fills. */
function storable(entry: CutPayload, at: number): CutPayload {
  const { fields } = formOf(entry);
  const kept = Object.entries(answersOf(entry)).flatMap(([name, answer]) => {
    const field = fields[name]!;
    if (field.kind === "coded") return [[name, toStored(terms.terms[(at * 97 + name.length) % terms.terms.length]!)]];
    return faultOf(field, answer) !== null || (field.kind === "text" && field.given) ? [] : [[name, answer]];
  });
  return { ...entry, answers: Object.fromEntries(kept) as CutPayload };
}
const patients = inventedPatient("101-001").map((patient): CutPatient => ({ ...patient, of: (kind) => (kind === "entry" ? patient.of(kind).map(storable) : kind === "change" || kind === "query" ? [] : patient.of(kind)) }));

const rowsOf = (file: FormFile): readonly SourceRow[] => { if ("refused" in file) throw new Error(file.refused); expect(file.strange).toEqual([]); return file.rows; };
const placeOf = (of: { readonly visit: unknown; readonly form: unknown; readonly row: unknown; readonly version: unknown }) => JSON.stringify([of.visit ?? null, of.form, formById(String(of.form))?.repeats ? of.row : 1, of.version]);

/** By place: the answers that typing the file would have given. */
function answersRead(rows: readonly SourceRow[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(rows.filter(({ passed }) => passed === null).map((row) => {
    const read = readCells(formById(row.formId, row.formVersion ?? undefined) as unknown as Form, row.cells, dictionaries);
    expect([row.problem, read.filter(({ problem }) => problem !== null)]).toEqual([null, []]);
    return [placeOf({ visit: row.visit, form: row.formId, row: row.rowNo, version: row.formVersion }), Object.fromEntries(read.map(({ field, answer }) => [field, answer]))];
  }));
}
const expected = (patient: CutPatient) => Object.fromEntries(patient.of("entry").filter((entry) => entry["removedAt"] === null).map((entry) => [placeOf({ visit: entry["visit"], form: entry["form"], row: entry["row"], version: entry["formVersion"] }), answersOf(entry)]));

/** Every table of the export that has rows, as a spreadsheet's reader sees it. */
const tablesOf = (patient: CutPatient) => csvFiles(forms).flatMap((table) => {
  const rows = patient.of("entry").filter((payload) => table.takes({ seq: 1, kind: "entry", payload })).flatMap((payload) => table.rows(payload));
  if (rows.length === 0) return [];
  const [header = [], ...body] = parse(csv([table.header, ...rows])) as string[][]; // a table of text: no cast is asked for
  return [{ name: table.file, header, body: body.map((cells, at) => ({ line: at + 2, cells })) }];
});

describe("what this system wrote", () => {
  test("as CSV is read back to equal values: partial dates, reasons, every alphabet, long text, rows of logs, both versions of forms", () => {
    fc.assert(fc.property(patients, (patient) => {
      const rows = tablesOf(patient).flatMap(({ name, header, body }) => { const formId = formOfTable(header, body, name); return rowsOf(readFormCsv(header, body, formId!)); });
      expect(answersRead(rows)).toEqual(expected(patient));
    }), { numRuns: 40 });
  }, PATIENCE);

  test("as ODM 1.3.2 is read back to equal values", async () => {
    await fc.assert(fc.asyncProperty(patients, async (patient) => {
      let text = "";
      for await (const { file, chunks } of odm13.write(sourceOf([patient]))) for await (const chunk of chunks) if (file === "snapshot.xml") text += String(chunk);
      fc.pre(text.includes("<FormData ")); // of a patient whose forms are all removed there is nothing to read, and the reader says so
      expect(answersRead(rowsOf(readOdm(text)))).toEqual(expected(patient));
    }), { numRuns: 15 });
  }, PATIENCE);
});

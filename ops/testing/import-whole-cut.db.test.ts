import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resultRows } from "@/app/(study)/imports/forms/result-rows";
import { toRequest } from "@/app/(study)/imports/forms/to-request";
import type { Form } from "@/lib/crf/define-form";
import { toStored, type Dictionary } from "@/lib/crf/dictionary";
import { faultOf } from "@/lib/crf/read-answers";
import { sha256 } from "@/lib/kernel/sha256";
import { planRows, type PlannedRow } from "@/lib/study/form-files/plan-rows";
import { dictionariesOf, type Dictionaries } from "@/lib/study/form-files/read-cells";
import { formOfTable, readFormCsv } from "@/lib/study/form-files/read-form-csv";
import { readOdm } from "@/lib/study/form-files/read-odm";
import type { FormFile, SourceRow } from "@/lib/study/form-files/source-row";
import { formById, forms } from "@/lib/study/study";
import { inventedAnswers } from "./invented-cut";
import { openTestStudy, type TestStudy } from "./test-database";
import { done, newRandomisedPatient, save, sent, type TestPatient } from "./test-patient";

/** A patient of whom everything is recorded, a cut of it, and what twins of the same arm, with blank forms, have after its files were imported for them. */
let study: TestStudy;
let here: Awaited<ReturnType<typeof load>>;
let dictionaries: Dictionaries;
let source: TestPatient;
let twins: readonly TestPatient[];
const files = { odm: "", csv: new Map<string, string>() };
const load = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/imports/import-forms")), ...(await import("@/lib/imports/read-form-places")), ...(await import("@/lib/entries/add-row")), ...(await import("@/lib/entries/remove-row")),
  ...(await import("@/lib/entries/mark-not-done")), ...(await import("@/lib/exports/make-cut")), ...(await import("@/lib/exports/read-cut-file")), ...(await import("@/lib/exports/read-export-source")), ...(await import("@/lib/exports/formats/odm/odm-formats")),
});

interface Row { readonly id: string; readonly visit: string | null; readonly form: string; readonly version: number; readonly no: number; readonly answers: Record<string, unknown>; readonly removed: boolean; readonly progress: string }
const rowsOf = async ({ id }: TestPatient) => (await study.admin.query<Row>(`SELECT e.id, v.code AS visit, e.form_id AS form, e.form_version AS version, e.row_no AS no, e.answers, e.removed_at IS NOT NULL AS removed, e.progress
  FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = $1 ORDER BY v.code NULLS FIRST, e.form_id, e.row_no`, [id])).rows;
const armOf = async ({ id }: TestPatient) => (await study.admin.query<{ arm: string }>("SELECT arm FROM app.patient WHERE id = $1", [id])).rows[0]?.arm;
/** Results that stand, each about a visit or a form by its place: ids are the patient's own. */
async function findingsOf({ id }: TestPatient): Promise<readonly string[]> {
  const places = (await study.admin.query<{ id: string; place: string }>("SELECT id, code AS place FROM app.visit WHERE patient_id = $1 UNION ALL SELECT e.id, concat_ws(' ', v.code, e.form_id, e.row_no) FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = $1", [id])).rows;
  const placeOf = new Map(places.map((each) => [each.id, each.place]));
  const { rows } = await study.admin.query<{ kind: string; subject: string; value: string }>("SELECT kind, subject, value FROM app.finding WHERE patient_id = $1 AND value IS NOT NULL", [id]);
  return rows.map(({ kind, subject, value }) => `${kind} ${subject.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (uuid) => placeOf.get(uuid) ?? "patient")} ${value}`).toSorted();
}
const formOf = (id: string, version?: number) => formById(id, version) as unknown as Form;

/** What a hand could type there: terms that the dictionary has, reasons where they may stand, nothing that an act fills. */
function typed(form: Form, seed: number): Record<string, unknown> {
  const terms = Object.values(dictionaries)[0] as Dictionary;
  return Object.fromEntries(Object.entries(inventedAnswers(form, seed)).flatMap(([name, answer]) => {
    const field = form.fields[name]!;
    if (field.kind === "coded") return [[name, toStored(terms.terms[(seed * 97) % terms.terms.length]!)]];
    return faultOf(field, answer) !== null || (field.kind === "text" && field.given) ? [] : [[name, answer]];
  }));
}

async function recordAll(): Promise<number> {
  let filled = 0;
  for (const [at, row] of (await rowsOf(source)).entries()) {
    if (row.progress !== "not_started" || row.removed || formOf(row.form).source === "system") continue;
    const answers = typed(formOf(row.form, row.version), at + 1);
    if (Object.keys(answers).length > 0) { done(await save(study, row.id, Object.fromEntries(Object.entries(answers).map(([field, to]) => [field, [null, to]])))); filled += 1; }
  }
  return filled;
}

const DRUG = { medication: "Tylenol 500", startDate: "2024-03", ongoing: "N" };
async function addRows(): Promise<void> {
  const add = async (formId: string, answers: Record<string, unknown>) => { const entryId = randomUUID(); done(await here.perform(here.addRow, study.tokens.coordinator, sent({ entryId, patientId: source.id, visitId: null, formId, answers, explanations: [] }))); return entryId; };
  await add("concomitant_medication", DRUG);
  const twice = await add("concomitant_medication", { ...DRUG, startDate: "2024" });
  await add("concomitant_medication", { ...DRUG, startDate: { missing: "unknown" } });
  await add("adverse_event", typed(formOf("adverse_event"), 5));
  done(await here.perform(here.removeRow, study.tokens.coordinator, { ...sent({ entryId: twice }), reason: "entered twice" }));
}

beforeAll(async () => {
  study = await openTestStudy();
  here = await load();
  dictionaries = await dictionariesOf(forms as unknown as readonly Form[]);
  source = await newRandomisedPatient(study);
  const arm = await armOf(source);
  const alike: TestPatient[] = [];
  for (let tries = 0; alike.length < 2 && tries < 20; tries++) { const other = await newRandomisedPatient(study); if ((await armOf(other)) === arm) alike.push(other); }
  twins = alike;
  const notDone = (await rowsOf(source)).find(({ visit, form, progress }) => form === "vital_signs" && visit !== "SCR" && progress === "not_started");
  done(await here.perform(here.markNotDone, study.tokens.coordinator, { ...sent({ entryId: notDone!.id }), reason: "the patient was at home" }));
  expect(await recordAll()).toBeGreaterThan(15);
  await addRows();
  const { cutId } = done(await here.perform(here.makeCut, study.tokens.data_manager, sent({ name: "whole" })));
  await study.rolledBack(study.tokens.statistician, async (tx) => {
    const cut = await here.readExportSource(tx, cutId);
    for await (const { file, chunks } of here.odm13.write(cut!)) for await (const chunk of chunks) if (file === "snapshot.xml") files.odm += String(chunk);
    for (const { id } of forms) { const one = await here.readCutFile(tx, cutId, `${id}.csv`); if (one) files.csv.set(one.file, new TextDecoder().decode(one.bytes)); }
  });
}, 300_000);
afterAll(() => study.close());

const read = (file: FormFile): readonly SourceRow[] => { if ("refused" in file) throw new Error(file.refused); expect(file.strange).toEqual([]); return file.rows; };
/** The rows of the source, told of another patient. */
const toldOf = (twin: TestPatient, rows: readonly SourceRow[]) => rows.filter(({ patient }) => patient === source.number).map((row, id) => ({ ...row, id, patient: twin.number }));
const fromCsv = () => [...files.csv].flatMap(([name, text]) => { const [header = [], ...body] = parse(text) as string[][]; const lines = body.map((cells, at) => ({ line: at + 2, cells })); return lines.length === 0 ? [] : read(readFormCsv(header, lines, formOfTable(header, lines, name)!)); });

/** As the page does it: read, planned, what is to be settled left out, stored; what calls for a visit first, what it brings after it. */
async function importAll(twin: TestPatient, rows: readonly SourceRow[]): Promise<readonly PlannedRow[]> {
  const actor = { id: randomUUID(), name: "", grants: [{ role: "coordinator" as const, siteId: study.sites["101"] }] };
  for (let round = 1; ; round++) {
    const { patients } = await study.rolledBack(study.tokens.coordinator, (tx) => here.readFormPlaces(tx, actor, new Date(), { numbers: [twin.number], sha256: null }));
    const where = { patients, dictionaries, clears: false };
    const problems = planRows(rows, { ...where, leftOut: [] }).filter(({ state }) => state === "problem");
    const planned = planRows(rows, { ...where, leftOut: problems.map(({ source: { id } }) => id) });
    const request = toRequest(planned, { name: "whole", sha256: sha256("whole"), lines: rows.length }, null);
    if (request.forms.length === 0 || round > 4) return planRows(rows, { ...where, leftOut: [] });
    done(await here.perform(here.importForms, study.tokens.coordinator, { ...request, requestId: randomUUID() }));
  }
}

describe.each([["ODM 1.3.2", 0], ["CSV", 1]] as const)("the %s of a whole cut, imported for a patient whose forms are blank", (format, at) => {
  let planned: readonly PlannedRow[];
  beforeAll(async () => { planned = await importAll(twins[at]!, toldOf(twins[at]!, format === "CSV" ? fromCsv() : read(readOdm(files.odm)))); }, 120_000);

  test("brings every value: dates as far as they are known, reasons why one is missing, units, terms, every text, rows of logs under their numbers", async () => {
    const told = (rows: readonly Row[]) => rows.filter(({ removed, form, answers }) => !removed && formOf(form).source !== "system" && Object.keys(answers).length > 0).map(({ visit, form, version, no, answers }) => ({ visit, form, version, no, answers }));
    const [expected, found] = [told(await rowsOf(source)), told(await rowsOf(twins[at]!))];
    expect(expected.length).toBeGreaterThan(20);
    expect(found).toEqual(expected);
  });

  test("derives the same results from them", async () => expect(await findingsOf(twins[at]!)).toEqual(await findingsOf(source)));

  test("says of everything else why it stores nothing: what the system fills, what was not done, what was removed", () => {
    const open = planned.filter(({ state }) => state === "problem");
    expect([...new Set(open.map(({ source: { formId }, says }) => `${formId}: ${says}`))]).toEqual(["randomisation: Randomisation is filled by the system and is not imported. Leave it out."]);
    expect(planned.filter(({ state }) => state === "new" || state === "correction")).toEqual([]);
    const lines = resultRows(planned, null);
    for (const says of [/not stored.*filled by the system and is not imported/, /not stored.*not done, as the file says. Mark the form as not done by hand/, ...(format === "CSV" ? [/not stored.*removed where it comes from/] : [])]) expect(lines).toMatch(says);
  });

  test("has nothing left to bring when it is read again", () => expect(planned.filter(({ state }) => state === "same").length).toBeGreaterThan(20));
});

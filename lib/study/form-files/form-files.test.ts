import { beforeAll, describe, expect, test } from "vitest";
import type { Form } from "@/lib/crf/define-form";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { STUDY_OID } from "@/lib/study/odm-oids";
import { formById, forms as studyForms } from "@/lib/study/study";
import { planRows, recordAfter, type FormPatient } from "./plan-rows";
import { questionsAfter } from "./questions-after";
import { clearedFields, dictionariesOf, readCells, type Dictionaries } from "./read-cells";
import { formOfTable, readFormCsv } from "./read-form-csv";
import { readOdm } from "./read-odm";
import type { FormFile, SourceRow } from "./source-row";

let dictionaries: Dictionaries;
beforeAll(async () => { dictionaries = await dictionariesOf(studyForms as unknown as readonly Form[]); });
const form = (id: string) => formById(id) as unknown as Form;
const cells = (id: string, of: Readonly<Record<string, string>>) => readCells(form(id), of, dictionaries);
const rowsOf = (file: FormFile) => { if ("refused" in file) throw new Error(file.refused); return file.rows; };
const csv = (formId: string, header: string, ...lines: readonly string[]) => readFormCsv(header.split(","), lines.map((line, at) => ({ line: at + 2, cells: line.split(",") })), formId);

describe("cells", () => {
  test.each([
    ["vital_signs", { pulse: "072" }, "pulse", 72], ["vital_signs", { weightKg: "70.50" }, "weightKg", "70.5"], ["vital_signs", { measuredOn: "21oct24" }, "measuredOn", "2024-10-21"], ["vital_signs", { pulse_missing: "not done" }, "pulse", { missing: "not_done" }],
    ["chemistry", { ldh: "200", ldh_unit: "u/l" }, "ldh", { value: "200", unit: "U/L" }], ["chemistry", { creatinine: "90", creatinine_unit: "µmol/L" }, "creatinine", { value: "90", unit: "umol/L" }],
    ["concomitant_medication", { startDate: "2024-03" }, "startDate", "2024-03"], ["concomitant_medication", { medication: " =1+1 " }, "medication", " =1+1 "], ["demography", { sex: "female", sex_label: "Female" }, "sex", "F"],
    ["adverse_event", { ctcaeTerm: "nausea" }, "ctcaeTerm", expect.objectContaining({ term: "Nausea", levels: ["1", "2", "3"] })],
  ] as const)("of %s %j are read as typed", (id, of, field, answer) => expect(cells(id, of)).toEqual([{ field, said: Object.entries(of).filter(([column]) => !column.endsWith("_label")).map(([, text]) => text).join(" "), answer, problem: null, passed: null }]));

  test.each([
    ["vital_signs", { pulse: "9999" }, /not possible/], ["vital_signs", { pulse: "70", pulse_missing: "not_done" }, /Leave one of them blank/], ["vital_signs", { measuredOn_missing: "not_done" }, /not accepted here/], ["vital_signs", { pulse_missing: "lost" }, /./],
    ["vital_signs", { plus: "1" }, /has no column “plus”/], ["vital_signs", { toString: "1" }, /has no column/], ["chemistry", { ldh_unit: "U/L" }, /unit without a value/], ["chemistry", { ldh: "200", ldh_unit: "furlong" }, /Choose the unit/], ["chemistry", { creatinine: "1,0", creatinine_unit: "mg/dL" }, /no comma/],
    ["demography", { sex: "F", sex_label: "Male" }, /Correct one/], ["demography", { sex_label: "Male" }, /Fill both or neither/], ["adverse_event", { ctcaeTerm: "Feeling odd" }, /no term of/], ["adverse_event", { ctcaeTerm: "Nausea", ctcaeTerm_dictionary: "MedDRA 27" }, /Correct one/],
    ["protocol_deviation", { answers: "x" }, /filled by the act/],
  ] as const)("of %s %j are refused in words", (id, of, says) => expect(cells(id, of).map(({ problem }) => problem).join()).toMatch(says));

  test("that a redaction emptied store nothing, and blank ones say nothing", () => {
    expect(cells("concomitant_medication", { medication: "[redacted]" })).toMatchObject([{ answer: null, problem: null, passed: expect.stringMatching(/redaction/) as string }]);
    expect(cells("vital_signs", {})).toEqual([]);
  });
});

describe("a table", () => {
  test("says its form by a column, by its name, or by its fields alone", () => {
    const line = (text: string) => [{ line: 2, cells: text.split(",") }];
    expect(formOfTable(["PATIENT", "FORM", "x"], line("101-001,marrow,1"), "any.csv")).toBe("marrow");
    expect(formOfTable(["PATIENT", "x"], line("101-001,1"), "Vital_signs.CSV")).toBe("vital_signs");
    expect(formOfTable(["PATIENT", "ldh"], line("101-001,1"), "lab.csv")).toBe("chemistry");
    expect(formOfTable(["PATIENT", "comment"], line("101-001,1"), "lab.csv")).toBe(null);
  });

  test.each([
    ["another study", "STUDY,PATIENT,pulse", "Other,101-001,70", /another study/], ["another form", "PATIENT,FORM,pulse", "101-001,marrow,70", /One file holds one form/], ["a row that is no number", "PATIENT,ROW,pulse", "101-001,1.5,70", /no number of a row/],
    ["a version that is none", "PATIENT,FORM_VERSION,pulse", "101-001,two,70", /no version/], ["more cells than columns", "PATIENT,pulse", "101-001,70,71", /3 cells, and the first line names 2/],
  ])("with %s says so at the line", (_, header, line, says) => expect(rowsOf(csv("vital_signs", header, line))[0]?.problem).toMatch(says));

  test("passes over what was removed or not done, and names columns that no form has", () => {
    expect(rowsOf(csv("vital_signs", "PATIENT,REMOVED_AT_UTC,PROGRESS,pulse", "101-001,2024-01-01T00:00:00,,70", "101-001,,not_done,")).map(({ passed }) => passed)).toEqual([expect.stringMatching(/^removed/), expect.stringMatching(/^not done/)]);
    expect(csv("vital_signs", "PATIENT,pulse,initials", "101-001,70,AB")).toMatchObject({ strange: ["initials"], rows: [{ cells: { pulse: "70" } }] });
  });

  test.each([["without patients", "VISIT,pulse", /PATIENT/], ["with a column twice", "PATIENT,pulse,pulse", /twice/], ["without any field", "PATIENT,VISIT", /None of its columns/]])("%s is refused as a whole", (_, header, says) => expect(csv("vital_signs", header, "x")).toMatchObject({ refused: expect.stringMatching(says) as string }));
});

const odm = (inside: string, { study = STUDY_OID, namespace = "http://www.cdisc.org/ns/odm/v1.3", more = "" } = {}) =>
  readOdm(`<?xml version="1.0"?><o:ODM xmlns:o="${namespace}"${more}><o:ClinicalData StudyOID="${study}" MetaDataVersionOID="MDV.2007">${inside}</o:ClinicalData></o:ODM>`);
const inForm = (items: string, { visit = "SE.SCR", formOid = "F.chemistry.1", more = "" } = {}) =>
  `<o:SubjectData SubjectKey="101-001"><o:StudyEventData StudyEventOID="${visit}"><o:FormData FormOID="${formOid}"${more}><o:ItemGroupData ItemGroupOID="IG.chemistry.1.1">${items}</o:ItemGroupData></o:FormData></o:StudyEventData></o:SubjectData>`;

describe("ODM", () => {
  test("is read under any prefix, typed or not, with units beside or below, and reasons by reference or inside", () => {
    const missing = '<o:Flag><o:FlagValue CodeListOID="CL.MISSING">not_done</o:FlagValue><o:FlagType CodeListOID="CL.NOTE">missing</o:FlagType></o:Flag>';
    const read = odm(`${inForm(`<o:ItemDataFloat ItemOID="I.chemistry.1.ldh" MeasurementUnitOID="MU.U/L">200</o:ItemDataFloat><o:ItemData ItemOID="I.chemistry.1.alt" Value="30"><o:MeasurementUnitRef MeasurementUnitOID="MU.U/L"/></o:ItemData>
      <o:ItemDataAny ItemOID="I.chemistry.1.ast" IsNull="Yes" AnnotationID="N1"/><o:ItemData ItemOID="I.chemistry.1.albumin" IsNull="Yes"><o:Annotation SeqNum="1">${missing}</o:Annotation></o:ItemData>`)}<o:Annotations><o:Annotation ID="N1" SeqNum="1">${missing}</o:Annotation></o:Annotations>`);
    expect(rowsOf(read)).toEqual([{ id: 0, line: 1, patient: "101-001", visit: "SCR", formId: "chemistry", formVersion: 1, rowNo: null, blanks: ["ast", "albumin"], passed: null, problem: null,
      cells: { ldh: "200", ldh_unit: "U/L", alt: "30", alt_unit: "U/L", ast_missing: "not_done", albumin_missing: "not_done" } }]);
  });

  test.each([
    ["an unknown visit", inForm("", { visit: "SE.DAY99" }), /is no visit/], ["an unscheduled visit without its number", inForm("", { visit: "SE.UNS" }), /is no visit/], ["an unknown form", inForm("", { formOid: "F.diary.1" }), /is no form/], ["a form in a version that never was", inForm("", { formOid: "F.chemistry.99" }), /is no form/],
    ["a removal", inForm('<o:ItemData ItemOID="I.chemistry.1.ldh" TransactionType="Remove"/>'), /remove it by hand/], ["an item twice", inForm('<o:ItemData ItemOID="I.chemistry.1.ldh" Value="1"/><o:ItemData ItemOID="I.chemistry.1.ldh" Value="2"/>'), /twice with different values/], ["a row that is no number", inForm("", { more: ' FormRepeatKey="x"' }), /no number of a row/],
  ])("with %s says so at the form", (_, inside, says) => expect(rowsOf(odm(inside))[0]?.problem).toMatch(says));

  test.each([
    ["of another study", odm(inForm(""), { study: "ST.OTHER" }), /another study/], ["of another version", odm(inForm(""), { namespace: "http://www.cdisc.org/ns/odm/v2.0" }), /Take the file as ODM 1.3.2/], ["without forms", odm(""), /no forms/], ["that is a history", odm(inForm("") + inForm(""), { more: ' FileType="Transactional"' }), /Take the snapshot/],
    ["with a document type", readOdm('<!DOCTYPE ODM [<!ENTITY x SYSTEM "file:///etc/passwd">]><ODM/>'), /document type or an entity/], ["that is other XML", readOdm("<html/>"), /is no ODM/],
  ])("%s is refused as a whole", (_, read, says) => expect(read).toMatchObject({ refused: expect.stringMatching(says) as string }));
});

describe("a plan", () => {
  const pulse = exampleEntry("vital_signs", "SCR", { pulse: 70, systolic: 120 });
  const drug = exampleEntry("concomitant_medication", null, { medication: "Tylenol" }, 1);
  const record = exampleRecord([pulse, drug]);
  const patient = (more: Partial<FormPatient> = {}): FormPatient => ({ record, visits: [{ id: "v", code: "SCR" }], heldEntries: [], heldVisits: [], removed: [{ formId: "concomitant_medication", visit: null, rowNo: 2 }], ...more });
  const row = (more: Partial<SourceRow>): SourceRow => ({ id: 0, line: 2, patient: record.number, visit: "SCR", formId: "vital_signs", formVersion: null, rowNo: null, cells: { pulse: "72" }, blanks: [], passed: null, problem: null, ...more });
  const plan = (rows: readonly Partial<SourceRow>[], of = patient(), clears = false) => planRows(rows.map((more, id) => row({ id, line: id + 2, ...more })), { patients: [of], dictionaries, leftOut: [], clears });
  const log = { visit: null, formId: "concomitant_medication", cells: { medication: "Aspirin" } };

  test("tells new values, corrections and what is there already, and clears nothing", () => {
    expect(plan([{ cells: { pulse: "72", systolic: "120", diastolic: "80" } }])[0]).toMatchObject({ state: "correction", isAdded: false, values: [{ field: "pulse", state: "correction", from: 70, to: 72 }, { field: "systolic", state: "same" }, { field: "diastolic", state: "new", from: null }] });
    expect(plan([{ cells: {} }])[0]).toMatchObject({ state: "nothing" });
  });

  test("empties what a blank cell stands for when that is chosen, and nothing else: no field without a column, none beside which something is said, none that an act fills, nothing that a redaction took away", () => {
    const blank = (header: string, line: string) => rowsOf(csv("vital_signs", `PATIENT,VISIT,${header}`, `${record.number},SCR,${line}`));
    expect(plan(blank("pulse,diastolic", ","), patient())).toMatchObject([{ state: "nothing" }]);
    expect(plan(blank("pulse,diastolic,pulse_missing", ",80,"), patient(), true)[0]).toMatchObject({ state: "correction", values: [{ field: "diastolic", state: "new" }, { field: "pulse", state: "correction", from: 70, to: null }] });
    expect(plan(blank("pulse,pulse_missing", ",not done"), patient(), true)[0]?.values).toMatchObject([{ field: "pulse", to: { missing: "not_done" } }]);
    expect(plan(blank("pulse_missing", ""), patient(), true)).toMatchObject([{ state: "nothing" }]);
    expect(plan(blank("pulse", ""), patient({ heldEntries: [pulse.id] }), true)).toMatchObject([{ state: "problem" }]);
    const taken = { ...record, entries: [{ ...pulse, answers: { pulse: { missing: "redacted" } } }, { ...drug, answers: { medication: "[redacted]" } }] };
    const empty = [{ cells: {}, blanks: ["pulse"] }, { ...log, rowNo: 1, cells: {}, blanks: ["medication"] }];
    expect(plan(empty, patient({ record: taken }), true).map(({ state }) => state)).toEqual(["nothing", "nothing"]);
    expect(clearedFields(form("protocol_deviation"), { cells: {}, blanks: ["answers", "description"] })).not.toContain("answers");
    expect(recordAfter(record, plan(blank("pulse", ""), patient(), true)).entries.find(({ id }) => id === pulse.id)?.answers["pulse"]).toBe(null);
  });

  test("gives a row of a log its own number, the next one that nobody had, and never that of a removed one", () => {
    expect(plan([{ ...log, rowNo: 1 }, { ...log, rowNo: 7 }, log, log]).map(({ isAdded, entry }) => [isAdded, entry?.rowNo])).toEqual([[false, 1], [true, 7], [true, 3], [true, 4]]);
    expect(plan([{ ...log, rowNo: 2 }])[0]).toMatchObject({ state: "problem", says: expect.stringMatching(/Row 2 .* was removed/) as string });
  });

  test.each([
    ["no patient", { patient: "" }, {}, /names no patient/], ["a patient of nowhere", { patient: "999-001" }, {}, /no patient of your site/], ["a form of the system", { formId: "randomisation", visit: null }, {}, /filled by the system/], ["a frozen form", {}, { heldEntries: [pulse.id] }, /frozen or locked/],
    ["a frozen patient's log", log, { heldVisits: [null] }, /no row can be added/], ["a visit that is not there", { visit: "D28" }, {}, /has no visit/], ["a form that the visit has not", { formId: "death" }, {}, /has no form/], ["another version of the form", { formVersion: 9 }, {}, /version 9 .* version 1/],
  ] as const)("of %s says what to do", (_, more, of, says) => expect(plan([more], patient(of))[0]).toMatchObject({ state: "problem", says: expect.stringMatching(says) as string }));

  test("of two lines about the same form takes the first", () => expect(plan([{}, {}]).map(({ state, says }) => [state, says])).toEqual([["correction", null], ["problem", expect.stringMatching(/same form as line 2/)]]));

  test("asks what the checks will ask, and not what they ask already", () => {
    const after = recordAfter(record, plan([{ cells: { diastolic: "130" } }]));
    expect(questionsAfter(record, after, "2025-01-31").map(({ message }) => message).join()).toMatch(/not above diastolic 130/);
    expect(questionsAfter(after, after, "2025-01-31")).toEqual([]);
  });
});

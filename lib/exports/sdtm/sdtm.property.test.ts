import fc from "fast-check";
import { expect, test } from "vitest";
import type { CodeList, DatasetSpec, Row } from "../datasets/dataset";
import { forms } from "@/lib/study/study";
import { logs } from "@/lib/study/visits";
import { exampleAnswer } from "@/lib/crf/example-answer";
import { anyPatient, examplePatient, STUDY, TREATED, type ExampleEntry } from "./example-cut";
import { sdtm } from "./sdtm";

const specs = new Map(sdtm.specs.map((spec) => [spec.name, spec]));
const lists = new Map(sdtm.codeLists.map((list) => [list.id, list]));
const bytes = (text: string) => new TextEncoder().encode(text).length;
const isIn = ({ terms, external }: CodeList, value: unknown) => external !== undefined || terms.some((term) => term.value === value);

function faultsOf(spec: DatasetSpec, rows: readonly Row[]): readonly string[] {
  const keys = rows.map((row) => JSON.stringify(spec.keys.map((key) => row[key])));
  const faults = new Set(keys).size < keys.length ? [`${spec.name}: a key stands twice`] : [];
  for (const row of rows) {
    if (Object.keys(row).join() !== spec.variables.map(({ name }) => name).join()) faults.push(`${spec.name}: other variables than declared`);
    for (const { name, codeList, valueLevel = [], type } of spec.variables) {
      const value = row[name] ?? null;
      if (value === null) continue;
      if (typeof value === "string" && bytes(value) > 200) faults.push(`${spec.name}.${name} has over 200 bytes`);
      if ((type === "integer" || type === "float") !== (typeof value === "number")) faults.push(`${spec.name}.${name} is ${typeof value}`);
      const asked = [codeList, ...valueLevel.filter(({ where }) => where.every(({ variable, values }) => values.includes(String(row[variable])))).map((level) => level.codeList)];
      for (const id of asked) if (id !== undefined && !isIn(lists.get(id) as CodeList, value)) faults.push(`${spec.name}.${name}: ${value} is not in ${id}`);
    }
  }
  return faults;
}

test("whatever is recorded: keys are unique, rows are as declared, coded values are in their lists, texts fit, patients are in DM", () => {
  fc.assert(fc.property(anyPatient, (patient) => {
    const datasets = sdtm.patientRows(patient, STUDY);
    const known = datasets.get("DM")?.map(({ USUBJID }) => USUBJID);
    expect(known).toHaveLength(1);
    for (const [name, rows] of datasets) {
      expect(faultsOf(specs.get(name) as DatasetSpec, rows)).toEqual([]);
      expect(rows.every(({ USUBJID }) => USUBJID === known?.[0])).toBe(true);
    }
  }), { numRuns: 25 });
}, 60_000);

test("the same records give the same rows, in whatever order they are read", () => {
  fc.assert(fc.property(anyPatient, (patient) => {
    const backwards = { ...patient, of: (kind: string) => patient.of(kind).toReversed() };
    expect(JSON.stringify([...sdtm.patientRows(backwards, STUDY)])).toBe(JSON.stringify([...sdtm.patientRows(patient, STUDY)]));
  }), { numRuns: 10 });
}, 60_000);

const FILLED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  marrow: { done: "Y" }, extramedullary: { disease: "Y" }, follow_up: { status: "alive" }, adverse_event: { term: "Fever" }, relapse: { relapseDate: "2025-01-03" }, end_of_treatment: { endedOn: "2024-09-20", reason: "other" },
  randomisation: { randomisedOn: "2024-09-10" }, death: { deathDate: "2025-02-03", cause: "other" }, infusion_bag: { amountMg: "160" }, cardiac: { lvefPercent: "60" }, infusion_interruption: { stoppedAt: "2024-09-12T09:00" },
  haematology: { wbc: { value: "3", unit: "10^9/L" } }, chemistry: Object.fromEntries(["bilirubin", "creatinine", "magnesium"].map((code) => [code, { value: "1", unit: "mg/dL" }]).concat([["alt", { value: "20", unit: "U/L" }]])),
  concomitant_medication: { medication: "aspirin" }, new_therapy: { kind: "chemotherapy" }, transfusion: { product: "rbc" }, protocol_deviation: { description: "A day late" }, vital_signs: { weightKg: "71" }, consent: {}, demography: {},
};

/** Answers that SDTM leaves out by its own convention or that stand elsewhere in the cut, and why. */
const NOT_TABULATED: Readonly<Record<string, string>> = {
  "eligibility.lifeExpectancy": "criteria that are met have no record", "eligibility.ableToComply": "criteria that are met have no record", "eligibility.contraception": "criteria that are met have no record",
  "eligibility.interferingAgents": "IE comes from the assessment of eligibility", "eligibility.severeCondition": "IE comes from the assessment of eligibility",
  "randomisation.arm": "DM takes the arm from the draw, which the form repeats",
};

const base = (form: string, at: string | null): readonly ExampleEntry[] => [...TREATED.filter((entry) => entry.form !== form || entry.visit !== at), { form, visit: at, answers: FILLED[form] ?? {} }];
const placeOf = (form: string): string | null => (logs.includes(form) ? null : ["consent", "demography", "aml_history", "cardiac", "eligibility", "chemistry"].includes(form) ? "SCR" : form.startsWith("follow") ? "FU3" : ["marrow", "extramedullary", "response_assessment"].includes(form) ? "D28" : "C1");
const printed = (entries: readonly ExampleEntry[]) => JSON.stringify([...sdtm.patientRows(examplePatient(entries), STUDY)]);

test("every answer of every form has a place: without it the rows are others", () => {
  const lost = forms.flatMap(({ id, fields }) => Object.entries(fields).filter(([name, field]) => {
    const before = base(id, placeOf(id));
    const value = name === "ongoing" ? "Y" : exampleAnswer(field as never);
    const filled = { ...FILLED[id] };
    const without = Object.fromEntries(Object.entries(filled).filter(([key]) => key !== name));
    const rest = before.slice(0, -1);
    const here = { form: id, visit: placeOf(id) };
    return printed([...rest, { ...here, answers: without }]) === printed([...rest, { ...here, answers: { ...without, [name]: filled[name] ?? value } }]);
  }).map(([name]) => `${id}.${name}`));
  expect(lost.filter((name) => NOT_TABULATED[name] === undefined)).toEqual([]);
}, 60_000);

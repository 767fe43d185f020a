import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, save, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let patient: TestPatient;
const loaded = async () => ({ ...(await import("@/lib/server/act")), ...(await import("./make-cut")), ...(await import("./read-comparison")), ...(await import("./comparison-csv")) });
const cut = async (name: string) => { const { perform, makeCut } = await loaded(); return done(await perform(makeCut, study.tokens.data_manager, { requestId: randomUUID(), reason: null, name })); };
const compared = async (names: { from?: string; to?: string } = {}, token = study.tokens.statistician) => { const { readComparison } = await loaded(); return study.rolledBack(token, (tx) => readComparison(tx, names)); };

beforeAll(async () => {
  study = await openTestStudy();
  patient = await newPatient(study);
  await fill(study, patient, "vital_signs", { pulse: 70, systolic: 120 });
  await newPatient(study);
  await cut("one");
  await cut("same");
  await save(study, patient.entries["vital_signs"], { pulse: [70, 71], systolic: [120, null], diastolic: [null, 80] }, { reason: "misread" });
  await cut("two");
});
afterAll(() => study.close());

test("two cuts differ by exactly the fields that were added, changed or cleared in between", async () => {
  const { comparison } = await compared({ from: "one", to: "two" });
  const ofForm = comparison?.shown.filter(({ of, field }) => of === "vital_signs" && !field.startsWith("("));
  expect(ofForm).toEqual([["diastolic", null, "80"], ["pulse", "70", "71"], ["systolic", "120", null]].map(([field, from, to]) => ({ patient: patient.number, visit: "SCR", of: "vital_signs", row: 1, field, from, to })));
  expect(comparison?.counts.find(({ of }) => of === "vital_signs")).toEqual({ of: "vital_signs", patients: 1, added: 1, changed: 1, gone: 1 });
  expect(new Set(comparison?.shown.map((each) => each.patient))).toEqual(new Set([patient.number]));
});

test("the other way round before and after change places", async () => {
  const [there, back] = [(await compared({ from: "one", to: "two" })).comparison?.shown ?? [], (await compared({ from: "two", to: "one" })).comparison?.shown ?? []];
  expect(back.map(({ from, to, ...rest }) => ({ ...rest, from: to, to: from }))).toEqual(there);
});

test("cuts of the same data have no difference; without names it is the last two; an unknown name compares nothing", async () => {
  expect((await compared({ from: "one", to: "same" })).comparison).toMatchObject({ counts: [], shown: [] });
  expect((await compared()).comparison).toMatchObject({ from: { name: "same" }, to: { name: "two" } });
  expect((await compared({ from: "three" })).comparison).toBeNull();
  expect(await compared({ from: "one", to: "two" }, study.tokens.monitor)).toEqual({ cuts: [], comparison: null });
});

test("the file has every one of them", async () => {
  const { comparison } = await compared({ from: "one", to: "two" });
  const { comparisonCsv } = await loaded();
  const text = await new Response(comparisonCsv(study.tokens.statistician, { fromId: comparison!.from.id, toId: comparison!.to.id })).text();
  const rows = parse(text, { columns: true }) as readonly Record<string, string>[];
  expect(rows.map((row) => [row["PATIENT"], row["OF"], row["FIELD"], row["FROM_JSON"], row["TO_JSON"]])).toEqual(comparison?.shown.map(({ patient: number, of, field, from, to }) => [number, of, field, from ?? "", to ?? ""]));
});

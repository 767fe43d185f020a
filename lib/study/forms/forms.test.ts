import { describe, expect, test } from "vitest";
import { editChecks } from "@/lib/crf/data-dictionary";
import { answerSchema } from "@/lib/crf/answer-schema";
import { blankAnswers } from "@/lib/crf/read-answers";
import type { Form } from "@/lib/crf/define-form";
import { exportColumns } from "@/lib/crf/export-columns";
import { firedChecks, knownAnswers } from "@/lib/crf/fired-checks";
import { contextFor } from "@/lib/study/checks/check-context";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { CHECK_CASES } from "@/lib/study/forms/check-cases";
import { formById, forms } from "@/lib/study/study";
import { formsOfVisit, logs, unscheduledCode, visitByCode, visits } from "@/lib/study/visits";

const TODAY = "2025-01-31";
const plain = forms as unknown as readonly Form[];

describe("every check has a yes, a no and an unknown", () => {
  const own = forms.flatMap((form) => form.checks.map(({ id }) => [form.id, id] as const));

  test("the cases cover the checks and nothing else", () => {
    expect(CHECK_CASES.map(([, id]) => id).toSorted()).toEqual(own.map(([, id]) => id).toSorted());
  });

  test.each(CHECK_CASES)("%s %s", (formId, id, cases) => {
    const form = formById(formId);
    if (form === undefined) throw new Error(`no form ${formId}`);
    for (const [truth, { answers, others = [], visit = null, patient = {} }] of Object.entries(cases)) {
      const entry = exampleEntry(formId, visit, answers, 99);
      const context = contextFor(exampleRecord([entry, ...others], patient), entry, TODAY);
      expect([id, truth, answerSchema(form).safeParse(answers).error?.issues]).toEqual([id, truth, undefined]);
      const check = form.checks.find((one) => one.id === id);
      expect([id, check?.holds(knownAnswers(form as unknown as Form, answers), context)]).toEqual([id, truth]);
      const fired = firedChecks(form, answers, context).filter((one) => one.id === id);
      expect([id, truth, fired.length]).toEqual([id, truth, truth === "no" ? 1 : 0]);
      for (const { message } of fired) expect(message).not.toMatch(/null|undefined|NaN|\[object|Invalid|--|\s\s/);
    }
  });

  test("a contradiction between two rows, or two visits, is asked about once: at the later one", () => {
    const rows = [1, 2].map((rowNo) => exampleEntry("transfusion", null, { givenOn: "2024-10-19", product: "rbc" }, rowNo));
    const sizes = ["SCR", "C1"].map((visit) => exampleEntry("vital_signs", visit, { heightCm: visit === "SCR" ? "170" : "150", weightKg: visit === "SCR" ? "70" : "90" }));
    const record = exampleRecord([...rows, ...sizes]);
    const asked = record.entries.flatMap((entry) => firedChecks(formById(entry.formId)!, entry.answers, contextFor(record, entry, TODAY)).map(({ id }) => `${entry.id} ${id}`));
    expect(asked).toEqual(["transfusion#2 TR01", "vital_signs@C1 VS02", "vital_signs@C1 VS04"]);
  });

  test("what an entry held before is no evidence for what it holds now", () => {
    const stored = exampleEntry("response_assessment", "D28", { investigatorResponse: "CR" });
    const fired = firedChecks(formById("response_assessment")!, { investigatorResponse: "REL" }, contextFor(exampleRecord([stored]), stored, TODAY));
    expect(fired.map(({ id }) => id)).toEqual(["RA03"]);
  });

  test("a blank form asks nothing, whatever stands beside it", () => {
    for (const form of forms) {
      const others = CHECK_CASES.flatMap(([, , cases]) => Object.values(cases).flatMap((one) => one.others ?? []));
      const context = contextFor(exampleRecord(others), exampleEntry(form.id, null, {}, 99), TODAY);
      expect([form.id, firedChecks(form, blankAnswers(form), context)]).toEqual([form.id, []]);
    }
  });
});

describe("the definitions fit together", () => {
  test("form ids with versions, and check ids, are unique", () => {
    const ids = plain.map(({ id, version }) => `${id} ${version}`);
    const checks = editChecks(plain).map(({ id }) => id);
    expect([new Set(ids).size, new Set(checks).size]).toEqual([ids.length, checks.length]);
  });

  test("the columns of a form's export are told apart by their headers", () => {
    for (const form of plain) {
      const headers = exportColumns(form).map(({ header }) => header);
      expect([form.id, headers.length]).toEqual([form.id, new Set(headers).size]);
    }
  });

  test("every form stands at a visit or in a log, and every one named there exists", () => {
    const planned = [...visits.flatMap((visit) => visit.forms.map(({ formId }) => formId)), ...(visitByCode("UNS1")?.forms ?? []).map(({ formId }) => formId), ...logs];
    expect([...new Set(planned)].toSorted()).toEqual(plain.map(({ id }) => id).toSorted());
  });

  test("each field says where its value goes and each check where its rule stands", () => {
    for (const form of plain) for (const [name, field] of Object.entries(form.fields)) expect(`${form.id}.${name}: ${field.sdtm}`).toMatch(/: ([A-Z]{2}|SUPP[A-Z]{2})\.[A-Z]{2,}/);
    for (const { id, protocol, says } of editChecks(plain)) expect([id, protocol.length > 0, says.length > 0]).toEqual([id, true, true]);
  });
});

describe("finding forms and visits", () => {
  test("a form is found by its id, in its newest version or the one asked for", () => {
    expect([formById("marrow")?.version, formById("marrow", 1)?.id, formById("marrow", 9), formById("toString")]).toEqual([1, "marrow", undefined, undefined]);
  });

  test.each([["SCR", "Screening"], ["UNS3", "Unscheduled 3"], ["UNS0", undefined], ["UNS", undefined], ["XYZ", undefined], [unscheduledCode(12), "Unscheduled 12"]])("%s is %s", (code, title) => {
    expect(visitByCode(code)?.title).toBe(title);
  });

  test("cytarabine belongs to arms B and C, and to nobody before randomisation", () => {
    const course = visitByCode("C1");
    const withCytarabine = ([null, "A", "B", "C"] as const).filter((arm) => course && formsOfVisit(course, arm).some(({ formId }) => formId === "cytarabine_dose"));
    expect(withCytarabine).toEqual(["B", "C"]);
  });
});

import { expect, test } from "vitest";
import { firedChecks } from "@/lib/crf/fired-checks";
import { contextFor } from "@/lib/study/checks/check-context";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { formById } from "@/lib/study/study";
import { WAIVED_CASES } from "./eligibility.cases";

test.each(WAIVED_CASES)("%s %s asks, and no longer once the sponsor waived its criterion; the waiver of another does not answer it", (formId, check, answers, patient) => {
  const form = formById(formId);
  if (form === undefined) throw new Error(`no form ${formId}`);
  const entry = exampleEntry(formId, "SCR", answers);
  const fired = (changes: Partial<ReturnType<typeof exampleRecord>>) => firedChecks(form, answers, contextFor(exampleRecord([entry], changes), entry, "2025-01-31")).map(({ id }) => id);
  expect(fired({})).toContain(check);
  expect(fired(patient)).not.toContain(check);
  expect(fired({ waivers: patient.waivers.map((waiver) => ({ ...waiver, criterion: "ANOTHER" })) })).toContain(check);
});

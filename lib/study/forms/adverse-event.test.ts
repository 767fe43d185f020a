import { expect, test } from "vitest";
import type { Known } from "@/lib/crf/define-form";
import { eventFields, type EventFields } from "@/lib/study/adverse-events/event-fields";
import { contextFor } from "@/lib/study/checks/check-context";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { adverseEvent } from "./adverse-event";
import { adverseEventCases } from "./adverse-event.cases";

/** The fields that a check looks at while it decides on each of its cases. */
function readBy(id: string): readonly string[] {
  const check = adverseEvent.checks.find((one) => one.id === id);
  const read = new Set<string>();
  const cases = adverseEventCases.filter(([, caseId]) => caseId === id).flatMap(([, , { yes, no, unknown }]) => [yes, no, unknown]);
  for (const { answers, others = [], patient = {} } of cases) {
    const blank = Object.fromEntries(Object.keys(eventFields).map((name) => [name, null]));
    const watched = new Proxy({ ...blank, ...answers }, { get: (target, name) => { read.add(String(name)); return Reflect.get(target, name) as unknown; } });
    check?.holds(watched as unknown as Known<EventFields>, contextFor(exampleRecord(others, patient), exampleEntry("adverse_event", null, answers, 99), "2025-01-31"));
  }
  return [...read];
}

test("every critical field is read by at least one check", () => {
  const read = new Set(adverseEvent.checks.flatMap(({ id }) => readBy(id)));
  const critical = Object.entries(eventFields).filter(([, { criticality }]) => criticality === "safety").map(([name]) => name);
  expect(critical.filter((name) => !read.has(name))).toEqual([]);
});

test("the grade is offered by a field that codes", () => {
  expect(eventFields[eventFields.grade.offeredBy as keyof EventFields].kind).toBe("coded");
});

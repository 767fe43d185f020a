import { expect, test } from "vitest";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { contextFor } from "@/lib/study/checks/check-context";
import { responseAssessment } from "@/lib/study/forms/response-assessment";

const record = exampleRecord([exampleEntry("cenersen_infusion", "C1", { startAt: "2024-09-17T09:00" }), exampleEntry("cenersen_infusion", "C2", { startAt: "2024-11-05T09:00" })]);
const check = responseAssessment.checks.find(({ id }) => id === "RA05");
const ask = (visit: string, assessedOn: string) => {
  const [answers, context] = [{ assessedOn, investigatorResponse: null, regenerationSuspected: null, secondCourse: null, comment: null }, contextFor(record, { id: "x", visit }, "2025-01-01")];
  return check?.holds(answers, context) === "no" ? check.asks(answers, context) : check?.holds(answers, context);
};

test.each([
  ["D28", "2024-10-14", "yes"],
  ["D28", "2024-12-10", /D85\), outside .* 14-Oct-2024 to 28-Oct-2024/],
  ["C2D28", "2024-12-10", "yes"],
  ["C2D28", "2024-10-20", /D−16 of course 2\), outside .* 02-Dec-2024 to 16-Dec-2024/],
  ["UNS1", "2024-12-10", "unknown"],
])("an assessment at %s on %s is held against the days of its own course", (visit, day, says) => expect(ask(visit, day)).toEqual(typeof says === "string" ? says : expect.stringMatching(says)));

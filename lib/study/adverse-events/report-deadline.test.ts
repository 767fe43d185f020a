import { expect, test } from "vitest";
import { minutesBetween, reportBy, reportingOf, sayElapsed } from "./report-deadline";

const now = "2024-10-21T14:32";

test.each([
  ["due until the 24th hour has passed", "2024-10-20T14:32", null, { state: "due", minutes: 1440 }],
  ["overdue a minute later", "2024-10-20T14:31", null, { state: "overdue", minutes: 1441 }],
  ["reported in time, whenever now is", "2024-09-01T10:00", "2024-09-02T10:00", { state: "reported", minutes: 1440 }],
  ["reported late", "2024-09-01T10:00", "2024-09-02T10:01", { state: "reported_late", minutes: 1441 }],
  ["unknown without awareness, reported or not", null, "2024-09-02T10:01", { state: "no_awareness", minutes: null }],
])("%s", (_says, awareAt, reportedAt, expected) => expect(reportingOf({ awareAt, reportedAt, now })).toEqual(expected));

test("counts over midnight, month and leap day", () => {
  expect([minutesBetween("2024-02-28T23:50", "2024-03-01T00:10"), minutesBetween("2024-12-31T23:59", "2025-01-01T00:00")]).toEqual([1460, 1]);
});

test.each([[-5, "0 min"], [0, "0 min"], [59, "59 min"], [60, "1 h"], [2879, "47 h"], [2880, "2 d"], [2950, "2 d 1 h"]])("%i minutes are %s", (minutes, says) => expect(sayElapsed(minutes)).toBe(says));

test.each([["2024-12-31T14:32", "2025-01-01T14:32"], ["2024-02-28T00:00", "2024-02-29T00:00"], ["soon", null], ["2024-02-30T10:00", null], ["2024-02-28", null]])("known since %s, reported by %s", (awareAt, by) => {
  expect(reportBy(awareAt)).toBe(by);
});

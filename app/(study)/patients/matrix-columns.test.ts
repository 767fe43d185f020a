import { describe, expect, test } from "vitest";
import { columnGroups } from "./matrix-columns";
import { narrow } from "./matrix-filter";
import type { MatrixCell, MatrixRow } from "@/lib/entries/read-matrix";
import type { Standing } from "@/lib/study/standing";

const cell = (standing: Standing | null = null): MatrixCell => ({ state: "not_started", standing, openQueries: 0, answeredQueries: 0, done: 0, of: 1 });
const row = (cells: MatrixRow["cells"]): MatrixRow => ({ id: "p", number: "101-001", siteCode: "101", status: "randomised", protocolVersion: "2007", arm: "A", disease: null, best: null, exposure: null, eligibility: null, cells });
const shown = (rows: readonly MatrixRow[]) => columnGroups(rows).map(({ title, columns }) => `${title}: ${columns.map((column) => column.title).join(" ")}`);

describe("the columns", () => {
  test("are those of the schedule under its parts, without a second course that nobody has", () => {
    expect(shown([row({ SCR: cell() })])).toEqual(["Screen.: Scr", "Course 1: C1 D14 REC D28", "Follow-up: M3 M6 M9 M12 M15 M18 M21 M24", "Logs: All"]);
  });
  test("have a second course and unscheduled visits as soon as one of those shown has them", () => {
    expect(shown([row({ SCR: cell(), C2: cell(), C2D14: cell() }), row({ UNS2: cell(), UNS10: cell() })])).toEqual([
      "Screen.: Scr", "Course 1: C1 D14 REC D28", "Course 2: C2 D14", "Follow-up: M3 M6 M9 M12 M15 M18 M21 M24", "Unscheduled: U2 U10", "Logs: All"]);
  });
});

test("the filters on what is due and overdue look at any visit of a patient", () => {
  const late = row({ SCR: cell({ state: "done", on: null, timing: null }), D14: cell({ state: "overdue", since: "2024-10-08", days: 9, missing: ["marrow"] }) });
  const due = row({ D28: cell({ state: "due", until: "2024-10-28", enterBy: "2024-11-04", missing: ["marrow"] }), LOG: cell() });
  expect([late, due].map((one) => [narrow(one, "overdue"), narrow(one, "due")])).toEqual([[true, false], [false, true]]);
});

import { describe, expect, test } from "vitest";
import { columnGroups, visitChoices } from "./matrix-columns";

const shown = (visits: readonly string[]) => columnGroups(visits).map(({ title, columns }) => `${title}: ${columns.map((column) => column.title).join(" ")}`);

describe("the columns", () => {
  test("are those of the schedule under its parts, without a second course that nobody has", () => {
    expect(shown(["SCR"])).toEqual(["Screen.: Scr", "Course 1: C1 D14 REC D28", "Follow-up: FU3 FU6 FU9 FU12 FU15 FU18 FU21 FU24", "Logs: All"]);
  });
  test("have a second course and unscheduled visits as soon as somebody has them", () => {
    expect(shown(["SCR", "UNS10", "C2", "C2D14", "UNS2"])).toEqual([
      "Screen.: Scr", "Course 1: C1 D14 REC D28", "Course 2: C2 D14", "Follow-up: FU3 FU6 FU9 FU12 FU15 FU18 FU21 FU24", "Unscheduled: UNS2 UNS10", "Logs: All"]);
  });
  test("turn into the forms of a visit that somebody has, or of the logs", () => {
    expect(visitChoices(["D14", "SCR"]).map(({ code }) => code)).toEqual(["SCR", "D14", "LOG"]);
  });
});

import { expect, test } from "vitest";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { sayEventDay } from "./say-event-day";

const first = exampleEntry("cenersen_infusion", "C1", { startAt: "2024-09-16T09:00" });
const second = exampleEntry("cenersen_infusion", "C2", { startAt: "2024-11-04T09:00" });

test.each([
  ["2024-09-16", "D1 of course 1"], ["2024-09-24", "D9 of course 1"], ["2024-09-14", "D−2 of course 1, before the first cenersen"], ["2024-11-03", "D49 of course 1"],
  ["2024-11-05", "D2 of course 2"], ["2024-09", "D−15 to D15 of course 1, as far as the date is known"],
])("%s is %s", (start, says) => expect(sayEventDay(exampleRecord([first, second]), start)).toBe(says));

test("says nothing before the first cenersen is recorded", () => expect(sayEventDay(exampleRecord([]), "2024-09-24")).toBeNull());

import { expect, test } from "vitest";
import { sayAge, sayLate } from "./say-age";

test.each([
  ["2026-11-21", "today"], ["2026-11-22", "today"], ["2026-11-20", "1 d"], ["2026-08-23", "90 d"], ["2026-08-22", "since 22-Aug-2026"], ["2007-02-12", "since 12-Feb-2007"],
])("what waits since %s", (since, says) => expect(sayAge(since, "2026-11-21")).toBe(says));

test.each([["2026-11-21", "1 d late"], ["2026-11-19", "3 d late"], ["2007-02-12", "late since 12-Feb-2007"]])("what was too late on %s", (since, says) => expect(sayLate(since, "2026-11-21")).toBe(says));

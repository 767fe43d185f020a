import { expect, test } from "vitest";
import { MAY, type Verb } from "@/lib/access/permissions";
import type { Role } from "@/lib/kernel/actor";
import { statesToActOn } from "./acts-on";

test.each<[Role, readonly string[] | null]>([
  ["coordinator", ["not_started", "in_progress", "overdue"]],
  ["investigator", ["not_started", "in_progress", "overdue", "complete", "verified"]],
  ["monitor", ["complete"]],
  ["data_manager", ["complete", "verified", "signed"]],
  ["inspector", null],
])("a %s sees %j before the rest", (role, states) => {
  expect(statesToActOn((verb: Verb) => (MAY[role] as readonly Verb[]).includes(verb))).toEqual(states);
});

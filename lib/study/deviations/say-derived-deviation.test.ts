import { expect, test } from "vitest";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { derivedDeviations, sayDerivedDeviation } from "./say-derived-deviation";

const late = exampleRecord([exampleEntry("consent", "SCR", { consentDate: "2024-09-05" }), exampleEntry("cardiac", "SCR", { examinedOn: "2024-09-04" })]);

test.each([
  ["of one that the rules find, what it says", "consent:consent@SCR", "Consent is dated 05-Sep-2024, after cardiac function on 04-Sep-2024"],
  ["of one that a correction took away, that it is gone, and never its raw name", "consent:another", "No longer found: a correction has taken it away"],
  ["of none, nothing", null, ""],
])("the name of a derived deviation becomes words: %s", (_, name, says) => {
  expect(sayDerivedDeviation(derivedDeviations(late), name)).toBe(says);
});

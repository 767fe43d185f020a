import { expect, test } from "vitest";
import { inSentence } from "./in-sentence";

test("a title begins small inside a sentence, and an abbreviation keeps its capitals", () => {
  expect(["Neutrophils, absolute (ANC)", "ALT (SGPT)", "AML history", ""].map(inSentence)).toEqual(["neutrophils, absolute (ANC)", "ALT (SGPT)", "AML history", ""]);
});

import { expect, test } from "vitest";
import { atBeginning, inSentence } from "./in-sentence";

test("a title begins small inside a sentence, and an abbreviation keeps its capitals", () => {
  expect(["Neutrophils, absolute (ANC)", "ALT (SGPT)", "AML history", ""].map(inSentence)).toEqual(["neutrophils, absolute (ANC)", "ALT (SGPT)", "AML history", ""]);
});

test("words begin large at the beginning of a sentence, and nothing else of them changes", () => {
  expect(["site 101", "cenersen", "visit D28 is before ALT", "Already", ""].map(atBeginning)).toEqual(["Site 101", "Cenersen", "Visit D28 is before ALT", "Already", ""]);
});

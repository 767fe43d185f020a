import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { editChecks } from "@/lib/crf/data-dictionary";
import type { Form } from "@/lib/crf/define-form";
import { exampleQuestions } from "@/lib/study/checks/example-questions";
import { printDataDictionary, printEditChecks } from "@/lib/study/printed-definitions";
import { forms } from "@/lib/study/study";

const plain = forms as unknown as readonly Form[];
const PRINTED = [
  ["data-dictionary.golden.md", printDataDictionary(plain)],
  ["edit-checks.golden.md", printEditChecks(plain, exampleQuestions())],
] as const;

/**
 * A changed form or check shows as a changed page, so that a reviewer sees what the change means. After a wanted change:
 * UPDATE_GOLDEN=1 npx vitest run -c ops/vitest.config.ts --project unit lib/study/printed-definitions
 */
test.each(PRINTED)("%s says what the definitions say", (file, printed) => {
  const at = path.join(import.meta.dirname, file);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(at, printed);
  expect(readFileSync(at, "utf8")).toBe(printed);
});

test("every check shows an example of what it asks", () => {
  const questions = exampleQuestions();
  expect(editChecks(plain).map(({ id }) => id).filter((id) => !questions.has(id))).toEqual([]);
});

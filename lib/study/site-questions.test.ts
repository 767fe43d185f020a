import { describe, expect, test } from "vitest";
import { SITE_QUESTIONS } from "./site-questions";

describe("what a site asks most", () => {
  test("each question has an address of its own, and ends as a question or a sentence", () => {
    expect(new Set(SITE_QUESTIONS.map(({ id }) => id)).size).toBe(SITE_QUESTIONS.length);
    for (const { id, asks } of SITE_QUESTIONS) expect([id, asks]).toEqual([expect.stringMatching(/^[a-z-]+$/), expect.stringMatching(/[?.]$/)]);
  });
  test.each(SITE_QUESTIONS)("$id is answered in short sentences", ({ answers }) => {
    for (const sentence of answers.flatMap((answer) => answer.split(/(?<=[.?:]) /))) expect(sentence.length, sentence).toBeLessThanOrEqual(170);
  });
});

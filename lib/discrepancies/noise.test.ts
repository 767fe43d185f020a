import { expect, test } from "vitest";
import { noiseOf } from "./noise";

test.each<[unchanged: number, closed: number, isCandidate: boolean]>([
  [9, 9, false], [10, 10, true], [8, 10, false], [9, 10, true], [15, 20, true], [14, 20, false], [61, 100, true], [60, 100, false], [0, 100, false],
])("%i of %i closed without a change of data: a check is named only when more than half is beyond doubt", (unchanged, closed, isCandidate) => {
  const noise = noiseOf(unchanged, closed);
  expect(noise?.isCandidate).toBe(isCandidate);
  expect(noise?.share).toBeCloseTo(unchanged / closed, 12);
});

test("of nothing closed there is no share", () => expect(noiseOf(0, 0)).toBeNull());

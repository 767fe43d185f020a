import { describe, expect, test } from "vitest";
import { readAge, sayAgeRange, type AgeRange } from "./age-range";

const holds = ({ from, below }: AgeRange, days: number) => days >= from && (below === null || days < below);
const DAYS = Array.from({ length: 40 }, (_, days) => days);

describe("an age as it is typed", () => {
  test.each<[string, (days: number) => boolean, string]>([
    ["<7", (days) => days < 7, "less than 7 days old"], ["<=7", (days) => days <= 7, "less than 8 days old"], [">14", (days) => days > 14, "15 days old or more"],
    [">=14", (days) => days >= 14, "14 days old or more"], [" 3 .. 10 ", (days) => days >= 3 && days <= 10, "3 to 10 days old"], ["7", (days) => days === 7, "7 days old"],
    ["=1", (days) => days === 1, "1 day old"], ["0", (days) => days === 0, "asked today"], ["< 1", (days) => days === 0, "asked today"], [">=0", () => true, "of any age"],
  ])("%s means what its sign means, and is said in words", (typed, means, says) => {
    const range = readAge(typed);
    expect(range && DAYS.filter((days) => holds(range, days))).toEqual(DAYS.filter(means));
    expect(range && sayAgeRange(range)).toBe(says);
  });
  test.each(["", "old", "<", "< -1", "7 d", "1.5", "10..3", "<0", "99999", "3...4", "'; DROP TABLE"])("%s is none", (typed) => expect(readAge(typed)).toBeNull());
});

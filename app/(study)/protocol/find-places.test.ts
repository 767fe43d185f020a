import { expect, test } from "vitest";
import { findPlaces, type Place } from "./find-places";

const place = (at: string, text: string, chapter = "Inhibitors"): Place => ({ at, chapter, text });
const PLACES = [place("a", "Of the window, and what exposure is."), place("b", "Window of exposure. One day before."), place("", "window of exposure without an address"), place("c", "Doses")];

test.each([
  ["window of exposure", ["b", "a"]],
  ["EXPOSURE  window", ["b", "a"].toSorted()],
  ["inhibitors dose", ["c"]],
  ["w", []],
  ["", []],
  ["nothing like it", []],
])("%s leads to %s", (typed, ats) => {
  const found = findPlaces(PLACES, typed).map(({ at }) => at);
  expect(typed.startsWith("EXPOSURE") ? found.toSorted() : found).toEqual(ats);
});

import { expect, test } from "vitest";
import { MOST_COUNTED, sayCount } from "./say-count";

test.each([[0, "0"], [12, "12"], [MOST_COUNTED, "999"], [MOST_COUNTED + 1, "999+"]])("%i waiting are said as %s", (count, says) => {
  expect(sayCount(count)).toBe(says);
});

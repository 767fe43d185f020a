import { expect, test } from "vitest";
import { sayShare } from "./say-share";

test("a share is rounded to the nearest, and is all or nothing only where it is", () => {
  expect([sayShare(1, 3), sayShare(2, 3), sayShare(12, 53), sayShare(1, 2, 0)]).toEqual(["33.3 %", "66.7 %", "22.6 %", "50 %"]);
  expect([sayShare(9999, 10_000), sayShare(1, 10_000), sayShare(999, 1000, 0), sayShare(1, 1000, 0)]).toEqual(["99.9 %", "0.1 %", "99 %", "1 %"]);
  expect([sayShare(7, 7), sayShare(0, 7), sayShare(0, 0)]).toEqual(["100.0 %", "0.0 %", "–"]);
});

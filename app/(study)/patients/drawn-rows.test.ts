import { describe, expect, test } from "vitest";
import { drawnRows, extentOf } from "./drawn-rows";

const at = (top: number, rows = 500) => extentOf({ top, height: 812, rowHeight: 28, rows });

describe("of 500 patients those in view are drawn, and a few beyond", () => {
  test.each([[0, { from: 0, to: 45 }], [139, { from: 0, to: 45 }], [140, { from: 0, to: 50 }], [5600, { from: 190, to: 245 }], [13_200, { from: 460, to: 500 }], [99_999, { from: 460, to: 500 }], [-50, { from: 0, to: 45 }]])("at %d px", (top, extent) => {
    expect(at(top)).toEqual(extent);
  });
  test("and of 60 all, so that the browser's own search finds them", () => expect(at(700, 60)).toEqual({ from: 0, to: 60 }));
});

describe("rows and the room between them make up the whole list", () => {
  const whole = (drawn: ReturnType<typeof drawnRows>) => drawn.reduce((sum, one) => sum + ("gap" in one ? one.gap : 1), 0);
  test.each([[null, 500], [0, 500], [250, 500], [499, 500], [600, 500], [-1, 500]])("with the focus in row %o of %d", (held, rows) => {
    const drawn = drawnRows({ from: 200, to: 245 }, held, rows);
    expect(whole(drawn)).toBe(rows);
    expect(drawn.some((one) => "row" in one && one.row === held)).toBe(held !== null && held >= 0 && held < rows);
  });
  test("nobody: nothing", () => expect(drawnRows({ from: 0, to: 0 }, null, 0)).toEqual([]));
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { INKS } from "./inks";

const tokens = readFileSync("app/_ui/css/tokens.css", "utf8");

test.each(Object.entries(INKS))("the ink %s of a file is the light colour of the screen's token", (ink, light) => {
  expect(new RegExp(`--crf-${ink}: light-dark\\((#[0-9a-f]{6}),`).exec(tokens)?.[1]).toBe(light);
});

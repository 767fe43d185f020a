import { expect, test } from "vitest";
import { sayNumber } from "./say-number";

test("thousands stand apart", () => expect([0, 999, 1000, 82000, 1234567].map(sayNumber)).toEqual(["0", "999", "1,000", "82,000", "1,234,567"]));

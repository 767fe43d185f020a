import { expect, test } from "vitest";
import { hashPassword, isPassword } from "./password-hash";

test("a password is kept as Argon2id, no cheaper than 19 MiB and two rounds, and every letter of it counts, also beyond the 72nd [R79b]", async () => {
  const long = "p".repeat(72);
  const stored = await hashPassword(`${long}a`);
  expect(stored).toMatch(/^\$argon2id\$v=19\$/);
  expect(Number(/m=(\d+)/.exec(stored)?.[1])).toBeGreaterThanOrEqual(19_456);
  expect(Number(/t=(\d+)/.exec(stored)?.[1])).toBeGreaterThanOrEqual(2);
  expect([await isPassword(stored, `${long}a`), await isPassword(stored, `${long}b`), await isPassword(stored, long)]).toEqual([true, false, false]);
});

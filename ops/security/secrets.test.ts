import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { mustBeSecret } from "@/ops/secrets.mjs";

describe("a secret of a deployment", () => {
  test.each([
    ["nothing", "", /not set/], ["a short one", randomBytes(20).toString("base64"), /too short/], ["one letter", "a".repeat(64), /repeats/], ["a repeated word", "correcthorse".repeat(4), /repeats/],
    ["few letters", "abcabcbcacbabcabbcacbacbabcabcbacb", /repeats/], ["a long run", `${randomBytes(24).toString("hex")}0000000000`, /repeats/], ["an example", "replace-this-with-a-long-random-string!", /anybody would try/],
    ["a starter kit's", "super-secret-nextauth-key-for-development", /anybody would try/], ["a row of digits", "0123456789012345678901234567890123456789", /repeats|anybody/], ["the alphabet", "abcdefghijklmnopqrstuvwxyz0123456789", /anybody would try/],
  ])("is refused when it is %s, with what to do [R75 A08]", (_, value, says) => {
    expect(() => mustBeSecret("ECRF_SECRET", value)).toThrow(says);
    expect(() => mustBeSecret("ECRF_SECRET", value)).toThrow(/openssl rand -base64 32$/);
  });
  test("drawn at random is taken, however it is written [R75]", () => {
    for (let round = 0; round < 500; round++) for (const encoding of ["base64", "base64url", "hex"] as const) expect(() => mustBeSecret("ECRF_SECRET", randomBytes(32).toString(encoding))).not.toThrow();
  });
});

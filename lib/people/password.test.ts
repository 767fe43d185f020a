import { describe, expect, test } from "vitest";
import { NewPassword, weaknessOf } from "./password";

const ADA = ["Ada Brennan", "ada.brennan", "101 Bayou City Cancer Center, Houston"];

describe("a new password [R79a]", () => {
  test.each([
    ["four words", "copper lantern widely asleep"], ["random characters", "xJ7#qP2v!mLw9"], ["letters alone", "wgkzuvtqhxeb"], ["another script", "корабль плывёт на рассвете"],
    ["symbols and blanks", "  ~~ tea & 3 biscuits ~~  "], ["a very long one", "a lighthouse keeper counts the waves, ".repeat(5).slice(0, 180)], ["a word of the trial among others", "cenersen rides a purple bicycle"],
  ])("is taken: %s", (_, password) => {
    expect(NewPassword.safeParse(password).success).toBe(true);
    expect(weaknessOf(password, ADA)).toBeNull();
  });
  test.each([
    ["on the stolen list", "1q2w3e4r5t6y7u8i9o0p"], ["the person's name", "Ada.Brennan2026"], ["the site", "BayouCity-Houston-101"], ["the trial", "cenersen idarubicin!"], ["the keyboard", "qwertyuiop[]asdf"],
    ["repeated", "aaaaaaaaaaaaaaaa"], ["counted", "123456789012345"], ["repeated words", "hellohellohello"],
  ])("is refused when it is %s", (_, password) => expect(weaknessOf(password, ADA)).not.toBeNull());
  test.each(["short", "elevenchars", "x".repeat(201)])("is refused for its length: %s", (password) => expect(NewPassword.safeParse(password).success).toBe(false));
});

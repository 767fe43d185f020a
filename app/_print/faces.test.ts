import { describe, expect, test } from "vitest";
import { FACES, faceOf } from "./faces";

const readAs = (face: (typeof FACES)[number], word: string) => String.fromCodePoint(...faceOf(face).shape(word).glyphs.flatMap(({ codePoints }) => codePoints));

describe.each(FACES)("a word in the %s face is read as it was typed, whatever was written before it in the same process", (face) => {
  test.each([["\ufb01", "first"], ["first", "\ufb01"], ["\u03bcL", "\u00b5L"], ["a\u2011b", "a-b"]])("%s, then %s", (before, word) => {
    expect(readAs(face, before)).toBe(before);
    expect(readAs(face, word)).toBe(word);
  });
});

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sha256 } from "@/lib/kernel/sha256";

test.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
])("of %j is the published digest", (text, digest) => expect(sha256(text)).toBe(digest));

/** One to four bytes each in UTF-8. */
const LETTERS = ["a", "é", "€", "😀"];

test("is the server's own digest of a text of any length, across the ends of its blocks of 64 bytes", () => {
  const texts = Array.from({ length: 260 }, (_, length) => Array.from({ length }, (_letter, at) => LETTERS[(at * at + length) % LETTERS.length]).join(""));
  expect(texts.map(sha256)).toEqual(texts.map((text) => createHash("sha256").update(text).digest("hex")));
});

import { describe, expect, test } from "vitest";
import { commandOf, type Press } from "./command-of";
import { KEYS } from "./keys";

const PLAIN: Press = { key: "", code: "", altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, altGraph: false, mac: false, inText: true };

/** "Alt S" as the browser reports it. */
function pressed(keys: string, more: Partial<Press> = {}): Press {
  const parts = keys.split(" ");
  const last = parts.at(-1) ?? "";
  const isLetter = /^[A-Z]$/.test(last);
  return {
    ...PLAIN, key: isLetter ? last.toLowerCase() : last, code: isLetter ? `Key${last}` : last === "?" ? "Slash" : last,
    altKey: parts.includes("Alt"), ctrlKey: parts.includes("Ctrl"), shiftKey: last === "?", inText: keys !== "?", ...more,
  };
}

const withCommand = KEYS.flatMap(({ keys, command }) => (command === undefined ? [] : [[keys, command] as const]));

describe("the list of keys and the handler say the same", () => {
  test.each(withCommand)("%s is %s", (keys, command) => expect(commandOf(pressed(keys))).toBe(command));

  test("what the list does not give a command has none, and no command is without its line", () => {
    const plain = KEYS.filter(({ command }) => command === undefined).map(({ keys }) => keys);
    expect(plain.filter((keys) => commandOf(pressed(keys)) !== null)).toEqual([]);
    const alt = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) => commandOf(pressed(`Alt ${letter}`)) !== null);
    expect(alt.filter((letter) => !KEYS.some(({ keys }) => keys === `Alt ${letter}`))).toEqual([]);
  });

  test("every line says what it does and where, and no key stands twice in one place", () => {
    expect(KEYS.filter(({ does, where }) => does === "" || where === "")).toEqual([]);
    expect(new Set(KEYS.map(({ keys, where }) => `${where} ${keys}`)).size).toBe(KEYS.length);
  });
});

describe("keys that write are left alone", () => {
  test.each<readonly [string, Press]>([
    ["AltGr S, with which Polish hands type ś", pressed("Alt S", { key: "ś", altGraph: true })],
    ["AltGr Q, the German @, reported as Ctrl and Alt", pressed("Alt Q", { key: "@", ctrlKey: true, altGraph: true })],
    ["AltGr on Linux, which is not Alt", pressed("N", { key: "ń", altGraph: true })],
    ["Ctrl Alt S", pressed("Alt S", { ctrlKey: true })],
    ["Ctrl S, the browser's", { ...pressed("S"), ctrlKey: true }],
    ["a question mark in a box", { ...pressed("?"), inText: true }],
    ["Shift Enter, which goes back", { ...pressed("Enter"), shiftKey: true }],
    ["a plain letter", pressed("S")],
  ])("%s", (_says, press) => expect(commandOf(press)).toBeNull());
});

describe("Option on a Mac writes another sign, and is the same key", () => {
  test.each([["S", "ß", "save"], ["N", "Dead", "next"], ["U", "Dead", "unknownPart"], ["M", "µ", "missing"], ["P", "π", "previous"]] as const)(
    "Option %s, reported as %s", (letter, key, command) => expect(commandOf(pressed(`Alt ${letter}`, { key, mac: true, altGraph: true }))).toBe(command));

  test("Cmd Enter saves and goes on", () => expect(commandOf({ ...pressed("Enter"), metaKey: true, mac: true })).toBe("saveAndNext"));

  test("where letters lie elsewhere, what the key writes counts", () => expect(commandOf(pressed("Alt S", { key: "o", code: "KeyS" }))).toBeNull());
});

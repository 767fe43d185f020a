import { describe, expect, test } from "vitest";
import { recogniseInhibitor } from "@/lib/study/inhibitors/recognise-inhibitor";

/** The same strings at every run: a multiplicative generator with a fixed beginning. */
function chance(seed: number) {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return { below: (limit: number) => Math.floor(next() * limit), pick: <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]! };
}
type Chance = ReturnType<typeof chance>;
type Slip = (word: string, luck: Chance) => string;

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const inside = (word: string, luck: Chance) => 1 + luck.below(word.length - 1);
const replaced = (pairs: readonly (readonly [RegExp, string])[]): Slip => (word, luck) => {
  const fitting = pairs.filter(([from]) => from.test(word));
  if (fitting.length === 0) return word;
  const [from, to] = luck.pick(fitting);
  return word.replace(from, to);
};
const dropped: Slip = (word, luck) => { const at = inside(word, luck); return word.slice(0, at) + word.slice(at + 1); };

/** What hands, ears, scanners and order systems make of a word. */
const SLIPS: Readonly<Record<string, Slip>> = {
  "a letter dropped": dropped,
  "two letters dropped": (word, luck) => dropped(dropped(word, luck), luck),
  "a letter doubled": (word, luck) => { const at = inside(word, luck); return word.slice(0, at) + word[at] + word.slice(at); },
  "two letters swapped": (word, luck) => { const at = Math.min(inside(word, luck), word.length - 2); return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2); },
  "a wrong letter": (word, luck) => { const at = inside(word, luck); return word.slice(0, at) + luck.pick(LETTERS) + word.slice(at + 1); },
  "a letter too many": (word, luck) => { const at = inside(word, luck); return word.slice(0, at) + luck.pick(LETTERS) + word.slice(at); },
  "written as heard": replaced([[/ph/, "f"], [/c(?=[ei])/, "s"], [/c(?=[aou])/, "k"], [/i/, "y"], [/e/, "a"], [/a/, "e"], [/min/, "men"], [/ol$/, "oll"], [/t/, "tt"], [/y/, "i"]]),
  "read by a scanner": replaced([[/o/, "0"], [/l/, "1"], [/i/, "l"], [/m/, "rn"], [/n/, "ri"], [/e/, "c"], [/h/, "b"]]),
  "cut off": (word, luck) => word.slice(0, Math.max(7, word.length - 1 - luck.below(4))),
  "broken in two": (word, luck) => { const at = 3 + luck.below(word.length - 6); return word.slice(0, at) + luck.pick(["-", " ", "- "]) + word.slice(at); },
  "run into a form": (word, luck) => (luck.below(2) === 0 ? luck.pick(["tab", "inj", "iv", "syrup"]) + word : word + luck.pick(["tab", "tablets", "500mg", "susp", "caps"])),
  "in a combination": (word, luck) => luck.pick(["oxycodone/", "hydrocodone-", "tramadol+", "codeine w/ ", "butalbital, caffeine, "]) + word,
  "in capitals with dose and form": (word, luck) => word.toUpperCase() + luck.pick([" 500MG TAB", "1G", " 650 MG PO Q6H PRN", " 325 mg film-coated tablet (generic)", "-500", " 120MG/5ML SUSP"]),
};

const TYPED = ["acetaminophen", "acetaminophen", "paracetamol", "paracetamol", "acetaminofen", "paracetamolo", "tylenol", "percocet", "excedrin", "doliprane", "dafalgan", "efferalgan"];
const EACH = 150;

describe("typed strings that nobody listed", () => {
  const all = Object.entries(SLIPS).map(([says, slip], at) => {
    const luck = chance(1000 + at);
    const strings = Array.from({ length: EACH }, () => slip(luck.pick(TYPED), luck));
    return { says, missed: strings.filter((typed) => recogniseInhibitor(typed).verdict !== "inhibitor") };
  });
  test.each(all)("$says: at most one in ten is missed", ({ missed }) => expect(missed.length / EACH, missed.join(", ")).toBeLessThanOrEqual(0.1));
  test("at least 97 % are recognised over all", () => {
    const missed = all.reduce((sum, each) => sum + each.missed.length, 0);
    expect(1 - missed / (EACH * all.length)).toBeGreaterThanOrEqual(0.97);
  });
});

/** Syllables of invented product names: they begin as names of acetaminophen may begin, and end as other substances' names do. */
const BEGIN = ["par", "pan", "ace", "per", "vi", "do", "da", "ef", "ex", "fe", "ca", "mo", "zo", "lo", "ri", "be", "neu", "cor", "thro", "gly", "tri", "sal", "nor", "xy", "hy"];
const MIDDLE = ["ce", "no", "ta", "mi", "xe", "do", "pra", "co", "zol", "vi", "ra", "sta", "ti", "pro", "lu", "ger", "bu", "fo"];
const END = ["mab", "pril", "statin", "vir", "zole", "mide", "ine", "xin", "tan", "fen", "mycin", "zide", "lol", "one", "parin", "dipine", "triptan", "gliptin", "setron", "cillin"];

test("of 20,000 invented other products at most 4 are taken for acetaminophen", () => {
  const luck = chance(7);
  const names = new Set<string>();
  while (names.size < 20_000) {
    const name = luck.pick(BEGIN) + luck.pick(MIDDLE) + (luck.below(2) === 0 ? luck.pick(MIDDLE) : "") + luck.pick(END);
    names.add(`${name} ${luck.pick(["10 mg", "tablets", "", "forte", "solution for injection"])}`.trim());
  }
  const alarms = [...names].filter((name) => recogniseInhibitor(name).verdict === "inhibitor");
  expect(alarms.length, alarms.join(", ")).toBeLessThanOrEqual(4);
});

test.each([
  "piracetam", "levetiracetam", "brivaracetam", "acetazolamide", "acetohexamide", "acetylcholine", "acetylsalicylic acid", "acetylcysteine lozenge look", "Percodan", "Patanol", "Danazol", "Anadrol", "Eucerin", "Xylenol", "Nortriptyline", "paraffin", "paraldehyde",
  "Paraplatin", "propofol", "phenazopyridine", "phenylephrine", "Tylan", "Taxol", "Pentasa", "Tramal", "Vicoprofen", "Robaxin", "Fiorinal", "Norvasc", "Nexium", "Paxlovid", "Panzyga", "Parsabiv", "acebutolol", "aceclofenac", "acemetacin",
])("%s is not acetaminophen", (name) => expect(recogniseInhibitor(name).substances.map(({ id }) => id)).not.toContain("acetaminophen"));

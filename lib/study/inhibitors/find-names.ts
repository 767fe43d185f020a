import { editDistance } from "@/lib/study/inhibitors/edit-distance";
import { DESCRIPTIVE_WORDS, FILLER_WORDS } from "@/lib/study/inhibitors/filler-words";
import { isOtherDrug, isSalt } from "@/lib/study/inhibitors/known-words";
import { misspellingOf, type Misspelling } from "@/lib/study/inhibitors/misspellings";
import { LONGEST_NAME, NAME_INDEX, UNSPACED_NAMES, type NameEntry } from "@/lib/study/inhibitors/name-index";

/** An entry found in a typed name: the words [from, to) it was read from, and the typing error it took, if any. */
export interface FoundName {
  readonly entry: NameEntry;
  readonly from: number;
  readonly to: number;
  readonly misspelling: Misspelling | null;
}

const LONGEST_PHRASE = 6;
/** Words that only look like "vitamin" or "vit" with a letter after it. */
const NOT_JOINED = new Set(["vitamine", "vitamina", "vite", "vita"]);
/** "acet" is acetate unless one of these stands beside it ("tramadol/acet") or it is the whole name. */
const PARTNERS = /^(tramadol|oxycod\w*|oxycocet|hydroco(d\w*)?|codeine?|butalb\w*|caff\w*|propox\w*|pentazocine|ibuprofen|dihydrocod\w*)$/;
const NUMERIC = /^\p{N}+$/u;

/** True for a word that could name a substance: no number, dose, form, maker or joining word. */
export const tells = (word: string): boolean => !NUMERIC.test(word) && !FILLER_WORDS.has(word);

export const tellsSubstance = (word: string): boolean => tells(word) && !DESCRIPTIVE_WORDS.has(word);

function standsWell(entry: NameEntry, tokens: readonly string[], from: number, to: number): boolean {
  if (entry.place === "anywhere") return true;
  if (entry.place === "leading") return !tokens.slice(0, from).some(tellsSubstance);
  return !tokens.some((word, at) => (at < from || at >= to) && tells(word));
}

function exactAt(tokens: readonly string[], from: number): FoundName | null {
  for (let to = Math.min(tokens.length, from + LONGEST_PHRASE); to > from; to -= 1) {
    const joined = tokens.slice(from, to).join("");
    if (joined.length > LONGEST_NAME) continue;
    if (to === from + 1 && NOT_JOINED.has(joined)) continue;
    const entry = NAME_INDEX.get(joined);
    if (joined === "acet" && !tokens.some((word) => PARTNERS.test(word)) && tokens.some((word) => word !== joined && tellsSubstance(word))) continue;
    if (entry && standsWell(entry, tokens, from, to)) return { entry, from, to, misspelling: null };
  }
  return null;
}

const GLUED_STEMS = /paracetamol|acetaminop|acetaminof|parasetamol|asetaminof|^acetamin/;
const SUBSTANCE_OF_STEM: Readonly<Record<string, string>> = { paracetamol: "paracetamol", parasetamol: "parasetamol" };
/** Forms and routes that a hurried hand runs into the name: "tabpercocet", "tylenoltablets". */
const GLUED_BEFORE = /^(?:tablets?|tabs?|capsules?|caps?|inj|iv|oral|syrup|syr|susp|supp)(?=.{6})/;
const GLUED_BEHIND = /(?<=.{6})(?:tablets?|tabs?|capsules?|caps?|caplets?|inj|iv|oral|syrup|syr|susp|supp|sirop|comprimes?|tabletten)$/;
const SHORTEST_MIXED_WORD = 15;

/** A substance's name with a typing error, somewhere in a long word: "hydrocodoneacetaminphen". */
function substanceInside(word: string): Misspelling | null {
  if (word.length < SHORTEST_MIXED_WORD) return null;
  for (const [name, most] of [["acetaminophen", 2], ["paracetamol", 1]] as const) {
    for (let at = word.indexOf(name[0]!); at !== -1 && at <= word.length - name.length + most; at = word.indexOf(name[0]!, at + 1)) {
      for (let size = name.length - most; size <= name.length + most; size += 1) {
        const letters = editDistance(word.slice(at, at + size), name, most);
        if (letters <= most) return { entry: NAME_INDEX.get(name)!, meant: name, letters };
      }
    }
  }
  return null;
}

/** Names run into a neighbour or broken in two: "whydrocodoneapap", "acetamin ophen", names in scripts without spaces. */
function gluedAt(tokens: readonly string[], from: number): FoundName | null {
  const word = tokens[from]!;
  const one = (entry: NameEntry, misspelling: Misspelling | null = null): FoundName => ({ entry, from, to: from + 1, misspelling });
  const stem = GLUED_STEMS.exec(word)?.[0];
  if (stem !== undefined) return one(NAME_INDEX.get(SUBSTANCE_OF_STEM[stem] ?? "acetaminophen")!);
  if (/[^a-z0-9]/.test(word)) {
    const unspaced = UNSPACED_NAMES.find(([joined]) => word.includes(joined));
    if (unspaced) return one(unspaced[1]);
  }
  if (/(codone|codeine|oxy|hydro|butalbital|tramadol|propoxyphene)apap$/.test(word)) return one(NAME_INDEX.get("apap")!);
  const bare = [word.replace(GLUED_BEFORE, ""), word.replace(GLUED_BEHIND, "")].find((rest) => rest !== word && NAME_INDEX.get(rest)?.place === "anywhere");
  if (bare !== undefined) return one(NAME_INDEX.get(bare)!);
  if (!tellsSubstance(word) || isOtherDrug(word)) return null;
  const inside = substanceInside(word);
  return inside && one(inside.entry, inside);
}

function misspeltAt(tokens: readonly string[], from: number): FoundName | null {
  const word = tokens[from]!;
  if (!tellsSubstance(word) || isOtherDrug(word) || isSalt(word)) return null;
  const single = misspellingOf(word);
  if (single) return { entry: single.entry, from, to: from + 1, misspelling: single };
  const next = tokens[from + 1];
  if (next === undefined || word.length + next.length < 9) return null;
  const pair = misspellingOf(word + next);
  const whole = pair?.entry.kind === "compound" || (pair?.entry.kind === "generic" && word.length >= 3 && next.length >= 3);
  return pair && whole && pair.letters <= 2 ? { entry: pair.entry, from, to: from + 2, misspelling: pair } : null;
}

const DENYING = new Set(["without", "sans", "ohne", "senza", "sem", "sin", "non"]);

/** "without acetaminophen", "acetaminophen-free"; brands are not denied, for "non" and "free" are parts of their names. */
const isDenied = (tokens: readonly string[], { entry, from, to }: FoundName): boolean =>
  entry.kind === "generic" && ((from > 0 && DENYING.has(tokens[from - 1]!)) || tokens[to] === "free");

/** All dictionary names in a typed name, left to right, the longest first; exact names before typing errors before glued ones. */
export function findNames(tokens: readonly string[]): FoundName[] {
  const found: FoundName[] = [];
  for (let at = 0; at < tokens.length; ) {
    const here = exactAt(tokens, at) ?? misspeltAt(tokens, at) ?? gluedAt(tokens, at);
    if (here && !isDenied(tokens, here)) found.push(here);
    at = here?.to ?? at + 1;
  }
  return found;
}

import { editDistance } from "@/lib/study/inhibitors/edit-distance";
import { NAME_INDEX, type NameEntry } from "@/lib/study/inhibitors/name-index";
import { joinedName } from "@/lib/study/inhibitors/name-tokens";

export interface Misspelling {
  readonly entry: NameEntry;
  /** The spelling it was taken for, and how many letters differ. */
  readonly meant: string;
  readonly letters: number;
}

/** Brands so often typed that an error in them is likelier than another product: two wrong letters, or one. The other brands must be exact. */
const TWO_LETTERS = new Set(["tylenol", "percocet", "excedrin", "doliprane", "dafalgan", "efferalgan"]);
const ONE_LETTER = new Set(
  `panadol vicodin lortab fioricet darvocet ultracet theraflu perfalgan roxicet endocet ofirmev tachipirina paracodol codoliprane solpadol solpadeine zaldiar
  tramacet robaxacet migraleve panadeine mersyndol dayquil phrenilin dolirhume benuron gelocatil termalgin apiretal combiflam biogesic grippostad thomapyrin
  talvosilen citramon pentalgin coldrex perdolan alvedon panodil citodon feverall lenoltec neocitran sinutab`.split(/\s+/),
);
/** Antioxidant words long enough to bear a wrong letter. */
const ANTIOXIDANT_WORDS = new Set(["ascorbicacid", "ascorbic", "acetylcysteine", "nacetylcysteine", "tocopherol", "glutathione", "selenium", "melatonin", "multivitamin", "multivitamins", "resveratrol", "curcumin", "ubiquinone"]);

/** Real names, or words, that stand this near to one of ours. Source: the study's table of confusable words (README.md). */
const CONFUSABLE = new Set(
  `dalgan eucerin efedrin cedrin anadol ganadol patanol pandel danazol anadrol mandol kanadom takadol canarol panamox panalon pantrol panzol pendol pentadol tamadol kanazol
  panthol anador sanidol pavacol panazole panacal anazol nadol pantazol amadol pomadol pantanol piracetam pyracetam paracerol precoce procet teledol clenol cyfenol dicodin viodin
  viocin vicoprin bicozin piodin recodin timodin velodin victorin vicon virdin micotin micodine nortriptylene pentylenetetrazole polyethylene polyehtylene tylan acetophenone
  acetazolamide acetanilide acetaminosalol eccedrin percolate percorten robaxin fiorinal taxol xylenol dexedrin dexedrine excelrin tramal tramadol
  ultracef`.split(/\s+/),
);

/** Endings that international names give to other classes of substances: a brand is not mistyped into one of them. Source: WHO, "The use of stems". */
const OTHER_STEM = /(?:pril|parin|fen|mab|nib|statin|vir|azole|sartan|mycin|cillin|oxin|oxacin|gliptin|setron|triptan|dipine|caine|olol|mide|zide)$/;

function lettersGranted(joined: string, { kind }: NameEntry): number {
  if (/[^a-z]/.test(joined)) return 0;
  if (kind === "generic") return joined.length >= 10 ? 2 : 0;
  if (kind === "compound") return joined.length >= 9 ? 2 : 0;
  if (kind === "abbreviation") return joined.length >= 8 ? 1 : 0;
  if (kind === "antioxidant") return ANTIOXIDANT_WORDS.has(joined) ? 1 : 0;
  if (TWO_LETTERS.has(joined)) return 2;
  return ONE_LETTER.has(joined) ? 1 : 0;
}

/** Which letters a word has, one bit each. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) - 97);
  return bits;
}

function bitsSet(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

const TARGETS = [...NAME_INDEX]
  .map(([joined, entry]) => ({ joined, entry, granted: lettersGranted(joined, entry), letters: lettersOf(joined) }))
  .filter(({ granted }) => granted > 0);

const ACETAMINOPHEN = joinedName("acetaminophen");

/** The dictionary name a word is a typing error of: the nearest one within what its length grants; null when none is. Expects a folded word. */
export function misspellingOf(word: string): Misspelling | null {
  if (!/^[a-z]{5,24}$/.test(word) || CONFUSABLE.has(word)) return null;
  const bits = lettersOf(word);
  let best: Misspelling | null = null;
  for (const { joined, entry, granted, letters: theirs } of TARGETS) {
    // A wrong letter takes at most one letter from the set and adds one: this spares nearly all comparisons.
    if (Math.abs(word.length - joined.length) > granted || bitsSet(bits ^ theirs) > 2 * granted) continue;
    // A hand rarely misses the first letter, and brands of one stem differ in it ("Vicodin", "Dicodin").
    if (granted === 1 && entry.kind !== "abbreviation" && word[0] !== joined[0]) continue;
    if ((entry.kind === "brand" || entry.kind === "family") && OTHER_STEM.test(word) && !OTHER_STEM.test(joined)) continue;
    const letters = editDistance(word, joined, granted);
    if (letters <= granted && letters < (best?.letters ?? 9)) best = { entry, meant: entry.text, letters };
  }
  if (best === null && word.length >= 10 && editDistance(word, ACETAMINOPHEN, 3) === 3) {
    best = { entry: NAME_INDEX.get(ACETAMINOPHEN)!, meant: "acetaminophen", letters: 3 };
  }
  return best;
}

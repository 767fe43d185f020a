import type { DictionaryTerm, Match } from "@/lib/crf/dictionary";
import { editDistance } from "@/lib/study/inhibitors/edit-distance";
import { CTCAE_SYNONYMS, SAME_WORDS } from "./ctcae-synonyms";

/** Lower case, American spelling, no plural endings: what a reader would call the same word. */
const wordsOf = (text: string): readonly string[] =>
  text.normalize("NFD").replace(/\p{Mark}/gu, "").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean)
    .map((word) => word.replace(/ae|oe(?=[dmnst])/g, "e").replace(/rrhoea|rrhea/, "rrhea").replace(/tumour/, "tumor").replace(/leuco/, "leuko").replace(/(?<=[a-z]{3}[^su])s$/, ""));

interface Name {
  readonly words: readonly string[];
  readonly text: string;
  /** The synonym as it is written; null for the term itself. */
  readonly by: string | null;
}

interface Indexed {
  readonly entry: DictionaryTerm;
  readonly names: readonly Name[];
  /** All words of all its names: "ALT raised" takes one from each. */
  readonly mixed: Name;
}

const nameOf = (text: string, by: string | null): Name => ({ words: wordsOf(text), text: wordsOf(text).join(" "), by });

function indexOf(entry: DictionaryTerm): Indexed {
  const names = [nameOf(entry.term, null), ...(CTCAE_SYNONYMS[entry.term]?.split(", ").map((synonym) => nameOf(synonym, synonym)) ?? [])];
  return { entry, names, mixed: { words: names.flatMap(({ words }) => words), text: "", by: null } };
}

/** Terms that clinicians have other words for are the ones they see often; among equals they come first. */
const OFTEN_SEEN = 1.5;
const MIXED = 9;

/** Letters that may be wrong in a long word, when nothing fits as it is typed. */
const MISTYPED_FROM = 6;

type Fits = (typed: string, word: string) => boolean;
const begins: Fits = (typed, word) => word.startsWith(typed) || (SAME_WORDS[typed]?.some((same) => word.startsWith(same)) ?? false);
const contains: Fits = (typed, word) => begins(typed, word) || (typed.length > 2 && word.includes(typed));
const nearly: Fits = (typed, word) => contains(typed, word) || (typed.length >= MISTYPED_FROM && editDistance(typed, word.slice(0, typed.length + 1), 2) <= (typed.length > 8 ? 2 : 1));

/** How well a name fits what was typed: the lower the better, null when some word of it is nowhere. */
function rankOf({ words, text, by }: Name, typed: readonly string[], fits: Fits): number | null {
  if (!typed.every((one) => words.some((word) => fits(one, word)))) return null;
  const own = by === null ? 0 : 1;
  const phrase = typed.join(" ");
  if (text === phrase) return own;
  if (text.startsWith(phrase)) return 3 + own;
  const unasked = Math.max(0, words.length - typed.length);
  return (begins(typed[0] ?? "", words[0] ?? "") ? 5 : 6) + own + Math.min(unasked, 9) / 10;
}

function bestOf({ entry, names, mixed }: Indexed, typed: readonly string[], fits: Fits): { readonly match: Match; readonly rank: number } | null {
  const ranked = names.flatMap((name) => { const rank = rankOf(name, typed, fits); return rank === null ? [] : { match: { entry, by: name.by }, rank: rank < 2 ? rank : rank - (names.length > 1 ? OFTEN_SEEN : 0) }; });
  const best = ranked.toSorted((one, other) => one.rank - other.rank)[0];
  return best ?? (rankOf(mixed, typed, fits) === null ? null : { match: { entry, by: null }, rank: MIXED });
}

/**
 * Finds terms by any of their words or of the words that clinicians use for them, best first: own name before synonym,
 * beginning before middle, and only when nothing fits, long words with one or two wrong letters.
 */
export function termSearch(terms: readonly DictionaryTerm[]): (typed: string, most?: number) => readonly Match[] {
  const indexed = terms.map(indexOf);
  return (typed, most = 12) => {
    const words = wordsOf(typed);
    if (words.length === 0) return [];
    for (const fits of [contains, nearly]) {
      const found = indexed.flatMap((one) => bestOf(one, words, fits) ?? []).toSorted((one, other) => one.rank - other.rank);
      if (found.length > 0) return found.slice(0, most).map(({ match }) => match);
    }
    return [];
  };
}

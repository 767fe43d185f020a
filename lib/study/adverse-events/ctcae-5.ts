import type { Dictionary, DictionaryTerm } from "@/lib/crf/dictionary";
import { CTCAE_5_GRADES, GENERAL_GRADES } from "./ctcae-5-grades";
import { CTCAE_5_TERMS } from "./ctcae-5-terms";
import { CTCAE_5 } from "./ctcae-version";
import { termSearch } from "./search-terms";

/** "A; B :: sentence | sentence": the sentences of each term, in the order of its grades below 5. */
const sentencesOf = new Map(CTCAE_5_GRADES.split("\n").flatMap((line) => {
  const [names = "", sentences = ""] = line.split(" :: ");
  return names.split("; ").map((term) => [term, sentences.split(" | ")] as const);
}));

/** What each grade means, for those that the term has; death is death. */
const meaningOf = (levels: readonly string[], own: readonly string[] | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(levels.map((level, index) => [level, own?.[index] ?? GENERAL_GRADES[level] ?? ""]));

function termOf(group: string, line: string): DictionaryTerm {
  const [, term = line, grades = ""] = /^(.+) (\d+)$/.exec(line) ?? [];
  const levels = [...grades];
  return { term, group, levels, dictionary: CTCAE_5, means: meaningOf(levels, sentencesOf.get(term)) };
}

const terms = Object.entries(CTCAE_5_TERMS).flatMap(([group, lines]) => lines.split("\n").filter(Boolean).map((line) => termOf(group, line)));
const byTerm = new Map(terms.map((entry) => [entry.term.toLowerCase(), entry]));

/** All 837 terms of CTCAE 5.0. Large: forms fetch it when they need it. */
export const ctcae5: Dictionary = {
  name: CTCAE_5,
  terms,
  search: termSearch(terms),
  find: (term) => byTerm.get(term.trim().toLowerCase()) ?? null,
};

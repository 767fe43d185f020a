import type { Dictionary, DictionaryTerm } from "@/lib/crf/dictionary";
import { CTCAE_5_GRADES, GENERAL_GRADES } from "./ctcae-5-grades";
import { CTCAE_5_TERMS } from "./ctcae-5-terms";
import { CTCAE_5 } from "./ctcae-version";
import { termSearch } from "./search-terms";

/** What each grade means, for those that the term has. */
const meaningOf = (sentences: readonly string[], levels: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(levels.flatMap((level, index) => (sentences[index] === undefined ? [] : [[level, sentences[index]]])));

function termOf(group: string, line: string): DictionaryTerm {
  const [, term = line, grades = ""] = /^(.+) (\d+)$/.exec(line) ?? [];
  const levels = [...grades];
  const own = CTCAE_5_GRADES[term];
  const means = own ? meaningOf(own, levels) : Object.fromEntries(levels.map((level) => [level, GENERAL_GRADES[level] ?? ""]));
  return { term, group, levels, dictionary: CTCAE_5, means, general: own === undefined };
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

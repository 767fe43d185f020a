import type { CodedTerm } from "./coded-term";

/** A term of a dictionary with what it takes to choose it and to grade by it. */
export interface DictionaryTerm extends CodedTerm {
  /** What each level means for this term, by its code. */
  readonly means: Readonly<Record<string, string>>;
}

export interface Match {
  readonly entry: DictionaryTerm;
  /** The other name by which it was found, "mouth sores"; null when found by its own. */
  readonly by: string | null;
}

export interface Dictionary {
  readonly name: string;
  readonly terms: readonly DictionaryTerm[];
  /** Best first; [] for a blank and for what is nowhere in the list. */
  readonly search: (typed: string, most?: number) => readonly Match[];
  readonly find: (term: string) => DictionaryTerm | null;
}

/** What of a term is stored. */
export const toStored = ({ term, group, levels, dictionary }: CodedTerm): CodedTerm => ({ term, group, levels, dictionary });

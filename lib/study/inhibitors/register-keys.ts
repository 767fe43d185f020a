import { tells } from "@/lib/study/inhibitors/find-names";
import { nameTokens } from "@/lib/study/inhibitors/name-tokens";

/** The forms under which a name is looked up in a loaded register of drugs. */
export interface RegisterKeys {
  /** Every letter and digit of the name. */
  readonly whole: string;
  /** Without doses, forms, routes and makers: "Doliprane 1000 mg, comprimé" → "doliprane". Empty when nothing is left. */
  readonly telling: string;
  /** What the telling words begin with, longest first: a register may list the family and not this variant of it. */
  readonly leading: readonly string[];
}

/** Words that say nothing of a substance but tell two products of a family apart. */
const VARIANTS = new Set("plus extra max maximum ultra super forte fte night day nocte nuit jour noche dia".split(" "));
const LONGEST_KEY = 200;
/** A shorter first word is too often the beginning of something else. */
const SHORTEST_LEAD = 5;

export function registerKeys(name: string): RegisterKeys {
  const tokens = nameTokens(name);
  const words = tokens.filter((word) => tells(word) || VARIANTS.has(word));
  const beginnings = words.slice(1).map((_, at) => words.slice(0, words.length - 1 - at).join(""));
  return {
    whole: tokens.join("").slice(0, LONGEST_KEY),
    telling: words.join("").slice(0, LONGEST_KEY),
    leading: beginnings.filter((beginning) => beginning.length >= SHORTEST_LEAD && beginning.length <= LONGEST_KEY),
  };
}

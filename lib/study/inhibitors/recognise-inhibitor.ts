import { remembered } from "@/lib/kernel/remembered";
import { ANY_INTRAVENOUS } from "@/lib/study/inhibitors/antioxidant-names";
import type { BrandFamily, FamilyAnswer } from "@/lib/study/inhibitors/brand-families";
import { findNames, tells, tellsSubstance, type FoundName } from "@/lib/study/inhibitors/find-names";
import { isOtherDrug, isSalt } from "@/lib/study/inhibitors/known-words";
import type { NameReading, Recognition } from "@/lib/study/inhibitors/name-reading";
import { nameTokens } from "@/lib/study/inhibitors/name-tokens";
import { registerVerdict } from "@/lib/study/inhibitors/register-verdict";
import { substance, type SubstanceId } from "@/lib/study/inhibitors/substances";

interface Sign {
  readonly verdict: "inhibitor" | "possible" | "other";
  readonly id: SubstanceId | null;
  readonly how: string;
}

const JOINING = new Set(["and", "y", "et", "und", "e", "con", "with", "n"]);
const LOCAL_FORMS = new Set(
  "cream creme crema pommade ointment lotion topical topique cutanee ophthalmic ophtalmique eye collyre colirio shampoo shampooing spf sunscreen vaginal balm balsam salbe augentropfen irrigation unguento pomada ovule soap".split(" "),
);
/** "acetadote" and "parvolex" are given into a vein only, against acetaminophen poisoning. */
const INTRAVENOUS_FORMS = new Set("acetadote parvolex iv intravenous intraveineuse intravenosa infusion infusions perfusion injection injectable inj injektion infusionslosung".split(" "));

const holdsPhrase = (words: readonly string[], phrase: string): boolean => {
  const wanted = phrase.split(" ").filter((word) => !JOINING.has(word));
  return words.some((_, at) => wanted.every((word, offset) => words[at + offset] === word));
};

function answerOfFamily(family: BrandFamily, tokens: readonly string[], { from, to }: FoundName): FamilyAnswer {
  const rest = [...tokens.slice(0, from), ...tokens.slice(to)].filter((word) => !JOINING.has(word));
  if (family.without.some((phrase) => holdsPhrase(rest, phrase))) return "other";
  if (family.with.some((phrase) => holdsPhrase(rest, phrase))) return "inhibitor";
  return rest.some((word) => tells(word)) ? family.otherwise : family.bare;
}

const misspelt = ({ misspelling }: FoundName) =>
  misspelling && `misspelling, ${misspelling.letters} ${misspelling.letters === 1 ? "letter" : "letters"} (${misspelling.meant})`;

function signOf(tokens: readonly string[], found: FoundName): Sign | null {
  const { entry } = found;
  const read = (verdict: Sign["verdict"], id: SubstanceId | null, how: string): Sign => ({ verdict, id, how: misspelt(found) || how });
  switch (entry.kind) {
    case "generic":
      return read("inhibitor", "acetaminophen", entry.language ? `generic name, ${entry.language}` : "exact name");
    case "prodrug":
      return read("inhibitor", "acetaminophen", `prodrug of acetaminophen (${entry.text})`);
    case "partly converted":
      return read("possible", "acetaminophen", `turned into acetaminophen in part (${entry.text})`);
    case "compound":
      return read("inhibitor", "acetaminophen", `combination product (${entry.text})`);
    case "abbreviation":
      return read("inhibitor", "acetaminophen", `abbreviation (${entry.text})`);
    case "brand":
      return read("inhibitor", "acetaminophen", `brand (${entry.text}, ${entry.region})`);
    case "family": {
      const verdict = answerOfFamily(entry.family, tokens, found);
      const how = verdict === "possible" ? `sold with and without acetaminophen (${entry.text})` : `brand (${entry.text})`;
      return read(verdict, verdict === "other" ? null : "acetaminophen", verdict === "other" ? `variant without acetaminophen (${entry.text})` : how);
    }
    case "look-alike":
      return { verdict: "other", id: null, how: `look-alike (${entry.holds})` };
    case "not an antioxidant":
      return { verdict: "other", id: null, how: `not an antioxidant supplement (${entry.text})` };
    case "bowel preparation":
      return read("possible", "vitamin_c", "bowel preparation with grams of ascorbate");
    case "antioxidant":
      return antioxidantSign(tokens, entry.id, misspelt(found) ?? `antioxidant, dose decides (${entry.text})`);
  }
}

function antioxidantSign(tokens: readonly string[], id: SubstanceId, how: string): Sign {
  if (tokens.some((word) => LOCAL_FORMS.has(word))) return { verdict: "other", id: null, how: "antioxidant for local use" };
  const intoVein = ANY_INTRAVENOUS.has(id) && tokens.some((word) => INTRAVENOUS_FORMS.has(word));
  return intoVein ? { verdict: "inhibitor", id, how: "antioxidant into a vein, any dose" } : { verdict: "possible", id, how };
}

const COMPLAINTS = new Set(["flu", "grippe", "cold", "headache", "migraine", "sinus", "pain", "aches", "fever"]);

/** A remedy named only by what it is for ("Cold & Flu Nighttime"): most such products hold acetaminophen, their names cannot say. */
function unnamedRemedy(tokens: readonly string[]): boolean {
  const complaints = tokens.filter((word) => COMPLAINTS.has(word));
  const coughOnly = tokens.includes("cough") && complaints.every((word) => word === "cold");
  const local = tokens.some((word, at) => word === "nasal" || (word === "sore" && tokens[at - 1] === "cold") || (word === "gel" && !/^(liqui|liquid|soft)$/.test(tokens[at - 1] ?? "")));
  return complaints.length > 0 && !coughOnly && !local && !tokens.some(tellsSubstance);
}

function withoutSigns(tokens: readonly string[]): Recognition {
  if (unnamedRemedy(tokens)) return { verdict: "possible", substances: [substance("acetaminophen")], how: "remedy of unnamed composition" };
  const telling = tokens.filter(tellsSubstance);
  if (telling.some(isOtherDrug)) return { verdict: "none", substances: [], how: "known other medicine" };
  if (telling.length > 0 && telling.every(isSalt)) return { verdict: "none", substances: [], how: "known other medicine (salt)" };
  return { verdict: "uncoded", substances: [], how: "known to no dictionary" };
}

const NAMED: ReadonlySet<FoundName["entry"]["kind"]> = new Set(["generic", "prodrug", "partly converted", "compound", "antioxidant", "bowel preparation"]);

/** Of the sign that decided: an exact name of the substance stands against any register, a brand or a typing error does not. */
function basisOf(found: readonly FoundName[], signs: readonly (Sign | null)[], first: Sign): NameReading["basis"] {
  const of = found[signs.indexOf(first)];
  if (of === undefined) return "other";
  if (of.misspelling !== null) return "misspelt";
  return NAMED.has(of.entry.kind) || (of.entry.kind === "abbreviation" && of.entry.place === "anywhere") ? "named" : "brand";
}

/** Digits that a scanner reads for letters, inside a word: "ty1enol", "perc0cet". */
const asLetters = (name: string): string => name.replace(/(?<=\p{L})[01|](?=\p{L})/gu, (digit) => (digit === "0" ? "o" : "l"));

/** A name that nobody knows is read once more as a scanner may have misread it; only a known name is taken from that. Charts repeat their names. */
const readScanned = remembered((name: string) => name, (name): NameReading => {
  const read = readName(name);
  if (read.recognition.verdict !== "uncoded" || asLetters(name) === name) return read;
  const scanned = readName(asLetters(name));
  return scanned.recognition.verdict === "uncoded" ? read : { ...scanned, basis: "misspelt" };
});

function readName(name: string): NameReading {
  const tokens = nameTokens(name);
  const dress = { local: tokens.some((word) => LOCAL_FORMS.has(word)), intoVein: tokens.some((word) => INTRAVENOUS_FORMS.has(word)) };
  if (tokens.length === 0) return { recognition: { verdict: "uncoded", substances: [], how: "no name" }, basis: "other", ...dress };
  const found = findNames(tokens);
  const signs = found.map((each) => signOf(tokens, each));
  const meant = signs.filter((sign) => sign !== null && sign.verdict !== "other") as Sign[];
  const certain = meant.filter((sign) => sign.verdict === "inhibitor");
  const first = certain[0] ?? meant[0];
  if (first === undefined) {
    const other = signs.find((sign) => sign !== null);
    return { recognition: other ? { verdict: "none", substances: [], how: other.how } : withoutSigns(tokens), basis: "other", ...dress };
  }
  const ids = [...new Set([...certain, ...meant].map((sign) => sign.id).filter((id) => id !== null))];
  const recognition = { verdict: certain.length > 0 ? "inhibitor" : "possible", substances: ids.map(substance), how: combined(tokens, found, first) } as const;
  return { recognition, basis: basisOf(found, signs, first), ...dress };
}

/**
 * Reads a medication's name as it was typed, in any of the dictionary's languages; `compositions` are what a loaded register of drugs
 * lists under it (compositionsFor), none without one. Pure and quick: the dictionary is indexed once. Rules and measured recall: README.md.
 */
export function recogniseInhibitor(name: string, compositions: readonly string[] = []): Recognition {
  const read = readScanned(name);
  return compositions.length === 0 ? read.recognition : registerVerdict(read, compositions);
}

/** Says that other substances stand beside the one that was found by its exact name. */
function combined(tokens: readonly string[], found: readonly FoundName[], { how }: Sign): string {
  const named = found.filter(({ entry }) => entry.kind === "generic");
  const others = tokens.some((word, at) => tellsSubstance(word) && isOtherDrug(word) && !named.some(({ from, to }) => at >= from && at < to));
  return others && how === "exact name" ? "combination product (acetaminophen)" : how;
}

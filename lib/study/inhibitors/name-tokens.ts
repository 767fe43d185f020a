const CYRILLIC: Readonly<Record<string, string>> = {
  а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "zh", з: "z", и: "i", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r",
  с: "s", т: "t", у: "u", ф: "f", х: "h", ц: "c", ч: "ch", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya", і: "i",
};
const GREEK: Readonly<Record<string, string>> = {
  α: "a", β: "v", γ: "g", δ: "d", ε: "e", ζ: "z", η: "i", θ: "th", ι: "i", κ: "k", λ: "l", μ: "m", ν: "n", ξ: "x", ο: "o", π: "p",
  ρ: "r", σ: "s", ς: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps", ω: "o",
};

/** Lower case without accents, in Latin letters where the script is Cyrillic or Greek; other scripts stay as they are. */
export function foldName(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFC");
  return plain
    .replace(/[ß]/g, "ss").replace(/[øœ]/g, "o").replace(/æ/g, "ae").replace(/ł/g, "l").replace(/ı/g, "i")
    .replace(/[а-яі]/g, (letter) => CYRILLIC[letter] ?? letter)
    .replace(/[α-ω]/g, (letter) => GREEK[letter] ?? letter);
}

/**
 * The words of a typed medication name. Digits stand apart from letters ("500mg" is two words), an apostrophe joins
 * ("goody's" is one), a French elision is dropped ("d'aluminium"), and codes of a drug dictionary ("/00020001/") are dropped.
 */
export function nameTokens(name: string): string[] {
  const folded = foldName(name)
    .replace(/\/\d{8}\//g, " ")
    .replace(/\b([dl])['’`](?=\p{L}{3})/gu, " ")
    .replace(/['’`´]/g, "")
    .replace(/(\p{L})(?=\p{N})/gu, "$1 ")
    .replace(/(\p{N})(?=\p{L})/gu, "$1 ");
  return folded.match(/\p{L}+|\p{N}+/gu) ?? [];
}

/** The name as one unbroken word, so that "Q-Pap", "Q Pap" and "QPAP" meet: the form in which brands are looked up. */
export const joinedName = (name: string): string => nameTokens(name).join("");

/**
 * A drug name reduced to what most languages share, so that one listed spelling meets the others: "paroxetine", "paroxétine",
 * "paroxetina" and "Paroxetin" have one stem. Expects a folded word (foldName).
 */
export function drugStem(word: string): string {
  return word
    .replace(/ph/g, "f").replace(/th/g, "t").replace(/y/g, "i").replace(/ae|oe/g, "e").replace(/ck|qu|ch|k/g, "c").replace(/rh/g, "r").replace(/j/g, "i")
    .replace(/(.)\1/g, "$1")
    .replace(/^h/, "")
    .replace(/(um|us|[aeio])$/, "");
}

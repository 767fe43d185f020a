/** A title inside a sentence: "Blood counts" begins small, "ALT (SGPT)" keeps its capitals. */
export const inSentence = (title: string): string => (/^[A-Z][^A-Z]/.test(title) ? `${title[0]!.toLowerCase()}${title.slice(1)}` : title);

/** What stands inside a sentence, at its beginning: "site 101" becomes "Site 101". */
export const atBeginning = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

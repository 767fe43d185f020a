/** A title inside a sentence: "Blood counts" begins small, "ALT (SGPT)" keeps its capitals. */
export const inSentence = (title: string): string => (/^[A-Z][^A-Z]/.test(title) ? `${title[0]!.toLowerCase()}${title.slice(1)}` : title);

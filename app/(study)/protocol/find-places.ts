/** A passage of the handbook, and the address to go to for it. */
export interface Place { readonly at: string; readonly chapter: string; readonly text: string }

const MOST = 12;

/** Passages that hold every word that was typed; those that hold them side by side come first. Nothing for less than two letters. */
export function findPlaces(places: readonly Place[], typed: string): readonly Place[] {
  const phrase = typed.toLowerCase().trim().replace(/\s+/g, " ");
  if (phrase.length < 2) return [];
  const words = phrase.split(" ");
  const holding = places.filter(({ at, text, chapter }) => at !== "" && words.every((word) => `${chapter} ${text}`.toLowerCase().includes(word)));
  const isWhole = ({ text }: Place) => text.toLowerCase().includes(phrase);
  return [...holding.filter(isWhole), ...holding.filter((place) => !isWhole(place))].slice(0, MOST);
}

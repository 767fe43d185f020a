const LONGEST = 200;
const bytes = (text: string): number => new TextEncoder().encode(text).length;
const isJoined = (before: string, after: string): boolean => /^\s$/u.test(before) || /^\s$/u.test(after) || /^[\p{M}\u200d]$/u.test(after) || before === "\u200d";

/** Where the first piece ends: as late as its bytes allow, and never inside a character, before an accent or beside a blank, which a padded field would lose. */
function endOfPiece(characters: readonly string[]): number {
  let [end, used] = [0, 0];
  for (const character of characters) {
    used += bytes(character);
    if (used > LONGEST) break;
    end += 1;
  }
  let cut = end;
  while (cut > 1 && isJoined(characters[cut - 1] ?? "", characters[cut] ?? "")) cut -= 1;
  return cut > 1 ? cut : end;
}

/** A UTF-16 unit takes at most three bytes of UTF-8; most texts are known to fit without being encoded. */
const fits = (text: string): boolean => text.length * 3 <= LONGEST || bytes(text) <= LONGEST;

/** A text in pieces of at most 200 bytes of UTF-8, which joined are the text again. One piece for a text that fits. */
export function piecesOf(text: string): readonly string[] {
  if (fits(text)) return [text];
  const pieces: string[] = [];
  let rest = [...text];
  while (!fits(rest.join(""))) {
    const cut = endOfPiece(rest);
    pieces.push(rest.slice(0, cut).join(""));
    rest = rest.slice(cut);
  }
  return [...pieces, rest.join("")];
}

/** The name of a further piece: AETERM1, AETERM2; a name without room gives up its last letters. */
export const pieceName = (variable: string, number: number): string => `${variable.slice(0, 8 - String(number).length)}${number}`;

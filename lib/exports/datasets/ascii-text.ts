/** What stands in ASCII for a character that no decomposition gives. A character that is neither here nor decomposes to ASCII becomes "?". */
export const SPELLINGS: Readonly<Record<string, string>> = {
  "\t": " ", "\n": " ", "\r": " ", "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
  "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"", "′": "'", "″": "\"", "´": "'",
  "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "…": "...", "•": "*", "·": ".", "×": "x", "÷": "/", "⁄": "/",
  "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "±": "+/-", "∞": "infinity", "→": "->", "←": "<-", "√": "sqrt", "°": " deg", "‰": " per mille", "µ": "u", "μ": "u", "Ω": "Ohm",
  "⁰": "^0", "¹": "^1", "²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6", "⁷": "^7", "⁸": "^8", "⁹": "^9", "⁺": "^+", "⁻": "^-", "¼": " 1/4", "½": " 1/2", "¾": " 3/4",
  "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i",
  "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "Δ": "Delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda", "σ": "sigma", "τ": "tau", "ω": "omega",
  "®": "(R)", "©": "(C)", "™": "(TM)", "€": "EUR", "£": "GBP", "§": "Section ", "†": "+", "№": "No.",
};

const ASCII = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}/gu;

/** True when a text can stand in a SAS transport file as it is. */
export const isAscii = (text: string): boolean => ASCII.test(text);

/** The text in printable ASCII: letters lose their marks, the declared spellings replace signs, all else becomes "?". */
export function asciiOf(text: string): string {
  return isAscii(text) ? text : Array.from(text.normalize("NFC"), spelled).join("");
}

function spelled(character: string): string {
  if (isAscii(character)) return character;
  const declared = SPELLINGS[character];
  if (declared !== undefined) return declared;
  const bare = character.normalize("NFKD").replace(MARKS, "");
  return Array.from(bare, (part) => (isAscii(part) ? part : SPELLINGS[part] ?? "?")).join("");
}

/** Text as the font can write it: a character that the font does not have is written by its number instead of being lost. */
export function writable(text: string, hasGlyph: (codePoint: number) => boolean): string {
  if (/^[ -~]*$/.test(text)) return text;
  return [...text].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (letter === "\n") return letter;
    if (letter === "\r" || letter === "\t") return " ";
    return hasGlyph(code) ? letter : `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  }).join("");
}

/** Every text in a content, wherever it stands. */
export function mapTexts<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === "string") return change(value) as Value;
  if (Array.isArray(value)) return value.map((each: unknown) => mapTexts(each, change)) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each as unknown, change)])) as Value;
}

/** A piece of a paragraph in one look. */
export interface Span<Style> { readonly text: string; readonly style: Style }
export type Line<Style> = readonly Span<Style>[];

interface Column<Style> { readonly width: number; readonly widthOf: (text: string, style: Style) => number }

/** The lines of a paragraph, none wider than its column: broken at spaces, and within a run without spaces where it would leave the column. No sign is added, none is lost. */
export function wrapText<Style>(spans: readonly Span<Style>[], column: Column<Style>): readonly Line<Style>[] {
  const lines: Span<Style>[][] = [[]];
  let used = 0;
  const begin = () => { lines.push([]); used = 0; };
  const put = (text: string, style: Style, wide: number) => {
    const line = lines.at(-1) ?? [];
    const last = line.at(-1);
    if (last?.style === style) line[line.length - 1] = { text: last.text + text, style };
    else line.push({ text, style });
    used += wide;
  };
  const place = (word: string, style: Style) => {
    const bare = word.trimEnd();
    const wide = column.widthOf(bare, style);
    if (used > 0 && used + wide > column.width) begin();
    if (wide <= column.width) return put(word, style, wide + (bare === word ? 0 : column.widthOf(word.slice(bare.length), style)));
    for (const letter of word) {
      const letterWide = column.widthOf(letter, style);
      if (used > 0 && used + letterWide > column.width) begin();
      put(letter, style, letterWide);
    }
  };
  for (const { text, style } of spans) {
    text.split("\n").forEach((part, at) => {
      if (at > 0) begin();
      for (const word of part.match(/[^ ]+ *| +/g) ?? []) place(word, style);
    });
  }
  return lines;
}

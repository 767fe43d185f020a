type Options = readonly (readonly [code: string, label: string])[];

/** The digit that chooses an option: its own number where the options of a scale have one, else its place, and 0 for the tenth. */
export function digitsOf(options: Options): readonly string[] {
  const own = options.map(([, label]) => /^(\d)(?!\d)/.exec(label)?.[1] ?? "");
  if (own.every((digit) => digit !== "")) return own;
  return options.map((_, at) => (at < 9 ? String(at + 1) : at === 9 ? "0" : ""));
}

/** The option that a key chooses: by digit, or by the first letter of its words, the next one that has it; null for a key of no option. */
export function optionByKey(options: Options, key: string, chosen: string): string | null {
  if (/^\d$/.test(key)) return options[digitsOf(options).indexOf(key)]?.[0] ?? null;
  if (!/^\p{L}$/u.test(key)) return null;
  const begin = options.filter(([, label]) => label.toLowerCase().startsWith(key.toLowerCase())).map(([code]) => code);
  return begin[(begin.indexOf(chosen) + 1) % begin.length] ?? null;
}

/**
 * "58.3 %", to the nearest; "–" of nothing. All is said only of all and nothing only of nothing: 9,999 of 10,000 is "99.9 %", 1 of 10,000 "0.1 %".
 * `decimals`: so many behind the point.
 */
export function sayShare(part: number, whole: number, decimals = 1): string {
  if (whole === 0) return "–";
  const [rounded, all] = [Math.round((part * 100 * 10 ** decimals) / whole), 100 * 10 ** decimals];
  const shown = part <= 0 ? 0 : part >= whole ? all : Math.min(all - 1, Math.max(1, rounded));
  return `${(shown / 10 ** decimals).toFixed(decimals)} %`;
}

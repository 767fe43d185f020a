/** The colours of a picture: a token of the screen, and the same token's light colour for a file that leaves it. */
export const INKS = {
  surface: "#ffffff",
  line: "#dfe3df",
  "line-2": "#c2c9c4",
  text: "#182027",
  "text-2": "#46515b",
  "text-3": "#5f6a74",
  accent: "#1d4f91",
  ns: "#606b75",
  "ns-w": "#eceeeb",
  due: "#8d5200",
  "due-w": "#fcefd6",
  ok: "#1c7238",
  "ok-w": "#e3f2e6",
  ver: "#0a6c6e",
  lock: "#323d47",
  q: "#b81d2c",
  exp: "#96276a",
  "exp-w": "#fae8f2",
  cen: "#2b5ea8",
  anc: "#0a6c6e",
  plt: "#8d5200",
  mar: "#673ba8",
} as const;
export type Ink = keyof typeof INKS;

/** On a page: follows the theme and the printer. */
export const tokenOf = (ink: Ink): string => `var(--crf-${ink})`;

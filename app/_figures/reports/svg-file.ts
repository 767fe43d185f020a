import type { Drawing, Mark } from "./drawing";
import { INKS } from "./inks";

interface Words { readonly title: string; readonly says: string; readonly footer: readonly string[] }

const HEAD = 40;
const LINE = 16;
const MARGIN = 16;
const FONT = "Liberation Sans, Arial, Helvetica, sans-serif";

const escaped = (words: string): string => words.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
const attributes = (all: Readonly<Record<string, string | number>>): string => Object.entries(all).map(([name, value]) => ` ${name.replace(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`)}="${escaped(String(value))}"`).join("");
const colour = (ink: keyof typeof INKS | "none" | undefined): string | undefined => (ink === undefined || ink === "none" ? ink : INKS[ink]);

function written({ tag, at, fill, stroke, text, says }: Mark): string {
  const painted = { ...at, ...(fill ? { fill: colour(fill) ?? "none" } : {}), ...(stroke ? { stroke: colour(stroke) ?? "none" } : {}) };
  const inside = text === undefined ? (says === undefined ? "" : `<title>${escaped(says)}</title>`) : escaped(text);
  return inside === "" ? `<${tag}${attributes(painted)}/>` : `<${tag}${attributes(painted)}>${inside}</${tag}>`;
}

/** A file that needs nothing else: title above, picture, footer below, light colours on white. The same picture gives the same bytes. */
export function svgFile({ width, height, marks }: Drawing, { title, says, footer }: Words): string {
  const [wide, high] = [width + 2 * MARGIN, HEAD + height + 12 + LINE * footer.length + MARGIN];
  const words = (x: number, y: number, size: number, ink: keyof typeof INKS, weight: number, line: string) => `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${INKS[ink]}">${escaped(line)}</text>`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" role="img" font-family="${FONT}">`,
    `<title>${escaped(title)}</title><desc>${escaped([says, ...footer].join(" "))}</desc>`,
    `<rect width="${wide}" height="${high}" fill="${INKS.surface}"/>`,
    words(MARGIN, 26, 16, "text", 650, title),
    `<g transform="translate(${MARGIN} ${HEAD})">`, ...marks.map(written), `</g>`,
    ...footer.map((line, at) => words(MARGIN, HEAD + height + 12 + LINE * (at + 0.8), 10.5, "text-3", 400, line)),
    `</svg>`, "",
  ].join("\n");
}

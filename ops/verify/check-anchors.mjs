// Does the database agree with the anchors outside it? Says in sentences what does not, and where.
import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { holds, sha256 } from "./anchor-key.mjs";
import { lineOf, signedText, studyName } from "./anchors.mjs";

const FRESH = 120_000; // milliseconds within which another instance may still be writing its line

/** `trusted`: public keys. Returns how many anchors were compared, what is wrong, and what is worth knowing. */
export async function checkAnchors(client, { file, trusted, now = Date.now() }) {
  const { rows: kept } = await client.query("SELECT a.seq, a.line, c.at FROM audit.anchor a JOIN audit.checkpoint c USING (seq) ORDER BY a.seq");
  if (!existsSync(file)) {
    return kept.length === 0 ? { anchors: 0, findings: [], notes: ["There are no anchors yet: they are written while the application runs."] }
      : { anchors: 0, findings: [`${kept.length} anchors were written, and there is no file ${file} any more. Bring it back, or set ANCHOR_FOLDER to where it is`], notes: [] };
  }
  const { anchors, lines, findings, notes } = await readAnchors(file, { trusted, study: await studyName(client) });
  findings.push(...(await disagreements(client, anchors)));
  const missing = kept.filter(({ line, at }) => !lines.has(sha256(line)) && at.getTime() < now - FRESH);
  if (missing.length > 0) findings.push(`the file of anchors lacks ${missing.length} that the database wrote, the first of checkpoint ${missing[0].seq}: it was shortened, or is not the file of this database`);
  return { anchors: anchors.size, findings, notes };
}

/** The file by itself: each line signed by a trusted key, and each naming the line before it. */
async function readAnchors(file, { trusted, study }) {
  const found = { anchors: new Map(), lines: new Set(), findings: [], notes: [] };
  let at = 0;
  for await (const line of createInterface({ input: createReadStream(file, "utf8") })) {
    at += 1;
    const body = lineOf(line);
    if (body === null) { if (line !== "") found.notes.push(`Line ${at} of the anchors was cut short, as by a power cut.`); continue; }
    const problem = problemOf(body, { trusted, study, lines: found.lines });
    if (problem) found.findings.push(`line ${at} of the anchors (${body.restored ? "a restore" : `checkpoint ${body.seq}`}, ${body.time}) ${problem}`);
    found.lines.add(sha256(line));
    if (body.anchor) found.anchors.set(`${body.seq} ${body.hash}`, { ...body, at });
    if (body.restored && !problem) giveUp(found, body);
  }
  return found;
}

function problemOf(body, { trusted, study, lines }) {
  if (!trusted.includes(body.key)) return "is signed with a key that is not known here";
  if (!holds(signedText(body), body.signature, body.key)) return "has a signature that does not hold: the line was altered";
  if (body.study !== study) return "belongs to another study";
  if (lines.size > 0 && !lines.has(body.previous)) return "follows a line that is not there: one before it was taken out or altered";
  return null;
}

/** A restore that was recorded: what had been anchored after it is known to be lost, and no fault any more. */
function giveUp(found, { to, time, reason }) {
  const lost = [...found.anchors].filter(([, { seq }]) => seq > to);
  lost.forEach(([name]) => found.anchors.delete(name));
  found.notes.push(`On ${time} the database was set back to checkpoint ${to} on purpose (${reason}); ${lost.length} later ${lost.length === 1 ? "anchor" : "anchors"} remember what was lost.`);
}

/** Anchors whose checkpoint the database has not, or has differently. */
async function disagreements(client, anchors) {
  const { rows: checkpoints } = await client.query("SELECT seq, encode(hash, 'hex') AS hash, events FROM audit.checkpoint");
  const stored = new Map(checkpoints.map(({ seq, hash }) => [Number(seq), hash]));
  const wrong = [...anchors.values()].filter(({ seq, hash }) => stored.get(seq) !== hash);
  const gone = wrong.filter(({ seq }) => !stored.has(seq));
  const altered = wrong.filter(({ seq }) => stored.has(seq));
  const { rows: [{ events }] } = await client.query("SELECT count(*) AS events FROM audit.link");
  const newest = gone.at(-1);
  return [
    ...(altered.length > 0 ? [`checkpoint ${altered[0].seq} is not the one that was anchored on ${altered[0].time} (line ${altered[0].at}), and ${altered.length} in all are not: the trail before it was rewritten`] : []),
    ...(newest ? [`the database ends before checkpoint ${gone[0].seq}, anchored on ${gone[0].time} (line ${gone[0].at}): the trail was cut off, or an older backup was put in its place.${
      newest.events > Number(events) ? ` At least ${newest.events - Number(events)} events of before ${newest.time} are missing` : ""}`] : []),
  ];
}

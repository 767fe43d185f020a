// Verifications as rows of audit.verification: one a night, and those that somebody asks for. Whichever instance comes first makes it.
import { checkAnchors } from "./check-anchors.mjs";
import { walkTrail } from "./walk-trail.mjs";

const NIGHT_HOUR = 2;            // UTC
const ABANDONED = "2 minutes";   // without a sign of life, another instance begins it again
const EVERY = 50_000;            // links between two signs of life

/** Puts down this night's verification, once it is due and unless it is there. */
export async function askNightly(client, now = new Date()) {
  if (now.getUTCHours() < NIGHT_HOUR) return;
  await client.query("INSERT INTO audit.verification (night) VALUES ($1) ON CONFLICT (night) DO NOTHING", [now.toISOString().slice(0, 10)]);
}

/** Makes the verification that has waited longest. Returns its row when it ended, or null when there was nothing to do. */
export async function runVerification(client, { file, trusted }) {
  const { rows: [claimed] } = await client.query(`UPDATE audit.verification SET started_at = clock_timestamp(), seen_at = clock_timestamp(), links = 0, of_links = (SELECT coalesce(sum(last_seq), 0) FROM audit.chain_head)
    WHERE id = (SELECT v.id FROM audit.verification v WHERE v.ended_at IS NULL AND (v.started_at IS NULL OR v.seen_at < clock_timestamp() - $1::interval) ORDER BY v.asked_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id`, [ABANDONED]);
  if (!claimed) return null;
  const outcome = await verifyAll(client, { file, trusted, onLinks: (links) => client.query("UPDATE audit.verification SET links = $2, seen_at = clock_timestamp() WHERE id = $1", [claimed.id, links]) })
    .catch((error) => ({ links: 0, chains: 0, checkpoints: 0, anchors: 0, findings: [`the trail could not be walked to its end: ${error.message}`] }));
  const { rows: [row] } = await client.query(`UPDATE audit.verification SET ended_at = clock_timestamp(), seen_at = clock_timestamp(), links = $2, chains = $3, checkpoints = $4, anchors = $5, findings = $6
    WHERE id = $1 RETURNING *`, [claimed.id, outcome.links, outcome.chains, outcome.checkpoints, outcome.anchors, outcome.findings]);
  return row;
}

/**
 * Chains, checkpoints, guards and anchors. `findings` is empty when all is as it was written. `beside`: further connections that walk along.
 * @param {import("pg").Client} client
 * @param {{ file: string, trusted: readonly string[], beside?: readonly import("pg").Client[], onLinks?: (links: number) => unknown }} how
 */
export async function verifyAll(client, { file, trusted, beside, onLinks = () => {} }) {
  let told = 0;
  const walked = await walkTrail(client, { beside, onStep: async (links) => { if (links - told >= EVERY) { told = links; await onLinks(links); } } });
  const { anchors, findings, notes } = await checkAnchors(client, { file, trusted });
  return { ...walked, anchors, notes, findings: [...walked.findings, ...findings] };
}

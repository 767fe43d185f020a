// How fast the whole trail is proved intact, as npm run verify does it.
import { availableParallelism } from "node:os";
import pg from "pg";
import { walkTrail } from "../verify/walk-trail.mjs";
import { row, timed } from "./figures.mjs";

const MOST = 100_000; // links that the floor hashes

/** Throws when the trail is broken: a figure for a broken one would mean nothing. */
export async function measureTrail(app) {
  const admin = await app.admin();
  let walked;
  const beside = await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) - 1 }, async () => { const client = new pg.Client(app.adminUrl); await client.connect(); return client; }));
  const ms = await timed(async () => { walked = await walkTrail(admin, { beside }); }).finally(() => Promise.all(beside.map((client) => client.end())));
  if (walked.findings.length > 0) throw new Error(`The trail is broken: ${walked.findings[0]}`);
  const counted = Math.min(MOST, walked.links);
  const floor = await timed(() => admin.query(
    `SELECT count(sha256(l.prev_hash || e.payload_hash)), count(sha256(p.salt || convert_to(p.changes::text, 'UTF8'))) FROM (SELECT * FROM audit.link ORDER BY event_id LIMIT ${counted}) l JOIN audit.event e ON e.id = l.event_id JOIN audit.payload p ON p.event_id = e.id`));
  return [
    row({ name: `Trail verified (${walked.links} links in ${walked.chains} chains)`, value: (walked.links * 1000) / ms, unit: "links/s", atLeast: 50_000 }),
    row({ name: "Trail: the same rows read and hashed in one statement", value: (counted * 1000) / floor, unit: "links/s" }),
  ];
}

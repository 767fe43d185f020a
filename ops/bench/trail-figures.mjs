// How fast the whole trail is proved intact (npm run verify).
import { median, row, timings } from "./figures.mjs";

/** Throws when the trail is broken: a figure for a broken one would mean nothing. */
export async function measureTrail(app) {
  const admin = await app.admin();
  const { rows: [{ links }] } = await admin.query("SELECT count(*)::int AS links FROM audit.link");
  const walked = median(await timings(5, async () => {
    const { rows: broken } = await admin.query("SELECT * FROM audit.verify()");
    if (broken.length > 0) throw new Error(`The trail is broken: ${broken[0].problem}`);
  }));
  const floor = median(await timings(5, () => admin.query(
    "SELECT count(sha256(l.prev_hash || e.payload_hash)), count(sha256(p.salt || convert_to(p.changes::text, 'UTF8'))) FROM audit.link l JOIN audit.event e ON e.id = l.event_id JOIN audit.payload p ON p.event_id = e.id")));
  return [row({ name: `Trail verified (${links} links)`, value: (links * 1000) / walked, unit: "links/s", floor: (links * 1000) / floor, better: "more", floorIs: "one statement that reads the same rows and takes two SHA-256 of each, comparing nothing" })];
}

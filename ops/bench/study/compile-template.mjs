// A patient of the demonstration as something to make copies of: every row and event cut at what a copy has of its own.
import { createHash } from "node:crypto";
import { canonical } from "../../verify/verify-export.mjs";
import { field } from "./copy-rows.mjs";
import { cutter } from "./fill-in.mjs";

export const DAYS = 120; // over which the acts of one patient are spread
export const sha256 = (text) => createHash("sha256").update(text).digest("hex");

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const STAMP = /(\d{4}-\d\d-\d\d)(?=[T ](\d\d:\d\d:\d\d))/g;
const PLACE = /«\w+»|\b[0-9a-f]{64}\b|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\d(?=[T ](\d\d:\d\d:\d\d))|\b\d{3}-\d{3}\b/g;

/** The slots that every copy has; its days, ids and hashes follow. */
export const SLOT = { number: 0, site: 1, seq: 2, event: 3, act: 4, payload: 5, salt: 6, day: 7 };

/** `shared`: ids that copies keep (accounts, sessions). `actDays`: the days on which the demonstration was typed; acts of those days are dated anew. */
export function compileTemplate(template, { shared, actDays }) {
  const { number, site, rows, events, hashed } = template;
  const texts = [...rows.map(([, line]) => line), ...events.map((event) => JSON.stringify(event)), ...hashed];
  const ids = [...new Set(texts.flatMap((text) => text.match(UUID) ?? []))].filter((id) => id !== site && !shared.has(id)).sort();
  const slots = new Map([[number, SLOT.number], [site, SLOT.site], ...["seq", "event", "act", "payload", "salt"].map((name) => [`«${name}»`, SLOT[name]]), ...ids.map((id, at) => [id, SLOT.day + DAYS + at])]);
  for (const stamp of stampsIn(texts, actDays).map((stamp, at, all) => [stamp, SLOT.day + Math.floor((at * DAYS) / all.length)])) slots.set(...stamp);
  const cut = cutter(PLACE, ({ 0: found, 1: time }) => slots.get(time ? `${found} ${time}` : found));
  const hashes = hashed.map((text) => {
    const own = cut(text);
    slots.set(sha256(text), SLOT.day + DAYS + ids.length + hashed.indexOf(text));
    return own;
  });
  const acts = [...new Set(events.map(({ xid }) => xid))];
  return { site, ids: ids.length, acts: acts.length, patient: slots.get(template.id), hashes, rows: rows.map(([table, line]) => [table, cut(`${line}\n`)]), events: events.map((event) => compileEvent(event, acts, cut)) };
}

/** Times at which something was written, in their order, as they stand in rows and in JSON alike. */
const stampsIn = (texts, actDays) => [...new Set(texts.flatMap((text) => [...text.matchAll(STAMP)].filter(([day]) => actDays.has(day)).map(([, day, time]) => `${day} ${time}`)))].sort();

/** An event has a number of its own, a place in its chain, an act (transaction) and a hash of its values. */
function compileEvent(event, acts, cut) {
  const own = { ...event, id: "«event»", xid: "«act»", payloadHash: "«payload»" };
  const line = [own.id, own.xid, own.patientId, own.at, own.accountId, own.username, own.fullName, own.role, own.sessionId, own.action, own.table, own.row, own.op, own.siteId, own.patientId, own.fieldsText]
    .map(field).concat("\\\\x«payload»", [own.reason, own.requestId, own.appVersion].map(field)).join("\t");
  return {
    act: acts.indexOf(event.xid), isEscaped: event.changes.includes("\\"), changes: cut(event.changes), line: cut(`${line}\n`),
    payload: cut(`«event»\t${field(own.siteId)}\t\\\\x«salt»\t`), canonical: cut(canonical({ chain: own.patientId, seq: "«seq»", event: own }).replace('"«seq»"', "«seq»")),
  };
}

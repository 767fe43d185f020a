// One more patient: the rows, the trail and the chain of a template, with ids, days, number and site of its own.
import { createHash } from "node:crypto";
import { DAYS, SLOT, sha256 } from "./compile-template.mjs";
import { field } from "./copy-rows.mjs";
import { fillIn } from "./fill-in.mjs";

/** Transaction ids from here on are of copies: no database reaches them by itself. */
export const FIRST_ACT = 2n ** 40n;

/**
 * Adds the copy's lines to `put(table, line)`. `counted`: where the numbers stand, `{ event, act }`, of the next event and the next act. `seed` decides its ids, and so the same load gives the same ids anywhere; `begins`: its first day,
 * in ms. The ids of a copy are in the order of those they stand for, so that jsonb keeps the keys that are ids where they were.
 */
export function copyPatient(template, { seed, number, site, begins }, counted, put) {
  const values = [number, site, "", "", "", "", ""];
  for (let day = 0; day < DAYS; day++) values.push(new Date(begins + day * 86_400_000).toISOString().slice(0, 10));
  for (let at = 0; at < template.ids; at++) values.push(idAt(at, template.ids, seed));
  for (const text of template.hashes) values.push(sha256(fillIn(text, values)));
  for (const [table, line] of template.rows) put(`app.${table}`, fillIn(line, values));
  chain(template, values, counted, put);
}

/** The events and their links, as audit.append and audit.link_tx would write them. */
function chain(template, values, counted, put) {
  const patient = values[template.patient];
  let last = Buffer.alloc(0);
  let seq = 0;
  for (const event of template.events) {
    const id = String(counted.event++);
    const changes = fillIn(event.changes, values);
    const salt = createHash("sha256").update(`${patient} ${seq}`).digest();
    values[SLOT.seq] = String(++seq);
    values[SLOT.event] = id;
    values[SLOT.act] = String(counted.act + BigInt(event.act));
    values[SLOT.salt] = salt.toString("hex");
    values[SLOT.payload] = createHash("sha256").update(salt).update(changes).digest("hex");
    const hash = createHash("sha256").update(last).update(fillIn(event.canonical, values)).digest();
    put("audit.event", fillIn(event.line, values));
    put("audit.payload", `${fillIn(event.payload, values)}${event.isEscaped ? field(changes) : changes}\n`);
    put("audit.link", `${patient}\t${seq}\t${id}\t\\\\x${last.toString("hex")}\t\\\\x${hash.toString("hex")}\n`);
    last = hash;
  }
  counted.act += BigInt(template.acts);
  put("audit.chain_head", `${patient}\t${seq}\t\\\\x${last.toString("hex")}\n`);
}

function idAt(at, of, seed) {
  const hex = createHash("md5").update(`${seed} ${at}`).digest("hex");
  const first = Math.floor(((at + Number.parseInt(hex.slice(0, 6), 16) / 2 ** 24) * 2 ** 32) / of);
  return `${first.toString(16).padStart(8, "0")}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

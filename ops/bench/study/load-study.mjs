// A large study in minutes: copies of the demonstration's patients, each with its own ids, days, trail and chain, as npm run verify accepts them.
import { addSites } from "./add-sites.mjs";
import { compileTemplate, DAYS } from "./compile-template.mjs";
import { copyIn } from "./copy-rows.mjs";
import { copyPatient, FIRST_ACT } from "./copy-patient.mjs";
import { inventQueries } from "./invent-queries.mjs";
import { readTemplates } from "./read-templates.mjs";

const AT_ONCE = 50; // patients in memory before they are sent
const YEARS = 5 * 365;
const DAY = 86_400_000;
/** Filled in this order; those of the trail have their own guard each. */
const TRAIL = ["audit.event", "audit.payload", "audit.link", "audit.chain_head"];

/**
 * Brings a database that holds the demonstration, or a study made of it, to `total` patients, in one transaction: all of them are there, or none.
 * Guards and foreign keys are off meanwhile, and the trail's own list of changes of structure says so, as it would of anybody.
 * Returns how many patients and events were added.
 * @param {{ admin: import("pg").Client, adminUrl: string }} database
 */
export async function loadStudy({ admin, adminUrl }, total, { tell = () => {} } = {}) {
  const { templates, present, newest } = await templatesOf(admin, adminUrl);
  if (present >= total) return { patients: 0, events: 0 };
  const sites = await addSites(admin, total, new Set(templates.map(({ site }) => site)));
  await admin.query("BEGIN");
  try {
    await admin.query("SET LOCAL session_replication_role = replica");
    await switchGuards(admin, templates, "DISABLE TRIGGER");
    const { rows: [{ event, act }] } = await admin.query("SELECT nextval(pg_get_serial_sequence('audit.event', 'id'))::int AS event, (SELECT max(xid) FROM audit.event)::text AS act");
    const counted = { event, act: BigInt(act) < FIRST_ACT ? FIRST_ACT : BigInt(act) + 1n };
    const copies = await planCopies(admin, { templates, sites, present, total, newest });
    for (let from = 0; from < copies.length; from += AT_ONCE) {
      await sendCopies(admin, copies.slice(from, from + AT_ONCE), counted);
      tell(`${Math.min(from + AT_ONCE, copies.length)} of ${copies.length} patients`);
    }
    await admin.query("SELECT setval(pg_get_serial_sequence('audit.event', 'id'), $1)", [counted.event]);
    await switchGuards(admin, templates, "ENABLE ALWAYS TRIGGER");
    await admin.query("SELECT app.summarise(array_agg(id)) FROM app.patient"); // the visits came after the forms
    await admin.query("SELECT FROM audit.take_checkpoint()");
    await admin.query("COMMIT");
    await admin.query("VACUUM ANALYZE");
    return { patients: copies.length, events: counted.event - event };
  } catch (error) {
    await admin.query("ROLLBACK");
    throw error;
  }
}

/** Reads the demonstration with more queries in it than it has, in a transaction that is rolled back: they are only there to be copied. */
async function templatesOf(admin, adminUrl) {
  const { rows: known } = await admin.query("SELECT id FROM auth.account UNION ALL SELECT id FROM auth.session");
  const shared = new Set(known.map(({ id }) => id));
  await admin.query("BEGIN");
  try {
    await admin.query(`CREATE TEMP TABLE original ON COMMIT DROP AS SELECT p.id FROM app.patient p
      WHERE EXISTS (SELECT FROM audit.event e WHERE e.table_name = 'app.patient' AND e.row_id = p.id::text AND e.op = 'I' AND e.xid < '${FIRST_ACT}')`);
    await admin.query("ANALYZE original");
    await inventQueries(admin);
    const { rows: [{ present }] } = await admin.query("SELECT count(*)::int AS present FROM app.patient");
    const { rows: sessions } = await admin.query("SELECT id FROM auth.session");
    sessions.forEach(({ id }) => shared.add(id));
    const { rows: days } = await admin.query("SELECT DISTINCT to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM audit.event WHERE chain_id IN (SELECT id FROM original) ORDER BY 1");
    const actDays = new Set(days.map(({ day }) => day));
    const read = await readTemplates(admin, adminUrl);
    return { present, newest: Date.parse(days.at(-1).day), templates: read.map((template) => compileTemplate(template, { shared, actDays })) };
  } finally {
    await admin.query("ROLLBACK");
  }
}

/** Whose copy each one is, where, and from which day on: enrolled over five years, in order, the newest finished the day before the newest act. */
async function planCopies(admin, { templates, sites, present, total, newest }) {
  const { rows } = await admin.query("SELECT site_id AS site, max(substr(number, 5)::int) AS last FROM app.patient GROUP BY 1");
  const last = new Map(rows.map(({ site, last: number }) => [site, number]));
  const first = newest - (DAYS + 1 + YEARS) * DAY;
  const many = total - present;
  return Array.from({ length: many }, (_, added) => {
    const nth = present - templates.length + added;
    const template = templates[nth % templates.length];
    const alike = sites.get(template.site);
    const site = alike[Math.floor(nth / templates.length) % alike.length];
    last.set(site.id, (last.get(site.id) ?? 0) + 1);
    return { template, own: { seed: `patient ${nth}`, number: `${site.code}-${String(last.get(site.id)).padStart(3, "0")}`, site: site.id, begins: first + Math.floor((added * YEARS) / many) * DAY } };
  });
}

async function sendCopies(admin, copies, counted) {
  const lines = new Map();
  const put = (table, line) => { if (lines.has(table)) lines.get(table).push(line); else lines.set(table, [line]); };
  for (const { template, own } of copies) copyPatient(template, own, counted, put);
  for (const [table, own] of lines) await copyIn(admin, table, inChunks(own));
}

function* inChunks(lines) {
  for (let from = 0; from < lines.length; from += 500) yield lines.slice(from, from + 500).join("");
}

async function switchGuards(admin, templates, how) {
  const tables = new Set(templates.flatMap(({ rows }) => rows.map(([table]) => table)));
  for (const table of tables) await admin.query(`ALTER TABLE app.${table} ${how} z_audit`);
  await admin.query(`ALTER TABLE ${TRAIL[0]} ${how} link`);
}

// The patients of the demonstration as texts to copy from: their rows as COPY has them, and the events of their chains.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
import { copyOut } from "./copy-rows.mjs";

/** What points at something that is not of the patient, and so cannot be copied with one: the demonstration has none. And what the database gathers itself. */
const LEFT_OUT = ["redaction", "import_entry", "patient_summary"];

/** Tables whose rows belong to one patient. */
const OWNED = "SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = 'app' AND c.column_name = 'patient_id' AND t.table_type = 'BASE TABLE' ORDER BY 1";

/**
 * One value per patient of the table `original`, in the order of their numbers: `{ id, number, site, rows: [[table, line]], events, hashed }`. `hashed`: texts whose
 * SHA-256 stands in the rows, so that a copy can have the hash of its own text.
 */
export async function readTemplates(client, adminUrl) {
  const { rows: patients } = await client.query("SELECT id, number, site_id AS site FROM app.patient WHERE id IN (SELECT id FROM original) ORDER BY number");
  const templates = new Map(patients.map((patient) => [patient.id, { ...patient, rows: [], events: [], hashed: [] }]));
  const { rows: owned } = await client.query(OWNED);
  for (const table of ["patient", ...owned.map(({ name }) => name).filter((name) => !LEFT_OUT.includes(name))]) {
    const owner = table === "patient" ? "id" : "patient_id";
    for (const line of await copyOut(client, `SELECT t.${owner} AS of_patient, t.* FROM app.${table} t WHERE t.${owner} IN (SELECT id FROM original) ORDER BY 2`)) {
      templates.get(line.slice(0, 36)).rows.push([table, line.slice(37)]);
    }
  }
  for (const event of await readEvents(client)) templates.get(event.patientId).events.push(event);
  for (const { patient, sealed, seal } of await readSealed(client)) {
    if (createHash("sha256").update(sealed).digest("hex") !== seal) throw new Error("A signature's seal is made of something else than this knows (ctx.seal).");
    templates.get(patient).hashed.push(sealed);
  }
  for (const [patient, hashed] of Object.entries(await readDerivedFrom(adminUrl, [...templates.keys()]))) templates.get(patient).hashed.push(...hashed.filter((each) => UUID.test(each)));
  return [...templates.values()];
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4/; // what names nothing of the patient has the same hash in a copy

/** What the results rest on, as the application itself derives it; in a process of its own, because that is TypeScript. */
async function readDerivedFrom(adminUrl, patients) {
  const child = spawn(process.execPath, ["ops/run.mjs", "ops/bench/study/hashed-texts.ts"], { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, DATABASE_ADMIN_URL: adminUrl } });
  child.stdin.end(JSON.stringify(patients));
  return JSON.parse(await text(child.stdout));
}

async function readEvents(client) {
  const { rows } = await client.query(`SELECT e.xid::text, to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.account_id AS "accountId", e.username, e.full_name AS "fullName", e.role, e.session_id AS "sessionId", e.action,
    e.table_name AS "table", e.row_id AS row, e.op::text, e.site_id AS "siteId", e.patient_id AS "patientId", e.fields, e.fields::text AS "fieldsText", e.reason, e.request_id AS "requestId", e.app_version AS "appVersion", p.changes::text
    FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.chain_id IN (SELECT id FROM original) ORDER BY e.id`);
  return rows;
}

/** What each signature's seal was made of (ctx.seal), of the present form. */
async function readSealed(client) {
  const { rows } = await client.query(`SELECT s.patient_id AS patient, s.manifest_sha256 AS seal, jsonb_build_array(s.seal, s.id, s.site_id, s.patient_id, s.meaning, s.statement, s.visit_id, s.entry_id, s.difference,
      s.manifest, s.entries, s.session_id, s.by_id, s.by_name, s.by_role, to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text AS sealed
    FROM app.signature s WHERE s.patient_id IN (SELECT id FROM original)`);
  return rows;
}

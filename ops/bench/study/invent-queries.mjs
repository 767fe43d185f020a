// Queries beyond those of the demonstration: about one for every third form, as large studies have them. The database's own trail writes them down.
import { randomBytes } from "node:crypto";

/** Queries for each patient whose casebook is open. */
const EACH = 21;
const ASKS = ["Please check against the source.", "The printed result in the file differs.", "Is this the date of the visit or of the report?", "Which unit does the laboratory report?", "Please confirm."];
const PUT = "INSERT INTO app.discrepancy_message (discrepancy_id, site_id, patient_id, step, body, by_id, by_name, by_role, at)";
const STEP = (of, step, body, who) => `WITH moved AS (${PUT} SELECT d.id, d.site_id, d.patient_id, '${step}', '${body}', ${who} FROM app.discrepancy d JOIN invented i ON i.id = d.id WHERE ${of} RETURNING discrepancy_id)
  UPDATE app.discrepancy d SET state = '${step}' FROM moved m WHERE d.id = m.discrepancy_id`;

/** In the caller's transaction, for the patients of the table `original`, by a monitor and the sites' coordinators. Four fifths are closed, an eighth is open, the others are answered. */
export async function inventQueries(client) {
  await client.query("SET LOCAL session_replication_role = replica"); // the trail writes always; the guards, which hold and look up the patient for each row, have nothing to object to here
  const { rows: coordinators } = await client.query("SELECT DISTINCT ON (site_id) account_id AS id, role, site_id AS site FROM app.membership WHERE role = 'coordinator' AND site_id IS NOT NULL ORDER BY site_id, account_id");
  const { rows: [monitor] } = await client.query("SELECT account_id AS id, role FROM app.membership WHERE role = 'monitor' AND site_id IS NULL LIMIT 1");
  await client.query(`CREATE TEMP TABLE invented ON COMMIT DROP AS
    SELECT md5('query' || e.id || a.key)::uuid AS id, e.site_id, e.patient_id, e.id AS entry_id, a.key AS field, row_number() OVER (PARTITION BY e.patient_id ORDER BY md5(e.form_id || e.row_no || coalesce(v.code, '') || a.key)) AS n
    FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id CROSS JOIN LATERAL jsonb_each(e.answers) a
    WHERE e.patient_id IN (SELECT id FROM original) AND e.removed_at IS NULL AND a.value <> 'null' AND e.form_id <> 'randomisation' AND NOT EXISTS (SELECT FROM app.lock l WHERE l.patient_id = e.patient_id AND l.released_at IS NULL)`);
  await client.query(`DELETE FROM invented WHERE n > ${EACH}`);
  await client.query("ANALYZE invented");
  const asks = await actAs(client, monitor, "discrepancy.raise");
  await client.query(`INSERT INTO app.discrepancy (id, site_id, patient_id, entry_id, field, origin, question, by_id, by_name, by_role, at)
    SELECT id, site_id, patient_id, entry_id, field, 'manual', ($1::text[])[1 + n % ${ASKS.length}], ${asks} FROM invented ORDER BY n, id`, [ASKS]);
  await client.query(`${PUT} SELECT d.id, d.site_id, d.patient_id, 'raised', d.question, ${asks} FROM app.discrepancy d JOIN invented i ON i.id = d.id ORDER BY i.n, i.id`);
  for (const coordinator of coordinators) {
    const answers = await actAs(client, coordinator, "discrepancy.answer");
    await client.query(STEP(`i.n % 8 <> 0 AND d.site_id = '${coordinator.site}'`, "answered", "Checked against the source; the value stands.", answers));
  }
  const closes = await actAs(client, monitor, "discrepancy.close");
  await client.query(STEP("i.n % 8 <> 0 AND i.n % 12 <> 1", "closed", "Seen, thank you.", closes));
}

/** Returns what a row says of its writer: id, name, role and time. */
async function actAs(client, { id, role }, action) {
  await client.query("SELECT ctx.open_session($1, $2)", [id, randomBytes(32).toString("base64url")]);
  await client.query("SELECT set_config('app.action', $1, true)", [action]);
  const { rows: [{ name }] } = await client.query("SELECT full_name AS name FROM auth.account WHERE id = $1", [id]);
  return `'${id}'::uuid, ${client.escapeLiteral(name)}, '${role}', clock_timestamp()`;
}

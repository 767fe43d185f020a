// More patients than the demonstration has, for reading only: copies of its patients, in the scratch database and nowhere else.

const TABLES = ["patient", "visit", "entry", "finding", "discrepancy"];
/** Columns that name a row of these tables; a copy names the copy. */
const NAMES_A_ROW = ["id", "patient_id", "visit_id", "entry_id"];

/**
 * Copies patients, each with visits, forms, results and queries, until there are `total`. Triggers are off for it: no act made these rows, and there is no trail of them.
 * A copy's id is drawn from the original's, so that what belongs together still does.
 */
export async function makeCrowd(admin, total) {
  const { rows: [{ n }] } = await admin.query("SELECT count(*)::int AS n FROM app.patient");
  if (n >= total) return;
  await admin.query("BEGIN");
  await admin.query(`CREATE TEMP TABLE copied ON COMMIT DROP AS
    SELECT p.id, k, s.code || '-' || lpad((500 + row_number() OVER (PARTITION BY s.code ORDER BY k, p.number))::text, 3, '0') AS number
    FROM app.patient p JOIN app.site s ON s.id = p.site_id CROSS JOIN generate_series(1, ${Math.ceil(total / n)}) k ORDER BY k, p.number LIMIT ${total - n}`);
  for (const table of TABLES) {
    await admin.query(`ALTER TABLE app.${table} DISABLE TRIGGER ALL`);
    const patient = table === "patient" ? "id" : "patient_id";
    const { rows } = await admin.query("SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'app' AND table_name = $1", [table]);
    const renamed = rows.map(({ name }) => name).filter((name) => NAMES_A_ROW.includes(name)).map((name) => `'${name}', md5(t.${name}::text || c.k)::uuid`);
    const more = table === "patient" ? [...renamed, "'number', c.number"] : renamed;
    await admin.query(`INSERT INTO app.${table} SELECT (jsonb_populate_record(NULL::app.${table}, to_jsonb(t) || jsonb_strip_nulls(jsonb_build_object(${more.join(", ")})))).* FROM app.${table} t JOIN copied c ON c.id = t.${patient}`);
    await admin.query(`ALTER TABLE app.${table} ENABLE TRIGGER ALL`);
  }
  await admin.query("COMMIT");
  await admin.query("ANALYZE app.patient, app.visit, app.entry, app.finding");
}

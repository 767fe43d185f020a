import type { TestStudy } from "./test-database";

const TABLES = { patient: "id", visit: "patient_id", entry: "patient_id", finding: "patient_id", discrepancy: "patient_id", verification: "patient_id" } as const;

/** So many copies of one patient with its screening, or with every visit: rows to read, without trail. */
export async function copyPatient(study: TestStudy, id: string, copies: number, visits: "SCR" | "all" = "SCR"): Promise<void> {
  await study.admin.query("BEGIN; SET LOCAL session_replication_role = replica");
  for (const [table, patient] of Object.entries(TABLES)) {
    await study.admin.query(`ALTER TABLE app.${table} DISABLE TRIGGER z_audit`);
    const { rows } = await study.admin.query<{ name: string }>("SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'app' AND table_name = $1 AND column_name IN ('id', 'patient_id', 'visit_id', 'entry_id')", [table]);
    const own = rows.map(({ name }) => `'${name}', md5(t.${name}::text || k)::uuid`).join(", ");
    const screening = visits === "all" ? "" : table === "visit" ? "AND t.code = 'SCR'" : table === "entry" ? "AND t.visit_id IN (SELECT v.id FROM app.visit v WHERE v.code = 'SCR')" : "";
    await study.admin.query(`INSERT INTO app.${table} SELECT (jsonb_populate_record(NULL::app.${table}, to_jsonb(t) || jsonb_build_object(${own}${table === "patient" ? ", 'number', '101-' || (1000 + k)" : ""}))).*
      FROM app.${table} t, generate_series(1, ${copies}) k WHERE t.${patient} = '${id}' ${screening}`);
    await study.admin.query(`ALTER TABLE app.${table} ENABLE ALWAYS TRIGGER z_audit`);
  }
  await study.admin.query("COMMIT");
  await study.admin.query("VACUUM ANALYZE app.patient, app.visit, app.entry, app.finding, app.discrepancy, app.verification");
}

import { query } from "../../database.js";

export const dynamic = "force-dynamic";

/** F3: the same page with 50 rows from PostgreSQL. */
export default async function Page() {
  const { rows } = await query("SELECT id, site, patient, form, state, written_at::text AS at FROM floor.row ORDER BY id LIMIT 50");
  return (
    <main>
      <h1>Floor</h1>
      <table>
        <thead><tr><th>Site</th><th>Patient</th><th>Form</th><th>State</th><th>Written</th></tr></thead>
        <tbody>{rows.map(({ id, site, patient, form, state, at }) => <tr key={id}><td>{site}</td><td>{patient}</td><td>{form}</td><td>{state}</td><td>{at}</td></tr>)}</tbody>
      </table>
    </main>
  );
}

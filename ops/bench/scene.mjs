// Who works on what while it is measured: forms of the demonstration that a coordinator may change.

/**
 * Haematology forms of the last visit, one per patient, that nothing locks, with the coordinator of the site.
 * Throws when the demonstration has fewer than `count` of them.
 */
export const editableForms = (app, count) => formsBy("substr(p.number, 5), p.number", app, count);

/** The one of them that was saved least, as forms are: those that saves are measured on have gathered hundreds of events, and their pages with them. */
export const formAsTyped = async (app) => (await formsBy("e.version, substr(p.number, 5), p.number", app, 1))[0];

async function formsBy(order, app, count) {
  const { rows } = await (await app.admin()).query(`
    SELECT e.id, p.number AS patient, e.answers, a.username AS coordinator
    FROM app.entry e JOIN app.patient p ON p.id = e.patient_id JOIN app.visit v ON v.id = e.visit_id
      JOIN app.membership m ON m.site_id = e.site_id AND m.role = 'coordinator' JOIN auth.account a ON a.id = m.account_id
    WHERE e.form_id = 'haematology' AND v.code = 'D28' AND e.removed_at IS NULL AND e.answers -> 'platelets' ? 'value' AND e.answers -> 'haemoglobin' ? 'value'
      AND ctx.lock_over(e.site_id, e.patient_id, e.visit_id, e.id) IS NULL
    ORDER BY ${order} LIMIT $1`, [count]);
  if (rows.length < count) throw new Error(`The demonstration has ${rows.length} forms to measure with; ${count} are needed.`);
  return rows;
}

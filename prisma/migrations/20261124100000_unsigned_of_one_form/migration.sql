-- A form's page asks for the form's own unsigned values: to find them, every value of the patient was hashed.
SET ROLE ecrf_definer;
DROP FUNCTION ctx.unsigned_values(uuid, text[]);
CREATE FUNCTION ctx.unsigned_values(p_patient uuid, p_meanings text[], p_entry uuid DEFAULT NULL) RETURNS TABLE (entry_id uuid, field text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH signed AS (
    SELECT m.key::uuid AS entry_id, f.key AS field, array_agg(f.value) AS hashes FROM app.signature s, jsonb_each(s.manifest) m, jsonb_each_text(m.value) f
    WHERE s.patient_id = p_patient AND s.meaning = ANY (p_meanings) AND (p_entry IS NULL OR m.key = p_entry::text)
      AND NOT EXISTS (SELECT FROM app.signature_void v WHERE v.signature_id = s.id AND v.entry_id = m.key::uuid AND v.field = f.key)
    GROUP BY 1, 2)
  SELECT e.id, a.key FROM app.entry e CROSS JOIN LATERAL jsonb_each(e.answers) a LEFT JOIN signed s ON s.entry_id = e.id AND s.field = a.key
  WHERE e.patient_id = p_patient AND (p_entry IS NULL OR e.id = p_entry) AND e.removed_at IS NULL AND a.value <> 'null'
    AND e.site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[])
    AND (s.hashes IS NULL OR ctx.value_hash(a.value) <> ALL (s.hashes)) $$;
REVOKE ALL ON FUNCTION ctx.unsigned_values(uuid, text[], uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.unsigned_values(uuid, text[], uuid) TO ecrf_app;
RESET ROLE;

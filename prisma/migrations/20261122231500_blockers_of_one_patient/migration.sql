-- What blocks a lock is asked patient by patient: each question looks at that patient's rows alone, where two parts of it went through the forms
-- and the open queries of the whole study, and its plan is kept for the life of a connection. The hash of a value is written out where it is asked for. What blocks, and every hash, is as before.
SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.value_hash(p_value jsonb) RETURNS text LANGUAGE sql STABLE
  RETURN encode(sha256(convert_to(p_value::text, 'UTF8')), 'hex');
CREATE OR REPLACE FUNCTION ctx.lock_blockers(p_patient uuid) RETURNS TABLE (kind text, owner text, entry_id uuid, field text, since timestamptz, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
  SELECT 'query_' || d.state, CASE d.state WHEN 'open' THEN 'site' ELSE 'monitor' END, d.entry_id, d.field, d.at, d.question
    FROM app.discrepancy d WHERE d.patient_id = p_patient AND d.state <> 'closed'
  UNION ALL SELECT 'form_incomplete', 'site', e.id, NULL, e.updated_at, e.progress
    FROM app.entry e JOIN app.patient p ON p.id = e.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = p_patient AND e.removed_at IS NULL AND v.not_done_reason IS NULL
     AND e.progress NOT IN ('complete', 'not_done') AND NOT (e.progress = 'not_started' AND (e.optional OR p.status = 'screen_failed'))
  UNION ALL SELECT 'exposure_undecided', 'monitor', f.subject::uuid, 'medication', (SELECT e.updated_at FROM app.entry e WHERE e.id = f.subject::uuid), f.value
    FROM app.finding f WHERE f.patient_id = p_patient AND f.kind = 'exposure' AND f.value IN ('exposed', 'possible', 'uncoded')
     AND coalesce((SELECT r.verdict = 'need_more_information' OR r.inputs_hash <> f.inputs_hash FROM app.exposure_review r
                    WHERE r.patient_id = p_patient AND r.entry_id = f.subject::uuid ORDER BY r.at DESC LIMIT 1), true)
  UNION ALL SELECT 'adjudication_open', 'monitor', NULL, f.subject,
    (SELECT max(e.updated_at) FROM app.entry e JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = p_patient AND v.patient_id = p_patient AND v.code = f.subject),
    (SELECT string_agg(reason, ',' ORDER BY n) FROM jsonb_array_elements_text(f.trace -> 'reasons') WITH ORDINALITY r (reason, n))
    FROM app.finding f WHERE f.patient_id = p_patient AND f.kind = 'response' AND f.value IS NOT NULL AND f.trace -> 'awaiting' = 'true'
     AND (f.trace -> 'reasons' <> '["disagreement"]' OR NOT EXISTS (SELECT FROM app.discrepancy d JOIN app.entry e ON e.id = d.entry_id JOIN app.visit v ON v.id = e.visit_id
                                                                      WHERE d.patient_id = p_patient AND v.patient_id = p_patient AND v.code = f.subject AND d.rule_id = 'RA01' AND d.state = 'open'))
  UNION ALL SELECT 'unsigned', 'investigator', NULL, NULL, min(e.updated_at), count(*)::text FROM ctx.unsigned_fields(p_patient) u JOIN app.entry e ON e.id = u.entry_id AND e.patient_id = p_patient HAVING count(*) > 0;
END $$;
CREATE OR REPLACE FUNCTION ctx.lock_blockers(p_patient uuid, p_visit uuid, p_entry uuid) RETURNS TABLE (kind text, owner text, entry_id uuid, field text, since timestamptz, detail text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF num_nonnulls(p_visit, p_entry) = 0 THEN RETURN QUERY SELECT b.* FROM ctx.lock_blockers(p_patient) b; RETURN; END IF;
  RETURN QUERY SELECT b.* FROM ctx.lock_blockers(p_patient) b LEFT JOIN app.entry e ON e.id = b.entry_id AND e.patient_id = p_patient WHERE b.kind <> 'unsigned'
    AND (e.id = p_entry OR e.visit_id = p_visit OR (b.kind = 'adjudication_open' AND EXISTS (SELECT FROM app.visit v WHERE v.id = p_visit AND v.code = b.field)))
  UNION ALL SELECT 'unsigned', 'investigator', p_entry, NULL, min(e.updated_at), count(*)::text FROM ctx.unsigned_fields(p_patient) u JOIN app.entry e ON e.id = u.entry_id AND e.patient_id = p_patient
    WHERE e.id = p_entry OR e.visit_id = p_visit HAVING count(*) > 0;
END $$;
RESET ROLE;

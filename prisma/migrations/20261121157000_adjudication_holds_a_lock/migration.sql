-- As before; a response that waits for a reviewer's decision holds the lock too. A mere disagreement does so once the site has had its say:
-- before that its open query holds it. The visit's code stands as the field, because the decision is the whole casebook's business.
SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.lock_blockers(p_patient uuid) RETURNS TABLE (kind text, owner text, entry_id uuid, field text, since timestamptz, detail text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'query_' || d.state, CASE d.state WHEN 'open' THEN 'site' ELSE 'monitor' END, d.entry_id, d.field, d.at, d.question
    FROM app.discrepancy d WHERE d.patient_id = p_patient AND d.state <> 'closed'
  UNION ALL SELECT 'form_incomplete', 'site', e.id, NULL, e.updated_at, e.progress
    FROM app.entry e JOIN app.patient p ON p.id = e.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = p_patient AND e.removed_at IS NULL AND v.not_done_reason IS NULL
     AND e.progress NOT IN ('complete', 'not_done') AND NOT (e.progress = 'not_started' AND (e.optional OR p.status = 'screen_failed'))
  UNION ALL SELECT 'exposure_undecided', 'monitor', f.subject::uuid, 'medication', NULL, f.value
    FROM app.finding f WHERE f.patient_id = p_patient AND f.kind = 'exposure' AND f.value IN ('exposed', 'possible', 'uncoded')
     AND coalesce((SELECT r.verdict = 'need_more_information' OR r.inputs_hash <> f.inputs_hash FROM app.exposure_review r
                    WHERE r.patient_id = p_patient AND r.entry_id = f.subject::uuid ORDER BY r.at DESC LIMIT 1), true)
  UNION ALL SELECT 'adjudication_open', 'monitor', NULL, f.subject, NULL, (SELECT string_agg(reason, ',' ORDER BY n) FROM jsonb_array_elements_text(f.trace -> 'reasons') WITH ORDINALITY r (reason, n))
    FROM app.finding f WHERE f.patient_id = p_patient AND f.kind = 'response' AND f.value IS NOT NULL AND f.trace -> 'awaiting' = 'true'
     AND (f.trace -> 'reasons' <> '["disagreement"]' OR NOT EXISTS (SELECT FROM app.discrepancy d JOIN app.entry e ON e.id = d.entry_id JOIN app.visit v ON v.id = e.visit_id
                                                                      WHERE v.patient_id = p_patient AND v.code = f.subject AND d.rule_id = 'RA01' AND d.state = 'open'))
  UNION ALL SELECT 'unsigned', 'investigator', NULL, NULL, NULL, count(*)::text FROM ctx.unsigned_fields(p_patient) HAVING count(*) > 0 $$;
RESET ROLE;

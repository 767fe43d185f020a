-- How far the newest signed checkpoint of the trail reaches in each chain, for the manifest of a cut: what came after it is under the heads alone.
SET ROLE audit_owner;
CREATE FUNCTION audit.anchored_heads() RETURNS TABLE (chain_id uuid, last_seq bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.chain_id, h.last_seq FROM audit.chain_head c CROSS JOIN LATERAL (SELECT p.last_seq FROM audit.checkpoint_head p
    WHERE p.chain_id = c.chain_id AND p.checkpoint <= (SELECT max(a.seq) FROM audit.anchor a) ORDER BY p.checkpoint DESC LIMIT 1) h
  WHERE (SELECT ctx.has_role('{data_manager,inspector}')) $$;
REVOKE ALL ON FUNCTION audit.anchored_heads() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.anchored_heads() TO ecrf_app;
RESET ROLE;

-- A manifest lists every signature of the study; who reads a certificate reads those of the lock alone.
SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.lock_certificate(p_lock uuid) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
DECLARE l app.lock; c app.data_cut; v_site text; v_patient text; v_facts jsonb;
BEGIN
  SELECT * INTO l FROM app.lock WHERE id = p_lock;
  IF NOT FOUND OR NOT ctx.may_read_certificate(l) THEN RETURN NULL; END IF;
  SELECT * INTO c FROM app.data_cut WHERE id = ctx.cut_of_lock(l);
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT s.code INTO v_site FROM app.site s WHERE s.id = l.site_id;
  SELECT p.number INTO v_patient FROM app.patient p WHERE p.id = l.patient_id;
  WITH r AS MATERIALIZED (SELECT d.seq, d.kind, d.payload FROM app.data_cut_record d WHERE d.cut_id = c.id AND d.kind NOT IN ('file', 'change')
    AND (l.scope = 'study' OR (d.payload ->> 'site' = v_site AND (l.scope = 'site' OR d.payload ->> 'patient' = v_patient)) OR (d.kind = 'lock' AND d.payload ->> 'kind' = 'freeze' AND (d.payload ->> 'site' IS NULL OR d.payload ->> 'site' = v_site)))),
  entry AS (SELECT r.payload ->> 'form' AS form, (r.payload ->> 'formVersion')::int AS version, r.payload ->> 'progress' AS progress, r.payload ->> 'removedAt' IS NOT NULL AS removed,
    (SELECT count(*) FROM jsonb_each(r.payload -> 'answers') a WHERE a.value <> 'null') AS values FROM r WHERE r.kind = 'entry')
  SELECT jsonb_build_object(
    'patients', (SELECT coalesce(jsonb_agg(jsonb_build_object('patient', r.payload -> 'patient', 'site', r.payload -> 'site', 'protocolVersion', r.payload -> 'protocolVersion', 'status', r.payload -> 'status') ORDER BY r.seq), '[]') FROM r WHERE r.kind = 'patient'),
    'forms', (SELECT coalesce(jsonb_agg(jsonb_build_object('form', f.form, 'version', f.version, 'entries', f.entries, 'values', f.values) ORDER BY f.form COLLATE "C", f.version), '[]')
      FROM (SELECT e.form, e.version, count(*) AS entries, sum(e.values) AS values FROM entry e WHERE NOT e.removed GROUP BY 1, 2) f),
    'counts', (SELECT jsonb_build_object('entries', count(*) FILTER (WHERE NOT e.removed), 'complete', count(*) FILTER (WHERE NOT e.removed AND e.progress = 'complete'), 'notDone', count(*) FILTER (WHERE NOT e.removed AND e.progress = 'not_done'),
        'removed', count(*) FILTER (WHERE e.removed), 'values', coalesce(sum(e.values) FILTER (WHERE NOT e.removed), 0)) FROM entry e)
      || (SELECT jsonb_build_object('visits', count(*) FILTER (WHERE r.kind = 'visit'), 'queries', count(*) FILTER (WHERE r.kind = 'query'), 'queriesClosed', count(*) FILTER (WHERE r.kind = 'query' AND r.payload ->> 'state' = 'closed'),
        'verified', count(*) FILTER (WHERE r.kind = 'verification' AND r.payload ->> 'fallenAt' IS NULL), 'decisions', count(*) FILTER (WHERE r.kind IN ('exposure_review', 'adjudication', 'waiver')),
        'redactions', count(*) FILTER (WHERE r.kind = 'redaction')) FROM r),
    'signatures', (SELECT coalesce(jsonb_agg(r.payload - 'voided' || jsonb_build_object('fallen', jsonb_array_length(r.payload -> 'voided')) ORDER BY r.seq), '[]') FROM r WHERE r.kind = 'signature'),
    'freezes', (SELECT coalesce(jsonb_agg(r.payload ORDER BY r.seq), '[]') FROM r WHERE r.kind = 'lock' AND r.payload ->> 'kind' = 'freeze' AND r.payload ->> 'releasedAt' IS NULL AND r.payload ->> 'scope' IN ('study', 'site', 'patient')
      AND (l.scope <> 'patient' OR r.payload ->> 'patient' IS NULL OR r.payload ->> 'patient' = v_patient))) INTO v_facts;
  RETURN v_facts || jsonb_build_object(
    'lock', jsonb_build_object('id', l.id, 'scope', l.scope, 'site', v_site, 'patient', v_patient, 'reason', l.reason, 'by', l.by_name, 'role', l.by_role, 'at', to_char(l.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
    'cut', jsonb_build_object('name', c.name, 'isInterim', c.is_interim, 'contentHash', c.content_hash, 'by', c.by_name, 'at', to_char(c.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'manifest', c.manifest - '{trail,anchor,signatures}'::text[]),
    'chains', (SELECT jsonb_object_agg(p.number, p.id) FROM app.patient p WHERE p.number IN (SELECT x ->> 'patient' FROM jsonb_array_elements(v_facts -> 'patients') x)),
    'proof', audit.lock_proof(l.id, c.id, '00000000-0000-0000-0000-000000000000'::uuid || ARRAY(SELECT p.id FROM app.patient p WHERE p.number IN (SELECT x ->> 'patient' FROM jsonb_array_elements(v_facts -> 'patients') x))));
END $$;
RESET ROLE;

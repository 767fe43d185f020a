-- The certificate of a lock: what was locked, read from what never changes again: the first data cut that holds the lock in force, and the first signed
-- checkpoint over that cut. Who may read the lock may read it; of the whole study, whoever holds a role everywhere. A cut's other records stay with its readers.
SET ROLE ecrf_owner;
CREATE INDEX data_cut_lock ON app.data_cut_record (cut_id) WHERE kind = 'lock';
RESET ROLE;

SET ROLE audit_owner;
-- The anchor that covers a cut, the heads of these chains there, and the application that wrote the lock. Null while no anchor covers the cut.
CREATE FUNCTION audit.lock_proof(p_lock uuid, p_cut uuid, p_chains uuid[]) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH made AS (SELECT l.chain_id, l.seq FROM audit.event e JOIN audit.link l ON l.event_id = e.id WHERE e.table_name = 'app.data_cut' AND e.row_id = p_cut::text AND e.op = 'I'),
  anchored AS (SELECT a.seq, a.line FROM made m JOIN audit.checkpoint_head h ON h.chain_id = m.chain_id AND h.last_seq >= m.seq JOIN audit.anchor a ON a.seq = h.checkpoint ORDER BY a.seq LIMIT 1)
  SELECT jsonb_build_object('checkpoint', k.seq, 'line', k.line,
    'application', (SELECT e.app_version FROM audit.event e WHERE e.table_name = 'app.lock' AND e.row_id = p_lock::text AND e.op = 'I' ORDER BY e.id LIMIT 1),
    'heads', (SELECT coalesce(jsonb_object_agg(c.id, jsonb_build_object('events', h.last_seq, 'hash', encode(h.last_hash, 'hex'))), '{}') FROM unnest(p_chains) c (id)
      CROSS JOIN LATERAL (SELECT p.last_seq, p.last_hash FROM audit.checkpoint_head p WHERE p.chain_id = c.id AND p.checkpoint <= k.seq ORDER BY p.checkpoint DESC LIMIT 1) h))
  FROM anchored k $$;
REVOKE ALL ON FUNCTION audit.lock_proof(uuid, uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.lock_proof(uuid, uuid, uuid[]) TO ecrf_definer;
RESET ROLE;

SET ROLE ecrf_definer;
CREATE FUNCTION ctx.may_read_certificate(l app.lock) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.kind = 'lock' AND CASE l.scope WHEN 'study' THEN ctx.has_role_everywhere('{monitor,data_manager,inspector}')
    WHEN 'site' THEN l.site_id = ANY (ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))
    WHEN 'patient' THEN l.site_id = ANY (ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}')) ELSE false END $$;
-- The first cut whose records hold this lock in force.
CREATE FUNCTION ctx.cut_of_lock(l app.lock) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id FROM app.data_cut c WHERE c.at > l.at AND (l.released_at IS NULL OR c.at < l.released_at) AND EXISTS (SELECT FROM app.data_cut_record r
    WHERE r.cut_id = c.id AND r.kind = 'lock' AND r.payload ->> 'kind' = 'lock' AND r.payload ->> 'scope' = l.scope AND r.payload ->> 'releasedAt' IS NULL
      AND r.payload ->> 'site' IS NOT DISTINCT FROM (SELECT s.code FROM app.site s WHERE s.id = l.site_id) AND r.payload ->> 'patient' IS NOT DISTINCT FROM (SELECT p.number FROM app.patient p WHERE p.id = l.patient_id)
      AND r.payload -> 'at' = to_jsonb(date_trunc('second', l.at AT TIME ZONE 'UTC'))) ORDER BY c.at, c.id LIMIT 1 $$;
-- Of these locks, those that can be certified: the cut, and whether an anchor covers it yet.
CREATE FUNCTION ctx.certifiable(p_locks uuid[]) RETURNS TABLE (lock_id uuid, cut text, anchored boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.id, c.name, audit.lock_proof(l.id, c.id, '{}') IS NOT NULL FROM app.lock l JOIN app.data_cut c ON c.id = ctx.cut_of_lock(l) WHERE l.id = ANY (p_locks) AND ctx.may_read_certificate(l) $$;

CREATE FUNCTION ctx.lock_certificate(p_lock uuid) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
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
    'cut', jsonb_build_object('name', c.name, 'isInterim', c.is_interim, 'contentHash', c.content_hash, 'by', c.by_name, 'at', to_char(c.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'manifest', c.manifest - 'trail'),
    'chains', (SELECT jsonb_object_agg(p.number, p.id) FROM app.patient p WHERE p.number IN (SELECT x ->> 'patient' FROM jsonb_array_elements(v_facts -> 'patients') x)),
    'proof', audit.lock_proof(l.id, c.id, '00000000-0000-0000-0000-000000000000'::uuid || ARRAY(SELECT p.id FROM app.patient p WHERE p.number IN (SELECT x ->> 'patient' FROM jsonb_array_elements(v_facts -> 'patients') x))));
END $$;
REVOKE ALL ON FUNCTION ctx.may_read_certificate(app.lock), ctx.cut_of_lock(app.lock), ctx.certifiable(uuid[]), ctx.lock_certificate(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.certifiable(uuid[]), ctx.lock_certificate(uuid) TO ecrf_app;
RESET ROLE;

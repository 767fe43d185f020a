-- A signature names its scope (a form, a visit, a casebook, or only what is not signed of them), is bound to everything it states by one
-- seal, and is refused when what was read is not what stands. And the copies that a site takes of its own records.
SET ROLE ecrf_owner;
ALTER TABLE app.signature
  ADD COLUMN visit_id uuid, ADD COLUMN entry_id uuid,       -- null: everything of the patient
  ADD COLUMN difference boolean NOT NULL DEFAULT false,     -- only the values that no standing signature covered
  ADD COLUMN entries jsonb NOT NULL DEFAULT '{}',           -- {entry: its form, form version, visit, row, version}
  ADD COLUMN session_id uuid, ADD COLUMN seal int NOT NULL DEFAULT 1,   -- 1: manifest_sha256 is over the manifest alone; 2: see ctx.seal
  DROP CONSTRAINT signature_meaning_check,
  ADD CONSTRAINT signature_meaning_check CHECK (meaning IN ('eligibility', 'casebook', 'visit', 'entry')),
  ADD CONSTRAINT signature_scope_check CHECK ((meaning <> 'entry' OR entry_id IS NOT NULL) AND (meaning <> 'visit' OR visit_id IS NOT NULL OR entry_id IS NOT NULL)
    AND (difference OR meaning IN ('entry', 'visit') OR num_nonnulls(visit_id, entry_id) = 0) AND (meaning <> 'visit' OR difference OR entry_id IS NULL)),
  ADD CONSTRAINT signature_visit_of_patient FOREIGN KEY (visit_id, patient_id) REFERENCES app.visit (id, patient_id),
  ADD CONSTRAINT signature_entry_of_patient FOREIGN KEY (entry_id, patient_id) REFERENCES app.entry (id, patient_id);
CREATE INDEX ON app.signature (session_id);
DROP TRIGGER z_audit ON app.signature;
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.signature FOR EACH ROW EXECUTE FUNCTION audit.record('', 'manifest,entries');  -- the seal covers both
ALTER TABLE app.signature ENABLE ALWAYS TRIGGER z_audit;

CREATE TABLE app.site_copy (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, casebooks int NOT NULL, files int NOT NULL,
  manifest_sha256 text NOT NULL CHECK (manifest_sha256 ~ '^[0-9a-f]{64}$'), by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE INDEX ON app.site_copy (site_id, at DESC);
GRANT SELECT, INSERT ON app.site_copy TO ecrf_app;
ALTER TABLE app.site_copy ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY migrate ON app.site_copy TO ecrf_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON app.site_copy FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]));
CREATE POLICY take ON app.site_copy FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator}'))::uuid[]));
CREATE TRIGGER a_stamp BEFORE INSERT ON app.site_copy FOR EACH ROW EXECUTE FUNCTION ctx.stamp();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.site_copy FOR EACH ROW EXECUTE FUNCTION app.refuse();
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.site_copy FOR EACH ROW EXECUTE FUNCTION audit.record('', '');
ALTER TABLE app.site_copy ENABLE ALWAYS TRIGGER z_audit;
GRANT SELECT ON app.site_copy TO ecrf_definer;
RESET ROLE;

SET ROLE ecrf_definer;
-- A wider signature covers what a narrower one would: who signed the casebook signed its visits and forms.
CREATE FUNCTION ctx.covering(p_meaning text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_meaning WHEN 'entry' THEN '{entry,visit,casebook}' WHEN 'visit' THEN '{visit,casebook}' WHEN 'casebook' THEN '{casebook}' ELSE '{}' END::text[] $$;
-- Values of a patient that no standing signature of these meanings covers. ctx.unsigned_fields stays the lock's question: without a casebook signature.
CREATE FUNCTION ctx.unsigned_values(p_patient uuid, p_meanings text[]) RETURNS TABLE (entry_id uuid, field text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH signed AS (
    SELECT m.key::uuid AS entry_id, f.key AS field, array_agg(f.value) AS hashes FROM app.signature s, jsonb_each(s.manifest) m, jsonb_each_text(m.value) f
    WHERE s.patient_id = p_patient AND s.meaning = ANY (p_meanings)
      AND NOT EXISTS (SELECT FROM app.signature_void v WHERE v.signature_id = s.id AND v.entry_id = m.key::uuid AND v.field = f.key)
    GROUP BY 1, 2)
  SELECT e.id, a.key FROM app.entry e CROSS JOIN LATERAL jsonb_each(e.answers) a LEFT JOIN signed s ON s.entry_id = e.id AND s.field = a.key
  WHERE e.patient_id = p_patient AND e.removed_at IS NULL AND a.value <> 'null'
    AND e.site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[])
    AND (s.hashes IS NULL OR ctx.value_hash(a.value) <> ALL (s.hashes)) $$;
-- What would be signed now: the hash of every value, which form it stands in, and one hash over both and the scope, for the reader to bring back.
CREATE FUNCTION ctx.signable(p_patient uuid, p_meaning text, p_forms text[], p_visit uuid, p_entry uuid, p_difference boolean)
RETURNS TABLE (manifest jsonb, entries jsonb, seen text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH due AS (SELECT u.entry_id, u.field FROM ctx.unsigned_values(p_patient, ctx.covering(p_meaning)) u WHERE p_difference),
  form AS (
    SELECT e.id, jsonb_object_agg(a.key, ctx.value_hash(a.value)) AS fields,
      jsonb_build_object('form', e.form_id, 'formVersion', e.form_version, 'visit', v.code, 'row', e.row_no, 'version', e.version) AS head
    FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id CROSS JOIN LATERAL jsonb_each(e.answers) a
    WHERE e.patient_id = p_patient AND e.removed_at IS NULL AND a.value <> 'null' AND e.site_id = ANY ((SELECT ctx.sites('{investigator}'))::uuid[])
      AND (p_forms IS NULL OR e.form_id = ANY (p_forms)) AND (p_visit IS NULL OR e.visit_id = p_visit) AND (p_entry IS NULL OR e.id = p_entry)
      AND (NOT p_difference OR (e.id, a.key) IN (SELECT d.entry_id, d.field FROM due d))
    GROUP BY e.id, v.code),
  whole AS (SELECT coalesce(jsonb_object_agg(id, fields), '{}') AS manifest, coalesce(jsonb_object_agg(id, head), '{}') AS entries FROM form)
  SELECT w.manifest, w.entries, ctx.value_hash(jsonb_build_array(p_patient, p_meaning, p_visit, p_entry, p_difference, w.manifest)) FROM whole w $$;
-- Everything that a signature states, in one hash: a row that was copied, or changed in any part, does not match it.
CREATE FUNCTION ctx.seal(s app.signature) RETURNS text LANGUAGE sql STABLE SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE s.seal WHEN 1 THEN ctx.value_hash(s.manifest) ELSE ctx.value_hash(jsonb_build_array(s.seal, s.id, s.site_id, s.patient_id, s.meaning, s.statement, s.visit_id, s.entry_id, s.difference,
    s.manifest, s.entries, s.session_id, s.by_id, s.by_name, s.by_role, to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))) END $$;
-- The first signature of a session needs the signer's name too; this says whether it was given.
CREATE FUNCTION ctx.signing_begun() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.signature s WHERE s.by_id = (ctx.current_actor()).account_id AND s.session_id = (ctx.current_actor()).session_id) $$;

DROP FUNCTION ctx.sign(uuid, text, text, text[]);
DROP FUNCTION ctx.manifest(uuid, text[]);
CREATE FUNCTION ctx.sign(p_patient uuid, p_meaning text, p_statement text, p_forms text[], p_visit uuid DEFAULT NULL, p_entry uuid DEFAULT NULL, p_difference boolean DEFAULT false, p_seen text DEFAULT NULL)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor := ctx.current_actor(); p app.patient; c record; s app.signature; v_visit uuid;
BEGIN
  SELECT * INTO p FROM app.patient WHERE id = p_patient FOR NO KEY UPDATE;      -- the content stands still while it is read
  IF p.id IS NULL OR NOT p.site_id = ANY (ctx.sites('{investigator}')) THEN RAISE EXCEPTION 'only an investigator of the site signs' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT coalesce(p_visit, (SELECT e.visit_id FROM app.entry e WHERE e.id = p_entry)) INTO v_visit;
  IF ctx.lock_over(p.site_id, p.id, v_visit, p_entry) = 'lock' THEN RAISE EXCEPTION 'record is locked' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  SELECT * INTO STRICT c FROM ctx.signable(p.id, p_meaning, p_forms, p_visit, p_entry, p_difference);
  IF p_seen IS DISTINCT FROM c.seen AND p_seen IS NOT NULL THEN RAISE EXCEPTION 'the content changed while it was read' USING ERRCODE = 'EC001'; END IF;
  IF c.manifest = '{}' THEN RAISE EXCEPTION 'there is nothing to sign' USING ERRCODE = 'check_violation'; END IF;
  s.id := gen_random_uuid(); s.site_id := p.site_id; s.patient_id := p.id; s.meaning := p_meaning; s.statement := p_statement; s.visit_id := p_visit; s.entry_id := p_entry;
  s.difference := p_difference; s.manifest := c.manifest; s.entries := c.entries; s.session_id := a.session_id; s.seal := 2;
  s.by_id := a.account_id; s.by_name := a.full_name; s.by_role := 'investigator'; s.at := clock_timestamp();
  s.manifest_sha256 := ctx.seal(s);
  INSERT INTO app.signature SELECT (s).*;
  RETURN s.id;
END $$;
-- What is wrong with the signatures of a patient; no row when each is what its signer gave. A value that changed in the ordinary way has a
-- void and is nothing wrong; a signature that the trail does not know, or knows otherwise, was not given here.
CREATE FUNCTION ctx.signature_problems(p_patient uuid) RETURNS TABLE (signature_id uuid, problem text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH given AS (SELECT s.* FROM app.signature s WHERE s.patient_id = p_patient AND s.site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]))
  SELECT g.id, 'altered: it does not match its own seal' FROM given g WHERE g.manifest_sha256 <> ctx.seal(g)
  UNION ALL SELECT g.id, 'transferred: it names a form of another patient' FROM given g
    WHERE EXISTS (SELECT FROM jsonb_object_keys(g.manifest) k WHERE NOT EXISTS (SELECT FROM app.entry e WHERE e.id = k::uuid AND e.patient_id = g.patient_id))
  UNION ALL SELECT g.id, 'unknown to the trail' FROM given g
    WHERE NOT EXISTS (SELECT FROM audit.event v JOIN audit.payload c ON c.event_id = v.id WHERE v.table_name = 'app.signature' AND v.row_id = g.id::text AND v.op = 'I' AND v.patient_id = g.patient_id
      AND v.account_id = g.by_id AND v.full_name = g.by_name AND c.changes #>> '{manifest_sha256,new}' = g.manifest_sha256)
  UNION ALL SELECT DISTINCT g.id, 'content: a value changed without taking its signature away' FROM given g, jsonb_each(g.manifest) m, jsonb_each_text(m.value) f JOIN app.entry e ON true
    WHERE e.id = m.key::uuid AND (e.removed_at IS NOT NULL OR ctx.value_hash(e.answers -> f.key) IS DISTINCT FROM f.value)
      AND NOT EXISTS (SELECT FROM app.signature_void v WHERE v.signature_id = g.id AND v.entry_id = e.id AND v.field = f.key) $$;
REVOKE ALL ON FUNCTION ctx.covering(text), ctx.unsigned_values(uuid, text[]), ctx.signable(uuid, text, text[], uuid, uuid, boolean), ctx.seal(app.signature), ctx.signing_begun(),
  ctx.sign(uuid, text, text, text[], uuid, uuid, boolean, text), ctx.signature_problems(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.unsigned_values(uuid, text[]), ctx.signable(uuid, text, text[], uuid, uuid, boolean), ctx.signing_begun(),
  ctx.sign(uuid, text, text, text[], uuid, uuid, boolean, text), ctx.signature_problems(uuid) TO ecrf_app;
RESET ROLE;

-- Who may see and write which row, and what no one may do whatever the application says.
-- (SELECT f()) makes a policy's function run once per statement instead of once per row.
GRANT UPDATE ON app.patient, app.entry, app.discrepancy, app.verification, app.lock TO ecrf_definer;  -- row locks, and the consequences below
GRANT INSERT ON app.signature, app.signature_void TO ecrf_definer;

SET ROLE ecrf_definer;
-- Does an active freeze or lock cover this record? The caller holds the patient's row, so the answer stays true until the commit.
CREATE FUNCTION ctx.lock_over(p_site uuid, p_patient uuid, p_visit uuid, p_entry uuid) RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT max(l.kind) FROM app.lock l WHERE l.released_at IS NULL AND (l.scope = 'study' OR (l.scope = 'site' AND l.site_id = p_site)
    OR (l.scope = 'patient' AND l.patient_id = p_patient) OR (l.scope = 'visit' AND l.visit_id = p_visit) OR (l.scope = 'entry' AND l.entry_id = p_entry)) $$;
-- One writer per patient at a time: a save, a signature and a lock cannot pass each other.
CREATE FUNCTION ctx.hold_patient(p_patient uuid, p_site uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM app.patient WHERE id = p_patient AND site_id = p_site FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'record and patient belong to different sites' USING ERRCODE = 'check_violation'; END IF;
END $$;
-- Nothing is written under a lock, and no new data under a freeze (questions may still be settled).
CREATE FUNCTION ctx.guard_lock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r jsonb := to_jsonb(NEW); v_entry uuid; v_visit uuid; v_kind text;
BEGIN
  v_entry := CASE WHEN TG_TABLE_NAME = 'entry' THEN r ->> 'id' ELSE r ->> 'entry_id' END;
  v_visit := CASE WHEN TG_TABLE_NAME = 'visit' THEN r ->> 'id' ELSE r ->> 'visit_id' END;
  IF v_visit IS NULL AND v_entry IS NOT NULL AND TG_TABLE_NAME <> 'entry' THEN SELECT e.visit_id INTO v_visit FROM app.entry e WHERE e.id = v_entry; END IF;
  PERFORM ctx.hold_patient((r ->> 'patient_id')::uuid, (r ->> 'site_id')::uuid);
  v_kind := ctx.lock_over((r ->> 'site_id')::uuid, (r ->> 'patient_id')::uuid, v_visit, v_entry);
  IF v_kind = 'lock' OR (v_kind = 'freeze' AND TG_TABLE_NAME IN ('entry', 'visit', 'explanation')) THEN
    RAISE EXCEPTION 'record is locked' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION ctx.guard_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1 THEN RAISE EXCEPTION 'stale version' USING ERRCODE = 'serialization_failure'; END IF;
  IF TG_OP = 'UPDATE' AND OLD.removed_at IS NOT NULL AND NEW.answers IS DISTINCT FROM OLD.answers THEN RAISE EXCEPTION 'a removed row keeps its answers' USING ERRCODE = 'check_violation'; END IF;
  IF NEW.visit_id IS NOT NULL AND NOT EXISTS (SELECT FROM app.visit v WHERE v.id = NEW.visit_id AND v.patient_id = NEW.patient_id) THEN
    RAISE EXCEPTION 'visit belongs to another patient' USING ERRCODE = 'check_violation'; END IF;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE FUNCTION ctx.value_hash(p_value jsonb) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT encode(sha256(convert_to(p_value::text, 'UTF8')), 'hex') $$;
-- A signature and a verification fall exactly where the content changed, and nowhere else.
CREATE FUNCTION ctx.content_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed text[];
BEGIN
  SELECT array_agg(k) INTO changed FROM jsonb_object_keys(OLD.answers || NEW.answers) k
   WHERE nullif(OLD.answers -> k, 'null') IS DISTINCT FROM nullif(NEW.answers -> k, 'null') OR (OLD.removed_at IS NULL) <> (NEW.removed_at IS NULL);
  IF changed IS NULL THEN RETURN NULL; END IF;
  UPDATE app.verification SET fallen_at = clock_timestamp() WHERE entry_id = NEW.id AND field = ANY (changed) AND fallen_at IS NULL;
  INSERT INTO app.signature_void (signature_id, site_id, patient_id, entry_id, field, at)
  SELECT s.id, NEW.site_id, NEW.patient_id, NEW.id, f, clock_timestamp() FROM app.signature s, unnest(changed) f
   WHERE s.patient_id = NEW.patient_id AND s.manifest -> NEW.id::text ? f ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
-- Sites answer, sponsors close; a system query may also be closed by whoever's save made its value pass.
CREATE FUNCTION ctx.guard_discrepancy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE sponsor boolean := NEW.site_id = ANY (ctx.sites('{monitor,data_manager}'));
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' OR NOT (sponsor OR NEW.origin = 'system') THEN RAISE EXCEPTION 'only the sponsor asks' USING ERRCODE = 'insufficient_privilege'; END IF;
    RETURN NEW;
  END IF;
  IF (OLD.state, NEW.state) NOT IN (('open', 'answered'), ('open', 'closed'), ('answered', 'closed'), ('answered', 'open'), ('closed', 'open')) THEN
    RAISE EXCEPTION 'query cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation'; END IF;
  IF NEW.state IN ('closed', 'open') AND NOT (sponsor OR NEW.origin = 'system') THEN
    RAISE EXCEPTION 'only the sponsor closes or re-opens' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION ctx.guard_verification() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT ctx.value_hash(e.answers -> NEW.field) INTO NEW.value_hash FROM app.entry e
   WHERE e.id = NEW.entry_id AND e.patient_id = NEW.patient_id AND e.removed_at IS NULL AND nullif(e.answers -> NEW.field, 'null') IS NOT NULL;
  IF NEW.value_hash IS NULL THEN RAISE EXCEPTION 'there is no value to verify' USING ERRCODE = 'check_violation'; END IF;
  NEW.fallen_at := NULL;
  RETURN NEW;
END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ctx FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.lock_over(uuid, uuid, uuid, uuid), ctx.value_hash(jsonb) TO ecrf_app, ecrf_owner;
GRANT EXECUTE ON FUNCTION ctx.guard_lock(), ctx.guard_entry(), ctx.content_changed(), ctx.guard_discrepancy(), ctx.guard_verification() TO ecrf_owner;
RESET ROLE;

SET ROLE ecrf_owner;
GRANT USAGE ON SCHEMA app TO ecrf_app, ecrf_auth;
GRANT SELECT ON ALL TABLES IN SCHEMA app TO ecrf_app;
GRANT INSERT ON app.patient, app.visit, app.entry, app.finding, app.explanation, app.discrepancy, app.discrepancy_message, app.exposure_review,
  app.verification, app.lock, app.data_cut, app.data_cut_record, app.request, app.site, app.membership TO ecrf_app;
-- columns: no record moves to another site or patient, nothing is back-dated, and nothing is ever deleted
GRANT UPDATE (status) ON app.patient TO ecrf_app;
GRANT UPDATE (not_done_reason) ON app.visit TO ecrf_app;
GRANT UPDATE (answers, progress, not_done_reason, removed_at, removed_reason, version) ON app.entry TO ecrf_app;
GRANT UPDATE (value, trace, inputs_hash, rule_version) ON app.finding TO ecrf_app;
GRANT UPDATE (state) ON app.discrepancy TO ecrf_app;
GRANT UPDATE (released_at, released_by_name, release_reason) ON app.lock TO ecrf_app;
GRANT UPDATE (trained_on, active_to, revoked_at) ON app.membership TO ecrf_app;
GRANT UPDATE (result) ON app.request TO ecrf_app;

DO $$ DECLARE t text; BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'app' LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY migrate ON app.%I TO ecrf_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['patient', 'visit', 'entry', 'finding', 'explanation', 'discrepancy', 'discrepancy_message', 'exposure_review', 'verification', 'signature', 'signature_void'] LOOP
    EXECUTE format($p$CREATE POLICY read ON app.%I FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]))$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['patient', 'visit', 'entry', 'explanation'] LOOP
    EXECUTE format($p$CREATE POLICY enter ON app.%I FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator}'))::uuid[]))$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['patient', 'visit', 'entry'] LOOP
    EXECUTE format($p$CREATE POLICY edit ON app.%I FOR UPDATE TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator}'))::uuid[]))$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['discrepancy', 'discrepancy_message'] LOOP
    EXECUTE format($p$CREATE POLICY ask ON app.%I FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager}'))::uuid[]))$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['exposure_review', 'verification'] LOOP
    EXECUTE format($p$CREATE POLICY review ON app.%I FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{monitor}'))::uuid[]))$p$, t);
  END LOOP;
END $$;
CREATE POLICY settle ON app.discrepancy FOR UPDATE TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager}'))::uuid[]));
CREATE POLICY derive ON app.finding FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor}'))::uuid[]));
CREATE POLICY rederive ON app.finding FOR UPDATE TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor}'))::uuid[]));
CREATE POLICY read ON app.lock FOR SELECT TO ecrf_app USING (scope = 'study' OR site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]));
CREATE POLICY place ON app.lock FOR INSERT TO ecrf_app WITH CHECK ((SELECT ctx.has_role('{data_manager}')) AND (site_id IS NULL OR site_id = ANY ((SELECT ctx.sites('{data_manager}'))::uuid[])));
CREATE POLICY release ON app.lock FOR UPDATE TO ecrf_app USING ((SELECT ctx.has_role('{data_manager}')) AND (site_id IS NULL OR site_id = ANY ((SELECT ctx.sites('{data_manager}'))::uuid[])));
CREATE POLICY read ON app.study FOR SELECT TO ecrf_app USING ((SELECT (ctx.current_actor()).account_id) IS NOT NULL);
CREATE POLICY read ON app.site FOR SELECT TO ecrf_app USING (id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,statistician,administrator,inspector}'))::uuid[]));
CREATE POLICY administer ON app.site FOR INSERT TO ecrf_app WITH CHECK ((SELECT ctx.has_role('{administrator}')));
CREATE POLICY read ON app.membership FOR SELECT TO ecrf_app USING (account_id = (SELECT (ctx.current_actor()).account_id) OR (SELECT ctx.has_role('{administrator,inspector}')));
CREATE POLICY administer ON app.membership FOR INSERT TO ecrf_app WITH CHECK ((SELECT ctx.has_role('{administrator}')));
CREATE POLICY change ON app.membership FOR UPDATE TO ecrf_app USING ((SELECT ctx.has_role('{administrator}')));
CREATE POLICY read ON app.data_cut FOR SELECT TO ecrf_app USING ((SELECT ctx.has_role('{data_manager,statistician,inspector}')));
CREATE POLICY make ON app.data_cut FOR INSERT TO ecrf_app WITH CHECK ((SELECT ctx.has_role('{data_manager}')));
CREATE POLICY read ON app.data_cut_record FOR SELECT TO ecrf_app USING ((SELECT ctx.has_role('{data_manager,statistician,inspector}')));
CREATE POLICY make ON app.data_cut_record FOR INSERT TO ecrf_app WITH CHECK ((SELECT ctx.has_role('{data_manager}')));
CREATE POLICY own ON app.request TO ecrf_app USING (account_id = (SELECT (ctx.current_actor()).account_id)) WITH CHECK (account_id = (SELECT (ctx.current_actor()).account_id));

-- Triggers fire in the order of their names: a_ stamps, b_ guards.
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['explanation', 'discrepancy', 'discrepancy_message', 'exposure_review', 'verification', 'lock', 'data_cut'] LOOP
    EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT ON app.%I FOR EACH ROW EXECUTE FUNCTION ctx.stamp()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['visit', 'entry', 'explanation', 'discrepancy', 'discrepancy_message', 'exposure_review', 'verification'] LOOP
    EXECUTE format('CREATE TRIGGER b_lock BEFORE INSERT OR UPDATE ON app.%I FOR EACH ROW %s EXECUTE FUNCTION ctx.guard_lock()', t, '');
  END LOOP;
  -- the trail: a jsonb document field by field; what stands beside its own hash is not written twice
  FOREACH t IN ARRAY ARRAY['entry:answers:progress', 'finding::trace', 'signature::manifest', 'data_cut::manifest', 'study::', 'site::', 'membership::', 'patient::', 'visit::',
      'explanation::', 'discrepancy::', 'discrepancy_message::', 'exposure_review::', 'verification::', 'signature_void::', 'lock::'] LOOP
    EXECUTE format('CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.%I FOR EACH ROW EXECUTE FUNCTION audit.record(%L, %L)',
      split_part(t, ':', 1), split_part(t, ':', 2), split_part(t, ':', 3));
    EXECUTE format('ALTER TABLE app.%I ENABLE ALWAYS TRIGGER z_audit', split_part(t, ':', 1));
  END LOOP;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON app.entry FOR EACH ROW EXECUTE FUNCTION ctx.guard_entry();
CREATE TRIGGER d_content AFTER UPDATE ON app.entry FOR EACH ROW EXECUTE FUNCTION ctx.content_changed();
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON app.discrepancy FOR EACH ROW EXECUTE FUNCTION ctx.guard_discrepancy();
CREATE TRIGGER c_guard BEFORE INSERT ON app.verification FOR EACH ROW EXECUTE FUNCTION ctx.guard_verification();
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON auth.account FOR EACH ROW EXECUTE FUNCTION audit.record('', 'password_hash');
ALTER TABLE auth.account ENABLE ALWAYS TRIGGER z_audit;
CREATE FUNCTION app.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN RAISE EXCEPTION '% on %.% is not allowed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['exposure_review', 'signature', 'signature_void', 'explanation', 'discrepancy_message', 'data_cut', 'data_cut_record'] LOOP
  EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.refuse()', t);
END LOOP; END $$;
RESET ROLE;

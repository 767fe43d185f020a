-- Screening comes to an end in one of two ways, and each is a statement that stays: a screen failure with its reason, or a randomisation
-- whose form says what was drawn. A waiver is given for a criterion that failed, before the patient entered, and for no other.
SET ROLE ecrf_owner;
CREATE TABLE app.screen_failure (                            -- the latest step counts
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL, patient_id uuid NOT NULL,
  step text NOT NULL CHECK (step IN ('failed', 'resumed')), cause text CHECK (cause IN ('criteria', 'consent_withdrawn', 'investigator', 'death', 'other')),
  criteria jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(criteria) = 'array'),  -- those not met at the time, as they were said
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL,
  CHECK ((step = 'failed') = (cause IS NOT NULL)),
  CONSTRAINT screen_failure_site_of_patient FOREIGN KEY (patient_id, site_id) REFERENCES app.patient (id, site_id));
CREATE INDEX ON app.screen_failure (patient_id, at DESC);
GRANT SELECT, INSERT ON app.screen_failure TO ecrf_app;
GRANT SELECT ON app.screen_failure TO ecrf_definer;
ALTER TABLE app.screen_failure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY migrate ON app.screen_failure TO ecrf_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON app.screen_failure FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]));
CREATE POLICY record ON app.screen_failure FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator}'))::uuid[]));
RESET ROLE;

SET ROLE ecrf_definer;
CREATE FUNCTION ctx.guard_screen_failure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM app.patient p WHERE p.id = NEW.patient_id AND p.status = CASE NEW.step WHEN 'failed' THEN 'screening' ELSE 'screen_failed' END) THEN
    RAISE EXCEPTION 'the patient is not at this step of screening' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
-- At commit: a patient is a screen failure exactly while the latest statement says so.
CREATE FUNCTION ctx.agree_on_screening() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_patient uuid := CASE TG_TABLE_NAME WHEN 'patient' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'patient_id')::uuid END; v_step text; v_status text;
BEGIN
  SELECT p.status INTO v_status FROM app.patient p WHERE p.id = v_patient;
  SELECT f.step INTO v_step FROM app.screen_failure f WHERE f.patient_id = v_patient ORDER BY f.at DESC LIMIT 1;
  IF (v_status = 'screen_failed') <> (coalesce(v_step, 'resumed') = 'failed') THEN RAISE EXCEPTION 'a screen failure is stated with its reason' USING ERRCODE = 'check_violation'; END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION ctx.guard_waiver() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM app.patient p WHERE p.id = NEW.patient_id AND p.status = 'screening') THEN
    RAISE EXCEPTION 'a criterion is waived while the patient is screened' USING ERRCODE = 'check_violation'; END IF;
  IF NOT EXISTS (SELECT FROM app.finding f, jsonb_array_elements(f.trace -> 'criteria') c
                 WHERE f.patient_id = NEW.patient_id AND f.kind = 'eligibility' AND f.value IS NOT NULL AND c ->> 'id' = NEW.criterion AND c ->> 'state' = 'failed') THEN
    RAISE EXCEPTION 'only a criterion that failed is waived' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
-- The form of the randomisation says what was drawn, whoever writes it, and is never taken out.
CREATE FUNCTION ctx.guard_randomisation_form() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.removed_at IS NOT NULL OR NOT EXISTS (SELECT FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.id = NEW.patient_id AND p.status = 'randomised'
      AND NEW.answers @> jsonb_build_object('arm', p.arm, 'stratum', p.stratum, 'randomisedOn', to_char(p.randomised_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD'))) THEN
    RAISE EXCEPTION 'this form is filled by the system' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
-- As before; a screen failure owes no form that was never begun.
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
  UNION ALL SELECT 'unsigned', 'investigator', NULL, NULL, NULL, count(*)::text FROM ctx.unsigned_fields(p_patient) HAVING count(*) > 0 $$;
REVOKE ALL ON FUNCTION ctx.guard_screen_failure(), ctx.agree_on_screening(), ctx.guard_waiver(), ctx.guard_randomisation_form() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.guard_screen_failure(), ctx.agree_on_screening(), ctx.guard_waiver(), ctx.guard_randomisation_form() TO ecrf_owner;
RESET ROLE;

SET ROLE ecrf_owner;
CREATE TRIGGER a_stamp BEFORE INSERT ON app.screen_failure FOR EACH ROW EXECUTE FUNCTION ctx.stamp();
CREATE TRIGGER b_lock BEFORE INSERT ON app.screen_failure FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock();
CREATE TRIGGER c_guard BEFORE INSERT ON app.screen_failure FOR EACH ROW EXECUTE FUNCTION ctx.guard_screen_failure();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.screen_failure FOR EACH ROW EXECUTE FUNCTION app.refuse();
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.screen_failure FOR EACH ROW EXECUTE FUNCTION audit.record('', '');
ALTER TABLE app.screen_failure ENABLE ALWAYS TRIGGER z_audit;
CREATE CONSTRAINT TRIGGER e_screening AFTER INSERT ON app.screen_failure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ctx.agree_on_screening();
CREATE CONSTRAINT TRIGGER e_screening AFTER UPDATE OF status ON app.patient DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ctx.agree_on_screening();
CREATE TRIGGER c_guard BEFORE INSERT ON app.eligibility_waiver FOR EACH ROW EXECUTE FUNCTION ctx.guard_waiver();
CREATE TRIGGER e_system BEFORE INSERT OR UPDATE ON app.entry FOR EACH ROW WHEN (NEW.form_id = 'randomisation') EXECUTE FUNCTION ctx.guard_randomisation_form();
RESET ROLE;

-- One version is open for enrolment, and a site enrols under it from its own day on. A patient moves to another version by consenting to it.
-- Of several activations of a version at a site the latest row counts, so that a day can be corrected.
SET ROLE ecrf_owner;
ALTER TABLE app.patient_version ADD COLUMN from_version text NOT NULL;  -- given by the database
REVOKE UPDATE (protocol_version) ON app.patient FROM ecrf_app;          -- it follows the consent, below
RESET ROLE;

SET ROLE ecrf_definer;
CREATE FUNCTION ctx.activated_on(p_site uuid, p_version text) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.activated_on FROM app.site_version v WHERE v.site_id = p_site AND v.version = p_version ORDER BY v.at DESC LIMIT 1 $$;
CREATE FUNCTION ctx.today_at(p_site uuid) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (now() AT TIME ZONE t.time_zone)::date FROM app.site t WHERE t.id = p_site $$;
-- As before, and a new patient enters under the version that is open and was activated at the site.
CREATE OR REPLACE FUNCTION ctx.guard_patient() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF ctx.lock_over(NEW.site_id, NEW.id, NULL, NULL) IS NOT NULL THEN RAISE EXCEPTION 'record is locked' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
    RETURN NEW;
  END IF;
  IF NEW.status <> 'screening' OR num_nonnulls(NEW.arm, NEW.stratum, NEW.randomised_at) > 0 THEN
    RAISE EXCEPTION 'a patient begins in screening' USING ERRCODE = 'check_violation'; END IF;
  IF NOT EXISTS (SELECT FROM app.site t WHERE t.id = NEW.site_id AND starts_with(NEW.number, t.code || '-')) THEN
    RAISE EXCEPTION 'a number begins with the code of its site' USING ERRCODE = 'check_violation'; END IF;
  IF NOT EXISTS (SELECT FROM app.study s WHERE s.open_version = NEW.protocol_version) THEN
    RAISE EXCEPTION 'version % is not open for enrolment', NEW.protocol_version USING ERRCODE = 'check_violation'; END IF;
  IF (ctx.activated_on(NEW.site_id, NEW.protocol_version) <= ctx.today_at(NEW.site_id)) IS NOT TRUE THEN
    RAISE EXCEPTION 'version % is not active at the site', NEW.protocol_version USING ERRCODE = 'check_violation'; END IF;
  NEW.created_at := clock_timestamp();
  RETURN NEW;
END $$;
-- The caller's guard before this one holds the patient's row, so the version it comes from stands still.
CREATE FUNCTION ctx.guard_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE p app.patient;
BEGIN
  SELECT * INTO STRICT p FROM app.patient q WHERE q.id = NEW.patient_id;
  NEW.from_version := p.protocol_version;
  IF NEW.version = p.protocol_version THEN RAISE EXCEPTION 'the patient is under this version' USING ERRCODE = 'check_violation'; END IF;
  IF NEW.consented_on > ctx.today_at(NEW.site_id) THEN RAISE EXCEPTION 'a consent is not given ahead' USING ERRCODE = 'check_violation'; END IF;
  IF EXISTS (SELECT FROM app.patient_version v WHERE v.patient_id = NEW.patient_id AND v.consented_on > NEW.consented_on) THEN
    RAISE EXCEPTION 'a later consent stands' USING ERRCODE = 'check_violation'; END IF;
  IF (ctx.activated_on(NEW.site_id, NEW.version) <= NEW.consented_on) IS NOT TRUE THEN
    RAISE EXCEPTION 'version % was not active at the site', NEW.version USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
-- The patient's version changes by a consent and by nothing else, in the same statement. A freeze or lock over the patient refuses it.
CREATE FUNCTION ctx.follow_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.patient SET protocol_version = NEW.version WHERE id = NEW.patient_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION ctx.activated_on(uuid, text), ctx.today_at(uuid), ctx.guard_consent(), ctx.follow_consent() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.guard_consent(), ctx.follow_consent() TO ecrf_owner;
RESET ROLE;

SET ROLE ecrf_owner;
CREATE TRIGGER c_guard BEFORE INSERT ON app.patient_version FOR EACH ROW EXECUTE FUNCTION ctx.guard_consent();
CREATE TRIGGER d_follow AFTER INSERT ON app.patient_version FOR EACH ROW EXECUTE FUNCTION ctx.follow_consent();
RESET ROLE;

-- Sites that were there before go on under the versions that they had, written by the system's own account.
DO $$ DECLARE v_token text := gen_random_uuid()::text; BEGIN
  IF NOT EXISTS (SELECT FROM app.site) THEN RETURN; END IF;
  PERFORM ctx.open_session('00000000-0000-4000-8000-000000000000', v_token), set_config('app.action', 'version.activate', true);
  INSERT INTO app.site_version (site_id, version, activated_on, reason)
  SELECT t.id, used.version, least(min(p.created_at AT TIME ZONE t.time_zone)::date, (now() AT TIME ZONE t.time_zone)::date), 'In use before activation was recorded.'
    FROM app.site t CROSS JOIN LATERAL (SELECT s.open_version AS version FROM app.study s UNION SELECT q.protocol_version FROM app.patient q WHERE q.site_id = t.id) used
    LEFT JOIN app.patient p ON p.site_id = t.id AND p.protocol_version = used.version GROUP BY t.id, used.version;
  PERFORM ctx.close_session(v_token);
END $$;

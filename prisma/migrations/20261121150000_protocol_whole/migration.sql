-- What the protocol needs beside the forms: which version a site works by and a patient consented to, decisions on a response and on a
-- criterion, and what is normal at a site. Each row is a statement by somebody at a time; nothing of it is ever rewritten.
SET ROLE ecrf_owner;
-- A new version of the protocol is a folder of declarations; the database keeps its name and asks for no migration.
ALTER TABLE app.study DROP CONSTRAINT study_open_version_check, ADD CONSTRAINT study_open_version_check CHECK (open_version ~ '^[a-z0-9][a-z0-9.-]{0,19}$');
ALTER TABLE app.patient DROP CONSTRAINT patient_protocol_version_check, ADD CONSTRAINT patient_protocol_version_check CHECK (protocol_version ~ '^[a-z0-9][a-z0-9.-]{0,19}$');
-- A form without which its visit is complete holds nothing back while it is empty.
ALTER TABLE app.entry ADD COLUMN optional boolean NOT NULL DEFAULT false;

CREATE TABLE app.site_version (                              -- from this day the site enrols under this version
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site,
  version text NOT NULL CHECK (version ~ '^[a-z0-9][a-z0-9.-]{0,19}$'), activated_on date NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE INDEX ON app.site_version (site_id, version, at DESC);
CREATE TABLE app.patient_version (                           -- consented again, to another version
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL, patient_id uuid NOT NULL,
  version text NOT NULL CHECK (version ~ '^[a-z0-9][a-z0-9.-]{0,19}$'), consented_on date NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL,
  CONSTRAINT patient_version_site_of_patient FOREIGN KEY (patient_id, site_id) REFERENCES app.patient (id, site_id));
CREATE INDEX ON app.patient_version (patient_id, at DESC);
CREATE TABLE app.adjudication (                              -- stands while inputs_hash is that of the response it was taken on
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL, patient_id uuid NOT NULL, visit_id uuid NOT NULL,
  inputs_hash text NOT NULL, verdict text NOT NULL CHECK (verdict IN ('CR', 'CRp', 'NR', 'REL', 'NE')), reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000), statement text NOT NULL,
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL,
  CONSTRAINT adjudication_site_of_patient FOREIGN KEY (patient_id, site_id) REFERENCES app.patient (id, site_id),
  CONSTRAINT adjudication_visit_of_patient FOREIGN KEY (visit_id, patient_id) REFERENCES app.visit (id, patient_id));
CREATE INDEX ON app.adjudication (patient_id, visit_id, at DESC);
CREATE TABLE app.eligibility_waiver (                        -- the sponsor lets one criterion pass; the patient still fails it
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL, patient_id uuid NOT NULL,
  criterion text NOT NULL CHECK (length(criterion) BETWEEN 1 AND 60), reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000), statement text NOT NULL,
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL,
  CONSTRAINT eligibility_waiver_site_of_patient FOREIGN KEY (patient_id, site_id) REFERENCES app.patient (id, site_id), UNIQUE (patient_id, criterion));
CREATE TABLE app.lab_range (                                 -- of several rows for the same people the latest day counts, then the latest row
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, analyte text NOT NULL CHECK (analyte ~ '^[A-Za-z0-9_]{1,40}$'),
  sex text CHECK (sex IN ('M', 'F')), age_from int CHECK (age_from BETWEEN 0 AND 120), age_to int CHECK (age_to BETWEEN 0 AND 120),
  lower numeric, upper numeric, unit text NOT NULL CHECK (length(unit) BETWEEN 1 AND 20), valid_from date NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL,
  CHECK (age_from <= age_to), CHECK (num_nonnulls(lower, upper) > 0), CHECK (lower < upper));
CREATE INDEX ON app.lab_range (site_id, analyte, valid_from DESC);

GRANT SELECT, INSERT ON app.site_version, app.patient_version, app.adjudication, app.eligibility_waiver, app.lab_range TO ecrf_app;
GRANT SELECT ON app.site_version, app.patient_version, app.adjudication, app.eligibility_waiver, app.lab_range TO ecrf_definer;
GRANT UPDATE (protocol_version) ON app.patient TO ecrf_app;
GRANT UPDATE (form_version, optional) ON app.entry TO ecrf_app;
GRANT UPDATE (open_version) ON app.study TO ecrf_app;
CREATE POLICY open_version ON app.study FOR UPDATE TO ecrf_app USING ((SELECT ctx.has_role('{administrator}')));

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['site_version', 'patient_version', 'adjudication', 'eligibility_waiver', 'lab_range'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY migrate ON app.%I TO ecrf_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT ON app.%I FOR EACH ROW EXECUTE FUNCTION ctx.stamp()', t);
    EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.refuse()', t);
    EXECUTE format('CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.%I FOR EACH ROW EXECUTE FUNCTION audit.record('''', '''')', t);
    EXECUTE format('ALTER TABLE app.%I ENABLE ALWAYS TRIGGER z_audit', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['patient_version', 'adjudication', 'eligibility_waiver'] LOOP
    EXECUTE format('CREATE TRIGGER b_lock BEFORE INSERT ON app.%I FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock()', t);
    EXECUTE format($p$CREATE POLICY read ON app.%I FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]))$p$, t);
  END LOOP;
END $$;
CREATE POLICY read ON app.lab_range FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]));
CREATE POLICY read ON app.site_version FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,statistician,administrator,inspector}'))::uuid[]));
CREATE POLICY activate ON app.site_version FOR INSERT TO ecrf_app WITH CHECK ((SELECT ctx.has_role('{administrator}')));
CREATE POLICY consent ON app.patient_version FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator}'))::uuid[]));
CREATE POLICY adjudicate ON app.adjudication FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{monitor}'))::uuid[]));
CREATE POLICY waive ON app.eligibility_waiver FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{data_manager}'))::uuid[]));
CREATE POLICY set_range ON app.lab_range FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{data_manager}'))::uuid[]));
-- Results follow a waiver and a range, so who gives them may derive.
DROP POLICY derive ON app.finding;
DROP POLICY rederive ON app.finding;
CREATE POLICY derive ON app.finding FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager}'))::uuid[]));
CREATE POLICY rederive ON app.finding FOR UPDATE TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager}'))::uuid[]));
RESET ROLE;

SET ROLE ecrf_definer;
-- As before, and a patient whose every failed criterion was waived may enter too.
CREATE OR REPLACE FUNCTION ctx.randomise(p_patient uuid) RETURNS TABLE (arm text, stratum text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE p app.patient; v_stratum text; v_position int; v_arm text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ctx.randomise'));
  SELECT * INTO p FROM app.patient WHERE id = p_patient FOR NO KEY UPDATE;
  IF p.id IS NULL OR NOT p.site_id = ANY (ctx.sites('{coordinator,investigator}')) THEN RAISE EXCEPTION 'no such patient' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF p.status <> 'screening' THEN RAISE EXCEPTION 'patient is not in screening' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  IF NOT EXISTS (SELECT FROM app.finding f WHERE f.patient_id = p.id AND f.kind = 'eligibility' AND f.value IN ('eligible', 'waived')) THEN
    RAISE EXCEPTION 'patient is not eligible' USING ERRCODE = 'check_violation'; END IF;
  IF NOT EXISTS (SELECT FROM app.signature s WHERE s.patient_id = p.id AND s.meaning = 'eligibility'
                 AND NOT EXISTS (SELECT FROM app.signature_void v WHERE v.signature_id = s.id)) THEN
    RAISE EXCEPTION 'eligibility is not confirmed by an investigator' USING ERRCODE = 'check_violation'; END IF;
  SELECT e.answers ->> 'diseaseStatus' INTO v_stratum FROM app.entry e WHERE e.patient_id = p.id AND e.form_id = 'aml_history' AND e.removed_at IS NULL;
  IF v_stratum IS NULL THEN RAISE EXCEPTION 'without a disease status there is no stratum' USING ERRCODE = 'check_violation'; END IF;
  SELECT count(*) + 1 INTO v_position FROM app.patient q WHERE q.stratum = v_stratum;
  SELECT ctx.allocation(r.seed, v_stratum, v_position) INTO STRICT v_arm FROM auth.randomisation_seed r;
  UPDATE app.patient q SET status = 'randomised', stratum = v_stratum, arm = v_arm, randomised_at = clock_timestamp() WHERE q.id = p.id;
  RETURN QUERY SELECT v_arm, v_stratum;
END $$;
-- As before; an optional form that was never begun blocks nothing.
CREATE OR REPLACE FUNCTION ctx.lock_blockers(p_patient uuid) RETURNS TABLE (kind text, owner text, entry_id uuid, field text, since timestamptz, detail text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'query_' || d.state, CASE d.state WHEN 'open' THEN 'site' ELSE 'monitor' END, d.entry_id, d.field, d.at, d.question
    FROM app.discrepancy d WHERE d.patient_id = p_patient AND d.state <> 'closed'
  UNION ALL SELECT 'form_incomplete', 'site', e.id, NULL, e.updated_at, e.progress
    FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = p_patient AND e.removed_at IS NULL AND v.not_done_reason IS NULL
     AND e.progress NOT IN ('complete', 'not_done') AND NOT (e.optional AND e.progress = 'not_started')
  UNION ALL SELECT 'exposure_undecided', 'monitor', f.subject::uuid, 'medication', NULL, f.value
    FROM app.finding f WHERE f.patient_id = p_patient AND f.kind = 'exposure' AND f.value IN ('exposed', 'possible', 'uncoded')
     AND coalesce((SELECT r.verdict = 'need_more_information' OR r.inputs_hash <> f.inputs_hash FROM app.exposure_review r
                    WHERE r.patient_id = p_patient AND r.entry_id = f.subject::uuid ORDER BY r.at DESC LIMIT 1), true)
  UNION ALL SELECT 'unsigned', 'investigator', NULL, NULL, NULL, count(*)::text FROM ctx.unsigned_fields(p_patient) HAVING count(*) > 0 $$;
RESET ROLE;

-- A record's site is its patient's site, and what hangs on a form hangs on a form of the same patient: declared, so that no statement can
-- say otherwise (a row that names its own site and somebody else's patient would have passed the walls).
SET ROLE ecrf_owner;
CREATE UNIQUE INDEX patient_at_site ON app.patient (id, site_id);
CREATE UNIQUE INDEX visit_of_patient ON app.visit (id, patient_id);
CREATE UNIQUE INDEX entry_of_patient ON app.entry (id, patient_id);
CREATE UNIQUE INDEX discrepancy_of_patient ON app.discrepancy (id, patient_id);
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['visit', 'entry', 'finding', 'explanation', 'discrepancy', 'discrepancy_message', 'exposure_review', 'verification', 'signature', 'signature_void'] LOOP
    EXECUTE format('ALTER TABLE app.%I DROP CONSTRAINT %I, DROP CONSTRAINT %I', t, t || '_patient_id_fkey', t || '_site_id_fkey');  -- what follows says both
  END LOOP;
  FOREACH t IN ARRAY ARRAY['visit', 'entry', 'finding', 'explanation', 'discrepancy', 'discrepancy_message', 'exposure_review', 'verification', 'signature', 'signature_void', 'lock'] LOOP
    EXECUTE format('ALTER TABLE app.%I ADD CONSTRAINT %I FOREIGN KEY (patient_id, site_id) REFERENCES app.patient (id, site_id)', t, t || '_site_of_patient');
  END LOOP;
  FOREACH t IN ARRAY ARRAY['explanation', 'discrepancy', 'exposure_review', 'verification', 'signature_void', 'lock'] LOOP
    EXECUTE format('ALTER TABLE app.%I DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (entry_id, patient_id) REFERENCES app.entry (id, patient_id)',
      t, t || '_entry_id_fkey', t || '_entry_of_patient');
  END LOOP;
END $$;
ALTER TABLE app.lock DROP CONSTRAINT lock_visit_id_fkey, ADD CONSTRAINT lock_visit_of_patient FOREIGN KEY (visit_id, patient_id) REFERENCES app.visit (id, patient_id);
ALTER TABLE app.discrepancy_message DROP CONSTRAINT discrepancy_message_discrepancy_id_fkey,
  ADD CONSTRAINT message_of_patient FOREIGN KEY (discrepancy_id, patient_id) REFERENCES app.discrepancy (id, patient_id);
RESET ROLE;

-- An arm is drawn and never brought along, a number is the site's own, and a patient under a freeze or lock stands still too.
SET ROLE ecrf_definer;
CREATE FUNCTION ctx.guard_patient() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF ctx.lock_over(NEW.site_id, NEW.id, NULL, NULL) IS NOT NULL THEN RAISE EXCEPTION 'record is locked' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
    RETURN NEW;
  END IF;
  IF NEW.status <> 'screening' OR num_nonnulls(NEW.arm, NEW.stratum, NEW.randomised_at) > 0 THEN
    RAISE EXCEPTION 'a patient begins in screening' USING ERRCODE = 'check_violation'; END IF;
  IF NOT EXISTS (SELECT FROM app.site t WHERE t.id = NEW.site_id AND starts_with(NEW.number, t.code || '-')) THEN
    RAISE EXCEPTION 'a number begins with the code of its site' USING ERRCODE = 'check_violation'; END IF;
  NEW.created_at := clock_timestamp();
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION ctx.guard_patient() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.guard_patient() TO ecrf_owner;
RESET ROLE;
SET ROLE ecrf_owner;
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON app.patient FOR EACH ROW EXECUTE FUNCTION ctx.guard_patient();
RESET ROLE;
SET ROLE audit_owner;
REVOKE ALL ON FUNCTION audit.may_read(uuid, uuid[], boolean) FROM PUBLIC;   -- it came after the others were taken back
RESET ROLE;

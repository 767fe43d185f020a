-- Whether a record is held is asked by every save several times, and for every row of some lists. As one condition over all scopes it went through every lock of the study
-- each time. A lock of a visit or a form names its patient (and can name no other: lock_visit_of_patient, lock_entry_of_patient), so that it is found by the patient; the few
-- locks of sites and of the study have none. In PL/pgSQL the plan is kept. What it answers, and when it looks (VOLATILE: after whatever its caller has waited for), is as before.
SET ROLE ecrf_owner;
CREATE INDEX lock_of_site ON app.lock (site_id, released_at) WHERE patient_id IS NULL;
RESET ROLE;
SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.lock_over(p_site uuid, p_patient uuid, p_visit uuid, p_entry uuid) RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN greatest(
    (SELECT max(l.kind) FROM app.lock l WHERE l.released_at IS NULL AND l.patient_id = p_patient
      AND (l.scope = 'patient' OR (l.scope = 'visit' AND l.visit_id = p_visit) OR (l.scope = 'entry' AND l.entry_id = p_entry))),
    (SELECT max(l.kind) FROM app.lock l WHERE l.released_at IS NULL AND l.patient_id IS NULL AND (l.site_id = p_site OR l.site_id IS NULL)
      AND (l.scope = 'study' OR (l.scope = 'site' AND l.site_id = p_site))));
END $$;
RESET ROLE;

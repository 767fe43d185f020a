-- Sign, freeze, lock: in this order. A lock asks that everything in it is frozen, by a freeze that was placed after the last signature on it. A freeze that
-- came earlier holds data still for other ends (an interim look, a question) and leads to no lock: it is released and placed anew once all is signed.
-- Opening goes backwards: what is locked is not unfrozen before it is unlocked.
SET ROLE ecrf_definer;
-- What keeps this patient, or one visit or form of theirs, from a lock apart from blockers: nothing (null), no freeze over all of it, or a signature later than every such freeze.
CREATE FUNCTION ctx.lacks_freeze(p_patient uuid, p_visit uuid, p_entry uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH place AS (SELECT p.id, p.site_id, coalesce(p_visit, (SELECT e.visit_id FROM app.entry e WHERE e.id = p_entry)) AS visit_id FROM app.patient p WHERE p.id = p_patient),
  frozen AS (SELECT max(f.at) AS at FROM app.lock f, place WHERE f.kind = 'freeze' AND f.released_at IS NULL AND (f.scope = 'study' OR (f.scope = 'site' AND f.site_id = place.site_id)
    OR (f.scope = 'patient' AND f.patient_id = place.id) OR (f.scope = 'visit' AND f.visit_id = place.visit_id AND num_nonnulls(p_visit, p_entry) > 0) OR (f.scope = 'entry' AND f.entry_id = p_entry))),
  signed AS (SELECT max(s.at) AS at FROM app.signature s WHERE s.patient_id = p_patient AND (num_nonnulls(p_visit, p_entry) = 0 OR s.manifest ? p_entry::text
    OR EXISTS (SELECT FROM app.entry e WHERE p_entry IS NULL AND e.visit_id = p_visit AND s.manifest ? e.id::text)))
  SELECT CASE WHEN frozen.at IS NULL THEN 'not_frozen' WHEN signed.at > frozen.at THEN 'signed_since' END FROM frozen, signed $$;

CREATE OR REPLACE FUNCTION ctx.guard_locking() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor := ctx.current_actor();
BEGIN
  IF TG_OP = 'UPDATE' AND ctx.redacting(NEW.patient_id) AND NEW.released_at IS NOT DISTINCT FROM OLD.released_at THEN RETURN NEW; END IF;
  PERFORM ctx.hold_for_lock(NEW);
  IF ctx.lock_above(NEW) THEN RAISE EXCEPTION 'record is locked' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.released_at IS NOT NULL THEN RAISE EXCEPTION 'a released lock stays released' USING ERRCODE = 'check_violation'; END IF;
    IF nullif(btrim(NEW.release_reason), '') IS NULL THEN RAISE EXCEPTION 'unlocking needs a reason' USING ERRCODE = 'check_violation'; END IF;
    IF NEW.kind = 'lock' AND NEW.release_approved_by IS NULL THEN RAISE EXCEPTION 'unlocking names who approved it' USING ERRCODE = 'check_violation'; END IF;
    IF ctx.same_name(NEW.release_approved_by, a.full_name) OR ctx.same_name(NEW.release_approved_by, a.username) THEN
      RAISE EXCEPTION 'who unlocks does not approve it' USING ERRCODE = 'check_violation'; END IF;
    IF NEW.kind = 'freeze' AND EXISTS (SELECT FROM app.lock l WHERE l.released_at IS NULL AND l.kind = 'lock' AND l.scope = NEW.scope
        AND (l.site_id, l.patient_id, l.visit_id, l.entry_id) IS NOT DISTINCT FROM (NEW.site_id, NEW.patient_id, NEW.visit_id, NEW.entry_id)) THEN
      RAISE EXCEPTION 'unlock before unfreezing' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
    NEW.release_approved_by := btrim(NEW.release_approved_by);
    NEW.released_at := clock_timestamp(); NEW.released_by_name := a.full_name;
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM app.lock l WHERE l.released_at IS NULL AND l.kind = NEW.kind AND l.scope = NEW.scope
             AND (l.site_id, l.patient_id, l.visit_id, l.entry_id) IS NOT DISTINCT FROM (NEW.site_id, NEW.patient_id, NEW.visit_id, NEW.entry_id)) THEN
    RAISE EXCEPTION 'this lock is in force' USING ERRCODE = 'unique_violation'; END IF;
  IF NEW.kind = 'lock' AND EXISTS (SELECT FROM app.patient p CROSS JOIN LATERAL ctx.lock_blockers(p.id, NEW.visit_id, NEW.entry_id) b
      WHERE NEW.scope = 'study' OR (NEW.scope = 'site' AND p.site_id = NEW.site_id) OR p.id = NEW.patient_id) THEN
    RAISE EXCEPTION 'blockers remain' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  IF NEW.kind = 'lock' AND EXISTS (SELECT FROM app.patient p WHERE (NEW.scope = 'study' OR (NEW.scope = 'site' AND p.site_id = NEW.site_id) OR p.id = NEW.patient_id)
      AND ctx.lacks_freeze(p.id, NEW.visit_id, NEW.entry_id) IS NOT NULL) THEN
    RAISE EXCEPTION 'freeze first' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  NEW.release_reason := NULL; NEW.release_approved_by := NULL; NEW.released_at := NULL; NEW.released_by_name := NULL;
  NEW.at := clock_timestamp();                                -- after those who were before us
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION ctx.lacks_freeze(uuid, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.lacks_freeze(uuid, uuid, uuid) TO ecrf_app;
RESET ROLE;

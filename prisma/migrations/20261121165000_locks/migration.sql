-- What a freeze and a lock forbid, table by table (lib/locks/what-locks-forbid.ts says the same, and a test holds both together):
--   of a patient (everything with patient_id): under a lock nothing is written; under a freeze no patient, visit, answer or explanation
--   of a site: under a lock no patient, no version activated, no reference range; under a freeze no patient and no range either
--   of the study: under a lock no site, no other open version, no drug dictionary
--   of the locks themselves: what lies inside a lock is neither locked nor released until the wider lock is gone
-- People, sessions and requests are nobody's data and stay workable, or nobody could unlock; data cuts read, and stay.
-- Savers hold the patient, or share the site or the study, before they ask; a locker holds study, sites and patients in this order and then
-- looks again. So each sees the other, and nobody waits in a circle.
-- A redaction passes the guards (ctx.redacting, in the migration that follows).
GRANT UPDATE ON app.site, app.study TO ecrf_definer;          -- to hold their rows
SET ROLE ecrf_owner;
-- Who approved a release, apart from who carried it out. Locks that were released before this have none.
ALTER TABLE app.lock ADD COLUMN release_approved_by text CHECK (length(btrim(release_approved_by)) BETWEEN 1 AND 120);
GRANT UPDATE (release_approved_by) ON app.lock TO ecrf_app;
RESET ROLE;

SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.guard_lock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r jsonb := to_jsonb(NEW); v_entry uuid; v_visit uuid; v_kind text;
BEGIN
  v_entry := CASE WHEN TG_TABLE_NAME = 'entry' THEN r ->> 'id' ELSE r ->> 'entry_id' END;
  IF r ? 'discrepancy_id' THEN SELECT d.entry_id INTO v_entry FROM app.discrepancy d WHERE d.id = (r ->> 'discrepancy_id')::uuid; END IF;
  v_visit := CASE WHEN TG_TABLE_NAME = 'visit' THEN r ->> 'id' ELSE r ->> 'visit_id' END;
  IF v_visit IS NULL AND v_entry IS NOT NULL AND TG_TABLE_NAME <> 'entry' THEN SELECT e.visit_id INTO v_visit FROM app.entry e WHERE e.id = v_entry; END IF;
  PERFORM ctx.hold_patient((r ->> 'patient_id')::uuid, (r ->> 'site_id')::uuid);
  v_kind := ctx.lock_over((r ->> 'site_id')::uuid, (r ->> 'patient_id')::uuid, v_visit, v_entry);
  IF (v_kind = 'lock' OR (v_kind = 'freeze' AND TG_TABLE_NAME IN ('entry', 'visit', 'explanation'))) AND NOT ctx.redacting((r ->> 'patient_id')::uuid) THEN
    RAISE EXCEPTION 'record is locked' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION ctx.guard_lock_of_patient() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN PERFORM FROM app.site s WHERE s.id = NEW.site_id FOR SHARE; END IF;  -- of a patient who is there the statement holds the row
  IF ctx.lock_over(NEW.site_id, NEW.id, NULL, NULL) IS NOT NULL THEN RAISE EXCEPTION 'record is locked' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  RETURN NEW;
END $$;
-- TG_ARGV[0]: the mildest kind that forbids it.
CREATE FUNCTION ctx.guard_lock_of_site() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM app.site s WHERE s.id = NEW.site_id FOR SHARE;
  IF ctx.lock_over(NEW.site_id, NULL, NULL, NULL) >= TG_ARGV[0] THEN RAISE EXCEPTION 'record is locked' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION ctx.guard_lock_of_study() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM app.study FOR SHARE;
  IF ctx.lock_over(NULL, NULL, NULL, NULL) = 'lock' THEN RAISE EXCEPTION 'record is locked' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  RETURN NEW;
END $$;

-- As before; every blocker says since when as well as the records can tell.
CREATE OR REPLACE FUNCTION ctx.lock_blockers(p_patient uuid) RETURNS TABLE (kind text, owner text, entry_id uuid, field text, since timestamptz, detail text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'query_' || d.state, CASE d.state WHEN 'open' THEN 'site' ELSE 'monitor' END, d.entry_id, d.field, d.at, d.question
    FROM app.discrepancy d WHERE d.patient_id = p_patient AND d.state <> 'closed'
  UNION ALL SELECT 'form_incomplete', 'site', e.id, NULL, e.updated_at, e.progress
    FROM app.entry e JOIN app.patient p ON p.id = e.patient_id LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = p_patient AND e.removed_at IS NULL AND v.not_done_reason IS NULL
     AND e.progress NOT IN ('complete', 'not_done') AND NOT (e.progress = 'not_started' AND (e.optional OR p.status = 'screen_failed'))
  UNION ALL SELECT 'exposure_undecided', 'monitor', f.subject::uuid, 'medication', (SELECT e.updated_at FROM app.entry e WHERE e.id = f.subject::uuid), f.value
    FROM app.finding f WHERE f.patient_id = p_patient AND f.kind = 'exposure' AND f.value IN ('exposed', 'possible', 'uncoded')
     AND coalesce((SELECT r.verdict = 'need_more_information' OR r.inputs_hash <> f.inputs_hash FROM app.exposure_review r
                    WHERE r.patient_id = p_patient AND r.entry_id = f.subject::uuid ORDER BY r.at DESC LIMIT 1), true)
  UNION ALL SELECT 'adjudication_open', 'monitor', NULL, f.subject,
    (SELECT max(e.updated_at) FROM app.entry e JOIN app.visit v ON v.id = e.visit_id WHERE v.patient_id = p_patient AND v.code = f.subject),
    (SELECT string_agg(reason, ',' ORDER BY n) FROM jsonb_array_elements_text(f.trace -> 'reasons') WITH ORDINALITY r (reason, n))
    FROM app.finding f WHERE f.patient_id = p_patient AND f.kind = 'response' AND f.value IS NOT NULL AND f.trace -> 'awaiting' = 'true'
     AND (f.trace -> 'reasons' <> '["disagreement"]' OR NOT EXISTS (SELECT FROM app.discrepancy d JOIN app.entry e ON e.id = d.entry_id JOIN app.visit v ON v.id = e.visit_id
                                                                      WHERE v.patient_id = p_patient AND v.code = f.subject AND d.rule_id = 'RA01' AND d.state = 'open'))
  UNION ALL SELECT 'unsigned', 'investigator', NULL, NULL, min(e.updated_at), count(*)::text FROM ctx.unsigned_fields(p_patient) u JOIN app.entry e ON e.id = u.entry_id HAVING count(*) > 0 $$;
-- What blocks exactly this visit, or exactly this form; both null is the patient.
CREATE FUNCTION ctx.lock_blockers(p_patient uuid, p_visit uuid, p_entry uuid) RETURNS TABLE (kind text, owner text, entry_id uuid, field text, since timestamptz, detail text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT b.* FROM ctx.lock_blockers(p_patient) b WHERE num_nonnulls(p_visit, p_entry) = 0
  UNION ALL SELECT b.* FROM ctx.lock_blockers(p_patient) b LEFT JOIN app.entry e ON e.id = b.entry_id WHERE num_nonnulls(p_visit, p_entry) > 0 AND b.kind <> 'unsigned'
    AND (e.id = p_entry OR e.visit_id = p_visit OR (b.kind = 'adjudication_open' AND EXISTS (SELECT FROM app.visit v WHERE v.id = p_visit AND v.code = b.field)))
  UNION ALL SELECT 'unsigned', 'investigator', p_entry, NULL, min(e.updated_at), count(*)::text FROM ctx.unsigned_fields(p_patient) u JOIN app.entry e ON e.id = u.entry_id
    WHERE num_nonnulls(p_visit, p_entry) > 0 AND (e.id = p_entry OR e.visit_id = p_visit) HAVING count(*) > 0 $$;

CREATE FUNCTION ctx.lock_above(l app.lock) RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.lock w WHERE w.released_at IS NULL AND w.kind = 'lock' AND (
    (w.scope = 'study' AND l.scope <> 'study') OR (w.scope = 'site' AND w.site_id = l.site_id AND l.scope IN ('patient', 'visit', 'entry'))
    OR (w.scope = 'patient' AND w.patient_id = l.patient_id AND l.scope IN ('visit', 'entry'))
    OR (w.scope = 'visit' AND l.scope = 'entry' AND w.visit_id = (SELECT e.visit_id FROM app.entry e WHERE e.id = l.entry_id)))) $$;
-- A function said after a comma is no part of the name.
CREATE FUNCTION ctx.same_name(p_one text, p_other text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT lower(regexp_replace(p_other, '[^[:alnum:]]+', '', 'g')) IN (SELECT lower(regexp_replace(said, '[^[:alnum:]]+', '', 'g')) FROM unnest(ARRAY[p_one, split_part(p_one, ',', 1)]) said) $$;
-- Everything in scope is held, from the study downwards, before anything is asked: a save under way ends first, a later one sees the lock.
CREATE FUNCTION ctx.hold_for_lock(l app.lock) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF l.scope = 'study' THEN PERFORM FROM app.study FOR UPDATE; END IF;
  IF l.scope IN ('study', 'site') THEN PERFORM FROM app.site s WHERE l.scope = 'study' OR s.id = l.site_id ORDER BY s.id FOR UPDATE; END IF;
  PERFORM FROM app.patient p WHERE l.scope = 'study' OR (l.scope = 'site' AND p.site_id = l.site_id) OR p.id = l.patient_id ORDER BY p.id FOR UPDATE;
END $$;
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
  NEW.release_reason := NULL; NEW.release_approved_by := NULL; NEW.released_at := NULL; NEW.released_by_name := NULL;
  NEW.at := clock_timestamp();                                -- after those who were before us
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION ctx.guard_lock_of_patient(), ctx.guard_lock_of_site(), ctx.guard_lock_of_study(), ctx.lock_blockers(uuid, uuid, uuid), ctx.lock_above(app.lock), ctx.same_name(text, text),
  ctx.hold_for_lock(app.lock) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.guard_lock_of_patient(), ctx.guard_lock_of_site(), ctx.guard_lock_of_study() TO ecrf_owner;
GRANT EXECUTE ON FUNCTION ctx.lock_blockers(uuid, uuid, uuid) TO ecrf_app;
RESET ROLE;

SET ROLE ecrf_owner;
CREATE TRIGGER b_lock BEFORE INSERT OR UPDATE ON app.patient FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock_of_patient();
CREATE TRIGGER b_lock BEFORE INSERT ON app.signature FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock();
CREATE TRIGGER b_lock BEFORE INSERT ON app.signature_void FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock();
CREATE TRIGGER b_lock BEFORE INSERT ON app.site_version FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock_of_site('lock');
CREATE TRIGGER b_lock BEFORE INSERT ON app.lab_range FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock_of_site('freeze');
CREATE TRIGGER b_lock BEFORE INSERT OR UPDATE ON app.site FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock_of_study();
CREATE TRIGGER b_lock BEFORE UPDATE ON app.study FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock_of_study();
CREATE TRIGGER b_lock BEFORE INSERT OR UPDATE ON app.drug_dictionary FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock_of_study();
CREATE TRIGGER b_lock BEFORE INSERT OR UPDATE OR DELETE ON app.drug_product FOR EACH STATEMENT EXECUTE FUNCTION ctx.guard_lock_of_study();
RESET ROLE;

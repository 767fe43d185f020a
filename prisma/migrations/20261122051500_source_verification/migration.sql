-- Which act made a verification, so that whoever carried it out can take exactly it back for five minutes. A verification that was taken back
-- stays, and says so; it never was followed by a change of the value.
SET ROLE ecrf_owner;
ALTER TABLE app.verification ADD COLUMN act text, ADD COLUMN withdrawn_at timestamptz, ADD CHECK (withdrawn_at IS NULL OR fallen_at IS NOT NULL);
CREATE INDEX verification_act ON app.verification (act) WHERE act IS NOT NULL;
CREATE INDEX verification_at ON app.verification (at DESC);
CREATE INDEX verification_fallen ON app.verification (entry_id, field, at DESC) WHERE fallen_at IS NOT NULL AND withdrawn_at IS NULL;
RESET ROLE;

SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.guard_verification() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT ctx.value_hash(e.answers -> NEW.field) INTO NEW.value_hash FROM app.entry e
   WHERE e.id = NEW.entry_id AND e.patient_id = NEW.patient_id AND e.removed_at IS NULL AND nullif(e.answers -> NEW.field, 'null') IS NOT NULL;
  IF NEW.value_hash IS NULL THEN RAISE EXCEPTION 'there is no value to verify' USING ERRCODE = 'check_violation'; END IF;
  NEW.fallen_at := NULL; NEW.withdrawn_at := NULL; NEW.act := nullif(current_setting('app.request_id', true), '');
  RETURN NEW;
END $$;
-- Takes back what still stands of one's own act, within five minutes of it. How many; null when it is too late, or was nobody's act.
CREATE FUNCTION ctx.withdraw_verifications(p_act text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me uuid := (ctx.current_actor()).account_id; mine uuid[] := ctx.sites('{monitor}'); began timestamptz; n int;
BEGIN
  SELECT min(v.at) INTO began FROM app.verification v WHERE v.act = p_act AND v.by_id = me AND v.site_id = ANY (mine);
  IF began IS NULL OR clock_timestamp() > began + interval '5 minutes' THEN RETURN NULL; END IF;
  UPDATE app.verification v SET fallen_at = clock_timestamp(), withdrawn_at = clock_timestamp() WHERE v.act = p_act AND v.by_id = me AND v.site_id = ANY (mine) AND v.fallen_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
REVOKE ALL ON FUNCTION ctx.withdraw_verifications(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.withdraw_verifications(text) TO ecrf_app;
RESET ROLE;

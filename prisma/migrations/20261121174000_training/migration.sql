-- What a database is for: a real trial, training, or the demonstration. Written with its first row and never again, so that none is taken for another.
SET ROLE ecrf_owner;
ALTER TABLE app.study ADD COLUMN is_training boolean NOT NULL DEFAULT false, ADD CONSTRAINT study_is_of_one_kind CHECK (NOT (is_training AND is_demonstration));
CREATE FUNCTION app.keep_kind() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.is_training = OLD.is_training AND NEW.is_demonstration = OLD.is_demonstration THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what a database is for (real, training, demonstration) is said once and never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER c_kind BEFORE UPDATE OR DELETE ON app.study FOR EACH ROW EXECUTE FUNCTION app.keep_kind();
CREATE TRIGGER c_kind_whole BEFORE TRUNCATE ON app.study FOR EACH STATEMENT EXECUTE FUNCTION app.keep_kind();
ALTER TABLE app.study ENABLE ALWAYS TRIGGER c_kind;
ALTER TABLE app.study ENABLE ALWAYS TRIGGER c_kind_whole;

-- What a person has seen of the guide and of the hints at the fields: each notice once, newest counts. It decides nothing and belongs to its person.
CREATE TABLE app.guidance (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), notice text NOT NULL CHECK (notice ~ '^(hint|guide)[.][a-z_]{1,40}$'),
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
GRANT SELECT, INSERT ON app.guidance TO ecrf_app;
ALTER TABLE app.guidance ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY migrate ON app.guidance TO ecrf_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON app.guidance FOR SELECT TO ecrf_app USING (by_id = (SELECT (ctx.current_actor()).account_id));
CREATE POLICY note ON app.guidance FOR INSERT TO ecrf_app WITH CHECK (by_id = (SELECT (ctx.current_actor()).account_id));
CREATE TRIGGER a_stamp BEFORE INSERT ON app.guidance FOR EACH ROW EXECUTE FUNCTION ctx.stamp();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.guidance FOR EACH ROW EXECUTE FUNCTION app.refuse();
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.guidance FOR EACH ROW EXECUTE FUNCTION audit.record('', '');
ALTER TABLE app.guidance ENABLE ALWAYS TRIGGER z_audit;

-- Somebody asked for fresh practice data; the start that runs sees it within seconds. It goes with everything else.
CREATE TABLE auth.training_reset (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), asked_by text NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500), asked_at timestamptz NOT NULL DEFAULT now());
GRANT SELECT, INSERT ON auth.training_reset TO ecrf_definer;
RESET ROLE;
SET ROLE ecrf_definer;
CREATE FUNCTION ctx.ask_training_reset(p_reason text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT ctx.has_role('{administrator}') THEN RAISE EXCEPTION 'only an administrator asks for fresh practice data' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF NOT (SELECT s.is_training FROM app.study s) THEN RETURN false; END IF;
  INSERT INTO auth.training_reset (asked_by, reason) VALUES ((ctx.current_actor()).full_name, p_reason);
  RETURN true;
END $$;
-- Whom one asks: who monitors, manages data and looks after accounts where the caller works. Their names stand on their queries anyway.
CREATE FUNCTION ctx.contacts() RETURNS TABLE (role text, name text, site text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT m.role, a.full_name, t.code FROM app.membership m JOIN auth.account a ON a.id = m.account_id LEFT JOIN app.site t ON t.id = m.site_id
  WHERE m.role IN ('monitor', 'data_manager', 'administrator') AND a.disabled_at IS NULL AND m.revoked_at IS NULL AND m.trained_on IS NOT NULL AND m.active_from <= current_date AND (m.active_to IS NULL OR m.active_to >= current_date)
    AND EXISTS (SELECT FROM ctx.memberships() o WHERE m.site_id IS NULL OR o.site_id IS NULL OR o.site_id = m.site_id) $$;
-- As before; practice needs no second factor either.
CREATE OR REPLACE FUNCTION ctx.demands_second_factor(p_roles text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_roles && '{investigator,monitor,data_manager,statistician,administrator}' AND (SELECT coalesce(s.second_factor, NOT (s.is_demonstration OR s.is_training)) FROM app.study s) $$;
REVOKE ALL ON FUNCTION ctx.ask_training_reset(text), ctx.contacts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.ask_training_reset(text), ctx.contacts() TO ecrf_app;
RESET ROLE;

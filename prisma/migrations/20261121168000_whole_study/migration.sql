-- What concerns the study as a whole is reached only by a role that holds everywhere, as the policy says (STUDY_WIDE in lib/access/permissions.ts):
-- cuts hold every site's data, and a lock over the study covers every site.
SET ROLE ecrf_definer;
CREATE FUNCTION ctx.has_role_everywhere(roles text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM ctx.memberships() m WHERE m.role = ANY (roles) AND m.site_id IS NULL) $$;
REVOKE ALL ON FUNCTION ctx.has_role_everywhere(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.has_role_everywhere(text[]) TO ecrf_app, ecrf_owner, audit_owner;
RESET ROLE;

SET ROLE ecrf_owner;
ALTER POLICY read ON app.data_cut USING ((SELECT ctx.has_role_everywhere('{data_manager,statistician,inspector}')));
ALTER POLICY make ON app.data_cut WITH CHECK ((SELECT ctx.has_role_everywhere('{data_manager}')));
ALTER POLICY read ON app.data_cut_record USING ((SELECT ctx.has_role_everywhere('{data_manager,statistician,inspector}')));
ALTER POLICY make ON app.data_cut_record WITH CHECK ((SELECT ctx.has_role_everywhere('{data_manager}')));
ALTER POLICY place ON app.lock WITH CHECK (CASE WHEN site_id IS NULL THEN (SELECT ctx.has_role_everywhere('{data_manager}')) ELSE site_id = ANY ((SELECT ctx.sites('{data_manager}'))::uuid[]) END);
ALTER POLICY release ON app.lock USING (CASE WHEN site_id IS NULL THEN (SELECT ctx.has_role_everywhere('{data_manager}')) ELSE site_id = ANY ((SELECT ctx.sites('{data_manager}'))::uuid[]) END);
ALTER POLICY read ON app.membership USING (account_id = (SELECT (ctx.current_actor()).account_id) OR (SELECT ctx.has_role_everywhere('{administrator,inspector}')));
-- What these two do has no site. A row from before stays, so that it can still be revoked.
ALTER TABLE app.membership ADD CONSTRAINT membership_of_the_whole CHECK (role NOT IN ('statistician', 'administrator') OR site_id IS NULL OR revoked_at IS NOT NULL) NOT VALID;
RESET ROLE;

-- The door's own word, beside the policies': a reading transaction is confined to the sites where the reader's verb holds (lib/server/within.ts).
-- A restrictive policy: a row comes out only where both agree. Nothing said: as before.
DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT format('%I.%I', c.table_schema, c.table_name) AS name, c.column_name AS site FROM information_schema.columns c
            JOIN pg_class k ON k.oid = format('%I.%I', c.table_schema, c.table_name)::regclass AND k.relkind = 'r' AND k.relrowsecurity
            WHERE (c.table_schema IN ('app', 'audit') AND c.column_name = 'site_id') OR (c.table_schema = 'app' AND c.table_name = 'site' AND c.column_name = 'id') LOOP
    EXECUTE format($p$CREATE POLICY within ON %s AS RESTRICTIVE FOR SELECT TO ecrf_app USING (%I IS NULL OR coalesce((SELECT nullif(current_setting('app.within', true), '')), 'all') = 'all'
      OR %I = ANY ((SELECT string_to_array(nullif(nullif(current_setting('app.within', true), ''), 'all'), ','))::uuid[]))$p$, t.name, t.site, t.site);
  END LOOP;
END $$;

-- Sites answer, sponsors ask: the answer too, and each step of the thread. As before otherwise.
SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.guard_discrepancy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
  IF NEW.state = 'answered' AND NOT NEW.site_id = ANY (ctx.sites('{coordinator,investigator}')) THEN
    RAISE EXCEPTION 'only the site answers' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION ctx.guard_message() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_roles text[] := CASE NEW.step WHEN 'answered' THEN '{coordinator,investigator}' ELSE '{monitor,data_manager}' END;
BEGIN
  IF NOT NEW.site_id = ANY (ctx.sites(v_roles)) AND (NEW.step = 'answered' OR NOT EXISTS (SELECT FROM app.discrepancy d WHERE d.id = NEW.discrepancy_id AND d.origin = 'system')) THEN
    RAISE EXCEPTION 'this step is not yours' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION ctx.guard_message() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.guard_message() TO ecrf_owner;
RESET ROLE;
SET ROLE ecrf_owner;
CREATE TRIGGER c_guard BEFORE INSERT ON app.discrepancy_message FOR EACH ROW EXECUTE FUNCTION ctx.guard_message();
RESET ROLE;

-- Who may do what is looked through at set times, and somebody signs that it was (21 CFR 11.300(b), ICH E6(R3) 4.3.8); and at each site an
-- investigator says whom they trust with which task of the trial (ICH E6(R3) 2.3.3: the delegation log). Rows are only added.
SET ROLE ecrf_owner;
CREATE TABLE app.access_review (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), rights jsonb NOT NULL CHECK (jsonb_typeof(rights) = 'array'), rights_hash text NOT NULL CHECK (rights_hash ~ '^[0-9a-f]{64}$'),
  people int NOT NULL CHECK (people > 0), roles int NOT NULL CHECK (roles >= 0), remark text CHECK (length(btrim(remark)) BETWEEN 1 AND 500),
  statement text NOT NULL CHECK (length(statement) BETWEEN 20 AND 2000), by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE INDEX ON app.access_review (at DESC);
-- Of the rows about one person at one site the latest counts; one without tasks ends what was delegated.
CREATE TABLE app.delegation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, account_id uuid NOT NULL, full_name text NOT NULL,
  tasks text[] NOT NULL CHECK (cardinality(tasks) <= 20), starts_on date NOT NULL, ends_on date CHECK (ends_on >= starts_on), reason text CHECK (length(btrim(reason)) BETWEEN 1 AND 500),
  statement text NOT NULL CHECK (length(statement) BETWEEN 20 AND 2000), by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE INDEX ON app.delegation (site_id, account_id, at DESC);

GRANT SELECT, INSERT ON app.access_review, app.delegation TO ecrf_app;
GRANT SELECT ON app.access_review, app.delegation TO ecrf_definer;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['access_review', 'delegation'] LOOP
  EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY migrate ON app.%I TO ecrf_owner USING (true) WITH CHECK (true)', t);
  EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT ON app.%I FOR EACH ROW EXECUTE FUNCTION ctx.stamp()', t);
  EXECUTE format('CREATE TRIGGER c_signer BEFORE INSERT ON app.%I FOR EACH ROW EXECUTE FUNCTION ctx.guard_signer()', t);
  EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.refuse()', t);
END LOOP; END $$;
CREATE POLICY read ON app.access_review FOR SELECT TO ecrf_app USING ((SELECT ctx.has_role_everywhere('{administrator,inspector}')));
CREATE POLICY attest ON app.access_review FOR INSERT TO ecrf_app WITH CHECK ((SELECT ctx.has_role_everywhere('{administrator}')));
CREATE POLICY read ON app.delegation FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]));
CREATE POLICY delegate ON app.delegation FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{investigator}'))::uuid[]));
CREATE POLICY within ON app.delegation AS RESTRICTIVE FOR SELECT TO ecrf_app USING (coalesce((SELECT nullif(current_setting('app.within', true), '')), 'all') = 'all'
  OR site_id = ANY ((SELECT string_to_array(nullif(nullif(current_setting('app.within', true), ''), 'all'), ','))::uuid[]));
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.access_review FOR EACH ROW EXECUTE FUNCTION audit.record('', 'rights');  -- kept by its hash beside it
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.delegation FOR EACH ROW EXECUTE FUNCTION audit.record('', '');
ALTER TABLE app.access_review ENABLE ALWAYS TRIGGER z_audit;
ALTER TABLE app.delegation ENABLE ALWAYS TRIGGER z_audit;
RESET ROLE;

SET ROLE ecrf_definer;
-- Who holds or held a role of the site, for whoever reads the site's records. Nothing of their accounts but the name.
CREATE FUNCTION ctx.site_people() RETURNS TABLE (site_id uuid, account_id uuid, full_name text, role text, trained_on date, active_from date, active_to date, ended_on date, stands boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.site_id, m.account_id, c.full_name, m.role, m.trained_on, m.active_from, m.active_to, least(m.revoked_at, c.disabled_at)::date,
    m.revoked_at IS NULL AND c.disabled_at IS NULL AND m.trained_on IS NOT NULL AND current_date BETWEEN m.active_from AND coalesce(m.active_to, current_date)  -- as for a session
  FROM app.membership m JOIN auth.account c ON c.id = m.account_id
  WHERE m.role IN ('coordinator', 'investigator') AND m.site_id = ANY (ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}')) $$;
-- Tasks go to people of the site only; the name is the account's, whatever the statement says.
CREATE FUNCTION ctx.guard_delegation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT c.full_name INTO NEW.full_name FROM auth.account c WHERE c.id = NEW.account_id AND EXISTS (
    SELECT FROM app.membership m WHERE m.account_id = c.id AND m.site_id = NEW.site_id AND m.role IN ('coordinator', 'investigator')
      AND (cardinality(NEW.tasks) = 0 OR m.revoked_at IS NULL AND c.disabled_at IS NULL));
  IF NOT FOUND THEN RAISE EXCEPTION 'tasks are delegated to people of the site' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN NEW;
END $$;
-- How much one person did, by day and act: no value, no patient.
CREATE FUNCTION ctx.activity(p_account uuid, p_days int) RETURNS TABLE (day date, action text, times int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (e.occurred_at AT TIME ZONE 'UTC')::date, e.action, count(DISTINCT e.xid)::int FROM audit.event e
  WHERE e.account_id = p_account AND e.occurred_at >= now() - make_interval(days => p_days) AND ctx.has_role_everywhere('{administrator,inspector}') GROUP BY 1, 2 $$;
REVOKE ALL ON FUNCTION ctx.site_people(), ctx.guard_delegation(), ctx.activity(uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.site_people(), ctx.activity(uuid, int) TO ecrf_app;
GRANT EXECUTE ON FUNCTION ctx.guard_delegation() TO ecrf_owner;
RESET ROLE;

SET ROLE ecrf_owner;
CREATE TRIGGER d_guard BEFORE INSERT ON app.delegation FOR EACH ROW EXECUTE FUNCTION ctx.guard_delegation();
RESET ROLE;

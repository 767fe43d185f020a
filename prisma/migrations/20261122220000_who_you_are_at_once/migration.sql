-- Every row policy asks who this is, some forty times in a save, and each time cost a millisecond: a function in SQL is planned again in every statement, and so is
-- each function that it calls. The rule is the same as before. It stands in two views, which nobody may read, and the functions that read them are in
-- PL/pgSQL, which keeps its plans for the life of a connection.
SET ROLE ecrf_definer;
-- The session behind the token in this transaction, while it lasts. No row: nobody.
CREATE VIEW ctx.session_now AS
  SELECT s.id AS session_id, s.second_factor_at, a.id AS account_id, a.username, a.full_name FROM auth.session s JOIN auth.account a ON a.id = s.account_id
  WHERE s.token_hash = sha256(convert_to(nullif(current_setting('app.session_token', true), ''), 'UTF8'))
    AND s.revoked_at IS NULL AND a.disabled_at IS NULL
    AND s.expires_at > statement_timestamp() AND s.idle_expires_at > statement_timestamp();
-- A role counts when training is recorded and today lies in its dates; where one of somebody's roles demands a second factor, all of them wait for a session that gave it.
CREATE VIEW ctx.membership_now AS
  WITH own AS MATERIALIZED (
    SELECT m.role, m.site_id, n.second_factor_at FROM ctx.session_now n JOIN app.membership m ON m.account_id = n.account_id
    WHERE m.revoked_at IS NULL AND m.trained_on IS NOT NULL AND m.active_from <= current_date AND (m.active_to IS NULL OR m.active_to >= current_date))
  SELECT o.role, o.site_id FROM own o WHERE o.second_factor_at IS NOT NULL OR (SELECT NOT ctx.demands_second_factor(array_agg(r.role)) FROM own r);

CREATE OR REPLACE FUNCTION ctx.current_actor() RETURNS ctx.actor LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor;
BEGIN
  SELECT n.session_id, n.account_id, n.username, n.full_name INTO a FROM ctx.session_now n;
  RETURN a;
END $$;
CREATE OR REPLACE FUNCTION ctx.demands_second_factor(p_roles text[]) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN p_roles && '{investigator,monitor,data_manager,statistician,administrator}' AND (SELECT coalesce(s.second_factor, NOT (s.is_demonstration OR s.is_training)) FROM app.study s);
END $$;
CREATE OR REPLACE FUNCTION ctx.memberships() RETURNS TABLE (role text, site_id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY SELECT m.role, m.site_id FROM ctx.membership_now m; END $$;
CREATE OR REPLACE FUNCTION ctx.sites(roles text[]) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT t.id FROM app.site t WHERE EXISTS (SELECT FROM ctx.membership_now m WHERE m.role = ANY (roles) AND (m.site_id IS NULL OR m.site_id = t.id)) ORDER BY t.id);
END $$;
CREATE OR REPLACE FUNCTION ctx.has_role(roles text[]) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN EXISTS (SELECT FROM ctx.membership_now m WHERE m.role = ANY (roles)); END $$;
CREATE OR REPLACE FUNCTION ctx.has_role_everywhere(roles text[]) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN EXISTS (SELECT FROM ctx.membership_now m WHERE m.role = ANY (roles) AND m.site_id IS NULL); END $$;
CREATE OR REPLACE FUNCTION ctx.role_on(p_site uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (SELECT string_agg(DISTINCT m.role, ',' ORDER BY m.role) FROM ctx.membership_now m WHERE m.site_id IS NULL OR p_site IS NULL OR m.site_id = p_site); END $$;
RESET ROLE;

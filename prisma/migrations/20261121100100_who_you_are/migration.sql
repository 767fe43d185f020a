-- Who you are: the database says so, from the token in the transaction. The application cannot name anybody.
GRANT USAGE ON SCHEMA auth, app TO ecrf_definer;
GRANT SELECT ON ALL TABLES IN SCHEMA app TO ecrf_definer;
GRANT SELECT, INSERT, UPDATE ON auth.account, auth.session, auth.invitation TO ecrf_definer;
GRANT SELECT ON auth.randomisation_seed TO ecrf_definer;
SET ROLE ecrf_definer;
CREATE TYPE ctx.actor AS (session_id uuid, account_id uuid, username text, full_name text);
CREATE FUNCTION ctx.current_actor() RETURNS ctx.actor LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, a.id, a.username, a.full_name FROM auth.session s JOIN auth.account a ON a.id = s.account_id
  WHERE s.token_hash = sha256(convert_to(nullif(current_setting('app.session_token', true), ''), 'UTF8'))
    AND s.revoked_at IS NULL AND a.disabled_at IS NULL
    AND s.expires_at > statement_timestamp() AND s.idle_expires_at > statement_timestamp() $$;
-- A role counts when training is recorded and today lies in its dates.
CREATE FUNCTION ctx.memberships() RETURNS TABLE (role text, site_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.role, m.site_id FROM app.membership m
  WHERE m.account_id = (ctx.current_actor()).account_id AND m.revoked_at IS NULL AND m.trained_on IS NOT NULL
    AND m.active_from <= current_date AND (m.active_to IS NULL OR m.active_to >= current_date) $$;
CREATE FUNCTION ctx.sites(roles text[]) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT t.id), '{}') FROM ctx.memberships() m JOIN app.site t ON m.site_id IS NULL OR m.site_id = t.id WHERE m.role = ANY (roles) $$;
CREATE FUNCTION ctx.has_role(roles text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM ctx.memberships() m WHERE m.role = ANY (roles)) $$;
CREATE FUNCTION ctx.role_on(p_site uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT string_agg(DISTINCT m.role, ',' ORDER BY m.role) FROM ctx.memberships() m WHERE m.site_id IS NULL OR p_site IS NULL OR m.site_id = p_site $$;
-- The first statement of every transaction: one round trip carries the context in and the actor out. No row: nobody.
-- A live request pushes the idle limit at most once a minute; SKIP LOCKED, so parallel requests of one person never wait for each other.
CREATE FUNCTION ctx.enter(p_token text, p_request_id text, p_action text, p_reason text, p_touch boolean)
RETURNS TABLE (account_id uuid, username text, full_name text, grants jsonb) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor;
BEGIN
  PERFORM set_config('app.session_token', p_token, true), set_config('app.request_id', p_request_id, true),
          set_config('app.action', p_action, true), set_config('app.reason', coalesce(p_reason, ''), true);
  a := ctx.current_actor();
  IF a.account_id IS NULL THEN RETURN; END IF;
  IF p_touch THEN
    UPDATE auth.session SET idle_expires_at = now() + interval '30 minutes' WHERE id =
      (SELECT s.id FROM auth.session s WHERE s.id = a.session_id AND s.idle_expires_at < now() + interval '29 minutes' FOR UPDATE SKIP LOCKED);
  END IF;
  RETURN QUERY SELECT a.account_id, a.username, a.full_name,
    coalesce((SELECT jsonb_agg(jsonb_build_object('role', m.role, 'siteId', coalesce(m.site_id::text, 'all')) ORDER BY m.role) FROM ctx.memberships() m), '[]');
END $$;
-- Who wrote a row and when is the database's to say, whatever the application sent.
CREATE FUNCTION ctx.stamp() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor := ctx.current_actor();
BEGIN
  IF a.account_id IS NULL THEN RAISE EXCEPTION 'no valid session, write refused' USING ERRCODE = 'insufficient_privilege'; END IF;
  NEW.by_id := a.account_id; NEW.by_name := a.full_name; NEW.by_role := ctx.role_on((to_jsonb(NEW) ->> 'site_id')::uuid); NEW.at := clock_timestamp();
  RETURN NEW;
END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ctx FROM PUBLIC;
GRANT USAGE ON SCHEMA ctx TO ecrf_app, ecrf_auth, audit_owner, ecrf_owner;
GRANT EXECUTE ON FUNCTION ctx.current_actor(), ctx.memberships(), ctx.sites(text[]), ctx.has_role(text[]), ctx.role_on(uuid) TO ecrf_app, audit_owner, ecrf_owner;
GRANT EXECUTE ON FUNCTION ctx.enter(text, text, text, text, boolean) TO ecrf_app;
GRANT EXECUTE ON FUNCTION ctx.stamp() TO ecrf_owner;
RESET ROLE;

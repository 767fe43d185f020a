-- Keys for programs: a person makes a token, and a program of theirs reads data cuts with it. A token is a session that no browser can use:
-- it has a name and says what it reaches, lives for 90 days at most, ends with everything that ends sessions (a closed account, a new password,
-- another second factor), and whoever enters by it can read and cannot write. Who comes, and with which roles, is asked anew each time.
SET ROLE ecrf_owner;
ALTER TABLE auth.session ADD COLUMN name text CHECK (length(name) BETWEEN 1 AND 60), ADD COLUMN scopes text[] CHECK (scopes <@ '{cuts,dataset-json,odm,files}' AND cardinality(scopes) > 0),
  ADD CONSTRAINT session_is_token CHECK ((name IS NULL) = (scopes IS NULL)), ADD CONSTRAINT session_of_token CHECK (scopes IS NULL OR expires_at <= created_at + interval '90 days');
ALTER TABLE app.cut_download ADD COLUMN token text CHECK (length(token) BETWEEN 1 AND 60);  -- the name of the token by which it was taken; null: by a person in a browser
GRANT INSERT ON app.cut_download TO ecrf_definer;
RESET ROLE;

SET ROLE ecrf_definer;
-- As before; and a token is somebody only where the transaction says what it is used for, a browser's session only where it says nothing.
CREATE OR REPLACE VIEW ctx.session_now AS
  SELECT s.id AS session_id, s.second_factor_at, a.id AS account_id, a.username, a.full_name FROM auth.session s JOIN auth.account a ON a.id = s.account_id
  WHERE s.token_hash = sha256(convert_to(nullif(current_setting('app.session_token', true), ''), 'UTF8'))
    AND s.revoked_at IS NULL AND a.disabled_at IS NULL
    AND s.expires_at > statement_timestamp() AND s.idle_expires_at > statement_timestamp()
    AND CASE WHEN s.scopes IS NULL THEN coalesce(current_setting('app.scope', true), '') = '' ELSE current_setting('app.scope', true) = ANY (s.scopes) END;
CREATE FUNCTION ctx.log_token(p_action text, p_id uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE e audit.event; s auth.session;
BEGIN
  SELECT * INTO STRICT s FROM auth.session WHERE id = p_id;
  PERFORM set_config('app.action', p_action, true);
  e.table_name := 'auth.session'; e.row_id := p_id::text; e.op := 'E';
  PERFORM audit.append(e, jsonb_build_object('name', jsonb_build_object('old', NULL, 'new', s.name), 'scopes', jsonb_build_object('old', NULL, 'new', array_to_string(s.scopes, ', ')),
    'expires_at', jsonb_build_object('old', NULL, 'new', to_char(s.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))));
END $$;
-- Null: ten are open already. It has seen a second factor if the session that makes it has.
CREATE FUNCTION ctx.make_token(p_token text, p_name text, p_scopes text[], p_days int) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor := ctx.current_actor(); v_id uuid;
BEGIN
  IF a.session_id IS NULL OR NOT ctx.has_role_everywhere('{data_manager,statistician,inspector}') THEN RAISE EXCEPTION 'only who reads data cuts makes a token' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM FROM auth.account c WHERE c.id = a.account_id FOR UPDATE;           -- two at once are two
  IF (SELECT count(*) FROM auth.session s WHERE s.account_id = a.account_id AND s.scopes IS NOT NULL AND s.revoked_at IS NULL AND s.expires_at > now()) >= 10 THEN RETURN NULL; END IF;
  INSERT INTO auth.session (token_hash, account_id, idle_expires_at, expires_at, second_factor_at, name, scopes)
    SELECT sha256(convert_to(p_token, 'UTF8')), a.account_id, now() + make_interval(days => p_days), now() + make_interval(days => p_days), s.second_factor_at, p_name,
      ARRAY(SELECT DISTINCT scope FROM unnest(array_prepend('cuts', p_scopes)) scope ORDER BY scope) FROM auth.session s WHERE s.id = a.session_id RETURNING id INTO v_id;
  PERFORM ctx.log_token('token.make', v_id);
  RETURN v_id;
END $$;
CREATE FUNCTION ctx.own_tokens() RETURNS TABLE (id uuid, name text, scopes text[], made_at timestamptz, expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, s.name, s.scopes, s.created_at, s.expires_at, CASE WHEN s.last_used_at > s.created_at THEN s.last_used_at END, s.revoked_at FROM auth.session s
  WHERE s.account_id = (ctx.current_actor()).account_id AND s.scopes IS NOT NULL AND s.expires_at > now() - interval '30 days' ORDER BY s.created_at DESC, s.id $$;
CREATE FUNCTION ctx.revoke_token(p_id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE auth.session SET revoked_at = now() WHERE id = p_id AND account_id = (ctx.current_actor()).account_id AND scopes IS NOT NULL AND revoked_at IS NULL AND expires_at > now();
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM ctx.log_token('token.revoke', p_id);
  RETURN true;
END $$;
-- The first statement of a transaction that a program asked for. Nothing can be written after it, whatever is called.
CREATE FUNCTION ctx.enter_by_token(p_token text, p_request_id text, p_action text, p_scope text)
RETURNS TABLE (account_id uuid, username text, full_name text, grants jsonb) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(p_scope, '') = '' THEN RETURN; END IF;
  PERFORM set_config('app.scope', p_scope, true);
  RETURN QUERY SELECT e.account_id, e.username, e.full_name, e.grants FROM ctx.enter(p_token, p_request_id, p_action, '', false) e;
  UPDATE auth.session SET last_used_at = now() WHERE auth.session.id =
    (SELECT s.id FROM auth.session s WHERE s.id = (ctx.current_actor()).session_id AND (s.last_used_at = s.created_at OR s.last_used_at < now() - interval '1 minute') FOR UPDATE SKIP LOCKED);
  PERFORM set_config('transaction_read_only', 'on', true);
END $$;
-- The one thing that is written for a program: that a file was taken by it. False: nobody who may.
CREATE FUNCTION ctx.take_by_token(p_token text, p_request_id text, p_scope text, p_cut uuid, p_format text, p_file text, p_sha256 text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(p_scope, '') = '' THEN RETURN false; END IF;
  PERFORM set_config('app.scope', p_scope, true), set_config('app.session_token', p_token, true), set_config('app.request_id', p_request_id, true),
          set_config('app.action', 'cut.take', true), set_config('app.reason', '', true);
  IF NOT ctx.has_role_everywhere('{data_manager,statistician,inspector}') THEN RETURN false; END IF;
  INSERT INTO app.cut_download (cut_id, format, file, sha256, token) SELECT p_cut, p_format, p_file, p_sha256, s.name FROM auth.session s WHERE s.id = (ctx.current_actor()).session_id AND s.scopes IS NOT NULL;
  RETURN FOUND;
END $$;
-- As before; tokens are their owner's to see on the page Account, and an administrator sees and ends them like any session.
DROP FUNCTION ctx.sessions();
CREATE FUNCTION ctx.sessions() RETURNS TABLE (id uuid, account_id uuid, full_name text, created_at timestamptz, last_used_at timestamptz, address text, agent text, with_factor boolean, own boolean, token text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, s.account_id, a.full_name, s.created_at, s.last_used_at, s.address, s.agent, s.second_factor_at IS NOT NULL, s.id = (ctx.current_actor()).session_id, s.name
  FROM auth.session s JOIN auth.account a ON a.id = s.account_id
  WHERE s.revoked_at IS NULL AND s.expires_at > now() AND s.idle_expires_at > now()
    AND ((s.scopes IS NULL AND s.account_id = (ctx.current_actor()).account_id) OR ctx.has_role('{administrator}')) ORDER BY s.created_at DESC $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ctx FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.make_token(text, text, text[], int), ctx.own_tokens(), ctx.revoke_token(uuid), ctx.enter_by_token(text, text, text, text),
  ctx.take_by_token(text, text, text, uuid, text, text, text), ctx.sessions() TO ecrf_app;
RESET ROLE;

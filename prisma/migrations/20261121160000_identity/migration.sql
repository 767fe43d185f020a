-- Who gets in: tries that are counted, second factors, devices, sessions that say where they are, accounts that are closed and opened again.
SET ROLE ecrf_owner;
-- Null: as a deployment begins, demanded unless it is the demonstration. Set by the owner at a start, with a line in the trail.
ALTER TABLE app.study ADD COLUMN second_factor boolean,
  ADD COLUMN idle_minutes int NOT NULL DEFAULT 30 CHECK (idle_minutes BETWEEN 5 AND 30);
ALTER TABLE app.membership ADD CHECK (active_to >= active_from);
ALTER TABLE auth.account ADD COLUMN factor_reset_at timestamptz;            -- taken away by an administrator: nothing is signed until a new one is there
CREATE TABLE auth.device (                                                  -- a browser that this person signed in with before; it keeps a random cookie
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), account_id uuid NOT NULL REFERENCES auth.account, token_hash bytea NOT NULL,
  known_since timestamptz NOT NULL DEFAULT now(), forgotten_at timestamptz, UNIQUE (account_id, token_hash));
ALTER TABLE auth.session ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN second_factor_at timestamptz,
  ADD COLUMN device_id uuid REFERENCES auth.device, ADD COLUMN address text, ADD COLUMN agent text CHECK (length(agent) <= 300);
ALTER TABLE auth.invitation ADD COLUMN kind text NOT NULL DEFAULT 'invitation' CHECK (kind IN ('invitation', 'reset')), ADD COLUMN wrong_codes int NOT NULL DEFAULT 0;
CREATE TABLE auth.second_factor (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), account_id uuid NOT NULL REFERENCES auth.account,
  secret bytea NOT NULL,                                                    -- sealed by the application; the database cannot read it
  created_at timestamptz NOT NULL DEFAULT now(), confirmed_at timestamptz, removed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0);                                     -- of the last code that was taken: a code works once
CREATE UNIQUE INDEX one_standing_factor ON auth.second_factor (account_id) WHERE removed_at IS NULL AND confirmed_at IS NOT NULL;
CREATE TABLE auth.recovery_code (
  factor_id uuid NOT NULL REFERENCES auth.second_factor, code_hash bytea NOT NULL, used_at timestamptz, replaced_at timestamptz, PRIMARY KEY (factor_id, code_hash));
CREATE TABLE auth.tries (                                                   -- one counter per account, device, network address, and one for all
  subject text PRIMARY KEY, wrong int NOT NULL DEFAULT 0, of_day int NOT NULL DEFAULT 0, since timestamptz NOT NULL DEFAULT now(),
  closed_until timestamptz, turned_away bigint NOT NULL DEFAULT 0) WITH (fillfactor = 50);
CREATE TABLE app.signature_declaration (                                    -- 21 CFR 11.100(c): accepted once by whoever signs
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), version int NOT NULL, text text NOT NULL CHECK (length(text) BETWEEN 20 AND 2000),
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
GRANT SELECT, INSERT ON app.signature_declaration TO ecrf_app;
GRANT SELECT ON app.signature_declaration TO ecrf_definer;
ALTER TABLE app.signature_declaration ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY migrate ON app.signature_declaration TO ecrf_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON app.signature_declaration FOR SELECT TO ecrf_app USING (by_id = (SELECT (ctx.current_actor()).account_id) OR (SELECT ctx.has_role('{administrator,inspector}')));
CREATE POLICY accept ON app.signature_declaration FOR INSERT TO ecrf_app WITH CHECK (by_id = (SELECT (ctx.current_actor()).account_id));
CREATE TRIGGER a_stamp BEFORE INSERT ON app.signature_declaration FOR EACH ROW EXECUTE FUNCTION ctx.stamp();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.signature_declaration FOR EACH ROW EXECUTE FUNCTION app.refuse();
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.signature_declaration FOR EACH ROW EXECUTE FUNCTION audit.record('', '');
ALTER TABLE app.signature_declaration ENABLE ALWAYS TRIGGER z_audit;
GRANT SELECT, INSERT, UPDATE ON auth.device, auth.second_factor, auth.recovery_code TO ecrf_definer;
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.tries TO ecrf_definer;
RESET ROLE;

SET ROLE ecrf_definer;
-- ---- what the trail is told ------------------------------------------------------------------------------------------
-- Before anybody is signed in nobody can be the author. Written to the study's own chain; never what was typed.
CREATE FUNCTION ctx.log_unsigned(p_action text, p_account uuid, p_told jsonb) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_salt bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()); v_id bigint; v jsonb;
BEGIN
  SELECT coalesce(jsonb_object_agg(t.key, jsonb_build_object('old', NULL, 'new', t.value)), '{}') INTO v FROM jsonb_each(jsonb_strip_nulls(p_told)) t;
  INSERT INTO audit.event (xid, chain_id, occurred_at, account_id, username, full_name, action, table_name, row_id, op, fields, payload_hash)
  VALUES (pg_current_xact_id(), audit.chain_of(NULL), clock_timestamp(), '00000000-0000-0000-0000-000000000000', '-', 'Somebody not signed in', p_action, 'auth.security',
          coalesce(p_account::text, '-'), 'E', coalesce((SELECT array_agg(k ORDER BY k) FROM jsonb_object_keys(v) k), '{}'), audit.commit_to(v_salt, v)) RETURNING id INTO v_id;
  INSERT INTO audit.payload VALUES (v_id, NULL, v_salt, v);
END $$;
-- What somebody who is signed in did to an account, their own or another's.
CREATE FUNCTION ctx.log_security(p_action text, p_account uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE e audit.event;
BEGIN
  e.table_name := 'auth.security'; e.row_id := p_account::text; e.op := 'E';
  PERFORM set_config('app.action', p_action, true);
  PERFORM audit.append(e, jsonb_build_object('person', jsonb_build_object('old', NULL, 'new', (SELECT a.full_name FROM auth.account a WHERE a.id = p_account))));
END $$;

-- ---- tries: taken before anything is compared, given back when it was right. So a thousand at once are five. --------------------
CREATE FUNCTION ctx.take_try(p_subject text) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE t auth.tries;
BEGIN
  INSERT INTO auth.tries (subject) VALUES (p_subject) ON CONFLICT DO NOTHING;
  SELECT * INTO STRICT t FROM auth.tries WHERE subject = p_subject FOR UPDATE;
  IF t.closed_until > now() THEN UPDATE auth.tries SET turned_away = turned_away + 1 WHERE subject = p_subject; RETURN false; END IF;
  IF t.since < now() - interval '1 day' THEN t.wrong := 0; t.of_day := 0; t.since := now(); END IF;
  UPDATE auth.tries SET wrong = t.wrong + 1, of_day = t.of_day + 1, since = t.since, closed_until = CASE
      WHEN t.of_day + 1 >= 20 THEN 'infinity'
      WHEN t.wrong + 1 >= 5 THEN now() + least(60, 2 ^ (t.wrong + 1 - 5)) * interval '1 minute' END
    WHERE subject = p_subject;
  RETURN true;
END $$;
-- A network address, and everybody together: so many wrong tries in a span, however many names they are spread over.
CREATE FUNCTION ctx.take_from_budget(p_subject text, p_most int, p_span interval) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE t auth.tries;
BEGIN
  INSERT INTO auth.tries (subject) VALUES (p_subject) ON CONFLICT DO NOTHING;
  SELECT * INTO STRICT t FROM auth.tries WHERE subject = p_subject FOR UPDATE;
  IF t.since < now() - p_span THEN t.wrong := 0; t.since := now(); END IF;
  UPDATE auth.tries SET wrong = CASE WHEN t.wrong < p_most THEN t.wrong + 1 ELSE t.wrong END, since = t.since,
    turned_away = turned_away + (t.wrong >= p_most)::int WHERE subject = p_subject;
  RETURN t.wrong < p_most;
END $$;
-- In the order in which a try takes them, or two who sign in at once would wait for each other.
CREATE FUNCTION ctx.give_back(p_subject text, p_address text, p_all boolean) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_subject LIKE 'account:%' THEN
    UPDATE auth.tries SET wrong = greatest(wrong - 1, 0) WHERE subject = 'everybody';
    UPDATE auth.tries SET wrong = greatest(wrong - 1, 0) WHERE subject = 'address:' || p_address;
  END IF;
  UPDATE auth.tries SET wrong = CASE WHEN p_all THEN 0 ELSE greatest(wrong - 1, 0) END, of_day = greatest(of_day - 1, 0), closed_until = NULL WHERE subject = p_subject;
END $$;
CREATE FUNCTION ctx.fail_try(p_what text, p_account uuid, p_subject text, p_address text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_closed timestamptz; v_name text := (SELECT a.full_name FROM auth.account a WHERE a.id = p_account);
BEGIN
  PERFORM ctx.log_unsigned(p_what, p_account, jsonb_build_object('person', v_name, 'address', p_address));
  SELECT t.closed_until INTO v_closed FROM auth.tries t WHERE t.subject = p_subject AND t.closed_until > now();
  IF v_closed IS NOT NULL AND p_account IS NOT NULL THEN
    PERFORM ctx.log_unsigned('sign_in.closed', p_account, jsonb_build_object('person', v_name, 'minutes', CASE WHEN v_closed < 'infinity' THEN ceil(extract(epoch FROM v_closed - now()) / 60) END));
  END IF;
  IF random() < 0.01 THEN DELETE FROM auth.tries WHERE subject LIKE 'address:%' AND since < now() - interval '1 day'; END IF;
END $$;

-- ---- signing in: begin, compare the password outside, finish or fail ---------------------------------------------------------------
-- One row whoever is named: unknown, closed and invited people have no hash, and the caller compares with nobody's.
CREATE FUNCTION ctx.begin_sign_in(p_username text, p_address text, p_device text)
RETURNS TABLE (account_id uuid, password_hash text, subject text, may_try boolean, factor bytea) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a auth.account; v_device uuid;
BEGIN
  SELECT * INTO a FROM auth.account c WHERE c.username = lower(p_username) AND c.disabled_at IS NULL AND c.password_hash IS NOT NULL;
  SELECT d.id INTO v_device FROM auth.device d WHERE d.account_id = a.id AND d.token_hash = sha256(convert_to(p_device, 'UTF8')) AND d.forgotten_at IS NULL;
  subject := coalesce('device:' || v_device, 'account:' || a.id, 'name:' || left(encode(sha256(convert_to(lower(p_username), 'UTF8')), 'hex'), 2));
  -- a device that its owner signed in with before has a budget of its own: strangers cannot lock the owner out
  may_try := v_device IS NOT NULL;
  IF NOT may_try THEN may_try := ctx.take_from_budget('everybody', 1000, interval '1 hour'); END IF;
  IF may_try AND v_device IS NULL THEN may_try := ctx.take_from_budget('address:' || p_address, 50, interval '15 minutes'); END IF;
  IF may_try THEN may_try := ctx.take_try(subject); END IF;
  account_id := a.id; password_hash := a.password_hash;
  factor := (SELECT f.secret FROM auth.second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL AND f.removed_at IS NULL);
  RETURN NEXT;
END $$;
CREATE FUNCTION ctx.fail_sign_in(p_account uuid, p_subject text, p_address text, p_may_try boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_may_try THEN PERFORM ctx.fail_try('sign_in.failed', p_account, p_subject, p_address); END IF;
END $$;
-- True when the account's second factor is satisfied, which spends the code. An account without one has nothing to show.
CREATE FUNCTION ctx.spend_code(p_account uuid, p_step bigint, p_recovery bytea) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE f auth.second_factor;
BEGIN
  SELECT * INTO f FROM auth.second_factor s WHERE s.account_id = p_account AND s.confirmed_at IS NOT NULL AND s.removed_at IS NULL FOR UPDATE;
  IF f.id IS NULL THEN RETURN true; END IF;
  UPDATE auth.second_factor s SET last_step = p_step WHERE s.id = f.id AND s.last_step < p_step;
  IF FOUND THEN RETURN true; END IF;
  UPDATE auth.recovery_code r SET used_at = now() WHERE r.factor_id = f.id AND r.code_hash = p_recovery AND r.used_at IS NULL AND r.replaced_at IS NULL;
  RETURN FOUND;
END $$;
CREATE FUNCTION ctx.has_factor(p_account uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM auth.second_factor f WHERE f.account_id = p_account AND f.confirmed_at IS NOT NULL AND f.removed_at IS NULL) $$;
CREATE FUNCTION ctx.begin_session(p_account uuid, p_token text, p_device text, p_address text, p_agent text) RETURNS uuid LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; v_device uuid;
BEGIN
  INSERT INTO auth.device AS d (account_id, token_hash) VALUES (p_account, sha256(convert_to(p_device, 'UTF8')))
    ON CONFLICT (account_id, token_hash) DO UPDATE SET forgotten_at = NULL RETURNING d.id INTO v_device;
  INSERT INTO auth.session (token_hash, account_id, idle_expires_at, expires_at, second_factor_at, device_id, address, agent)
  VALUES (sha256(convert_to(p_token, 'UTF8')), p_account, now() + (SELECT s.idle_minutes FROM app.study s) * interval '1 minute', now() + interval '12 hours',
          CASE WHEN ctx.has_factor(p_account) THEN now() END, v_device, p_address, left(p_agent, 300)) RETURNING id INTO v_id;
  PERFORM set_config('app.session_token', p_token, true);
  RETURN v_id;
END $$;
-- The password was right. 'in', 'code_needed' (nothing is counted) or 'wrong'.
CREATE FUNCTION ctx.finish_sign_in(p_account uuid, p_subject text, p_address text, p_agent text, p_token text, p_device text, p_step bigint, p_recovery bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM auth.account a WHERE a.id = p_account AND a.password_hash IS NOT NULL AND a.disabled_at IS NULL) THEN RETURN 'wrong'; END IF;
  IF ctx.has_factor(p_account) AND p_step IS NULL AND p_recovery IS NULL THEN PERFORM ctx.give_back(p_subject, p_address, false); RETURN 'code_needed'; END IF;
  IF NOT ctx.spend_code(p_account, p_step, p_recovery) THEN PERFORM ctx.fail_try('sign_in.wrong_code', p_account, p_subject, p_address); RETURN 'wrong'; END IF;
  PERFORM ctx.give_back(p_subject, p_address, true);
  v_id := ctx.begin_session(p_account, p_token, p_device, p_address, p_agent);
  PERFORM ctx.log('session.open', 'auth.session', v_id::text);
  IF p_recovery IS NOT NULL AND p_step IS NULL AND ctx.has_factor(p_account) THEN PERFORM ctx.log_security('factor.recover', p_account); END IF;
  RETURN 'in';
END $$;
-- A hash made with weaker parameters is replaced by a stronger one of the same password.
CREATE FUNCTION ctx.rehash(p_account uuid, p_old text, p_new text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE auth.account SET password_hash = p_new WHERE id = p_account AND password_hash = p_old $$;
-- What the owner of the database opens for its own scripts counts as proven.
CREATE OR REPLACE FUNCTION ctx.open_session(p_account uuid, p_token text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid;
BEGIN
  INSERT INTO auth.session (token_hash, account_id, idle_expires_at, expires_at, second_factor_at)
  VALUES (sha256(convert_to(p_token, 'UTF8')), p_account, now() + interval '30 minutes', now() + interval '12 hours', now()) RETURNING id INTO v_id;
  PERFORM set_config('app.session_token', p_token, true); PERFORM ctx.log('session.open', 'auth.session', v_id::text);
  RETURN v_id;
END $$;
REVOKE EXECUTE ON FUNCTION ctx.open_session(uuid, text) FROM ecrf_auth;

-- ---- what a session may do while a second factor is demanded and not shown: nothing but look after its own account ----------------
CREATE FUNCTION ctx.demands_second_factor(p_roles text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_roles && '{investigator,monitor,data_manager,statistician,administrator}' AND (SELECT coalesce(s.second_factor, NOT s.is_demonstration) FROM app.study s) $$;
CREATE FUNCTION ctx.lacks_factor() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT ctx.demands_second_factor(array_agg(m.role)) FROM auth.session s JOIN app.membership m ON m.account_id = s.account_id
  WHERE s.id = (ctx.current_actor()).session_id AND s.second_factor_at IS NULL AND m.revoked_at IS NULL AND m.trained_on IS NOT NULL
    AND m.active_from <= current_date AND (m.active_to IS NULL OR m.active_to >= current_date) $$;
CREATE OR REPLACE FUNCTION ctx.memberships() RETURNS TABLE (role text, site_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH own AS (
    SELECT m.role, m.site_id FROM app.membership m
    WHERE m.account_id = (ctx.current_actor()).account_id AND m.revoked_at IS NULL AND m.trained_on IS NOT NULL
      AND m.active_from <= current_date AND (m.active_to IS NULL OR m.active_to >= current_date))
  SELECT o.role, o.site_id FROM own o WHERE NOT coalesce((
    SELECT s.second_factor_at IS NULL AND ctx.demands_second_factor((SELECT array_agg(r.role) FROM own r)) FROM auth.session s WHERE s.id = (ctx.current_actor()).session_id), true) $$;
CREATE OR REPLACE FUNCTION ctx.enter(p_token text, p_request_id text, p_action text, p_reason text, p_touch boolean)
RETURNS TABLE (account_id uuid, username text, full_name text, grants jsonb) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor; v_idle interval;
BEGIN
  PERFORM set_config('app.session_token', p_token, true), set_config('app.request_id', p_request_id, true),
          set_config('app.action', p_action, true), set_config('app.reason', coalesce(p_reason, ''), true);
  a := ctx.current_actor();
  IF a.account_id IS NULL THEN RETURN; END IF;
  IF p_touch THEN
    SELECT s.idle_minutes * interval '1 minute' INTO v_idle FROM app.study s;
    UPDATE auth.session SET idle_expires_at = now() + v_idle, last_used_at = now() WHERE id =
      (SELECT s.id FROM auth.session s WHERE s.id = a.session_id AND s.idle_expires_at < now() + v_idle - interval '1 minute' FOR UPDATE SKIP LOCKED);
  END IF;
  RETURN QUERY SELECT a.account_id, a.username, a.full_name,
    coalesce((SELECT jsonb_agg(jsonb_build_object('role', m.role, 'siteId', coalesce(m.site_id::text, 'all')) ORDER BY m.role) FROM ctx.memberships() m), '[]');
END $$;

-- ---- proof of identity for an act: the same counters -------------------------------------------------------------------------------
CREATE FUNCTION ctx.begin_confirmation(p_token text)
RETURNS TABLE (account_id uuid, password_hash text, subject text, may_try boolean, minutes int, declared boolean, factor_reset boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor;
BEGIN
  PERFORM set_config('app.session_token', p_token, true); a := ctx.current_actor();
  IF a.session_id IS NULL THEN RETURN; END IF;
  SELECT coalesce('device:' || s.device_id, 'account:' || s.account_id) INTO subject FROM auth.session s WHERE s.id = a.session_id;
  may_try := ctx.take_try(subject);
  SELECT c.id, c.password_hash, c.factor_reset_at IS NOT NULL, EXISTS (SELECT FROM app.signature_declaration d WHERE d.by_id = c.id),
    (SELECT CASE WHEN t.closed_until < 'infinity' THEN ceil(extract(epoch FROM t.closed_until - now()) / 60) END FROM auth.tries t WHERE t.subject = begin_confirmation.subject)
    INTO account_id, password_hash, factor_reset, declared, minutes FROM auth.account c WHERE c.id = a.account_id;
  RETURN NEXT;
END $$;
CREATE FUNCTION ctx.end_confirmation(p_token text, p_subject text, p_right boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor;
BEGIN
  PERFORM set_config('app.session_token', p_token, true); a := ctx.current_actor();
  IF p_right THEN UPDATE auth.tries SET wrong = 0, of_day = greatest(of_day - 1, 0), closed_until = NULL WHERE subject = p_subject; RETURN; END IF;
  IF a.session_id IS NULL THEN RETURN; END IF;
  PERFORM ctx.log_security('confirmation.failed', a.account_id);
  IF EXISTS (SELECT FROM auth.tries t WHERE t.subject = p_subject AND t.closed_until > now()) THEN PERFORM ctx.log_security('confirmation.closed', a.account_id); END IF;
END $$;
-- Whoever signs has declared what the signature means, and holds the second factor that an administrator took away again.
CREATE FUNCTION ctx.guard_signer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM app.signature_declaration d WHERE d.by_id = NEW.by_id) THEN RAISE EXCEPTION 'the signer has not declared what a signature means' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF EXISTS (SELECT FROM auth.account a WHERE a.id = NEW.by_id AND a.factor_reset_at IS NOT NULL) THEN RAISE EXCEPTION 'the signer''s second factor was reset' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN NEW;
END $$;

-- ---- one's own account --------------------------------------------------------------------------------------------------------------
-- A new token for the session that asks, and the end of all the others.
CREATE FUNCTION ctx.renew_session(p_new_token text) RETURNS uuid LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor := ctx.current_actor();
BEGIN
  IF a.session_id IS NULL THEN RAISE EXCEPTION 'no valid session' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE auth.session SET revoked_at = now() WHERE account_id = a.account_id AND id <> a.session_id AND revoked_at IS NULL;
  UPDATE auth.session SET token_hash = sha256(convert_to(p_new_token, 'UTF8')) WHERE id = a.session_id;
  PERFORM set_config('app.session_token', p_new_token, true);
  RETURN a.account_id;
END $$;
CREATE FUNCTION ctx.change_password(p_hash text, p_new_token text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_account uuid := ctx.renew_session(p_new_token);
BEGIN
  UPDATE auth.account SET password_hash = p_hash WHERE id = v_account;
  UPDATE auth.invitation SET used_at = now() WHERE account_id = v_account AND used_at IS NULL;
  PERFORM ctx.log_security('password.change', v_account);
END $$;
CREATE FUNCTION ctx.propose_factor(p_secret bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor := ctx.current_actor();
BEGIN
  IF a.session_id IS NULL THEN RAISE EXCEPTION 'no valid session' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE auth.second_factor SET removed_at = now() WHERE account_id = a.account_id AND confirmed_at IS NULL AND removed_at IS NULL;
  INSERT INTO auth.second_factor (account_id, secret) VALUES (a.account_id, p_secret);
END $$;
CREATE FUNCTION ctx.proposed_factor() RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.secret FROM auth.second_factor f WHERE f.account_id = (ctx.current_actor()).account_id AND f.confirmed_at IS NULL AND f.removed_at IS NULL
    AND f.created_at > now() - interval '1 hour' $$;
-- The first code was right: from now on this factor stands instead of any earlier one, and this session has shown it.
CREATE FUNCTION ctx.confirm_factor(p_step bigint, p_recovery bytea[], p_new_token text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_account uuid := (ctx.current_actor()).account_id; v_factor uuid;
BEGIN
  SELECT f.id INTO v_factor FROM auth.second_factor f WHERE f.account_id = v_account AND f.confirmed_at IS NULL AND f.removed_at IS NULL FOR UPDATE;
  IF v_factor IS NULL OR p_step IS NULL THEN RETURN false; END IF;
  UPDATE auth.second_factor SET removed_at = now() WHERE account_id = v_account AND id <> v_factor AND removed_at IS NULL;
  UPDATE auth.second_factor SET confirmed_at = now(), last_step = p_step WHERE id = v_factor;
  INSERT INTO auth.recovery_code (factor_id, code_hash) SELECT v_factor, h FROM unnest(p_recovery) h;
  UPDATE auth.account SET factor_reset_at = NULL WHERE id = v_account;
  PERFORM ctx.renew_session(p_new_token);
  UPDATE auth.session SET second_factor_at = now() WHERE id = (ctx.current_actor()).session_id;
  PERFORM ctx.log_security('factor.enrol', v_account);
  RETURN true;
END $$;
CREATE FUNCTION ctx.renew_recovery_codes(p_recovery bytea[]) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_account uuid := (ctx.current_actor()).account_id; v_factor uuid;
BEGIN
  SELECT f.id INTO v_factor FROM auth.second_factor f WHERE f.account_id = v_account AND f.confirmed_at IS NOT NULL AND f.removed_at IS NULL FOR UPDATE;
  IF v_factor IS NULL THEN RETURN false; END IF;
  UPDATE auth.recovery_code SET replaced_at = now() WHERE factor_id = v_factor AND replaced_at IS NULL;
  INSERT INTO auth.recovery_code (factor_id, code_hash) SELECT v_factor, h FROM unnest(p_recovery) h;
  PERFORM ctx.log_security('factor.renew_codes', v_account);
  RETURN true;
END $$;
CREATE FUNCTION ctx.revoke_other_sessions() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor := ctx.current_actor(); v_count int;
BEGIN
  UPDATE auth.session SET revoked_at = now() WHERE account_id = a.account_id AND id <> a.session_id AND revoked_at IS NULL AND expires_at > now() AND idle_expires_at > now();
  GET DIAGNOSTICS v_count = ROW_COUNT;
  IF v_count > 0 THEN PERFORM ctx.log_security('session.revoke_others', a.account_id); END IF;
  RETURN v_count;
END $$;
CREATE FUNCTION ctx.own_account()
RETURNS TABLE (username text, full_name text, factor_since timestamptz, codes_left int, factor_reset_at timestamptz, demanded boolean, lacking boolean, declared_at timestamptz, idle_minutes int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.username, a.full_name, f.confirmed_at, (SELECT count(*)::int FROM auth.recovery_code r WHERE r.factor_id = f.id AND r.used_at IS NULL AND r.replaced_at IS NULL), a.factor_reset_at,
    coalesce(ctx.demands_second_factor((SELECT array_agg(m.role) FROM app.membership m WHERE m.account_id = a.id AND m.revoked_at IS NULL AND m.trained_on IS NOT NULL
      AND m.active_from <= current_date AND (m.active_to IS NULL OR m.active_to >= current_date))), false), coalesce(ctx.lacks_factor(), false),
    (SELECT min(d.at) FROM app.signature_declaration d WHERE d.by_id = a.id), (SELECT s.idle_minutes FROM app.study s)
  FROM auth.account a LEFT JOIN auth.second_factor f ON f.account_id = a.id AND f.confirmed_at IS NOT NULL AND f.removed_at IS NULL
  WHERE a.id = (ctx.current_actor()).account_id $$;
-- What happened to one's own account lately, whoever did it. Its owner reads it although the trail of the whole is for others.
CREATE FUNCTION ctx.own_security_events() RETURNS TABLE (at timestamptz, action text, who text, address text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.occurred_at, e.action, e.full_name, coalesce(p.changes #>> '{address,new}', o.address) FROM audit.event e
  LEFT JOIN audit.payload p ON p.event_id = e.id LEFT JOIN auth.session o ON e.table_name = 'auth.session' AND o.id::text = e.row_id
  WHERE (e.table_name = 'auth.security' AND e.row_id = (ctx.current_actor()).account_id::text)
     OR (e.table_name = 'auth.session' AND e.row_id IN (SELECT s.id::text FROM auth.session s WHERE s.account_id = (ctx.current_actor()).account_id ORDER BY s.created_at DESC LIMIT 10))
  ORDER BY e.id DESC LIMIT 20 $$;
DROP FUNCTION ctx.sessions();
CREATE FUNCTION ctx.sessions() RETURNS TABLE (id uuid, account_id uuid, full_name text, created_at timestamptz, last_used_at timestamptz, address text, agent text, with_factor boolean, own boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, s.account_id, a.full_name, s.created_at, s.last_used_at, s.address, s.agent, s.second_factor_at IS NOT NULL, s.id = (ctx.current_actor()).session_id
  FROM auth.session s JOIN auth.account a ON a.id = s.account_id
  WHERE s.revoked_at IS NULL AND s.expires_at > now() AND s.idle_expires_at > now()
    AND (s.account_id = (ctx.current_actor()).account_id OR ctx.has_role('{administrator}')) ORDER BY s.created_at DESC $$;

-- ---- what an administrator does about people ------------------------------------------------------------------------------------------
-- EC011: the last administrator; EC012: one's own account. The application says them in words.
CREATE FUNCTION ctx.hold_administrators(p_without uuid, p_membership uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ctx.administrators'));              -- two administrators closing each other: one of them is the last
  IF NOT EXISTS (SELECT FROM app.membership m JOIN auth.account a ON a.id = m.account_id WHERE m.role = 'administrator' AND m.revoked_at IS NULL AND m.trained_on IS NOT NULL
      AND m.active_from <= current_date AND (m.active_to IS NULL OR m.active_to >= current_date) AND a.disabled_at IS NULL AND a.password_hash IS NOT NULL
      AND a.id IS DISTINCT FROM p_without AND m.id IS DISTINCT FROM p_membership) THEN
    RAISE EXCEPTION 'this is the last administrator' USING ERRCODE = 'EC011'; END IF;
END $$;
CREATE FUNCTION ctx.assert_administrator_of(p_account uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT ctx.has_role('{administrator}') THEN RAISE EXCEPTION 'only an administrator looks after accounts' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF p_account = (ctx.current_actor()).account_id THEN RAISE EXCEPTION 'nobody does this to their own account' USING ERRCODE = 'EC012'; END IF;
END $$;
CREATE FUNCTION ctx.guard_membership() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.account_id = (ctx.current_actor()).account_id THEN RAISE EXCEPTION 'nobody gives themselves a role' USING ERRCODE = 'EC012'; END IF;
  ELSIF OLD.role = 'administrator' AND OLD.revoked_at IS NULL AND (NEW.revoked_at IS NOT NULL OR NEW.trained_on IS NULL OR NEW.active_to IS DISTINCT FROM OLD.active_to) THEN
    PERFORM ctx.hold_administrators(NULL, OLD.id);
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION ctx.close_account(p_account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ctx.assert_administrator_of(p_account);
  PERFORM ctx.hold_administrators(p_account, NULL);
  UPDATE auth.account SET disabled_at = now() WHERE id = p_account AND disabled_at IS NULL AND username <> 'system';
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE auth.session SET revoked_at = now() WHERE account_id = p_account AND revoked_at IS NULL;
  UPDATE auth.invitation SET used_at = now() WHERE account_id = p_account AND used_at IS NULL;
  PERFORM ctx.log_security('account.close', p_account);
  RETURN true;
END $$;
CREATE FUNCTION ctx.reopen_account(p_account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ctx.assert_administrator_of(p_account);
  UPDATE auth.account SET disabled_at = NULL WHERE id = p_account AND disabled_at IS NOT NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM ctx.log_security('account.reopen', p_account);
  RETURN true;
END $$;
CREATE FUNCTION ctx.clear_tries(p_account uuid) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE auth.tries SET wrong = 0, of_day = 0, closed_until = NULL
    WHERE (wrong > 0 OR of_day > 0) AND subject IN (SELECT 'account:' || p_account UNION ALL SELECT 'device:' || d.id FROM auth.device d WHERE d.account_id = p_account);
  RETURN FOUND;
END $$;
CREATE FUNCTION ctx.unlock_account(p_account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ctx.assert_administrator_of(p_account);
  IF NOT ctx.clear_tries(p_account) THEN RETURN false; END IF;
  PERFORM ctx.log_security('account.unlock', p_account);
  RETURN true;
END $$;
CREATE FUNCTION ctx.reset_factor(p_account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ctx.assert_administrator_of(p_account);
  IF NOT ctx.has_factor(p_account) THEN RETURN false; END IF;
  UPDATE auth.second_factor SET removed_at = now() WHERE account_id = p_account AND removed_at IS NULL;
  UPDATE auth.session SET revoked_at = now() WHERE account_id = p_account AND revoked_at IS NULL;
  UPDATE auth.account SET factor_reset_at = now() WHERE id = p_account;
  PERFORM ctx.log_security('factor.reset', p_account);
  RETURN true;
END $$;
DROP FUNCTION ctx.people();
CREATE FUNCTION ctx.people() RETURNS TABLE (id uuid, username text, full_name text, invited boolean, disabled boolean, has_factor boolean, factor_reset boolean, locked_until timestamptz, last_in timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.username, a.full_name, a.password_hash IS NULL, a.disabled_at IS NOT NULL, ctx.has_factor(a.id), a.factor_reset_at IS NOT NULL,
    (SELECT max(t.closed_until) FROM auth.tries t WHERE t.closed_until > now()
       AND t.subject IN (SELECT 'account:' || a.id UNION ALL SELECT 'device:' || d.id FROM auth.device d WHERE d.account_id = a.id)),
    (SELECT max(s.last_used_at) FROM auth.session s WHERE s.account_id = a.id)
  FROM auth.account a WHERE ctx.has_role('{administrator,inspector}') AND a.username <> 'system' ORDER BY a.full_name $$;

-- ---- one-time links: an invitation for 7 days, a new password for one. A link never takes the second factor away --------------------
CREATE OR REPLACE FUNCTION ctx.invite(p_account uuid, p_token text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a auth.account;
BEGIN
  IF NOT ctx.has_role('{administrator}') THEN RAISE EXCEPTION 'only an administrator invites' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO a FROM auth.account WHERE id = p_account AND disabled_at IS NULL AND username <> 'system';
  IF a.id IS NULL THEN RAISE EXCEPTION 'no open account' USING ERRCODE = 'no_data_found'; END IF;
  IF a.password_hash IS NOT NULL THEN PERFORM ctx.assert_administrator_of(p_account); END IF;
  UPDATE auth.invitation SET used_at = now() WHERE account_id = p_account AND used_at IS NULL;
  INSERT INTO auth.invitation (token_hash, account_id, kind, expires_at)
  VALUES (sha256(convert_to(p_token, 'UTF8')), p_account, CASE WHEN a.password_hash IS NULL THEN 'invitation' ELSE 'reset' END,
          now() + CASE WHEN a.password_hash IS NULL THEN interval '7 days' ELSE interval '24 hours' END);
  PERFORM ctx.log('person.invite', 'auth.account', p_account::text);
END $$;
DROP FUNCTION ctx.invitation(text);
CREATE FUNCTION ctx.invitation(p_token text) RETURNS TABLE (account_id uuid, username text, full_name text, kind text, factor bytea) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.username, a.full_name, i.kind, (SELECT f.secret FROM auth.second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL AND f.removed_at IS NULL)
  FROM auth.invitation i JOIN auth.account a ON a.id = i.account_id
  WHERE i.token_hash = sha256(convert_to(p_token, 'UTF8')) AND i.used_at IS NULL AND i.expires_at > now() AND a.disabled_at IS NULL $$;
-- The link opens once: it sets the password, ends every session of the account, begins one, and is gone. 'in', 'spent' or 'wrong' (five wrong codes spend it).
DROP FUNCTION ctx.accept_invitation(text, text, text);
CREATE FUNCTION ctx.accept_invitation(p_token text, p_password_hash text, p_session_token text, p_device text, p_address text, p_agent text, p_step bigint, p_recovery bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE i auth.invitation;
BEGIN
  SELECT * INTO i FROM auth.invitation v WHERE v.token_hash = sha256(convert_to(p_token, 'UTF8')) AND v.used_at IS NULL AND v.expires_at > now() FOR UPDATE;
  IF i.account_id IS NULL OR NOT EXISTS (SELECT FROM auth.account a WHERE a.id = i.account_id AND a.disabled_at IS NULL) THEN RETURN 'spent'; END IF;
  IF NOT ctx.spend_code(i.account_id, p_step, p_recovery) THEN
    UPDATE auth.invitation v SET wrong_codes = v.wrong_codes + 1, used_at = CASE WHEN v.wrong_codes >= 4 THEN now() END WHERE v.token_hash = i.token_hash;
    PERFORM ctx.log_unsigned('sign_in.wrong_code', i.account_id, jsonb_build_object('person', (SELECT a.full_name FROM auth.account a WHERE a.id = i.account_id), 'address', p_address));
    RETURN 'wrong';
  END IF;
  UPDATE auth.invitation v SET used_at = now() WHERE v.token_hash = i.token_hash;
  UPDATE auth.session SET revoked_at = now() WHERE account_id = i.account_id AND revoked_at IS NULL;
  PERFORM ctx.begin_session(i.account_id, p_session_token, p_device, p_address, p_agent);
  UPDATE auth.account SET password_hash = p_password_hash WHERE id = i.account_id;
  PERFORM ctx.clear_tries(i.account_id);
  PERFORM ctx.log('person.accept_invitation', 'auth.account', i.account_id::text);
  RETURN 'in';
END $$;
DROP FUNCTION ctx.password_hash(text);
DROP FUNCTION ctx.password_hash_of_session(text);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ctx FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.begin_sign_in(text, text, text), ctx.fail_sign_in(uuid, text, text, boolean), ctx.finish_sign_in(uuid, text, text, text, text, text, bigint, bytea), ctx.rehash(uuid, text, text),
  ctx.begin_confirmation(text), ctx.end_confirmation(text, text, boolean), ctx.invitation(text), ctx.accept_invitation(text, text, text, text, text, text, bigint, bytea) TO ecrf_auth;
GRANT EXECUTE ON FUNCTION ctx.sessions(), ctx.people(), ctx.lacks_factor(), ctx.change_password(text, text), ctx.propose_factor(bytea), ctx.proposed_factor(), ctx.confirm_factor(bigint, bytea[], text),
  ctx.renew_recovery_codes(bytea[]), ctx.revoke_other_sessions(), ctx.own_account(), ctx.own_security_events(), ctx.close_account(uuid), ctx.reopen_account(uuid), ctx.unlock_account(uuid), ctx.reset_factor(uuid) TO ecrf_app;
GRANT EXECUTE ON FUNCTION ctx.guard_signer(), ctx.guard_membership() TO ecrf_owner;
RESET ROLE;

SET ROLE ecrf_owner;
CREATE TRIGGER c_signer BEFORE INSERT ON app.signature FOR EACH ROW EXECUTE FUNCTION ctx.guard_signer();
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON app.membership FOR EACH ROW EXECUTE FUNCTION ctx.guard_membership();
RESET ROLE;

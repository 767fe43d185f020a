-- Single sign-on: an account may belong to somebody whom an OpenID Connect provider knows. The pair of issuer and subject is what the provider
-- promises never to give to another person; a mail address is not, so it joins nobody to anything. Joined by a one-time link, as a password is chosen.
SET ROLE ecrf_owner;
CREATE TABLE auth.identity (
  issuer text NOT NULL CHECK (length(issuer) <= 500), subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255), account_id uuid NOT NULL UNIQUE REFERENCES auth.account,
  joined_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (issuer, subject));
-- Signed in anew at the provider, on purpose, by the person whose session it is: good for one act, for two minutes.
CREATE TABLE auth.proof (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), session_id uuid NOT NULL REFERENCES auth.session, at timestamptz NOT NULL DEFAULT now(), used_at timestamptz);
CREATE INDEX ON auth.proof (session_id) WHERE used_at IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.identity TO ecrf_definer;
GRANT SELECT, INSERT, UPDATE ON auth.proof TO ecrf_definer;
RESET ROLE;
SET ROLE ecrf_definer;
-- The account that belongs to this person at the provider and may sign in; null otherwise.
CREATE FUNCTION ctx.account_of_identity(p_issuer text, p_subject text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.account_id FROM auth.identity i JOIN auth.account a ON a.id = i.account_id WHERE i.issuer = p_issuer AND i.subject = p_subject AND a.disabled_at IS NULL $$;
-- Signing in at the provider. `p_factor`: it says itself that it saw more than a password; otherwise our own second factor is shown afterwards. 'in' or 'unknown'.
CREATE FUNCTION ctx.begin_provider_session(p_account uuid, p_factor boolean, p_token text, p_device text, p_address text, p_agent text) RETURNS uuid LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid := ctx.begin_session(p_account, p_token, p_device, p_address, p_agent);
BEGIN UPDATE auth.session SET second_factor_at = CASE WHEN p_factor THEN now() END WHERE id = v_id; RETURN v_id; END $$;
CREATE FUNCTION ctx.sign_in_by_provider(p_issuer text, p_subject text, p_factor boolean, p_token text, p_device text, p_address text, p_agent text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_account uuid := ctx.account_of_identity(p_issuer, p_subject);
BEGIN
  IF v_account IS NULL THEN PERFORM ctx.log_unsigned('sign_in.unknown_identity', NULL, jsonb_build_object('address', p_address)); RETURN 'unknown'; END IF;
  PERFORM ctx.log('session.open', 'auth.session', ctx.begin_provider_session(v_account, p_factor, p_token, p_device, p_address, p_agent)::text);
  RETURN 'in';
END $$;
-- A one-time link joins the account to a person at the provider: from then on that is the way in, and a password there was is gone. 'in', 'spent', or 'taken' by another account.
CREATE FUNCTION ctx.join_identity(p_link text, p_issuer text, p_subject text, p_factor boolean, p_token text, p_device text, p_address text, p_agent text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE i auth.invitation;
BEGIN
  SELECT * INTO i FROM auth.invitation v WHERE v.token_hash = sha256(convert_to(p_link, 'UTF8')) AND v.used_at IS NULL AND v.expires_at > now() FOR UPDATE;
  IF i.account_id IS NULL OR NOT EXISTS (SELECT FROM auth.account a WHERE a.id = i.account_id AND a.disabled_at IS NULL) THEN RETURN 'spent'; END IF;
  IF EXISTS (SELECT FROM auth.identity d WHERE d.issuer = p_issuer AND d.subject = p_subject AND d.account_id <> i.account_id) THEN RETURN 'taken'; END IF;
  UPDATE auth.invitation v SET used_at = now() WHERE v.token_hash = i.token_hash;
  UPDATE auth.session SET revoked_at = now() WHERE account_id = i.account_id AND revoked_at IS NULL;
  PERFORM ctx.begin_provider_session(i.account_id, p_factor, p_token, p_device, p_address, p_agent);
  UPDATE auth.account SET password_hash = NULL WHERE id = i.account_id AND password_hash IS NOT NULL;
  DELETE FROM auth.identity WHERE account_id = i.account_id;
  INSERT INTO auth.identity (issuer, subject, account_id) VALUES (p_issuer, p_subject, i.account_id);
  PERFORM ctx.clear_tries(i.account_id);
  PERFORM ctx.log_security('identity.join', i.account_id);
  RETURN 'in';
END $$;
-- An account has one way in: choosing a password takes the provider's away.
CREATE FUNCTION ctx.one_way_in() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM auth.identity WHERE account_id = NEW.id;
  IF FOUND THEN PERFORM ctx.log_security('identity.leave', NEW.id); END IF;
  RETURN NULL;
END $$;
-- Our own second factor, shown after a sign-in at a provider that saw none. The code is spent like any other.
CREATE FUNCTION ctx.own_factor() RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.secret FROM auth.second_factor f WHERE f.account_id = (ctx.current_actor()).account_id AND f.confirmed_at IS NOT NULL AND f.removed_at IS NULL $$;
-- 'shown', 'wrong' or 'closed'. Tries count as at signing in; the act commits whatever comes out, so that a wrong one is remembered.
CREATE FUNCTION ctx.show_factor(p_step bigint, p_recovery bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor := ctx.current_actor(); v_subject text;
BEGIN
  IF a.session_id IS NULL OR NOT ctx.has_factor(a.account_id) THEN RETURN 'wrong'; END IF;
  SELECT coalesce('device:' || s.device_id, 'account:' || s.account_id) INTO v_subject FROM auth.session s WHERE s.id = a.session_id;
  IF NOT ctx.take_try(v_subject) THEN RETURN 'closed'; END IF;
  IF NOT ctx.spend_code(a.account_id, p_step, p_recovery) THEN PERFORM ctx.log_security('confirmation.failed', a.account_id); RETURN 'wrong'; END IF;
  UPDATE auth.tries SET wrong = 0, of_day = greatest(of_day - 1, 0), closed_until = NULL WHERE subject = v_subject;
  UPDATE auth.session SET second_factor_at = now() WHERE id = a.session_id;
  PERFORM ctx.log_security(CASE WHEN p_step IS NULL THEN 'factor.recover' ELSE 'factor.show' END, a.account_id);
  RETURN 'shown';
END $$;
-- True when the person at the provider is the one whose session this is.
CREATE FUNCTION ctx.prove_identity(p_token text, p_issuer text, p_subject text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor; v_same boolean;
BEGIN
  PERFORM set_config('app.session_token', p_token, true);
  a := ctx.current_actor();
  IF a.session_id IS NULL THEN RETURN false; END IF;
  v_same := ctx.account_of_identity(p_issuer, p_subject) IS NOT DISTINCT FROM a.account_id;
  IF v_same THEN INSERT INTO auth.proof (session_id) VALUES (a.session_id); END IF;
  PERFORM ctx.log_security(CASE WHEN v_same THEN 'identity.prove' ELSE 'confirmation.failed' END, a.account_id);
  RETURN v_same;
END $$;
-- Takes the session's fresh proof away: what one act used, no other can.
CREATE FUNCTION ctx.take_proof(p_token text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.session_token', p_token, true);
  UPDATE auth.proof SET used_at = now() WHERE id = (SELECT p.id FROM auth.proof p WHERE p.session_id = (ctx.current_actor()).session_id AND p.used_at IS NULL
    AND p.at > now() - interval '2 minutes' ORDER BY p.at DESC LIMIT 1 FOR UPDATE SKIP LOCKED);
  RETURN FOUND;
END $$;
-- Where the person of this session signs in: at the provider, or here with a password.
CREATE FUNCTION ctx.signs_in_elsewhere() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM auth.identity i WHERE i.account_id = (ctx.current_actor()).account_id) $$;

-- What stood on "has a password" means "has a way in".
CREATE FUNCTION ctx.has_way_in(p_account uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM auth.account a WHERE a.id = p_account AND a.password_hash IS NOT NULL) OR EXISTS (SELECT FROM auth.identity i WHERE i.account_id = p_account) $$;
CREATE OR REPLACE FUNCTION ctx.hold_administrators(p_without uuid, p_membership uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ctx.administrators'));
  IF NOT EXISTS (SELECT FROM app.membership m JOIN auth.account a ON a.id = m.account_id WHERE m.role = 'administrator' AND m.revoked_at IS NULL AND m.trained_on IS NOT NULL
      AND m.active_from <= current_date AND (m.active_to IS NULL OR m.active_to >= current_date) AND a.disabled_at IS NULL AND ctx.has_way_in(a.id)
      AND a.id IS DISTINCT FROM p_without AND m.id IS DISTINCT FROM p_membership) THEN
    RAISE EXCEPTION 'this is the last administrator' USING ERRCODE = 'EC011'; END IF;
END $$;
DROP FUNCTION ctx.people();
CREATE FUNCTION ctx.people() RETURNS TABLE (id uuid, username text, full_name text, invited boolean, disabled boolean, has_factor boolean, factor_reset boolean, locked_until timestamptz, last_in timestamptz, elsewhere boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.username, a.full_name, NOT ctx.has_way_in(a.id), a.disabled_at IS NOT NULL, ctx.has_factor(a.id), a.factor_reset_at IS NOT NULL,
    (SELECT max(t.closed_until) FROM auth.tries t WHERE t.closed_until > now()
       AND t.subject IN (SELECT 'account:' || a.id UNION ALL SELECT 'device:' || d.id FROM auth.device d WHERE d.account_id = a.id)),
    (SELECT max(s.last_used_at) FROM auth.session s WHERE s.account_id = a.id), EXISTS (SELECT FROM auth.identity i WHERE i.account_id = a.id)
  FROM auth.account a WHERE ctx.has_role('{administrator,inspector}') AND a.username <> 'system' ORDER BY a.full_name $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ctx FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.sign_in_by_provider(text, text, boolean, text, text, text, text), ctx.join_identity(text, text, text, boolean, text, text, text, text), ctx.prove_identity(text, text, text), ctx.take_proof(text) TO ecrf_auth;
GRANT EXECUTE ON FUNCTION ctx.own_factor(), ctx.show_factor(bigint, bytea), ctx.signs_in_elsewhere(), ctx.people() TO ecrf_app;
GRANT EXECUTE ON FUNCTION ctx.one_way_in() TO ecrf_owner;
RESET ROLE;
SET ROLE ecrf_owner;
CREATE TRIGGER d_one_way_in AFTER UPDATE OF password_hash ON auth.account FOR EACH ROW WHEN (NEW.password_hash IS NOT NULL) EXECUTE FUNCTION ctx.one_way_in();
RESET ROLE;

-- Mail to people with accounts, when a deployment has a mail server. A row is written in the transaction of what it tells of, and sent by
-- whichever instance takes it: nothing is announced that did not happen, and nothing is lost by a restart. The text goes once it is sent: it may hold a one-time link.
SET ROLE ecrf_owner;
ALTER TABLE app.study ADD COLUMN sends_mail boolean NOT NULL DEFAULT false; -- said by every start: whether there is a mail server
ALTER TABLE auth.account ADD COLUMN email text CHECK (email ~ '^[^[:space:]<>",;:@]+@[^[:space:]<>",;:@]+$' AND length(email) <= 254);
CREATE TABLE auth.mail (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), account_id uuid NOT NULL REFERENCES auth.account, subject text NOT NULL CHECK (subject !~ '[[:cntrl:]]' AND length(subject) <= 200),
  body text, created_at timestamptz NOT NULL DEFAULT now(), attempts int NOT NULL DEFAULT 0, next_attempt_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz, given_up_at timestamptz, CHECK (body IS NOT NULL OR sent_at IS NOT NULL OR given_up_at IS NOT NULL));
CREATE INDEX ON auth.mail (next_attempt_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
GRANT SELECT, INSERT ON auth.mail TO ecrf_definer;
RESET ROLE;
SET ROLE ecrf_definer;
-- Whether a mail was queued: not for an account without an address, nor where there is no mail server. Whoever calls may only write to people of this trial.
CREATE FUNCTION ctx.queue_mail(p_account uuid, p_subject text, p_body text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO auth.mail (account_id, subject, body) SELECT a.id, p_subject, p_body FROM auth.account a WHERE a.id = p_account AND a.email IS NOT NULL AND a.disabled_at IS NULL
    AND (SELECT s.sends_mail FROM app.study s);
  RETURN FOUND;
END $$;
CREATE FUNCTION ctx.set_email(p_account uuid, p_email text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT ctx.has_role('{administrator}') THEN RAISE EXCEPTION 'only an administrator sets an address' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE auth.account SET email = p_email WHERE id = p_account AND email IS DISTINCT FROM p_email;
  RETURN FOUND;
END $$;
-- Addresses are for administrators; everybody else sees none.
CREATE FUNCTION ctx.emails() RETURNS TABLE (id uuid, email text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.email FROM auth.account a WHERE a.email IS NOT NULL AND ctx.has_role('{administrator}') $$;
-- A link that somebody asks for themselves: good for 30 minutes, 3 in an hour. Whether there is such a person shows in nothing that comes back.
CREATE FUNCTION ctx.ask_for_link(p_username text, p_link text, p_address text, p_subject text, p_body text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a auth.account;
BEGIN
  IF NOT ctx.take_from_budget('asks:' || p_address, 20, '1 hour') THEN RETURN; END IF;
  SELECT * INTO a FROM auth.account c WHERE c.username = lower(p_username) AND c.disabled_at IS NULL AND c.password_hash IS NOT NULL AND c.email IS NOT NULL;
  IF a.id IS NULL OR NOT ctx.take_from_budget('asks:' || a.id, 3, '1 hour') OR NOT ctx.queue_mail(a.id, p_subject, p_body) THEN RETURN; END IF;
  UPDATE auth.invitation SET used_at = now() WHERE account_id = a.id AND used_at IS NULL;
  INSERT INTO auth.invitation (token_hash, account_id, kind, expires_at) VALUES (sha256(convert_to(p_link, 'UTF8')), a.id, 'reset', now() + interval '30 minutes');
  PERFORM ctx.log_unsigned('person.ask_link', a.id, jsonb_build_object('person', a.full_name, 'address', p_address));
END $$;
-- What somebody should hear of who did not do it themselves. Several accounts closed by wrong tries within ten minutes: the administrators hear of it.
CREATE FUNCTION ctx.tell(p_action text, p_account uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_what text := CASE p_action WHEN 'password.change' THEN 'your password was changed' WHEN 'factor.enrol' THEN 'a second factor was set up' WHEN 'factor.recover' THEN 'a recovery code was used'
    WHEN 'factor.reset' THEN 'an administrator took your second factor away' WHEN 'sign_in.closed' THEN 'your account was closed for a while after too many wrong tries'
    WHEN 'identity.join' THEN 'your account was joined to a sign-in at your organisation' WHEN 'identity.leave' THEN 'a password was chosen instead of the sign-in at your organisation' END;
BEGIN
  IF v_what IS NULL OR NOT (SELECT s.sends_mail FROM app.study s) THEN RETURN; END IF;
  PERFORM ctx.queue_mail(p_account, 'Your account in the case report form', format(
    E'On %s UTC %s.\n\nIf that was you, nothing is to be done. If it was not, tell an administrator at once.\n', to_char(now() AT TIME ZONE 'UTC', 'DD-Mon-YYYY HH24:MI'), v_what));
  IF p_action = 'sign_in.closed' AND (SELECT count(DISTINCT e.row_id) FROM audit.event e WHERE e.action = 'sign_in.closed' AND e.occurred_at > now() - interval '10 minutes') >= 3
    AND NOT EXISTS (SELECT FROM auth.mail k WHERE k.subject = 'Many wrong tries to sign in' AND k.created_at > now() - interval '1 hour') THEN
    PERFORM ctx.queue_mail(m.account_id, 'Many wrong tries to sign in', E'Three accounts or more were closed by wrong tries within ten minutes. The page Trail, kind "Signing in and security", says which, and from where.\n')
      FROM (SELECT DISTINCT w.account_id FROM app.membership w WHERE w.role = 'administrator' AND w.revoked_at IS NULL) m;
  END IF;
END $$;
-- As before, and whoever is concerned is told.
ALTER FUNCTION ctx.log_unsigned(text, uuid, jsonb) RENAME TO note_unsigned;
CREATE FUNCTION ctx.log_unsigned(p_action text, p_account uuid, p_told jsonb) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN PERFORM ctx.note_unsigned(p_action, p_account, p_told); PERFORM ctx.tell(p_action, p_account); END $$;
ALTER FUNCTION ctx.log_security(text, uuid) RENAME TO note_security;
CREATE FUNCTION ctx.log_security(p_action text, p_account uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN PERFORM ctx.note_security(p_action, p_account); PERFORM ctx.tell(p_action, p_account); END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ctx FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.queue_mail(uuid, text, text), ctx.set_email(uuid, text), ctx.emails() TO ecrf_app;
GRANT EXECUTE ON FUNCTION ctx.ask_for_link(text, text, text, text, text) TO ecrf_auth;
RESET ROLE;

-- Mail to people with accounts, when a deployment has a mail server. A row is written in the transaction of what it tells of, and sent by
-- whichever instance takes it: nothing is announced that did not happen, and nothing is lost by a restart. The text goes once it is sent: it may hold a one-time link.
SET ROLE ecrf_owner;
ALTER TABLE auth.account ADD COLUMN email text CHECK (email ~ '^[^[:space:]<>",;:@]+@[^[:space:]<>",;:@]+$' AND length(email) <= 254);
CREATE TABLE auth.mail (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), account_id uuid NOT NULL REFERENCES auth.account, subject text NOT NULL CHECK (subject !~ '[[:cntrl:]]' AND length(subject) <= 200),
  body text, created_at timestamptz NOT NULL DEFAULT now(), attempts int NOT NULL DEFAULT 0, next_attempt_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz, given_up_at timestamptz, CHECK (body IS NOT NULL OR sent_at IS NOT NULL OR given_up_at IS NOT NULL));
CREATE INDEX ON auth.mail (next_attempt_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
GRANT SELECT, INSERT ON auth.mail TO ecrf_definer;
RESET ROLE;
SET ROLE ecrf_definer;
-- Whether a mail was queued: not for an account without an address. Whoever calls may only write to people of this trial.
CREATE FUNCTION ctx.queue_mail(p_account uuid, p_subject text, p_body text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO auth.mail (account_id, subject, body) SELECT a.id, p_subject, p_body FROM auth.account a WHERE a.id = p_account AND a.email IS NOT NULL AND a.disabled_at IS NULL;
  RETURN FOUND;
END $$;
CREATE FUNCTION ctx.set_email(p_account uuid, p_email text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT ctx.has_role('{administrator}') THEN RAISE EXCEPTION 'only an administrator sets an address' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE auth.account SET email = p_email WHERE id = p_account;
END $$;
REVOKE ALL ON FUNCTION ctx.queue_mail(uuid, text, text), ctx.set_email(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.queue_mail(uuid, text, text) TO ecrf_app, ecrf_auth;
GRANT EXECUTE ON FUNCTION ctx.set_email(uuid, text) TO ecrf_app;
RESET ROLE;

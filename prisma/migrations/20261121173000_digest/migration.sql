-- One mail a working day to who wants it: how much waits on My day, never what or about whom.
SET ROLE ecrf_owner;
ALTER TABLE auth.account ADD COLUMN digest text CHECK (digest IN ('daily', 'weekly', 'none')); -- null: daily for who works at a site, none for the others
ALTER TABLE auth.mail ADD COLUMN not_after timestamptz; -- what comes too late is not sent
ALTER TABLE auth.session ADD COLUMN only_reads boolean NOT NULL DEFAULT false; -- of ctx.read_as: never kept
-- The ledger: one row a person and day, claimed by one instance, whatever became of it.
CREATE TABLE auth.digest (
  account_id uuid NOT NULL REFERENCES auth.account, day date NOT NULL, not_after timestamptz NOT NULL, planned_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz, outcome text CHECK (outcome IN ('queued', 'nothing', 'no role', 'late')), things int,
  PRIMARY KEY (account_id, day), CHECK ((done_at IS NULL) = (outcome IS NULL)), CHECK ((outcome = 'queued') = (things IS NOT NULL)));
CREATE INDEX ON auth.digest (planned_at) WHERE done_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON auth.digest TO ecrf_definer;
RESET ROLE;
SET ROLE ecrf_definer;
-- One's own choice, and what there is without one.
CREATE FUNCTION ctx.digest_of(p_chosen text, p_account uuid) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(p_chosen, CASE WHEN EXISTS (SELECT FROM app.membership m WHERE m.account_id = p_account AND m.revoked_at IS NULL AND m.role IN ('coordinator', 'investigator')) THEN 'daily' ELSE 'none' END) $$;
CREATE FUNCTION ctx.own_digest() RETURNS TABLE (email text, digest text, sends_mail boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.email, ctx.digest_of(a.digest, a.id), (SELECT s.sends_mail FROM app.study s) FROM auth.account a WHERE a.id = (ctx.current_actor()).account_id $$;
CREATE FUNCTION ctx.choose_digest(p_choice text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE auth.account SET digest = p_choice WHERE id = (ctx.current_actor()).account_id AND digest IS DISTINCT FROM p_choice;
  RETURN FOUND;
END $$;
-- Who gets one today: between 06:30 and noon of their site's clock (UTC for who works at several), Monday to Friday or Monday alone. Closed accounts, those that
-- nobody can open yet, those without an address and without a role in force get none. Returns how many wait to be written.
CREATE FUNCTION ctx.plan_digests(p_now timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE auth.digest SET done_at = now(), outcome = 'late' WHERE done_at IS NULL AND not_after <= p_now;
  INSERT INTO auth.digest (account_id, day, not_after)
  SELECT p.id, p.at::date, (p.at::date + time '12:00') AT TIME ZONE p.zone FROM (
    SELECT a.id, h.zone, p_now AT TIME ZONE h.zone AS at, ctx.digest_of(a.digest, a.id) AS digest FROM auth.account a JOIN (
      SELECT m.account_id, CASE WHEN count(DISTINCT coalesce(m.site_id::text, 'all')) = 1 THEN coalesce(min(t.time_zone), 'UTC') ELSE 'UTC' END AS zone
      FROM app.membership m LEFT JOIN app.site t ON t.id = m.site_id
      WHERE m.revoked_at IS NULL AND m.trained_on IS NOT NULL AND m.active_from <= current_date AND (m.active_to IS NULL OR m.active_to >= current_date) GROUP BY m.account_id) h ON h.account_id = a.id
    WHERE a.email IS NOT NULL AND a.disabled_at IS NULL AND (a.password_hash IS NOT NULL OR EXISTS (SELECT FROM auth.identity i WHERE i.account_id = a.id))) p
  WHERE p.at::time >= '06:30' AND p.at::time < '12:00' AND extract(isodow FROM p.at) <= CASE p.digest WHEN 'daily' THEN 5 WHEN 'weekly' THEN 1 ELSE 0 END
  ON CONFLICT DO NOTHING;
  RETURN (SELECT count(*) FROM auth.digest d WHERE d.done_at IS NULL);
END $$;
-- Lets the mail's own process count what a person would see, in one transaction that can only read and that cannot be committed: the session exists inside it alone,
-- with the roles the person has now, and none where a second factor is demanded that was never set up. Granted to nobody: the database's administrator calls it.
CREATE FUNCTION ctx.read_as(p_account uuid) RETURNS TABLE (account_id uuid, full_name text, grants jsonb) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_token text := gen_random_uuid()::text || gen_random_uuid()::text;
BEGIN
  INSERT INTO auth.session (token_hash, account_id, idle_expires_at, expires_at, second_factor_at, only_reads)
    VALUES (sha256(convert_to(v_token, 'UTF8')), p_account, now() + interval '2 minutes', now() + interval '2 minutes', CASE WHEN ctx.has_factor(p_account) THEN now() END, true);
  RETURN QUERY SELECT e.account_id, e.full_name, e.grants FROM ctx.enter(v_token, gen_random_uuid()::text, 'digest', '', false) e;
  PERFORM set_config('transaction_read_only', 'on', true);
END $$;
CREATE FUNCTION ctx.refuse_kept_reading() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN RAISE EXCEPTION 'a session that only reads ends with its transaction' USING ERRCODE = 'insufficient_privilege'; END $$;
REVOKE ALL ON FUNCTION ctx.digest_of(text, uuid), ctx.own_digest(), ctx.choose_digest(text), ctx.plan_digests(timestamptz), ctx.read_as(uuid), ctx.refuse_kept_reading() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.own_digest(), ctx.choose_digest(text) TO ecrf_app;
GRANT EXECUTE ON FUNCTION ctx.refuse_kept_reading() TO ecrf_owner;
RESET ROLE;
SET ROLE ecrf_owner;
CREATE CONSTRAINT TRIGGER c_never_kept AFTER INSERT ON auth.session DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.only_reads) EXECUTE FUNCTION ctx.refuse_kept_reading();
RESET ROLE;

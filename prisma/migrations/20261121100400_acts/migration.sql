-- Acts that need to know or do what no session may: sessions, invitations, the concealed randomisation list, signatures, the lock's blockers.
SET ROLE ecrf_definer;

-- ---- sessions and people --------------------------------------------------------------------------------------------
CREATE FUNCTION ctx.log(p_action text, p_table text, p_row text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE e audit.event;
BEGIN PERFORM set_config('app.action', p_action, true); e.table_name := p_table; e.row_id := p_row; e.op := 'E'; PERFORM audit.append(e, '{}'); END $$;
CREATE FUNCTION ctx.password_hash(p_username text) RETURNS TABLE (account_id uuid, password_hash text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.password_hash FROM auth.account a WHERE a.username = lower(p_username) AND a.disabled_at IS NULL AND a.password_hash IS NOT NULL $$;
-- For a signature: the password is asked again, of the person whose session this is.
CREATE FUNCTION ctx.password_hash_of_session(p_token text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN PERFORM set_config('app.session_token', p_token, true);
  RETURN (SELECT a.password_hash FROM auth.account a WHERE a.id = (ctx.current_actor()).account_id); END $$;
CREATE FUNCTION ctx.open_session(p_account uuid, p_token text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid;
BEGIN
  IF session_user = 'ecrf_auth' AND NOT EXISTS (SELECT FROM auth.account WHERE id = p_account AND password_hash IS NOT NULL AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'this account cannot sign in' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO auth.session (token_hash, account_id, idle_expires_at, expires_at)
  VALUES (sha256(convert_to(p_token, 'UTF8')), p_account, now() + interval '30 minutes', now() + interval '12 hours') RETURNING id INTO v_id;
  PERFORM set_config('app.session_token', p_token, true); PERFORM ctx.log('session.open', 'auth.session', v_id::text);
  RETURN v_id;
END $$;
CREATE FUNCTION ctx.close_session(p_token text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor;
BEGIN
  PERFORM set_config('app.session_token', p_token, true); a := ctx.current_actor();
  IF a.session_id IS NULL THEN RETURN; END IF;
  PERFORM ctx.log('session.close', 'auth.session', a.session_id::text);
  UPDATE auth.session SET revoked_at = now() WHERE id = a.session_id;
END $$;
CREATE FUNCTION ctx.sessions() RETURNS TABLE (id uuid, account_id uuid, full_name text, created_at timestamptz, own boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, s.account_id, a.full_name, s.created_at, s.id = (ctx.current_actor()).session_id FROM auth.session s JOIN auth.account a ON a.id = s.account_id
  WHERE s.revoked_at IS NULL AND s.expires_at > now() AND s.idle_expires_at > now()
    AND (s.account_id = (ctx.current_actor()).account_id OR ctx.has_role('{administrator}')) ORDER BY s.created_at DESC $$;
CREATE FUNCTION ctx.revoke_session(p_id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ctx.sessions() s WHERE s.id = p_id) THEN RETURN false; END IF;
  PERFORM ctx.log('session.revoke', 'auth.session', p_id::text);
  UPDATE auth.session SET revoked_at = now() WHERE id = p_id; RETURN true;
END $$;
CREATE FUNCTION ctx.people() RETURNS TABLE (id uuid, username text, full_name text, invited boolean, disabled boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.username, a.full_name, a.password_hash IS NULL, a.disabled_at IS NOT NULL FROM auth.account a
  WHERE ctx.has_role('{administrator,inspector}') AND a.username <> 'system' ORDER BY a.full_name $$;
CREATE FUNCTION ctx.new_account(p_username text, p_full_name text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid;
BEGIN
  IF NOT ctx.has_role('{administrator}') THEN RAISE EXCEPTION 'only an administrator invites' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO auth.account (username, full_name) VALUES (lower(p_username), p_full_name) RETURNING id INTO v_id;
  RETURN v_id;
END $$;
-- A new invitation makes the earlier ones of that account worthless.
CREATE FUNCTION ctx.invite(p_account uuid, p_token text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT ctx.has_role('{administrator}') THEN RAISE EXCEPTION 'only an administrator invites' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE auth.invitation SET used_at = now() WHERE account_id = p_account AND used_at IS NULL;
  INSERT INTO auth.invitation (token_hash, account_id, expires_at) VALUES (sha256(convert_to(p_token, 'UTF8')), p_account, now() + interval '7 days');
  PERFORM ctx.log('person.invite', 'auth.account', p_account::text);
END $$;
CREATE FUNCTION ctx.invitation(p_token text) RETURNS TABLE (username text, full_name text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.username, a.full_name FROM auth.invitation i JOIN auth.account a ON a.id = i.account_id
  WHERE i.token_hash = sha256(convert_to(p_token, 'UTF8')) AND i.used_at IS NULL AND i.expires_at > now() AND a.disabled_at IS NULL $$;
-- The link opens once: it sets the password, ends every session of the account, and is gone.
CREATE FUNCTION ctx.accept_invitation(p_token text, p_password_hash text, p_session_token text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_account uuid;
BEGIN
  UPDATE auth.invitation i SET used_at = now() WHERE i.token_hash = sha256(convert_to(p_token, 'UTF8')) AND i.used_at IS NULL AND i.expires_at > now()
    RETURNING account_id INTO v_account;
  IF v_account IS NULL THEN RETURN NULL; END IF;
  UPDATE auth.session SET revoked_at = now() WHERE account_id = v_account AND revoked_at IS NULL;
  INSERT INTO auth.session (token_hash, account_id, idle_expires_at, expires_at)
  VALUES (sha256(convert_to(p_session_token, 'UTF8')), v_account, now() + interval '30 minutes', now() + interval '12 hours');
  PERFORM set_config('app.session_token', p_session_token, true);
  UPDATE auth.account SET password_hash = p_password_hash WHERE id = v_account AND disabled_at IS NULL;
  PERFORM ctx.log('person.accept_invitation', 'auth.account', v_account::text);
  RETURN v_account;
END $$;

-- ---- randomisation: permuted blocks of 3 or 6 within a stratum, all determined by one stored seed that no session can read -----------
CREATE FUNCTION ctx.draw(p_seed text, p_stratum text, p_block int, p_what text) RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT sha256(convert_to(concat_ws('|', p_seed, p_stratum, p_block, p_what), 'UTF8')) $$;
CREATE FUNCTION ctx.allocation(p_seed text, p_stratum text, p_position int) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_block int := 0; v_before int := 0; v_size int;
BEGIN
  LOOP
    v_size := 3 + 3 * (get_byte(ctx.draw(p_seed, p_stratum, v_block, 'size'), 0) % 2);
    EXIT WHEN p_position <= v_before + v_size;
    v_before := v_before + v_size; v_block := v_block + 1;
  END LOOP;
  RETURN (SELECT arm FROM (SELECT chr(65 + i % 3) AS arm, row_number() OVER (ORDER BY ctx.draw(p_seed, p_stratum, v_block, i::text)) AS place
            FROM generate_series(0, v_size - 1) i) slots WHERE place = p_position - v_before);
END $$;
-- Refused unless the database itself finds: eligible as derived, and confirmed by a standing signature of an investigator.
CREATE FUNCTION ctx.randomise(p_patient uuid) RETURNS TABLE (arm text, stratum text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE p app.patient; v_stratum text; v_position int; v_arm text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ctx.randomise'));
  SELECT * INTO p FROM app.patient WHERE id = p_patient FOR NO KEY UPDATE;
  IF p.id IS NULL OR NOT p.site_id = ANY (ctx.sites('{coordinator,investigator}')) THEN RAISE EXCEPTION 'no such patient' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF p.status <> 'screening' THEN RAISE EXCEPTION 'patient is not in screening' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  IF NOT EXISTS (SELECT FROM app.finding f WHERE f.patient_id = p.id AND f.kind = 'eligibility' AND f.value = 'eligible') THEN
    RAISE EXCEPTION 'patient is not eligible' USING ERRCODE = 'check_violation'; END IF;
  IF NOT EXISTS (SELECT FROM app.signature s WHERE s.patient_id = p.id AND s.meaning = 'eligibility'
                 AND NOT EXISTS (SELECT FROM app.signature_void v WHERE v.signature_id = s.id)) THEN
    RAISE EXCEPTION 'eligibility is not confirmed by an investigator' USING ERRCODE = 'check_violation'; END IF;
  SELECT e.answers ->> 'diseaseStatus' INTO v_stratum FROM app.entry e WHERE e.patient_id = p.id AND e.form_id = 'aml_history' AND e.removed_at IS NULL;
  SELECT count(*) + 1 INTO v_position FROM app.patient q WHERE q.stratum = v_stratum;
  SELECT ctx.allocation(r.seed, v_stratum, v_position) INTO STRICT v_arm FROM auth.randomisation_seed r;
  UPDATE app.patient q SET status = 'randomised', stratum = v_stratum, arm = v_arm, randomised_at = clock_timestamp() WHERE q.id = p.id;
  RETURN QUERY SELECT v_arm, v_stratum;
END $$;

-- ---- signatures: the manifest is made from the rows, never taken from outside --------------------------------------------
CREATE FUNCTION ctx.manifest(p_patient uuid, p_forms text[]) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_object_agg(e.id, m.fields), '{}') FROM app.entry e CROSS JOIN LATERAL
    (SELECT jsonb_object_agg(a.key, ctx.value_hash(a.value)) AS fields FROM jsonb_each(e.answers) a WHERE a.value <> 'null') m
  WHERE e.patient_id = p_patient AND e.removed_at IS NULL AND m.fields IS NOT NULL AND (p_forms IS NULL OR e.form_id = ANY (p_forms)) $$;
CREATE FUNCTION ctx.sign(p_patient uuid, p_meaning text, p_statement text, p_forms text[]) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor := ctx.current_actor(); p app.patient; m jsonb; v_id uuid;
BEGIN
  SELECT * INTO p FROM app.patient WHERE id = p_patient FOR NO KEY UPDATE;      -- the content stands still while it is read
  IF p.id IS NULL OR NOT p.site_id = ANY (ctx.sites('{investigator}')) THEN RAISE EXCEPTION 'only an investigator of the site signs' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF ctx.lock_over(p.site_id, p.id, NULL, NULL) = 'lock' THEN RAISE EXCEPTION 'record is locked' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  m := ctx.manifest(p.id, p_forms);
  IF m = '{}' THEN RAISE EXCEPTION 'there is nothing to sign' USING ERRCODE = 'check_violation'; END IF;
  INSERT INTO app.signature (site_id, patient_id, meaning, statement, manifest, manifest_sha256, by_id, by_name, by_role, at)
  VALUES (p.site_id, p.id, p_meaning, p_statement, m, ctx.value_hash(m), a.account_id, a.full_name, 'investigator', clock_timestamp()) RETURNING id INTO v_id;
  RETURN v_id;
END $$;
-- What no standing casebook signature covers: values changed since, and values that came since.
CREATE FUNCTION ctx.unsigned_fields(p_patient uuid) RETURNS TABLE (entry_id uuid, field text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.id, a.key FROM app.entry e, jsonb_each(e.answers) a
  WHERE e.patient_id = p_patient AND e.removed_at IS NULL AND a.value <> 'null' AND e.site_id = ANY (ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))
    AND NOT EXISTS (SELECT FROM app.signature s WHERE s.patient_id = p_patient AND s.meaning = 'casebook' AND s.manifest -> e.id::text ->> a.key = ctx.value_hash(a.value)
                    AND NOT EXISTS (SELECT FROM app.signature_void v WHERE v.signature_id = s.id AND v.entry_id = e.id AND v.field = a.key)) $$;

-- ---- locks ----------------------------------------------------------------------------------------------------------
CREATE FUNCTION ctx.lock_blockers(p_patient uuid) RETURNS TABLE (kind text, owner text, entry_id uuid, field text, since timestamptz, detail text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'query_' || d.state, CASE d.state WHEN 'open' THEN 'site' ELSE 'monitor' END, d.entry_id, d.field, d.at, d.question
    FROM app.discrepancy d WHERE d.patient_id = p_patient AND d.state <> 'closed'
  UNION ALL SELECT 'form_incomplete', 'site', e.id, NULL, e.updated_at, e.progress
    FROM app.entry e LEFT JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = p_patient AND e.removed_at IS NULL AND v.not_done_reason IS NULL
     AND e.progress NOT IN ('complete', 'not_done')
  UNION ALL SELECT 'exposure_undecided', 'monitor', f.subject::uuid, 'medication', NULL, f.value
    FROM app.finding f WHERE f.patient_id = p_patient AND f.kind = 'exposure' AND f.value IN ('exposed', 'possible', 'uncoded')
     AND coalesce((SELECT r.verdict = 'need_more_information' OR r.inputs_hash <> f.inputs_hash FROM app.exposure_review r
                    WHERE r.patient_id = p_patient AND r.entry_id = f.subject::uuid ORDER BY r.at DESC LIMIT 1), true)
  UNION ALL SELECT 'unsigned', 'investigator', NULL, NULL, NULL, count(*)::text FROM ctx.unsigned_fields(p_patient) HAVING count(*) > 0 $$;
CREATE FUNCTION ctx.guard_locking() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_patient uuid;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.released_at IS NOT NULL THEN RAISE EXCEPTION 'a released lock stays released' USING ERRCODE = 'check_violation'; END IF;
    IF NEW.release_reason IS NULL THEN RAISE EXCEPTION 'unlocking needs a reason' USING ERRCODE = 'check_violation'; END IF;
    NEW.released_at := clock_timestamp(); NEW.released_by_name := (ctx.current_actor()).full_name;
    RETURN NEW;
  END IF;
  FOR v_patient IN SELECT p.id FROM app.patient p WHERE NEW.scope = 'study' OR (NEW.scope = 'site' AND p.site_id = NEW.site_id) OR p.id = NEW.patient_id ORDER BY p.id FOR UPDATE LOOP
    IF NEW.kind = 'lock' AND NEW.scope IN ('patient', 'site', 'study') AND EXISTS (SELECT FROM ctx.lock_blockers(v_patient)) THEN
      RAISE EXCEPTION 'blockers remain' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  END LOOP;
  RETURN NEW;
END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ctx FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.password_hash(text), ctx.password_hash_of_session(text), ctx.open_session(uuid, text), ctx.close_session(text), ctx.invitation(text), ctx.accept_invitation(text, text, text) TO ecrf_auth;
GRANT EXECUTE ON FUNCTION ctx.sessions(), ctx.revoke_session(uuid), ctx.people(), ctx.new_account(text, text), ctx.invite(uuid, text), ctx.randomise(uuid), ctx.sign(uuid, text, text, text[]),
  ctx.unsigned_fields(uuid), ctx.lock_blockers(uuid) TO ecrf_app;
GRANT EXECUTE ON FUNCTION ctx.guard_locking() TO ecrf_owner;
RESET ROLE;
SET ROLE ecrf_owner;
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON app.lock FOR EACH ROW EXECUTE FUNCTION ctx.guard_locking();
RESET ROLE;

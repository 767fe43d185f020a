-- Something that says who a patient is was typed by mistake. One person asks for it to be taken away, another looks and does it: then it is
-- gone from the patient's rows and from the trail, which says so and stays verifiable. Privacy comes before a freeze or lock: a redaction
-- passes them, for one patient, inside one transaction, and signatures and verifications over what changed fall as they always do.
SET ROLE ecrf_owner;
CREATE TABLE app.redaction (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL, patient_id uuid NOT NULL,
  event_id bigint NOT NULL, field text NOT NULL,             -- where it was typed: an event of the trail, and the answer or column in it; '' is the event's own reason
  entry_id uuid,                                             -- the form it belongs to, where there is one
  what text NOT NULL CHECK (what IN ('name', 'contact', 'number', 'birth_date', 'other_person', 'other')),
  reason text NOT NULL CHECK (length(btrim(reason)) BETWEEN 10 AND 500), by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'declined')),
  decided_by_id uuid, decided_by_name text, decided_by_role text, decided_at timestamptz, decision_reason text CHECK (length(btrim(decision_reason)) BETWEEN 1 AND 500),
  places jsonb, cuts text[],                                 -- where it was taken away, and the data cuts that keep it
  open_xid xid8,                                             -- of the transaction that is doing it, and of no other
  CHECK ((state = 'open') = (decided_by_id IS NULL)), CHECK (decided_by_id <> by_id),
  CONSTRAINT redaction_site_of_patient FOREIGN KEY (patient_id, site_id) REFERENCES app.patient (id, site_id),
  CONSTRAINT redaction_entry_of_patient FOREIGN KEY (entry_id, patient_id) REFERENCES app.entry (id, patient_id));
CREATE INDEX ON app.redaction (patient_id);
CREATE UNIQUE INDEX one_open_redaction ON app.redaction (event_id, field) WHERE state = 'open';
GRANT SELECT, INSERT ON app.redaction TO ecrf_app;
ALTER TABLE app.redaction ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY migrate ON app.redaction TO ecrf_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON app.redaction FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]));
CREATE POLICY ask ON app.redaction FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager}'))::uuid[]));
RESET ROLE;
GRANT SELECT, UPDATE ON app.redaction TO ecrf_definer;
GRANT UPDATE ON ALL TABLES IN SCHEMA app TO ecrf_definer;     -- what a redaction may have to take away, wherever it stands

SET ROLE ecrf_definer;
CREATE FUNCTION ctx.redacting(p_patient uuid) RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(current_setting('app.redacting', true), '') = 'on' AND EXISTS (SELECT FROM app.redaction r WHERE r.patient_id = p_patient AND r.open_xid = pg_current_xact_id()) $$;

-- ---- what is looked for, and what stands in its place ------------------------------------------------------------------------------------------
-- Columns in which people write prose; anything else holds codes, names of columns, hashes. A test holds this against the tables.
CREATE FUNCTION ctx.prose() RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT '{question,body,text,reason,not_done_reason,removed_reason,release_reason,release_approved_by,decision_reason}'::text[] $$;
CREATE FUNCTION ctx.is_redacted_value(p_value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce(p_value IN ('"[redacted]"', '{"missing": "redacted"}'), false) $$;
-- Two lists: what is removed wherever it occurs, and what would hit codes or days of others and is removed from prose and derived results only.
CREATE TYPE ctx.needles AS (wide text[], prose text[]);
CREATE FUNCTION ctx.needles_of(p_value jsonb, p_shown text) RETURNS ctx.needles LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH own AS (SELECT CASE WHEN jsonb_typeof(p_value) IN ('string', 'number') THEN btrim(p_value #>> '{}') END AS t),
  said AS (SELECT t, false AS other FROM own UNION SELECT btrim(p_shown), true FROM own WHERE btrim(p_shown) IS DISTINCT FROM own.t),
  weighed AS (SELECT t, other OR t ~ '^([a-z]+(_[a-z]+)*|[A-Z]+)$' OR t ~ '^[0-9]{4}(-[0-9]{2}){0,2}(T[0-9:]+)?$' OR t ~ '^[0-9.,:]{1,5}$' AS narrow FROM said WHERE length(t) >= 4)
  SELECT ROW(coalesce(array_agg(t) FILTER (WHERE NOT narrow), '{}'), coalesce(array_agg(t) FILTER (WHERE narrow), '{}'))::ctx.needles FROM weighed $$;
CREATE FUNCTION ctx.without(p_text text, p_needles text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE t text;
BEGIN
  IF p_text ~ '^[0-9a-f-]{32,}$' THEN RETURN p_text; END IF;  -- a hash or an identifier is no text
  FOREACH t IN ARRAY p_needles LOOP  -- a single word as it was written, for codes are words too
    p_text := regexp_replace(p_text, '***=' || t, '[redacted]', CASE WHEN t ~ '^[[:alpha:]]+$' THEN 'g' ELSE 'gi' END);
  END LOOP;
  RETURN p_text;
END $$;
CREATE FUNCTION ctx.without(p_json jsonb, n ctx.needles, p_in_prose boolean) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN CASE jsonb_typeof(p_json)
    WHEN 'string' THEN to_jsonb(ctx.without(p_json #>> '{}', CASE WHEN p_in_prose THEN n.wide || n.prose ELSE n.wide END))
    WHEN 'number' THEN CASE WHEN p_json #>> '{}' = ANY (n.wide) THEN '"[redacted]"' ELSE p_json END
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(ctx.without(x, n, p_in_prose) ORDER BY i), '[]') FROM jsonb_array_elements(p_json) WITH ORDINALITY a (x, i))
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(k, CASE WHEN k ~ '(_name|_id|_hash|_sha256)$' THEN x ELSE ctx.without(x, n, p_in_prose OR k = ANY (ctx.prose()) OR k = 'trace') END), '{}') FROM jsonb_each(p_json) o (k, x))
    ELSE p_json END;
END $$;
CREATE FUNCTION ctx.contains(p_text text, n ctx.needles) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM unnest(n.wide || n.prose) t WHERE strpos(lower(p_text), lower(t)) > 0 OR strpos(lower(p_text), lower(substr(to_jsonb(t)::text, 2, length(to_jsonb(t)::text) - 2))) > 0) $$;
CREATE FUNCTION ctx.typed_value(p_event bigint, p_field text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT nullif(CASE WHEN p_field = '' THEN to_jsonb(e.reason) ELSE p.changes -> p_field -> 'new' END, 'null') FROM audit.event e LEFT JOIN audit.payload p ON p.event_id = e.id WHERE e.id = p_event $$;

-- ---- one asks ------------------------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION ctx.guard_redaction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE e audit.event; v jsonb;
BEGIN
  SELECT * INTO e FROM audit.event x WHERE x.id = NEW.event_id AND x.op IN ('I', 'U');
  IF e.patient_id IS DISTINCT FROM NEW.patient_id OR e.site_id IS DISTINCT FROM NEW.site_id THEN RAISE EXCEPTION 'nothing of this patient was typed there' USING ERRCODE = 'check_violation'; END IF;
  IF NOT (NEW.field = '' OR NEW.field = ANY (ctx.prose()) OR (e.table_name = 'app.entry' AND starts_with(NEW.field, 'answers.'))) THEN
    RAISE EXCEPTION 'this is not typed by hand' USING ERRCODE = 'check_violation'; END IF;
  v := ctx.typed_value(NEW.event_id, NEW.field);
  IF v IS NULL OR ctx.is_redacted_value(v) THEN RAISE EXCEPTION 'there is nothing left to take away' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  IF ctx.contains(NEW.reason, ctx.needles_of(v, NULL)) THEN RAISE EXCEPTION 'the reason repeats what is to be taken away' USING ERRCODE = 'check_violation'; END IF;
  SELECT CASE e.table_name WHEN 'app.entry' THEN e.row_id::uuid WHEN 'app.discrepancy_message' THEN (SELECT d.entry_id FROM app.discrepancy_message m JOIN app.discrepancy d ON d.id = m.discrepancy_id WHERE m.id = e.row_id::uuid)
    ELSE (SELECT (p.changes #>> '{entry_id,new}')::uuid FROM audit.payload p WHERE p.event_id = e.id) END INTO NEW.entry_id;
  IF EXISTS (SELECT FROM app.entry x WHERE x.id = NEW.entry_id AND x.form_id = 'randomisation' AND e.table_name = 'app.entry') THEN RAISE EXCEPTION 'this form is filled by the system' USING ERRCODE = 'check_violation'; END IF;
  NEW.state := 'open'; NEW.decided_by_id := NULL; NEW.decided_by_name := NULL; NEW.decided_by_role := NULL; NEW.decided_at := NULL; NEW.decision_reason := NULL; NEW.places := NULL; NEW.cuts := NULL; NEW.open_xid := NULL;
  RETURN NEW;
END $$;

-- ---- another decides -----------------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION ctx.hold_redaction(p_id uuid) RETURNS app.redaction LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r app.redaction; a ctx.actor := ctx.current_actor();
BEGIN
  SELECT * INTO r FROM app.redaction x WHERE x.id = p_id;
  IF r.id IS NULL OR NOT (r.site_id = ANY (ctx.sites('{data_manager}')) OR (r.by_role LIKE '%data_manager%' AND r.site_id = ANY (ctx.sites('{investigator}')))) THEN
    RAISE EXCEPTION 'data management decides; on its own requests also an investigator of the site' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM ctx.hold_patient(r.patient_id, r.site_id);
  SELECT * INTO r FROM app.redaction x WHERE x.id = p_id FOR UPDATE;
  IF r.by_id = a.account_id THEN RAISE EXCEPTION 'nobody decides on a redaction of their own' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF r.state <> 'open' THEN RAISE EXCEPTION 'this was decided' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  RETURN r;
END $$;
CREATE FUNCTION ctx.decline_redaction(p_id uuid, p_reason text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r app.redaction := ctx.hold_redaction(p_id); a ctx.actor := ctx.current_actor();
BEGIN
  UPDATE app.redaction SET state = 'declined', decided_by_id = a.account_id, decided_by_name = a.full_name, decided_by_role = ctx.role_on(r.site_id), decided_at = clock_timestamp(), decision_reason = p_reason WHERE id = p_id;
END $$;
-- Takes it out of the patient's rows. What is derived is then derived anew by the application, and ctx.finish_redaction takes it out of the trail;
-- without that the transaction does not commit. `p_shown`: the value as screens and questions say it.
CREATE FUNCTION ctx.begin_redaction(p_id uuid, p_reason text, p_shown text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r app.redaction := ctx.hold_redaction(p_id); a ctx.actor := ctx.current_actor(); e audit.event; v jsonb := ctx.typed_value(r.event_id, r.field); n ctx.needles := ctx.needles_of(v, p_shown);
  t text; v_sets text; v_where text; v_answer text := CASE WHEN starts_with(r.field, 'answers.') THEN substr(r.field, 9) END;
BEGIN
  IF v IS NULL OR ctx.is_redacted_value(v) THEN RAISE EXCEPTION 'there is nothing left to take away' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  IF ctx.contains(p_reason, ctx.needles_of(v, NULL)) THEN RAISE EXCEPTION 'the reason repeats what is to be taken away' USING ERRCODE = 'check_violation'; END IF;
  SELECT * INTO STRICT e FROM audit.event x WHERE x.id = r.event_id;
  PERFORM set_config('app.redacting', 'on', true);
  UPDATE app.redaction SET state = 'done', decided_by_id = a.account_id, decided_by_name = a.full_name, decided_by_role = ctx.role_on(r.site_id), decided_at = clock_timestamp(), decision_reason = p_reason,
    open_xid = pg_current_xact_id() WHERE id = p_id;
  -- where it was typed: an answer becomes "missing: redacted", prose a mark of the same
  IF v_answer IS NOT NULL THEN
    UPDATE app.entry SET answers = answers || jsonb_build_object(v_answer, '{"missing": "redacted"}'::jsonb), version = version + 1 WHERE id = e.row_id::uuid AND answers -> v_answer = v;
  ELSIF r.field <> '' THEN
    EXECUTE format('UPDATE %s SET %I = ''[redacted]''%s WHERE id = $1 AND %I = $2', e.table_name::regclass, r.field, CASE e.table_name WHEN 'app.entry' THEN ', version = version + 1' ELSE '' END, r.field)
      USING e.row_id::uuid, v #>> '{}';
  END IF;
  -- wherever else it was repeated about this patient
  UPDATE app.entry SET answers = ctx.without(answers, n, false), version = version + 1 WHERE patient_id = r.patient_id AND ctx.contains(answers::text, n) AND answers IS DISTINCT FROM ctx.without(answers, n, false);
  FOR t, v_sets, v_where IN
    SELECT w.relname, string_agg(format('%I = %s', w.attname, w.value), ', '), string_agg(format('%I IS DISTINCT FROM %s', w.attname, w.value), ' OR ') FROM (
      SELECT c.relname, x.attname, format(CASE WHEN x.atttypid = 'jsonb'::regtype THEN 'ctx.without(%I, $2, true)' ELSE 'ctx.without(%I, ($2).wide || ($2).prose)' END, x.attname) AS value
      FROM pg_class c JOIN pg_attribute x ON x.attrelid = c.oid AND x.attnum > 0 AND NOT x.attisdropped
      WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r' AND EXISTS (SELECT FROM pg_attribute y WHERE y.attrelid = c.oid AND y.attname = 'patient_id')
        AND (x.attname = ANY (ctx.prose()) OR (c.relname, x.attname) IN (('explanation', 'checked'), ('screen_failure', 'criteria')))) w GROUP BY w.relname LOOP
    EXECUTE format('UPDATE app.%I SET %s%s WHERE patient_id = $1 AND (%s)', t, v_sets, CASE t WHEN 'entry' THEN ', version = version + 1' ELSE '' END, v_where) USING r.patient_id, n;
  END LOOP;
END $$;
CREATE FUNCTION ctx.finish_redaction(p_id uuid, p_shown text) RETURNS TABLE (places jsonb, cuts text[]) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r app.redaction; e audit.event; v jsonb; n ctx.needles; v_requests int;
BEGIN
  SELECT * INTO r FROM app.redaction x WHERE x.id = p_id AND x.open_xid = pg_current_xact_id();
  IF r.id IS NULL THEN RAISE EXCEPTION 'this redaction was not begun' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  v := ctx.typed_value(r.event_id, r.field); n := ctx.needles_of(v, p_shown);
  SELECT * INTO STRICT e FROM audit.event x WHERE x.id = r.event_id;
  UPDATE app.request q SET result = ctx.without(q.result, n, true) WHERE q.result IS NOT NULL AND ctx.contains(q.result::text, n);
  GET DIAGNOSTICS v_requests = ROW_COUNT;
  places := jsonb_build_object('requests', v_requests) || audit.redact(p_id, e, r.field, v, n);
  SELECT coalesce(array_agg(c.name ORDER BY c.at), '{}') INTO cuts FROM app.data_cut c WHERE c.at >= e.occurred_at;
  UPDATE app.redaction x SET places = finish_redaction.places, cuts = finish_redaction.cuts, open_xid = NULL WHERE x.id = p_id;
  PERFORM set_config('app.redacting', '', true);
  RETURN NEXT;
END $$;
CREATE FUNCTION ctx.whole_redaction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM app.redaction r WHERE r.id = NEW.id AND r.open_xid IS NOT NULL) THEN RAISE EXCEPTION 'a redaction is whole or absent' USING ERRCODE = 'check_violation'; END IF;
  RETURN NULL;
END $$;
-- "Redacted" stands where a redaction put it; nobody types it.
CREATE FUNCTION ctx.guard_redacted_answer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_each(NEW.answers) x WHERE ctx.is_redacted_value(x.value) AND (TG_OP = 'INSERT' OR OLD.answers -> x.key IS DISTINCT FROM x.value)) AND NOT ctx.redacting(NEW.patient_id) THEN
    RAISE EXCEPTION 'only a redaction says redacted' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;

-- ---- the guards, as before, and aware of it ------------------------------------------------------------------------------------------------------
CREATE OR REPLACE FUNCTION ctx.guard_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1 THEN RAISE EXCEPTION 'stale version' USING ERRCODE = 'serialization_failure'; END IF;
  IF TG_OP = 'UPDATE' AND OLD.removed_at IS NOT NULL AND NEW.answers IS DISTINCT FROM OLD.answers AND NOT ctx.redacting(NEW.patient_id) THEN RAISE EXCEPTION 'a removed row keeps its answers' USING ERRCODE = 'check_violation'; END IF;
  IF NEW.visit_id IS NOT NULL AND NOT EXISTS (SELECT FROM app.visit v WHERE v.id = NEW.visit_id AND v.patient_id = NEW.patient_id) THEN
    RAISE EXCEPTION 'visit belongs to another patient' USING ERRCODE = 'check_violation'; END IF;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION ctx.redacting(uuid), ctx.prose(), ctx.is_redacted_value(jsonb), ctx.needles_of(jsonb, text), ctx.without(text, text[]), ctx.without(jsonb, ctx.needles, boolean), ctx.contains(text, ctx.needles),
  ctx.typed_value(bigint, text), ctx.guard_redaction(), ctx.hold_redaction(uuid), ctx.decline_redaction(uuid, text), ctx.begin_redaction(uuid, text, text), ctx.finish_redaction(uuid, text), ctx.whole_redaction(),
  ctx.guard_redacted_answer() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.decline_redaction(uuid, text), ctx.begin_redaction(uuid, text, text), ctx.finish_redaction(uuid, text) TO ecrf_app;
GRANT EXECUTE ON FUNCTION ctx.redacting(uuid), ctx.guard_redaction(), ctx.whole_redaction(), ctx.guard_redacted_answer() TO ecrf_owner;
GRANT EXECUTE ON FUNCTION ctx.without(text, text[]), ctx.without(jsonb, ctx.needles, boolean), ctx.contains(text, ctx.needles), ctx.prose() TO audit_owner;
RESET ROLE;

-- ---- the trail: the values go, the event stays, and a line of op R says by hash what stands in their place -----------------------------------------
SET ROLE audit_owner;
CREATE FUNCTION audit.redact(p_redaction uuid, t audit.event, p_field text, p_value jsonb, n ctx.needles) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
DECLARE x record; m audit.event; v_salt bytea; v_changes jsonb; v_mark jsonb := CASE WHEN starts_with(p_field, 'answers.') THEN '{"missing": "redacted"}' ELSE '"[redacted]"' END; l audit.link; k text; v_events int := 0; v_reasons int := 0;
BEGIN
  FOR x IN SELECT e.id, e.table_name, e.row_id, p.salt, p.changes, e.reason FROM audit.event e LEFT JOIN audit.payload p ON p.event_id = e.id
           WHERE e.patient_id = t.patient_id AND e.op <> 'R' AND (ctx.contains(p.changes::text, n) OR ctx.contains(e.reason, n) OR (e.table_name = t.table_name AND e.row_id = t.row_id) OR e.id = t.id) ORDER BY e.id LOOP
    SELECT * INTO STRICT m FROM audit.event e WHERE e.id = x.id;
    v_changes := ctx.without(x.changes, n, x.table_name = 'app.finding');
    IF x.table_name = t.table_name AND x.row_id = t.row_id AND x.changes ? p_field THEN
      FOREACH k IN ARRAY '{old,new}'::text[] LOOP
        IF x.changes -> p_field -> k = p_value THEN v_changes := jsonb_set(v_changes, ARRAY[p_field, k], v_mark); END IF;
      END LOOP;
    END IF;
    m.reason := CASE WHEN p_field = '' AND (m.id = t.id OR m.reason = p_value #>> '{}') THEN '[redacted]' ELSE ctx.without(m.reason, n.wide || n.prose) END;
    CONTINUE WHEN v_changes IS NOT DISTINCT FROM x.changes AND m.reason IS NOT DISTINCT FROM x.reason;
    v_salt := CASE WHEN v_changes IS DISTINCT FROM x.changes THEN uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) ELSE x.salt END;  -- the old one would let a short value be guessed
    SELECT * INTO l FROM audit.link y WHERE y.event_id = x.id;
    PERFORM audit.note_redaction(m, p_redaction, audit.commit_to(v_salt, v_changes), CASE WHEN sha256(l.prev_hash || audit.canonical(m, l.seq)) <> l.hash THEN sha256(l.prev_hash || audit.canonical(m, l.seq)) END);
    UPDATE audit.payload SET salt = v_salt, changes = v_changes WHERE event_id = x.id AND v_changes IS DISTINCT FROM x.changes;
    UPDATE audit.event SET reason = m.reason WHERE id = x.id AND m.reason IS DISTINCT FROM x.reason;
    v_events := v_events + 1; v_reasons := v_reasons + (m.reason IS DISTINCT FROM x.reason)::int;
  END LOOP;
  RETURN jsonb_build_object('events', v_events, 'reasons', v_reasons);
END $$;
CREATE FUNCTION audit.note_redaction(m audit.event, p_redaction uuid, p_payload_hash bytea, p_content_hash bytea) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE r audit.event;
BEGIN
  r.table_name := 'audit.payload'; r.row_id := m.id; r.op := 'R'; r.site_id := m.site_id; r.patient_id := m.patient_id;
  PERFORM audit.append(r, jsonb_strip_nulls(jsonb_build_object('redaction', jsonb_build_object('new', p_redaction), 'payload_hash', jsonb_build_object('new', encode(p_payload_hash, 'hex')),
    'content_hash', CASE WHEN p_content_hash IS NOT NULL THEN jsonb_build_object('new', encode(p_content_hash, 'hex')) END)));
END $$;
-- Whether this transaction has noted a redaction of the event, with exactly this hash (null: none, for an event that no link was made over yet).
CREATE FUNCTION audit.is_noted(p_event bigint, p_key text, p_hash bytea) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM audit.event r JOIN audit.payload q ON q.event_id = r.id WHERE r.op = 'R' AND r.table_name = 'audit.payload' AND r.row_id = p_event::text AND r.xid = pg_current_xact_id()
    AND (q.changes #>> ARRAY[p_key, 'new']) IS NOT DISTINCT FROM encode(p_hash, 'hex')) $$;
-- As before; an update passes that the same transaction has just noted, by the hash of exactly what it leaves.
CREATE OR REPLACE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'payload' THEN
    IF to_jsonb(NEW) - '{salt,changes}'::text[] = to_jsonb(OLD) - '{salt,changes}'::text[] AND audit.is_noted(OLD.event_id, 'payload_hash', audit.commit_to(NEW.salt, NEW.changes)) THEN RETURN NEW; END IF;
  ELSIF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'event' THEN
    IF to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
      AND audit.is_noted(OLD.id, 'content_hash', (SELECT sha256(l.prev_hash || audit.canonical(NEW, l.seq)) FROM audit.link l WHERE l.event_id = OLD.id)) THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'audit: % on %.% is not allowed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
-- An event whose reason was taken away is not what its link was made over any more; the latest line about it says by hash what it is now.
CREATE FUNCTION audit.is_redacted_content(p_event bigint, p_chain uuid, p_hash bytea) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT encode(p_hash, 'hex') = p.changes #>> '{content_hash,new}' FROM audit.event r JOIN audit.link l ON l.event_id = r.id JOIN audit.payload p ON p.event_id = r.id
    WHERE r.op = 'R' AND r.table_name = 'audit.payload' AND r.row_id = p_event::text AND r.chain_id = p_chain ORDER BY r.id DESC LIMIT 1), false) $$;
-- As before, with that one more way of being lawful.
CREATE OR REPLACE FUNCTION audit.verify_links(p_chain uuid, p_seq bigint, p_most int, OUT walked int, OUT chain uuid, OUT seq bigint, OUT problems jsonb) LANGUAGE sql STABLE SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
  WITH stretch AS MATERIALIZED (SELECT l.* FROM audit.link l WHERE (l.chain_id, l.seq) > (p_chain, p_seq) ORDER BY l.chain_id, l.seq LIMIT p_most),
  looked AS (
    SELECT l.chain_id, l.seq, l.event_id, l.prev_hash, l.hash, e.payload_hash, audit.commit_to(p.salt, p.changes) AS committed,
      sha256(l.prev_hash || audit.canonical(e, l.seq)) AS content_hash, e.chain_id AS event_chain,
      coalesce(lag(l.hash) OVER w, CASE WHEN l.chain_id = p_chain THEN (SELECT b.hash FROM audit.link b WHERE b.chain_id = p_chain AND b.seq = p_seq) END, '\x') AS want_prev,
      coalesce(lag(l.seq) OVER w, CASE WHEN l.chain_id = p_chain THEN p_seq END, 0) + 1 AS want_seq
    FROM stretch l LEFT JOIN audit.event e ON e.id = l.event_id LEFT JOIN audit.payload p ON p.event_id = l.event_id WINDOW w AS (PARTITION BY l.chain_id ORDER BY l.seq)),
  judged AS (SELECT k.*, k.hash IS DISTINCT FROM k.content_hash AND NOT audit.is_redacted_content(k.event_id, k.chain_id, k.content_hash) AS altered FROM looked k),
  wrong AS (
    SELECT w.chain_id, w.seq, CASE WHEN w.seq <> w.want_seq THEN 'gap' WHEN w.prev_hash <> w.want_prev THEN 'previous hash does not match'
        WHEN w.altered OR w.event_chain <> w.chain_id THEN 'content altered' WHEN w.committed IS NULL THEN 'values taken away' ELSE 'values altered' END AS problem
    FROM judged w WHERE w.seq <> w.want_seq OR w.prev_hash <> w.want_prev OR w.altered OR w.event_chain <> w.chain_id
      OR (w.payload_hash IS DISTINCT FROM w.committed AND NOT audit.is_redacted(w.event_id, w.chain_id, w.committed)))
  SELECT (SELECT count(*)::int FROM stretch), (SELECT s.chain_id FROM stretch s ORDER BY s.chain_id DESC, s.seq DESC LIMIT 1), (SELECT s.seq FROM stretch s ORDER BY s.chain_id DESC, s.seq DESC LIMIT 1),
    coalesce((SELECT jsonb_agg(jsonb_build_object('chain', x.chain_id, 'seq', x.seq, 'problem', x.problem) ORDER BY x.chain_id, x.seq) FROM wrong x), '[]') $$;
REVOKE ALL ON FUNCTION audit.redact(uuid, audit.event, text, jsonb, ctx.needles), audit.note_redaction(audit.event, uuid, bytea, bytea), audit.is_redacted_content(bigint, uuid, bytea), audit.is_noted(bigint, text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.redact(uuid, audit.event, text, jsonb, ctx.needles) TO ecrf_definer;
RESET ROLE;

SET ROLE ecrf_owner;
CREATE OR REPLACE FUNCTION app.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND ctx.redacting((to_jsonb(NEW) ->> 'patient_id')::uuid) THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% on %.% is not allowed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER a_stamp BEFORE INSERT ON app.redaction FOR EACH ROW EXECUTE FUNCTION ctx.stamp();
CREATE TRIGGER c_guard BEFORE INSERT ON app.redaction FOR EACH ROW EXECUTE FUNCTION ctx.guard_redaction();
CREATE CONSTRAINT TRIGGER e_whole AFTER UPDATE ON app.redaction DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ctx.whole_redaction();
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.redaction FOR EACH ROW EXECUTE FUNCTION audit.record('', 'open_xid');
ALTER TABLE app.redaction ENABLE ALWAYS TRIGGER z_audit;
-- The guard of a query's steps looks at its steps; the question itself nobody may update, but a redaction.
DROP TRIGGER c_guard ON app.discrepancy;
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE OF state ON app.discrepancy FOR EACH ROW EXECUTE FUNCTION ctx.guard_discrepancy();
CREATE TRIGGER c_redacted BEFORE INSERT OR UPDATE ON app.entry FOR EACH ROW EXECUTE FUNCTION ctx.guard_redacted_answer();
RESET ROLE;

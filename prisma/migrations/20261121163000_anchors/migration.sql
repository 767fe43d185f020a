-- The trail, seen from outside: each event names the application that wrote it; whoever changes the database's structure leaves a line; checkpoints
-- carry what a signed anchor outside the database needs; and verification walks in bounded steps, knows of lawful redactions, and is kept.

-- The system's own account has its first row before anything watches: afterwards no start needs to switch a trigger off.
ALTER TABLE auth.account DISABLE TRIGGER z_audit;
INSERT INTO auth.account (id, username, full_name) VALUES ('00000000-0000-4000-8000-000000000000', 'system', 'The system') ON CONFLICT DO NOTHING;
ALTER TABLE auth.account ENABLE ALWAYS TRIGGER z_audit;

SET ROLE audit_owner;
-- ---- which application wrote it: named by its connection. An event without a version is of form 1, as before; with one, of form 2. --------------
ALTER TABLE audit.event ADD COLUMN app_version text;
ALTER TABLE audit.event ALTER COLUMN app_version SET DEFAULT substring(current_setting('application_name') FROM '^ecrf/(.+)$');
CREATE OR REPLACE FUNCTION audit.canonical(e audit.event, p_seq bigint) RETURNS bytea LANGUAGE sql IMMUTABLE SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
  SELECT convert_to((jsonb_build_array(CASE WHEN e.app_version IS NULL THEN 1 ELSE 2 END, p_seq, e.id::text, e.xid::text, e.chain_id, to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.account_id, e.username, e.full_name, e.role, e.session_id, e.action, e.table_name, e.row_id, e.op::text, e.site_id, e.patient_id, to_jsonb(e.fields),
    encode(e.payload_hash, 'hex'), e.reason, e.request_id) || CASE WHEN e.app_version IS NULL THEN '[]' ELSE jsonb_build_array(e.app_version) END)::text, 'UTF8') $$;

-- ---- who changes the structure: a chain of its own, because no session stands behind it -----------------------------------------------------------
CREATE TABLE audit.ddl (
  id bigint PRIMARY KEY, at timestamptz NOT NULL, db_user text NOT NULL, application text NOT NULL, address text, tag text NOT NULL, object text,
  switched_off text[] NOT NULL, prev_hash bytea NOT NULL, hash bytea NOT NULL);
CREATE FUNCTION audit.ddl_hash(d audit.ddl) RETURNS bytea LANGUAGE sql IMMUTABLE SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
  SELECT sha256(d.prev_hash || convert_to(jsonb_build_array(1, d.id, to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), d.db_user, d.application, d.address,
    d.tag, d.object, to_jsonb(d.switched_off))::text, 'UTF8')) $$;
CREATE FUNCTION audit.append_ddl(p_tag text, p_object text, p_switched_off text[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE d audit.ddl; prev audit.ddl;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit.ddl'));
  SELECT * INTO prev FROM audit.ddl ORDER BY id DESC LIMIT 1;
  d.id := coalesce(prev.id, 0) + 1; d.at := clock_timestamp(); d.db_user := session_user; d.application := current_setting('application_name'); d.address := host(inet_client_addr());
  d.tag := p_tag; d.object := p_object; d.switched_off := p_switched_off; d.prev_hash := coalesce(prev.hash, '\x'); d.hash := audit.ddl_hash(d);
  INSERT INTO audit.ddl SELECT d.*;
END $$;
CREATE FUNCTION audit.note_ddl() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c record;
BEGIN
  IF TG_EVENT = 'sql_drop' THEN
    FOR c IN SELECT o.object_type || ' ' || o.object_identity AS object FROM pg_event_trigger_dropped_objects() o WHERE o.original AND NOT o.is_temporary LOOP
      PERFORM audit.append_ddl(TG_TAG, c.object, '{}');
    END LOOP;
    RETURN;
  END IF;
  FOR c IN SELECT DISTINCT ON (o.command_tag, o.object_type, o.object_identity) o.command_tag, o.object_type || coalesce(' ' || o.object_identity, '') AS object,
      -- the guards of the trail that do not stand after this statement
      CASE WHEN o.command_tag IN ('ALTER TABLE', 'ALTER TRIGGER') THEN ARRAY(SELECT t.tgname::text FROM pg_trigger t JOIN pg_class r ON r.oid = t.tgrelid JOIN pg_namespace n ON n.oid = r.relnamespace
        WHERE t.tgrelid = o.objid AND NOT t.tgisinternal AND t.tgenabled <> 'A' AND (t.tgname = 'z_audit' OR n.nspname = 'audit') ORDER BY 1) ELSE '{}' END AS switched_off
    FROM pg_event_trigger_ddl_commands() o WHERE coalesce(o.schema_name, '') NOT LIKE 'pg_temp%' AND o.command_tag <> 'COMMENT' LOOP
    PERFORM audit.append_ddl(c.command_tag, c.object, c.switched_off);
  END LOOP;
END $$;

-- ---- checkpoints of form 2: heads as leaves that tell nothing of other chains, and how far the structure's chain has come ------------------------
ALTER TABLE audit.checkpoint ADD COLUMN form smallint NOT NULL DEFAULT 1, ADD COLUMN ddl bigint NOT NULL DEFAULT 0, ADD COLUMN ddl_hash bytea NOT NULL DEFAULT '\x';
CREATE FUNCTION audit.leaf(h audit.checkpoint_head) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(h.chain_id, h.last_seq, encode(h.last_hash, 'hex'))::text, 'UTF8')), 'hex') $$;
CREATE FUNCTION audit.leaves(p_checkpoint bigint) RETURNS jsonb LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(l.leaf ORDER BY l.leaf COLLATE "C"), '[]') FROM (SELECT audit.leaf(h) AS leaf FROM audit.checkpoint_head h WHERE h.checkpoint = p_checkpoint) l $$;
CREATE FUNCTION audit.checkpoint_hash(c audit.checkpoint) RETURNS bytea LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE c.form WHEN 1 THEN audit.checkpoint_hash(c.prev_hash, c.seq)
    ELSE sha256(c.prev_hash || convert_to(jsonb_build_array(2, c.seq, c.ddl, encode(c.ddl_hash, 'hex'), audit.leaves(c.seq))::text, 'UTF8')) END $$;
CREATE OR REPLACE FUNCTION audit.take_checkpoint() RETURNS audit.checkpoint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c audit.checkpoint; prev audit.checkpoint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit.checkpoint'));
  SELECT * INTO prev FROM audit.checkpoint ORDER BY seq DESC LIMIT 1;
  c.seq := coalesce(prev.seq, 0) + 1; c.at := clock_timestamp(); c.prev_hash := coalesce(prev.hash, '\x'); c.form := 2;
  SELECT coalesce(max(d.id), 0) INTO c.ddl FROM audit.ddl d;
  c.ddl_hash := coalesce((SELECT d.hash FROM audit.ddl d WHERE d.id = c.ddl), '\x');
  WITH heads AS MATERIALIZED (SELECT * FROM audit.chain_head),
    moved AS (INSERT INTO audit.checkpoint_head SELECT c.seq, h.chain_id, h.last_seq, h.last_hash FROM heads h
      WHERE h.last_seq IS DISTINCT FROM (SELECT p.last_seq FROM audit.checkpoint_head p WHERE p.chain_id = h.chain_id ORDER BY p.checkpoint DESC LIMIT 1) RETURNING 1)
  SELECT (SELECT count(*) FROM moved), (SELECT coalesce(sum(h.last_seq), 0) FROM heads h) INTO c.chains, c.events;
  c.hash := audit.checkpoint_hash(c);
  INSERT INTO audit.checkpoint SELECT c.*;
  RETURN c;
END $$;
-- When anything was written since the last one, and that one is older than `p_every`; or at once when a lock, a cut or a signature is among it.
CREATE FUNCTION audit.checkpoint_if_due(p_every interval) RETURNS SETOF audit.checkpoint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_last timestamptz := (SELECT c.at FROM audit.checkpoint c ORDER BY c.seq DESC LIMIT 1);
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('audit.checkpoint')) THEN RETURN; END IF; -- another instance takes it
  IF EXISTS (SELECT FROM audit.chain_head h CROSS JOIN LATERAL (SELECT coalesce((SELECT p.last_seq FROM audit.checkpoint_head p WHERE p.chain_id = h.chain_id ORDER BY p.checkpoint DESC LIMIT 1), 0) AS seq) k
      WHERE h.last_seq <> k.seq AND (v_last IS NULL OR v_last < clock_timestamp() - p_every OR EXISTS (SELECT FROM audit.link l JOIN audit.event e ON e.id = l.event_id
        WHERE l.chain_id = h.chain_id AND l.seq > k.seq AND e.table_name IN ('app.lock', 'app.data_cut', 'app.signature')))) THEN
    RETURN NEXT audit.take_checkpoint();
  END IF;
END $$;
-- The signed line of a checkpoint, as it also stands in files outside.
CREATE TABLE audit.anchor (seq bigint PRIMARY KEY REFERENCES audit.checkpoint, line text NOT NULL);

-- ---- verification, in steps that need no more memory for a longer trail ---------------------------------------------------------------------------
-- Redacted: values were taken away, or replaced, and a later event of op R over audit.payload names the event; it says by hash what replaced them.
CREATE INDEX event_redactions ON audit.event (row_id) WHERE op = 'R';
CREATE FUNCTION audit.is_redacted(p_event bigint, p_chain uuid, p_committed bytea) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT p_committed IS NULL OR encode(p_committed, 'hex') = p.changes #>> '{payload_hash,new}'
    FROM audit.event r JOIN audit.link l ON l.event_id = r.id LEFT JOIN audit.payload p ON p.event_id = r.id
    WHERE r.op = 'R' AND r.table_name = 'audit.payload' AND r.row_id = p_event::text AND r.chain_id = p_chain ORDER BY r.id DESC LIMIT 1), false) $$;
-- The next links after (p_chain, p_seq), chain by chain: how many, where it stopped, and what is wrong among them.
CREATE FUNCTION audit.verify_links(p_chain uuid, p_seq bigint, p_most int, OUT walked int, OUT chain uuid, OUT seq bigint, OUT problems jsonb) LANGUAGE sql STABLE SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
  WITH stretch AS MATERIALIZED (SELECT l.* FROM audit.link l WHERE (l.chain_id, l.seq) > (p_chain, p_seq) ORDER BY l.chain_id, l.seq LIMIT p_most),
  looked AS (
    SELECT l.chain_id, l.seq, l.event_id, l.prev_hash, l.hash, e.payload_hash, audit.commit_to(p.salt, p.changes) AS committed,
      sha256(l.prev_hash || audit.canonical(e, l.seq)) AS want_hash, e.chain_id AS event_chain,
      coalesce(lag(l.hash) OVER w, CASE WHEN l.chain_id = p_chain THEN (SELECT b.hash FROM audit.link b WHERE b.chain_id = p_chain AND b.seq = p_seq) END, '\x') AS want_prev,
      coalesce(lag(l.seq) OVER w, CASE WHEN l.chain_id = p_chain THEN p_seq END, 0) + 1 AS want_seq
    FROM stretch l LEFT JOIN audit.event e ON e.id = l.event_id LEFT JOIN audit.payload p ON p.event_id = l.event_id WINDOW w AS (PARTITION BY l.chain_id ORDER BY l.seq)),
  wrong AS (
    SELECT w.chain_id, w.seq, CASE WHEN w.seq <> w.want_seq THEN 'gap' WHEN w.prev_hash <> w.want_prev THEN 'previous hash does not match'
        WHEN w.hash IS DISTINCT FROM w.want_hash OR w.event_chain <> w.chain_id THEN 'content altered' WHEN w.committed IS NULL THEN 'values taken away' ELSE 'values altered' END AS problem
    FROM looked w WHERE w.seq <> w.want_seq OR w.prev_hash <> w.want_prev OR w.hash IS DISTINCT FROM w.want_hash OR w.event_chain <> w.chain_id
      OR (w.payload_hash IS DISTINCT FROM w.committed AND NOT audit.is_redacted(w.event_id, w.chain_id, w.committed)))
  SELECT (SELECT count(*)::int FROM stretch), (SELECT s.chain_id FROM stretch s ORDER BY s.chain_id DESC, s.seq DESC LIMIT 1), (SELECT s.seq FROM stretch s ORDER BY s.chain_id DESC, s.seq DESC LIMIT 1),
    coalesce((SELECT jsonb_agg(jsonb_build_object('chain', x.chain_id, 'seq', x.seq, 'problem', x.problem) ORDER BY x.chain_id, x.seq) FROM wrong x), '[]') $$;
CREATE FUNCTION audit.verify_events(p_after bigint, p_most int, OUT walked int, OUT last bigint, OUT problems jsonb) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH stretch AS MATERIALIZED (SELECT e.id, e.chain_id FROM audit.event e WHERE e.id > p_after ORDER BY e.id LIMIT p_most)
  SELECT (SELECT count(*)::int FROM stretch), (SELECT max(s.id) FROM stretch s), coalesce((SELECT jsonb_agg(jsonb_build_object('chain', s.chain_id, 'seq', NULL, 'problem', 'event ' || s.id || ' is not linked'))
    FROM stretch s WHERE NOT EXISTS (SELECT FROM audit.link l WHERE l.event_id = s.id)), '[]') $$;
-- Heads, checkpoints and the structure's chain: few rows beside the links.
CREATE FUNCTION audit.verify_heads() RETURNS TABLE (chain uuid, at_seq bigint, problem text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT h.chain_id, h.last_seq, 'head does not match the last link' FROM audit.chain_head h
    WHERE (h.last_seq, h.last_hash) IS DISTINCT FROM (SELECT (l.seq, l.hash) FROM audit.link l WHERE l.chain_id = h.chain_id ORDER BY l.seq DESC LIMIT 1)
  UNION ALL SELECT l.chain_id, l.seq, 'chain without a head' FROM audit.link l WHERE l.seq = 1 AND NOT EXISTS (SELECT FROM audit.chain_head h WHERE h.chain_id = l.chain_id)
  UNION ALL SELECT c.chain_id, c.last_seq, 'checkpoint ' || c.checkpoint || ' remembers a link that is gone or different' FROM audit.checkpoint_head c
    WHERE NOT EXISTS (SELECT FROM audit.link l WHERE l.chain_id = c.chain_id AND l.seq = c.last_seq AND l.hash = c.last_hash)
  UNION ALL SELECT NULL, k.seq, 'checkpoint ' || k.seq || ' altered' FROM (SELECT c AS whole, c.seq, c.prev_hash, c.hash, lag(c.hash, 1, '\x') OVER w AS want_prev, row_number() OVER w AS want_seq FROM audit.checkpoint c WINDOW w AS (ORDER BY c.seq)) k
    WHERE k.seq <> k.want_seq OR k.prev_hash <> k.want_prev OR k.hash <> audit.checkpoint_hash(k.whole)
  UNION ALL SELECT NULL, k.seq, 'checkpoint ' || k.seq || ' remembers a change of structure that is gone or different' FROM audit.checkpoint k
    WHERE k.ddl > 0 AND NOT EXISTS (SELECT FROM audit.ddl d WHERE d.id = k.ddl AND d.hash = k.ddl_hash)
  UNION ALL SELECT NULL, d.id, 'change of structure ' || d.id || ' altered' FROM (SELECT x AS whole, x.id, x.prev_hash, x.hash, lag(x.hash, 1, '\x') OVER w AS want_prev, row_number() OVER w AS want_id FROM audit.ddl x WINDOW w AS (ORDER BY x.id)) d
    WHERE d.id <> d.want_id OR d.prev_hash <> d.want_prev OR d.hash <> audit.ddl_hash(d.whole) $$;
-- Empty when intact: all of the above, in one call.
CREATE OR REPLACE FUNCTION audit.verify() RETURNS TABLE (chain uuid, at_seq bigint, problem text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
DECLARE step record; v_chain uuid := '00000000-0000-0000-0000-000000000000'; v_seq bigint := 0; v_after bigint := 0;
BEGIN
  LOOP
    SELECT * INTO step FROM audit.verify_links(v_chain, v_seq, 10000);
    RETURN QUERY SELECT (p ->> 'chain')::uuid, (p ->> 'seq')::bigint, p ->> 'problem' FROM jsonb_array_elements(step.problems) p;
    EXIT WHEN step.walked < 10000;
    v_chain := step.chain; v_seq := step.seq;
  END LOOP;
  LOOP
    SELECT * INTO step FROM audit.verify_events(v_after, 10000);
    RETURN QUERY SELECT (p ->> 'chain')::uuid, NULL::bigint, p ->> 'problem' FROM jsonb_array_elements(step.problems) p;
    EXIT WHEN step.walked < 10000;
    v_after := step.last;
  END LOOP;
  RETURN QUERY SELECT * FROM audit.verify_heads();
END $$;
-- Empty when every guard of the trail stands. `p_untrailed`: the tables of app that have their reason to write no trail.
CREATE FUNCTION audit.guards_missing(p_untrailed text[]) RETURNS TABLE (problem text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT format('the guard %s of audit.%s is switched off or gone', g.name, t.name)
  FROM unnest(ARRAY['event', 'payload', 'link', 'checkpoint', 'checkpoint_head', 'ddl', 'anchor']) t(name) CROSS JOIN unnest(ARRAY['no_change', 'no_truncate', 'link']) g(name)
  WHERE (g.name <> 'link' OR t.name = 'event') AND NOT EXISTS (SELECT FROM pg_trigger x WHERE x.tgrelid = to_regclass('audit.' || t.name) AND x.tgname = g.name AND x.tgenabled = 'A')
  UNION ALL SELECT format('changes of %s.%s write no trail', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND ((n.nspname = 'app' AND c.relname <> ALL (p_untrailed)) OR (n.nspname = 'auth' AND c.relname = 'account'))
    AND NOT EXISTS (SELECT FROM pg_trigger x JOIN pg_proc f ON f.oid = x.tgfoid WHERE x.tgrelid = c.oid AND f.proname = 'record' AND x.tgenabled = 'A' AND x.tgtype & 29 = 29 AND x.tgtype & 2 = 0)
  UNION ALL SELECT format('changes of the structure are not noted any more (%s)', e.name) FROM unnest(ARRAY['trail_ddl', 'trail_drop']) e(name)
  WHERE NOT EXISTS (SELECT FROM pg_event_trigger x WHERE x.evtname = e.name AND x.evtenabled = 'A') $$;

-- ---- each verification that was made, or asked for -------------------------------------------------------------------------------------------------
CREATE TABLE audit.verification (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), night date UNIQUE, asked_by text, asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at timestamptz, seen_at timestamptz, ended_at timestamptz, links bigint NOT NULL DEFAULT 0, of_links bigint, chains bigint, checkpoints bigint, anchors bigint,
  findings text[] NOT NULL DEFAULT '{}', CHECK ((night IS NULL) <> (asked_by IS NULL)));
CREATE INDEX verification_waiting ON audit.verification (asked_at) WHERE ended_at IS NULL;
CREATE INDEX verification_ended ON audit.verification (ended_at DESC) WHERE ended_at IS NOT NULL;
CREATE FUNCTION audit.keep_outcome() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'audit: % of the outcome of a verification is not allowed', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON audit.verification FOR EACH ROW EXECUTE FUNCTION audit.keep_outcome();
ALTER TABLE audit.verification ENABLE ALWAYS TRIGGER no_change;
-- A verification walks every site's trail, so who asks for it holds the role everywhere (ctx.has_role_everywhere, in a migration that follows).
CREATE FUNCTION audit.ask_verification() RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_id uuid; e audit.event;
BEGIN
  IF NOT ctx.has_role_everywhere('{data_manager,inspector}') THEN RAISE EXCEPTION 'only data management and inspectors ask for it' USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('audit.verification'));
  SELECT v.id INTO v_id FROM audit.verification v WHERE v.ended_at IS NULL AND v.started_at IS NULL LIMIT 1; -- one that has not begun serves both
  IF v_id IS NULL THEN INSERT INTO audit.verification (asked_by) VALUES ((ctx.current_actor()).full_name) RETURNING id INTO v_id; END IF;
  e.table_name := 'audit.verification'; e.row_id := v_id; e.op := 'E';
  PERFORM audit.append(e, '{}');
  RETURN v_id;
END $$;
-- What a reader of the trail is told; what exactly is broken, only those who answer for the whole.
CREATE FUNCTION audit.verifications(p_most int) RETURNS TABLE (id uuid, night date, asked_by text, asked_at timestamptz, started_at timestamptz, seen_at timestamptz, ended_at timestamptz,
  links bigint, of_links bigint, chains bigint, checkpoints bigint, anchors bigint, found int, findings text[]) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.id, v.night, v.asked_by, v.asked_at, v.started_at, v.seen_at, v.ended_at, v.links, v.of_links, v.chains, v.checkpoints, v.anchors, cardinality(v.findings),
    CASE WHEN (SELECT ctx.has_role('{data_manager,administrator,inspector}')) THEN v.findings ELSE '{}' END
  FROM audit.verification v WHERE (SELECT (ctx.current_actor()).account_id) IS NOT NULL ORDER BY v.asked_at DESC LIMIT p_most $$;

-- ---- who reads what of it --------------------------------------------------------------------------------------------------------------------------
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['ddl', 'anchor'] LOOP
  EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON audit.%I FOR EACH ROW EXECUTE FUNCTION audit.refuse()', t);
  EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit.%I FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse()', t);
  EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER no_change, ENABLE ALWAYS TRIGGER no_truncate', t);
END LOOP; END $$;
-- A link, a head: whoever reads the event, the first event. Anchors tell nothing of anybody.
GRANT SELECT ON audit.link, audit.chain_head, audit.ddl, audit.anchor TO ecrf_app;
ALTER TABLE audit.link ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.chain_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.ddl ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON audit.link FOR SELECT TO ecrf_app USING (EXISTS (SELECT FROM audit.event e WHERE e.id = event_id));
CREATE POLICY read ON audit.chain_head FOR SELECT TO ecrf_app USING (EXISTS (SELECT FROM audit.link l WHERE l.chain_id = chain_head.chain_id AND l.seq = 1));
CREATE POLICY read ON audit.ddl FOR SELECT TO ecrf_app USING ((SELECT ctx.has_role('{data_manager,administrator,inspector}')));
-- An administrator gives roles at sites, and so reads what was given there; nothing of patients.
CREATE POLICY administer ON audit.event FOR SELECT TO ecrf_app USING ((SELECT ctx.has_role('{administrator}')) AND patient_id IS NULL AND table_name IN ('app.membership', 'app.site', 'app.site_version'));
CREATE POLICY administer ON audit.payload FOR SELECT TO ecrf_app USING ((SELECT ctx.has_role('{administrator}')) AND EXISTS (SELECT FROM audit.event e WHERE e.id = event_id));
-- The checkpoints that remember a chain, each with what its hash was made of, for those who read the chain's first event.
CREATE FUNCTION audit.may_read_chain(p_chain uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM audit.link l JOIN audit.event e ON e.id = l.event_id WHERE l.chain_id = p_chain AND l.seq = 1
    AND audit.may_read(e.site_id, ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'), ctx.has_role('{data_manager,administrator,inspector}'))) $$;
CREATE FUNCTION audit.proofs(p_chain uuid) RETURNS TABLE (checkpoint bigint, form smallint, prev_hash bytea, hash bytea, ddl bigint, ddl_hash bytea, leaves jsonb, last_seq bigint, last_hash bytea, anchor text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.seq, c.form, c.prev_hash, c.hash, c.ddl, c.ddl_hash, audit.leaves(c.seq), h.last_seq, h.last_hash, a.line
  FROM audit.checkpoint_head h JOIN audit.checkpoint c ON c.seq = h.checkpoint LEFT JOIN audit.anchor a ON a.seq = c.seq
  WHERE h.chain_id = p_chain AND c.form = 2 AND audit.may_read_chain(p_chain) ORDER BY c.seq $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.verifications(int), audit.ask_verification(), audit.proofs(uuid) TO ecrf_app;
RESET ROLE;

-- Names to choose from, also for the administrator, who reads the trail of people and sessions.
SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.colleagues() RETURNS TABLE (id uuid, full_name text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.full_name FROM auth.account a
  WHERE (SELECT ctx.has_role('{coordinator,investigator,monitor,data_manager,inspector,administrator}')) AND EXISTS (SELECT FROM app.membership m WHERE m.account_id = a.id
    AND (m.site_id IS NULL OR (SELECT ctx.has_role('{administrator}')) OR m.site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[])))
  ORDER BY a.full_name $$;
RESET ROLE;

-- Last, so that this migration itself is not its first line. Only the server's administrator makes these, and only by them are they unmade; verification asks whether they stand.
CREATE EVENT TRIGGER trail_ddl ON ddl_command_end EXECUTE FUNCTION audit.note_ddl();
CREATE EVENT TRIGGER trail_drop ON sql_drop EXECUTE FUNCTION audit.note_ddl();
ALTER EVENT TRIGGER trail_ddl ENABLE ALWAYS;
ALTER EVENT TRIGGER trail_drop ENABLE ALWAYS;

-- The trail: no change without it, no trail without change. Append-only; chained per patient at commit; checkpoints over all chains.
SET ROLE audit_owner;
CREATE TABLE audit.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, xid xid8 NOT NULL, chain_id uuid NOT NULL, occurred_at timestamptz NOT NULL,
  account_id uuid NOT NULL, username text NOT NULL, full_name text NOT NULL, role text, session_id uuid, action text NOT NULL,
  table_name text NOT NULL, row_id text NOT NULL, op "char" NOT NULL, site_id uuid, patient_id uuid,
  fields text[] NOT NULL, payload_hash bytea NOT NULL, reason text, request_id text);
CREATE TABLE audit.payload (event_id bigint PRIMARY KEY REFERENCES audit.event, site_id uuid, salt bytea NOT NULL, changes jsonb NOT NULL);
CREATE TABLE audit.chain_head (chain_id uuid PRIMARY KEY, last_seq bigint NOT NULL, last_hash bytea NOT NULL) WITH (fillfactor = 50);
CREATE TABLE audit.link (
  chain_id uuid NOT NULL, seq bigint NOT NULL, event_id bigint NOT NULL UNIQUE REFERENCES audit.event, prev_hash bytea NOT NULL, hash bytea NOT NULL,
  PRIMARY KEY (chain_id, seq));
CREATE TABLE audit.checkpoint (
  seq bigint PRIMARY KEY, at timestamptz NOT NULL, chains bigint NOT NULL, events bigint NOT NULL, prev_hash bytea NOT NULL, hash bytea NOT NULL);
CREATE TABLE audit.checkpoint_head (
  checkpoint bigint NOT NULL REFERENCES audit.checkpoint DEFERRABLE INITIALLY DEFERRED, chain_id uuid NOT NULL, last_seq bigint NOT NULL, last_hash bytea NOT NULL,
  PRIMARY KEY (checkpoint, chain_id));
CREATE INDEX ON audit.checkpoint_head (chain_id, checkpoint DESC);
CREATE INDEX ON audit.event (xid);
CREATE INDEX ON audit.event (table_name, row_id, id);

-- Which chain an event joins. Per patient: two patients never wait for each other. What has no patient goes to the study's own chain.
CREATE FUNCTION audit.chain_of(p_patient uuid) RETURNS uuid LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce(p_patient, '00000000-0000-0000-0000-000000000000') $$;
CREATE FUNCTION audit.commit_to(p_salt bytea, p_changes jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT sha256(p_salt || convert_to(p_changes::text, 'UTF8')) $$;
CREATE FUNCTION audit.canonical(e audit.event, p_seq bigint) RETURNS bytea LANGUAGE sql IMMUTABLE SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
  SELECT convert_to(jsonb_build_array(1, p_seq, e.id::text, e.xid::text, e.chain_id, to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.account_id, e.username, e.full_name, e.role, e.session_id, e.action, e.table_name, e.row_id, e.op::text, e.site_id, e.patient_id, to_jsonb(e.fields),
    encode(e.payload_hash, 'hex'), e.reason, e.request_id)::text, 'UTF8') $$;
CREATE FUNCTION audit.append(e audit.event, p_changes jsonb) RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE a ctx.actor := ctx.current_actor(); v_salt bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()); v_id bigint;
BEGIN
  IF a.account_id IS NULL THEN RAISE EXCEPTION 'audit: no valid session, write refused' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO audit.event (xid, chain_id, occurred_at, account_id, username, full_name, role, session_id, action, table_name, row_id, op, site_id, patient_id, fields, payload_hash, reason, request_id)
  VALUES (pg_current_xact_id(), audit.chain_of(e.patient_id), clock_timestamp(), a.account_id, a.username, a.full_name, ctx.role_on(e.site_id), a.session_id,
          coalesce(nullif(current_setting('app.action', true), ''), 'unknown'), e.table_name, e.row_id, e.op, e.site_id, e.patient_id,
          coalesce((SELECT array_agg(k ORDER BY k) FROM jsonb_object_keys(p_changes) k), '{}'), audit.commit_to(v_salt, p_changes),
          nullif(btrim(current_setting('app.reason', true)), ''), nullif(current_setting('app.request_id', true), ''))
  RETURNING id INTO v_id;
  INSERT INTO audit.payload VALUES (v_id, e.site_id, v_salt, p_changes);
  RETURN v_id;
END $$;
-- One line per changed field: a column, or (for the column named in TG_ARGV[0]) a key inside its jsonb, as 'answers.platelets'.
-- A correction (old value not null) inside that jsonb needs a reason. TG_ARGV[1] names columns whose content is reproducible from
-- other columns or kept by their hash beside them, and so is not written again here.
CREATE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) ELSE '{}' END;
  n jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) ELSE '{}' END;
  r jsonb := CASE WHEN TG_OP = 'DELETE' THEN o ELSE n END;
  doc text := CASE WHEN TG_NARGS > 0 THEN nullif(TG_ARGV[0], '') END;
  left_out text[] := CASE WHEN TG_NARGS > 1 THEN string_to_array(TG_ARGV[1], ',') ELSE '{}' END || '{version,updated_at}'::text[];
  od jsonb := coalesce(o -> doc, '{}'); nd jsonb := coalesce(n -> doc, '{}');
  fields jsonb; inside jsonb; e audit.event;
BEGIN
  SELECT coalesce(jsonb_object_agg(k, jsonb_build_object('old', o -> k, 'new', n -> k)), '{}') INTO fields
    FROM jsonb_object_keys(r) k WHERE (o -> k) IS DISTINCT FROM (n -> k) AND k IS DISTINCT FROM doc AND k <> ALL (left_out);
  -- a key that is absent and a key that is null are the same answer: blank
  SELECT coalesce(jsonb_object_agg(doc || '.' || k, jsonb_build_object('old', od -> k, 'new', nd -> k)), '{}') INTO inside
    FROM jsonb_object_keys(od || nd) k WHERE nullif(od -> k, 'null') IS DISTINCT FROM nullif(nd -> k, 'null');
  IF fields || inside = '{}' THEN RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' AND nullif(btrim(current_setting('app.reason', true)), '') IS NULL
     AND EXISTS (SELECT FROM jsonb_each(inside) c WHERE coalesce(c.value -> 'old', 'null') <> 'null') THEN
    RAISE EXCEPTION 'audit: reason for change required' USING ERRCODE = 'check_violation';
  END IF;
  e.table_name := TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME; e.row_id := coalesce(r ->> 'id', '-'); e.op := left(TG_OP, 1)::"char"; e.site_id := CASE WHEN TG_TABLE_NAME = 'site' THEN r ->> 'id' ELSE r ->> 'site_id' END;
  e.patient_id := CASE WHEN TG_TABLE_NAME = 'patient' THEN r ->> 'id' ELSE r ->> 'patient_id' END;
  PERFORM audit.append(e, fields || inside);
  RETURN NULL;
END $$;
-- At COMMIT: rows first, heads last and in order, so nothing deadlocks and a head is held only for the commit itself.
CREATE FUNCTION audit.link_tx() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
DECLARE c uuid; h audit.chain_head; e audit.event; v_hash bytea;
BEGIN
  IF EXISTS (SELECT FROM audit.link WHERE event_id = NEW.id) THEN RETURN NULL; END IF;
  FOR c IN SELECT DISTINCT v.chain_id FROM audit.event v WHERE v.xid = pg_current_xact_id() ORDER BY 1 LOOP
    INSERT INTO audit.chain_head VALUES (c, 0, '\x') ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT h FROM audit.chain_head WHERE chain_id = c FOR UPDATE;
    FOR e IN SELECT v.* FROM audit.event v WHERE v.xid = pg_current_xact_id() AND v.chain_id = c
             AND NOT EXISTS (SELECT FROM audit.link l WHERE l.event_id = v.id) ORDER BY v.id LOOP
      v_hash := sha256(h.last_hash || audit.canonical(e, h.last_seq + 1));
      INSERT INTO audit.link VALUES (c, h.last_seq + 1, e.id, h.last_hash, v_hash);
      h.last_seq := h.last_seq + 1; h.last_hash := v_hash;
    END LOOP;
    UPDATE audit.chain_head SET last_seq = h.last_seq, last_hash = h.last_hash WHERE chain_id = c;
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER link AFTER INSERT ON audit.event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.link_tx();

-- The study's checkpoint: one hash over every head that moved since the last one, chained to it. It reads one snapshot and locks no head,
-- so no save waits for it; only two checkpoints exclude each other. Its hash is what leaves the database as the anchor.
CREATE FUNCTION audit.checkpoint_hash(p_prev bytea, p_seq bigint) RETURNS bytea LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sha256(p_prev || convert_to(jsonb_build_array(1, p_seq, coalesce(jsonb_agg(jsonb_build_array(c.chain_id, c.last_seq, encode(c.last_hash, 'hex')) ORDER BY c.chain_id), '[]'))::text, 'UTF8'))
  FROM audit.checkpoint_head c WHERE c.checkpoint = p_seq $$;
CREATE FUNCTION audit.take_checkpoint() RETURNS audit.checkpoint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c audit.checkpoint; prev audit.checkpoint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit.checkpoint'));
  SELECT * INTO prev FROM audit.checkpoint ORDER BY seq DESC LIMIT 1;
  c.seq := coalesce(prev.seq, 0) + 1; c.at := clock_timestamp(); c.prev_hash := coalesce(prev.hash, '\x');
  INSERT INTO audit.checkpoint_head SELECT c.seq, h.chain_id, h.last_seq, h.last_hash FROM audit.chain_head h
    WHERE h.last_seq IS DISTINCT FROM (SELECT p.last_seq FROM audit.checkpoint_head p WHERE p.chain_id = h.chain_id ORDER BY p.checkpoint DESC LIMIT 1);
  SELECT count(*), coalesce(sum(last_seq), 0) INTO c.chains, c.events FROM audit.checkpoint_head WHERE checkpoint = c.seq;
  c.hash := audit.checkpoint_hash(c.prev_hash, c.seq);
  INSERT INTO audit.checkpoint SELECT c.*;
  RETURN c;
END $$;
CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit: % on %.% is not allowed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['event', 'payload', 'link', 'checkpoint', 'checkpoint_head'] LOOP
  EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON audit.%I FOR EACH ROW EXECUTE FUNCTION audit.refuse()', t);
  EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit.%I FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse()', t);
  EXECUTE format('ALTER TABLE audit.%I ENABLE ALWAYS TRIGGER no_change, ENABLE ALWAYS TRIGGER no_truncate', t);
END LOOP; END $$;
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER link;

-- Empty when intact. Walks every chain, then every checkpoint against the chains: a chain cut short, or removed whole, has a checkpoint that remembers it.
CREATE FUNCTION audit.verify() RETURNS TABLE (chain uuid, at_seq bigint, problem text) LANGUAGE sql STABLE SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
  WITH walked AS (
    SELECT l.*, lag(l.hash, 1, '\x') OVER w AS want_prev, row_number() OVER w AS want_seq, sha256(l.prev_hash || audit.canonical(e, l.seq)) AS want_hash,
           e.payload_hash, p.event_id AS has_payload, audit.commit_to(p.salt, p.changes) AS committed
    FROM audit.link l JOIN audit.event e ON e.id = l.event_id LEFT JOIN audit.payload p ON p.event_id = e.id WINDOW w AS (PARTITION BY l.chain_id ORDER BY l.seq))
  SELECT chain_id, seq, CASE WHEN seq <> want_seq THEN 'gap' WHEN prev_hash <> want_prev THEN 'previous hash does not match'
                             WHEN hash <> want_hash THEN 'content altered' ELSE 'values altered' END
    FROM walked WHERE seq <> want_seq OR prev_hash <> want_prev OR hash <> want_hash OR payload_hash IS DISTINCT FROM committed
  UNION ALL SELECT e.chain_id, NULL, 'event ' || e.id || ' is not linked' FROM audit.event e WHERE NOT EXISTS (SELECT FROM audit.link l WHERE l.event_id = e.id)
  UNION ALL SELECT h.chain_id, h.last_seq, 'head does not match the last link' FROM audit.chain_head h
    WHERE h.last_hash IS DISTINCT FROM (SELECT l.hash FROM audit.link l WHERE l.chain_id = h.chain_id ORDER BY l.seq DESC LIMIT 1)
  UNION ALL SELECT c.chain_id, c.last_seq, 'checkpoint ' || c.checkpoint || ' remembers a link that is gone or different' FROM audit.checkpoint_head c
    WHERE NOT EXISTS (SELECT FROM audit.link l WHERE l.chain_id = c.chain_id AND l.seq = c.last_seq AND l.hash = c.last_hash)
  UNION ALL SELECT NULL, k.seq, 'checkpoint ' || k.seq || ' altered' FROM (SELECT c.*, lag(c.hash, 1, '\x') OVER (ORDER BY c.seq) AS want_prev FROM audit.checkpoint c) k
    WHERE k.prev_hash <> k.want_prev OR k.hash <> audit.checkpoint_hash(k.prev_hash, k.seq) $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
GRANT USAGE ON SCHEMA audit TO ecrf_app, ecrf_owner, ecrf_definer;
GRANT EXECUTE ON FUNCTION audit.record() TO ecrf_owner;
GRANT EXECUTE ON FUNCTION audit.append(audit.event, jsonb) TO ecrf_definer;
GRANT EXECUTE ON FUNCTION audit.chain_of(uuid), audit.commit_to(bytea, jsonb) TO ecrf_definer;
GRANT SELECT, INSERT ON audit.event, audit.payload TO ecrf_definer;      -- for the two session functions below
GRANT SELECT ON audit.event, audit.payload TO ecrf_app;                  -- through RLS
ALTER TABLE audit.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.payload ENABLE ROW LEVEL SECURITY;
-- What belongs to a site is read by those who read the site; what belongs to none (people, sessions, the study) by those who answer for the whole.
CREATE FUNCTION audit.may_read(p_site uuid, p_sites uuid[], p_whole boolean) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN p_site IS NULL THEN p_whole ELSE p_site = ANY (p_sites) END $$;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['event', 'payload'] LOOP
  EXECUTE format($p$CREATE POLICY read ON audit.%I FOR SELECT TO ecrf_app USING (audit.may_read(site_id,
    (SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[], (SELECT ctx.has_role('{data_manager,administrator,inspector}'))))$p$, t);
END LOOP; END $$;
GRANT EXECUTE ON FUNCTION audit.may_read(uuid, uuid[], boolean) TO ecrf_app;
RESET ROLE;


-- An export that failed is on record: how often and when beside it, and each time in the trail, which nobody who is signed in wrote.
SET ROLE ecrf_owner;
ALTER TABLE app.export_work ADD COLUMN failures int NOT NULL DEFAULT 0, ADD COLUMN failed_at timestamptz;
RESET ROLE;

SET ROLE ecrf_definer;
-- What is whole stays as it is, whoever asks. When it failed last, and how often, is the database's to say.
CREATE OR REPLACE FUNCTION ctx.guard_export_work() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.state = 'done' THEN RAISE EXCEPTION 'a finished export stays as it is' USING ERRCODE = 'insufficient_privilege'; END IF;
  NEW.failures := OLD.failures; NEW.failed_at := OLD.failed_at;
  IF NEW.state = 'failed' AND OLD.state <> 'failed' THEN NEW.failures := OLD.failures + 1; NEW.failed_at := clock_timestamp(); END IF;
  RETURN NEW;
END $$;
-- Written by the system: whoever asked for it may have left since.
CREATE FUNCTION ctx.note_export_failure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_action text := 'export.fail'; v_salt bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()); v_id bigint; v jsonb;
BEGIN
  SELECT jsonb_build_object('format', jsonb_build_object('old', NULL, 'new', x.format), 'cut', jsonb_build_object('old', NULL, 'new', c.name), 'problem', jsonb_build_object('old', NULL, 'new', NEW.problem)) INTO v
    FROM app.export x JOIN app.data_cut c ON c.id = x.cut_id WHERE x.id = NEW.export_id;
  INSERT INTO audit.event (xid, chain_id, occurred_at, account_id, username, full_name, action, table_name, row_id, op, fields, payload_hash)
  VALUES (pg_current_xact_id(), audit.chain_of(NULL), clock_timestamp(), '00000000-0000-4000-8000-000000000000', 'system', 'The system', v_action, 'app.export', NEW.export_id::text, 'E', '{cut,format,problem}', audit.commit_to(v_salt, v))
  RETURNING id INTO v_id;
  INSERT INTO audit.payload VALUES (v_id, NULL, v_salt, v);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION ctx.note_export_failure() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.note_export_failure() TO ecrf_owner;
RESET ROLE;
SET ROLE ecrf_owner;
CREATE TRIGGER c_note AFTER UPDATE OF state ON app.export_work FOR EACH ROW WHEN (NEW.state = 'failed' AND OLD.state <> 'failed') EXECUTE FUNCTION ctx.note_export_failure();
RESET ROLE;

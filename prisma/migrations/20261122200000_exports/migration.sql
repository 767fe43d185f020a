-- A cut written in a format: asked for once, made by whichever instance is awake, kept in parts, offered when it is whole. And who took which file.
SET ROLE ecrf_owner;
CREATE TABLE app.export (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), cut_id uuid NOT NULL REFERENCES app.data_cut, format text NOT NULL CHECK (format ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL, UNIQUE (cut_id, format));
-- How far it is. `claim` is of the instance that works on it; one whose last sign of life is old is taken up by another.
CREATE TABLE app.export_work (
  export_id uuid PRIMARY KEY REFERENCES app.export, state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  attempts int NOT NULL DEFAULT 0, claim uuid, beat_at timestamptz, patients_read int NOT NULL DEFAULT 0, patients_all int NOT NULL DEFAULT 0, writing text CHECK (length(writing) <= 200),
  problem text CHECK (length(problem) <= 500), files jsonb, sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'), bytes bigint, done_at timestamptz,
  CHECK ((state = 'done') = (files IS NOT NULL AND sha256 IS NOT NULL AND bytes IS NOT NULL AND done_at IS NOT NULL)), CHECK ((state = 'running') = (claim IS NOT NULL AND beat_at IS NOT NULL)));
CREATE INDEX ON app.export_work (export_id) WHERE state IN ('waiting', 'running');
CREATE TABLE app.export_part (export_id uuid NOT NULL REFERENCES app.export, file int NOT NULL, part int NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (export_id, file, part));
-- `format` is null for a file that the cut itself holds.
CREATE TABLE app.cut_download (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), cut_id uuid NOT NULL REFERENCES app.data_cut, format text, file text NOT NULL CHECK (length(file) BETWEEN 1 AND 200),
  sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'), by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE INDEX ON app.cut_download (cut_id, at DESC);
-- A patient's records, and a file's parts, are found without reading those of the others. Columns and not expressions: under row policies only plain comparisons use an index.
ALTER TABLE app.data_cut_record ADD COLUMN patient text GENERATED ALWAYS AS (payload ->> 'patient') STORED, ADD COLUMN file text GENERATED ALWAYS AS (CASE WHEN kind = 'file' THEN payload ->> 'file' END) STORED;
DROP INDEX app.data_cut_file;
CREATE INDEX data_cut_file ON app.data_cut_record (cut_id, file, seq) WHERE file IS NOT NULL;
CREATE INDEX data_cut_patient ON app.data_cut_record (cut_id, patient, seq);
CREATE INDEX data_cut_kind ON app.data_cut_record (cut_id, kind, seq);

GRANT SELECT, INSERT ON app.export, app.cut_download TO ecrf_app;
GRANT SELECT, UPDATE (state, problem, attempts) ON app.export_work TO ecrf_app;
GRANT SELECT ON app.export_part TO ecrf_app;
GRANT SELECT ON app.export, app.export_work, app.export_part, app.cut_download TO ecrf_definer;
GRANT INSERT ON app.export_work TO ecrf_definer;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['export', 'export_work', 'export_part', 'cut_download'] LOOP
  EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY migrate ON app.%I TO ecrf_owner USING (true) WITH CHECK (true)', t);
  EXECUTE format($p$CREATE POLICY read ON app.%I FOR SELECT TO ecrf_app USING ((SELECT ctx.has_role_everywhere('{data_manager,statistician,inspector}')))$p$, t);
END LOOP; END $$;
CREATE POLICY make ON app.export FOR INSERT TO ecrf_app WITH CHECK ((SELECT ctx.has_role_everywhere('{data_manager,statistician}')));
CREATE POLICY take ON app.cut_download FOR INSERT TO ecrf_app WITH CHECK ((SELECT ctx.has_role_everywhere('{data_manager,statistician,inspector}')));
CREATE POLICY again ON app.export_work FOR UPDATE TO ecrf_app USING (state = 'failed' AND (SELECT ctx.has_role_everywhere('{data_manager,statistician}'))) WITH CHECK (state = 'waiting');
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['export', 'cut_download'] LOOP
  EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT ON app.%I FOR EACH ROW EXECUTE FUNCTION ctx.stamp()', t);
  EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.refuse()', t);
  EXECUTE format('CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.%I FOR EACH ROW EXECUTE FUNCTION audit.record('''', '''')', t);
  EXECUTE format('ALTER TABLE app.%I ENABLE ALWAYS TRIGGER z_audit', t);
END LOOP; END $$;
CREATE TRIGGER no_change BEFORE UPDATE ON app.export_part FOR EACH ROW EXECUTE FUNCTION app.refuse();
RESET ROLE;

SET ROLE ecrf_definer;
CREATE FUNCTION ctx.begin_export() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN INSERT INTO app.export_work (export_id) VALUES (NEW.id); RETURN NULL; END $$;
-- What is whole stays as it is, whoever asks.
CREATE FUNCTION ctx.guard_export_work() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.state = 'done' THEN RAISE EXCEPTION 'a finished export stays as it is' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION ctx.begin_export(), ctx.guard_export_work() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.begin_export(), ctx.guard_export_work() TO ecrf_owner;
RESET ROLE;
SET ROLE ecrf_owner;
CREATE TRIGGER b_begin AFTER INSERT ON app.export FOR EACH ROW EXECUTE FUNCTION ctx.begin_export();
CREATE TRIGGER b_guard BEFORE UPDATE ON app.export_work FOR EACH ROW EXECUTE FUNCTION ctx.guard_export_work();
RESET ROLE;

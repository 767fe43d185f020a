-- A data cut is sealed by the database: its records come first, then its row, and the row's hash is made here from the records.
SET ROLE ecrf_owner;
ALTER TABLE app.data_cut_record ALTER CONSTRAINT data_cut_record_cut_id_fkey DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX data_cut_file ON app.data_cut_record (cut_id, (payload ->> 'file'), seq) WHERE kind = 'file';
RESET ROLE;

SET ROLE ecrf_definer;
-- One hash over the hash of every record, in order: the same records give the same name, whenever and wherever they were cut.
CREATE FUNCTION ctx.cut_hash(p_cut uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(coalesce(string_agg(sha256(convert_to(r.kind || E'\n' || r.payload::text, 'UTF8')), '' ORDER BY r.seq), '')), 'hex')
  FROM app.data_cut_record r WHERE r.cut_id = p_cut $$;
-- Whatever the application says: the hash is that of the records, and a cut is interim unless every patient is locked.
CREATE FUNCTION ctx.seal_cut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.content_hash := ctx.cut_hash(NEW.id);
  NEW.is_interim := NOT EXISTS (SELECT FROM app.patient) OR EXISTS (SELECT FROM app.patient p WHERE ctx.lock_over(p.site_id, p.id, NULL, NULL) IS DISTINCT FROM 'lock');
  RETURN NEW;
END $$;
CREATE FUNCTION ctx.guard_cut_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM app.data_cut c JOIN added a ON a.cut_id = c.id) THEN RAISE EXCEPTION 'a sealed cut takes no more records' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION ctx.cut_hash(uuid), ctx.seal_cut(), ctx.guard_cut_record() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.seal_cut(), ctx.guard_cut_record() TO ecrf_owner;
RESET ROLE;

SET ROLE ecrf_owner;
CREATE TRIGGER b_seal BEFORE INSERT ON app.data_cut FOR EACH ROW EXECUTE FUNCTION ctx.seal_cut();
CREATE TRIGGER b_guard AFTER INSERT ON app.data_cut_record REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ctx.guard_cut_record();
RESET ROLE;

-- Where each patient's chain of the trail stood at the cut: the export can be held against the trail later.
SET ROLE audit_owner;
CREATE FUNCTION audit.heads() RETURNS TABLE (chain_id uuid, last_seq bigint, last_hash bytea) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT h.chain_id, h.last_seq, h.last_hash FROM audit.chain_head h WHERE ctx.has_role('{data_manager,inspector}') $$;
REVOKE ALL ON FUNCTION audit.heads() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.heads() TO ecrf_app;
RESET ROLE;

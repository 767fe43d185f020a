-- A save compares what it derives with what is stored by a digest of all that a result says, and sends only those that differ. The digest says nothing of its own, so it
-- is not in the trail. Whoever writes a result otherwise, such as a redaction, leaves a digest behind that is no longer the result's: it is forgotten, and the next save writes the result anew.
SET ROLE ecrf_owner;
ALTER TABLE app.finding ADD COLUMN digest text NOT NULL DEFAULT '';
GRANT UPDATE (digest) ON app.finding TO ecrf_app;
CREATE FUNCTION app.forget_digest() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN NEW.digest := ''; RETURN NEW; END $$;
CREATE TRIGGER a_digest BEFORE UPDATE ON app.finding FOR EACH ROW
  WHEN (NEW.digest = OLD.digest AND (NEW.value, NEW.trace, NEW.inputs_hash, NEW.rule_version) IS DISTINCT FROM (OLD.value, OLD.trace, OLD.inputs_hash, OLD.rule_version)) EXECUTE FUNCTION app.forget_digest();
DROP TRIGGER z_audit ON app.finding;
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.finding FOR EACH ROW EXECUTE FUNCTION audit.record('', 'trace,digest');
ALTER TABLE app.finding ENABLE ALWAYS TRIGGER z_audit;
RESET ROLE;

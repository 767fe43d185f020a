-- Drug dictionaries that the sponsor is licensed for. Reference data: `npm run dictionary` replaces a source as a whole, as the owner;
-- everybody who reads clinical data reads them, no session writes them. The trail has one row per loading; the products are known by their file's hash.
SET ROLE ecrf_owner;
CREATE TABLE app.drug_dictionary (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), source text NOT NULL UNIQUE, version text NOT NULL, file_name text NOT NULL, sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  products int NOT NULL, names int NOT NULL, ingredients int NOT NULL, by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE TABLE app.drug_product (
  dictionary_id uuid NOT NULL REFERENCES app.drug_dictionary, name_key text NOT NULL,           -- the name's letters and digits, folded
  telling_key text NOT NULL,                                 -- without doses, forms and makers; empty when nothing else is there
  name text NOT NULL, ingredients text[] NOT NULL, composition_hash text NOT NULL, PRIMARY KEY (dictionary_id, name_key, composition_hash));
CREATE INDEX ON app.drug_product (name_key text_pattern_ops);
CREATE INDEX ON app.drug_product (telling_key);
GRANT SELECT ON app.drug_dictionary, app.drug_product TO ecrf_app;
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['drug_dictionary', 'drug_product'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY migrate ON app.%I TO ecrf_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format($p$CREATE POLICY read ON app.%I FOR SELECT TO ecrf_app USING ((SELECT ctx.has_role('{coordinator,investigator,monitor,data_manager,inspector}')))$p$, t);
  END LOOP;
END $$;
CREATE TRIGGER a_stamp BEFORE INSERT OR UPDATE ON app.drug_dictionary FOR EACH ROW EXECUTE FUNCTION ctx.stamp();
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.drug_dictionary FOR EACH ROW EXECUTE FUNCTION audit.record();
ALTER TABLE app.drug_dictionary ENABLE ALWAYS TRIGGER z_audit;
RESET ROLE;

-- What a monitor files after a visit to a site: signed, numbered site by site, kept with the very bytes that were filed. Rows are only added.
-- The report names patients and fields and holds no value that a site typed, so that a redaction has nothing to reach in it.
SET ROLE ecrf_owner;
CREATE TABLE app.visit_report (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, number int NOT NULL CHECK (number > 0), kind text NOT NULL CHECK (kind IN ('on_site', 'remote')),
  began_on date NOT NULL, ended_on date NOT NULL CHECK (ended_on >= began_on), findings int NOT NULL CHECK (findings >= 0), patients int NOT NULL CHECK (patients >= 0),
  content jsonb NOT NULL, content_sha256 text NOT NULL CHECK (content_sha256 ~ '^[0-9a-f]{64}$'), pdf bytea NOT NULL, pdf_sha256 text NOT NULL CHECK (pdf_sha256 = encode(sha256(pdf), 'hex')),
  statement text NOT NULL CHECK (length(statement) BETWEEN 20 AND 2000), by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL, UNIQUE (site_id, number));
GRANT SELECT, INSERT ON app.visit_report TO ecrf_app;
ALTER TABLE app.visit_report ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY migrate ON app.visit_report TO ecrf_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON app.visit_report FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{monitor,data_manager,inspector}'))::uuid[]));
CREATE POLICY file ON app.visit_report FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{monitor}'))::uuid[]));
CREATE POLICY within ON app.visit_report AS RESTRICTIVE FOR SELECT TO ecrf_app USING (coalesce((SELECT nullif(current_setting('app.within', true), '')), 'all') = 'all'
  OR site_id = ANY ((SELECT string_to_array(nullif(nullif(current_setting('app.within', true), ''), 'all'), ','))::uuid[]));
CREATE TRIGGER a_stamp BEFORE INSERT ON app.visit_report FOR EACH ROW EXECUTE FUNCTION ctx.stamp();
CREATE TRIGGER c_signer BEFORE INSERT ON app.visit_report FOR EACH ROW EXECUTE FUNCTION ctx.guard_signer();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.visit_report FOR EACH ROW EXECUTE FUNCTION app.refuse();
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.visit_report FOR EACH ROW EXECUTE FUNCTION audit.record('', 'content,pdf');  -- kept by their hashes beside them
ALTER TABLE app.visit_report ENABLE ALWAYS TRIGGER z_audit;
RESET ROLE;

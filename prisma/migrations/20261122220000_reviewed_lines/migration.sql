-- Who looked at a line of the medical review, and when. It stands while the line shows what it showed then (seen_hash, of the line's own words);
-- the latest row of a line counts, and one with reviewed = false takes the mark back. Rows are only added.
SET ROLE ecrf_owner;
CREATE TABLE app.reviewed_line (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL, patient_id uuid NOT NULL,
  list text NOT NULL CHECK (list ~ '^[a-z]{1,20}$'), subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200), seen_hash text NOT NULL CHECK (seen_hash ~ '^[0-9a-f]{64}$'), reviewed boolean NOT NULL,
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL,
  CONSTRAINT reviewed_line_site_of_patient FOREIGN KEY (patient_id, site_id) REFERENCES app.patient (id, site_id));
CREATE INDEX ON app.reviewed_line (patient_id, list, subject, at DESC);
GRANT SELECT, INSERT ON app.reviewed_line TO ecrf_app;
ALTER TABLE app.reviewed_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY migrate ON app.reviewed_line TO ecrf_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON app.reviewed_line FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{monitor,data_manager,inspector}'))::uuid[]));
CREATE POLICY mark ON app.reviewed_line FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{monitor}'))::uuid[]));
CREATE POLICY within ON app.reviewed_line AS RESTRICTIVE FOR SELECT TO ecrf_app USING (coalesce((SELECT nullif(current_setting('app.within', true), '')), 'all') = 'all'
  OR site_id = ANY ((SELECT string_to_array(nullif(nullif(current_setting('app.within', true), ''), 'all'), ','))::uuid[]));
CREATE TRIGGER a_stamp BEFORE INSERT ON app.reviewed_line FOR EACH ROW EXECUTE FUNCTION ctx.stamp();
CREATE TRIGGER b_lock BEFORE INSERT ON app.reviewed_line FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.reviewed_line FOR EACH ROW EXECUTE FUNCTION app.refuse();
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.reviewed_line FOR EACH ROW EXECUTE FUNCTION audit.record('', '');
ALTER TABLE app.reviewed_line ENABLE ALWAYS TRIGGER z_audit;
RESET ROLE;

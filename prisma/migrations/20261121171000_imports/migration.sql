-- Results that were pasted or came in a file. The values themselves are answers like any other; here stands where they came from: once for
-- the whole (`import`), and form by form (`import_entry`), in the patient's own chain of the trail. Of a file only its name, its fingerprint
-- and the cells that were read are kept: laboratories write names and birthdays beside results.
SET ROLE ecrf_owner;
CREATE TABLE app.import (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, request_id uuid NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('paste', 'file')), name text CHECK (length(btrim(name)) BETWEEN 1 AND 200), sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  lines int NOT NULL CHECK (lines > 0), stored int NOT NULL CHECK (stored > 0), corrected int NOT NULL CHECK (corrected BETWEEN 0 AND stored), same int NOT NULL CHECK (same >= 0),
  left_out jsonb NOT NULL DEFAULT '[]',                       -- lines that store nothing, each with why; their text is not kept
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL,
  CHECK ((kind = 'file') = (name IS NOT NULL)), UNIQUE (id, site_id));
CREATE INDEX ON app.import (site_id, at DESC);
CREATE INDEX ON app.import (sha256);

-- `text` is what the source says, field by field: {"platelets": {"line": 3, "said": "82 Tsd/µl", "named": "Thrombozyten"}}. It has this name
-- because a redaction looks through every column of it.
CREATE TABLE app.import_entry (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), import_id uuid NOT NULL, site_id uuid NOT NULL, patient_id uuid NOT NULL, entry_id uuid NOT NULL, text jsonb NOT NULL,
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL, UNIQUE (import_id, entry_id),
  CONSTRAINT import_entry_site_of_import FOREIGN KEY (import_id, site_id) REFERENCES app.import (id, site_id),
  CONSTRAINT import_entry_site_of_patient FOREIGN KEY (patient_id, site_id) REFERENCES app.patient (id, site_id),
  CONSTRAINT import_entry_of_patient FOREIGN KEY (entry_id, patient_id) REFERENCES app.entry (id, patient_id));
CREATE INDEX ON app.import_entry (entry_id);
CREATE INDEX ON app.import_entry (patient_id);

GRANT SELECT, INSERT ON app.import, app.import_entry TO ecrf_app;
GRANT SELECT ON app.import, app.import_entry TO ecrf_definer;
GRANT UPDATE ON app.import_entry TO ecrf_definer;             -- a redaction
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['import', 'import_entry'] LOOP
  EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY migrate ON app.%I TO ecrf_owner USING (true) WITH CHECK (true)', t);
  EXECUTE format($p$CREATE POLICY read ON app.%I FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]))$p$, t);
  EXECUTE format($p$CREATE POLICY enter ON app.%I FOR INSERT TO ecrf_app WITH CHECK (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator}'))::uuid[]))$p$, t);
  EXECUTE format($p$CREATE POLICY within ON app.%I AS RESTRICTIVE FOR SELECT TO ecrf_app USING (site_id IS NULL OR coalesce((SELECT nullif(current_setting('app.within', true), '')), 'all') = 'all'
    OR site_id = ANY ((SELECT string_to_array(nullif(nullif(current_setting('app.within', true), ''), 'all'), ','))::uuid[]))$p$, t);
  EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT ON app.%I FOR EACH ROW EXECUTE FUNCTION ctx.stamp()', t);
  EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.refuse()', t);
END LOOP; END $$;
CREATE TRIGGER b_lock BEFORE INSERT ON app.import_entry FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock();
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.import FOR EACH ROW EXECUTE FUNCTION audit.record('', '');
CREATE TRIGGER z_audit AFTER INSERT OR UPDATE OR DELETE ON app.import_entry FOR EACH ROW EXECUTE FUNCTION audit.record('text', '');
ALTER TABLE app.import ENABLE ALWAYS TRIGGER z_audit;
ALTER TABLE app.import_entry ENABLE ALWAYS TRIGGER z_audit;
RESET ROLE;

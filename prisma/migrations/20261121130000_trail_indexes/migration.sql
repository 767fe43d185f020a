-- Reading the trail newest first: of a patient, of a person, of some days.
SET ROLE audit_owner;
CREATE INDEX event_of_patient ON audit.event (patient_id, id DESC);
CREATE INDEX event_of_person ON audit.event (account_id, id DESC);
CREATE INDEX event_of_days ON audit.event USING brin (occurred_at);   -- events come in the order of time: almost free to write
RESET ROLE;

-- Whose names a reader of the trail may choose from: people of the sites that the reader reads, and people who work for the whole study.
SET ROLE ecrf_definer;
CREATE FUNCTION ctx.colleagues() RETURNS TABLE (id uuid, full_name text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.full_name FROM auth.account a
  WHERE (SELECT ctx.has_role('{coordinator,investigator,monitor,data_manager,inspector}')) AND EXISTS (SELECT FROM app.membership m WHERE m.account_id = a.id
    AND (m.site_id IS NULL OR m.site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[])))
  ORDER BY a.full_name $$;
REVOKE ALL ON FUNCTION ctx.colleagues() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.colleagues() TO ecrf_app;
RESET ROLE;

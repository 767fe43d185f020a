-- Whom a query is assigned to, by whom and since when; and what the list of queries is read by.
SET ROLE ecrf_owner;
ALTER TABLE app.discrepancy ADD COLUMN assigned_to uuid, ADD COLUMN assigned_name text, ADD COLUMN assigned_by text, ADD COLUMN assigned_at timestamptz;
GRANT UPDATE (assigned_to) ON app.discrepancy TO ecrf_app;   -- the other three are stamped
CREATE INDEX discrepancy_by_age ON app.discrepancy (at, id);
CREATE INDEX discrepancy_unsettled_by_age ON app.discrepancy (at, id) WHERE state <> 'closed';
CREATE INDEX discrepancy_assigned ON app.discrepancy (assigned_to) WHERE assigned_to IS NOT NULL AND state <> 'closed';
CREATE INDEX message_reopened ON app.discrepancy_message (discrepancy_id) WHERE step = 'reopened';
RESET ROLE;

SET ROLE ecrf_definer;
-- Who works on queries of a site: sees them there, and answers or closes them. Nobody else is assigned one.
CREATE FUNCTION ctx.works_on_queries(p_account uuid, p_site uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.membership m JOIN auth.account a ON a.id = m.account_id
    WHERE m.account_id = p_account AND (m.site_id IS NULL OR m.site_id = p_site) AND m.role IN ('coordinator', 'investigator', 'monitor', 'data_manager')
      AND a.disabled_at IS NULL AND m.revoked_at IS NULL AND m.trained_on IS NOT NULL AND m.active_from <= current_date AND (m.active_to IS NULL OR m.active_to >= current_date)) $$;
-- The people to choose from, with the sites, of those where the caller works on queries, at which they do.
CREATE FUNCTION ctx.assignable() RETURNS TABLE (id uuid, full_name text, site_ids uuid[]) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.full_name, array_agg(DISTINCT s.id) FROM app.site s CROSS JOIN auth.account a
  WHERE s.id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager}'))::uuid[]) AND ctx.works_on_queries(a.id, s.id)
  GROUP BY a.id, a.full_name ORDER BY a.full_name $$;
CREATE FUNCTION ctx.guard_assignment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.assigned_to := NULL; NEW.assigned_name := NULL; NEW.assigned_by := NULL; NEW.assigned_at := NULL;
    RETURN NEW;
  END IF;
  IF NEW.state = 'closed' THEN RAISE EXCEPTION 'a closed query is nobody''s' USING ERRCODE = 'check_violation'; END IF;
  IF NEW.assigned_to IS NOT NULL AND NOT ctx.works_on_queries(NEW.assigned_to, NEW.site_id) THEN
    RAISE EXCEPTION 'this person does not work on queries of the site' USING ERRCODE = 'check_violation'; END IF;
  NEW.assigned_name := (SELECT a.full_name FROM auth.account a WHERE a.id = NEW.assigned_to);
  NEW.assigned_by := (ctx.current_actor()).full_name;
  NEW.assigned_at := clock_timestamp();
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION ctx.works_on_queries(uuid, uuid), ctx.assignable(), ctx.guard_assignment() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.assignable() TO ecrf_app;
GRANT EXECUTE ON FUNCTION ctx.guard_assignment() TO ecrf_owner;
RESET ROLE;

SET ROLE ecrf_owner;
CREATE TRIGGER c_assign BEFORE INSERT OR UPDATE OF assigned_to ON app.discrepancy FOR EACH ROW EXECUTE FUNCTION ctx.guard_assignment();
RESET ROLE;

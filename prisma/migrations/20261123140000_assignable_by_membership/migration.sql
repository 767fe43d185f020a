-- Whom queries may be assigned to is asked membership by membership, and no longer of every person at every site: with four hundred sites that was asked thousands of times for each list.
SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.assignable() RETURNS TABLE (id uuid, full_name text, site_ids uuid[]) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.id, a.full_name, array_agg(DISTINCT s.id)
  FROM (SELECT DISTINCT account_id, site_id FROM app.membership OFFSET 0) g JOIN auth.account a ON a.id = g.account_id JOIN app.site s ON g.site_id IS NULL OR s.id = g.site_id
  WHERE s.id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager}'))::uuid[]) AND ctx.works_on_queries(g.account_id, g.site_id)
  GROUP BY a.id, a.full_name ORDER BY a.full_name $$;
RESET ROLE;

-- Whoever works on queries of all sites is said to by no list (null), instead of one of every site that the reader sees: with four hundred sites that was most of the answer.
SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.assignable() RETURNS TABLE (id uuid, full_name text, site_ids uuid[]) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH seen AS MATERIALIZED (SELECT ctx.sites('{coordinator,investigator,monitor,data_manager}') AS sites)
  SELECT a.id, a.full_name, CASE WHEN NOT bool_or(g.site_id IS NULL) THEN array_agg(g.site_id ORDER BY g.site_id) END
  FROM (SELECT DISTINCT account_id, site_id FROM app.membership OFFSET 0) g JOIN auth.account a ON a.id = g.account_id CROSS JOIN seen
  WHERE (g.site_id = ANY (seen.sites) OR (g.site_id IS NULL AND cardinality(seen.sites) > 0)) AND ctx.works_on_queries(g.account_id, g.site_id)
  GROUP BY a.id, a.full_name ORDER BY a.full_name $$;
RESET ROLE;

-- Every policy asks it, twenty times in a save: who works at some sites was looked for at every site of the study. The answer is the same, in the same order.
SET ROLE ecrf_definer;
CREATE OR REPLACE FUNCTION ctx.sites(roles text[]) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_all boolean; v_sites uuid[];
BEGIN
  SELECT bool_or(m.site_id IS NULL), array_agg(DISTINCT m.site_id) INTO v_all, v_sites FROM ctx.membership_now m WHERE m.role = ANY (roles);
  IF v_all THEN RETURN ARRAY(SELECT t.id FROM app.site t ORDER BY t.id); END IF;
  RETURN coalesce(v_sites, '{}');
END $$;
RESET ROLE;

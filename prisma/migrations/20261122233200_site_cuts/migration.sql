-- A site takes what a data cut holds of its own patients. A cut is of the whole study and stays with its readers; these give a site its part, and no count of another.
SET ROLE ecrf_owner;
ALTER TABLE app.site_copy ADD COLUMN cut_id uuid REFERENCES app.data_cut;   -- null: of the records as they stood
RESET ROLE;

SET ROLE ecrf_definer;
CREATE FUNCTION ctx.own_site_code(p_site uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.code FROM app.site s WHERE s.id = p_site AND s.id = ANY ((SELECT ctx.sites('{coordinator,investigator}'))::uuid[]) $$;
CREATE FUNCTION ctx.site_cut_patients(p_cut uuid, p_site uuid) RETURNS TABLE (patient text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.patient FROM app.data_cut_record r WHERE r.cut_id = p_cut AND r.kind = 'patient' AND r.payload ->> 'site' = (SELECT ctx.own_site_code(p_site)) $$;
-- The cuts that hold a patient of the site, newest first.
CREATE FUNCTION ctx.site_cuts(p_site uuid) RETURNS TABLE (id uuid, name text, is_interim boolean, content_hash text, by_name text, at timestamptz, patients int) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id, c.name, c.is_interim, c.content_hash, c.by_name, c.at, n.patients FROM app.data_cut c CROSS JOIN LATERAL (SELECT count(*)::int AS patients FROM ctx.site_cut_patients(c.id, p_site)) n WHERE n.patients > 0 ORDER BY c.at DESC, c.id $$;
-- What the cut says of itself, without what it says of others: of the trail and the signatures the patients' own.
CREATE FUNCTION ctx.site_cut_manifest(p_cut uuid, p_site uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH own AS (SELECT s.patient FROM ctx.site_cut_patients(p_cut, p_site) s)
  SELECT (c.manifest - '{counts,files,filesSha256,trail,anchor,signatures}'::text[]) || jsonb_build_object('anchorLine', c.manifest #> '{anchor,line}',
    'trail', (SELECT coalesce(jsonb_agg(t.value ORDER BY t.ordinality), '[]') FROM jsonb_array_elements(c.manifest -> 'trail') WITH ORDINALITY t WHERE t.value ->> 'patient' IN (SELECT o.patient FROM own o)),
    'given', (SELECT coalesce(jsonb_agg(t.value ORDER BY t.ordinality), '[]') FROM jsonb_array_elements(c.manifest #> '{signatures,given}') WITH ORDINALITY t WHERE t.value ->> 'patient' IN (SELECT o.patient FROM own o)))
  FROM app.data_cut c WHERE c.id = p_cut AND EXISTS (SELECT FROM own) $$;
-- Its records of the site: its patients', its own, and what holds for the whole study.
CREATE FUNCTION ctx.site_cut_records(p_cut uuid, p_site uuid) RETURNS TABLE (kind text, payload jsonb) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH own AS MATERIALIZED (SELECT s.patient FROM ctx.site_cut_patients(p_cut, p_site) s)
  SELECT r.kind, r.payload FROM app.data_cut_record r WHERE r.cut_id = p_cut AND r.kind <> 'file' AND EXISTS (SELECT FROM own) AND (r.patient IN (SELECT o.patient FROM own o)
    OR (r.patient IS NULL AND (r.kind = 'study' OR r.payload ->> 'site' = (SELECT ctx.own_site_code(p_site)) OR (r.kind = 'lock' AND r.payload ->> 'scope' = 'study')))) ORDER BY r.seq $$;
REVOKE ALL ON FUNCTION ctx.own_site_code(uuid), ctx.site_cut_patients(uuid, uuid), ctx.site_cuts(uuid), ctx.site_cut_manifest(uuid, uuid), ctx.site_cut_records(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.site_cuts(uuid), ctx.site_cut_manifest(uuid, uuid), ctx.site_cut_records(uuid, uuid) TO ecrf_app;
RESET ROLE;

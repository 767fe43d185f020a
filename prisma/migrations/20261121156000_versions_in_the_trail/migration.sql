-- As before, but only of a form the version is a count of saves, which the trail has no use for. That of the protocol which somebody consented
-- to, or which a site works under, is what the row is about.
SET ROLE audit_owner;
CREATE OR REPLACE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) ELSE '{}' END;
  n jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) ELSE '{}' END;
  r jsonb := CASE WHEN TG_OP = 'DELETE' THEN o ELSE n END;
  doc text := CASE WHEN TG_NARGS > 0 THEN nullif(TG_ARGV[0], '') END;
  left_out text[] := CASE WHEN TG_NARGS > 1 THEN string_to_array(TG_ARGV[1], ',') ELSE '{}' END || CASE TG_TABLE_NAME WHEN 'entry' THEN '{version,updated_at}' ELSE '{}' END::text[];
  od jsonb := coalesce(o -> doc, '{}'); nd jsonb := coalesce(n -> doc, '{}');
  fields jsonb; inside jsonb; e audit.event;
BEGIN
  SELECT coalesce(jsonb_object_agg(k, jsonb_build_object('old', o -> k, 'new', n -> k)), '{}') INTO fields
    FROM jsonb_object_keys(r) k WHERE (o -> k) IS DISTINCT FROM (n -> k) AND k IS DISTINCT FROM doc AND k <> ALL (left_out);
  -- a key that is absent and a key that is null are the same answer: blank
  SELECT coalesce(jsonb_object_agg(doc || '.' || k, jsonb_build_object('old', od -> k, 'new', nd -> k)), '{}') INTO inside
    FROM jsonb_object_keys(od || nd) k WHERE nullif(od -> k, 'null') IS DISTINCT FROM nullif(nd -> k, 'null');
  IF fields || inside = '{}' THEN RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' AND nullif(btrim(current_setting('app.reason', true)), '') IS NULL
     AND EXISTS (SELECT FROM jsonb_each(inside) c WHERE coalesce(c.value -> 'old', 'null') <> 'null') THEN
    RAISE EXCEPTION 'audit: reason for change required' USING ERRCODE = 'check_violation';
  END IF;
  e.table_name := TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME; e.row_id := coalesce(r ->> 'id', '-'); e.op := left(TG_OP, 1)::"char"; e.site_id := CASE WHEN TG_TABLE_NAME = 'site' THEN r ->> 'id' ELSE r ->> 'site_id' END;
  e.patient_id := CASE WHEN TG_TABLE_NAME = 'patient' THEN r ->> 'id' ELSE r ->> 'patient_id' END;
  PERFORM audit.append(e, fields || inside);
  RETURN NULL;
END $$;
RESET ROLE;

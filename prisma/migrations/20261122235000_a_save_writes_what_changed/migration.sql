-- A signature that has fallen at a field falls no second time: asking first is cheaper than a row that its guards look at and the key refuses.
CREATE OR REPLACE FUNCTION ctx.content_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed text[];
BEGIN
  SELECT array_agg(k) INTO changed FROM jsonb_object_keys(OLD.answers || NEW.answers) k
   WHERE nullif(OLD.answers -> k, 'null') IS DISTINCT FROM nullif(NEW.answers -> k, 'null') OR (OLD.removed_at IS NULL) <> (NEW.removed_at IS NULL);
  IF changed IS NULL THEN RETURN NULL; END IF;
  UPDATE app.verification SET fallen_at = clock_timestamp() WHERE entry_id = NEW.id AND field = ANY (changed) AND fallen_at IS NULL;
  INSERT INTO app.signature_void (signature_id, site_id, patient_id, entry_id, field, at)
  SELECT s.id, NEW.site_id, NEW.patient_id, NEW.id, f, clock_timestamp() FROM app.signature s, unnest(changed) f
   WHERE s.patient_id = NEW.patient_id AND s.manifest -> NEW.id::text ? f
     AND NOT EXISTS (SELECT FROM app.signature_void v WHERE v.signature_id = s.id AND v.entry_id = NEW.id AND v.field = f) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

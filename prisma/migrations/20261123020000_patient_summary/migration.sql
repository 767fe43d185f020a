-- What lists and figures over all patients ask of each, in one row a patient: the results that a save or a redaction changed are gathered here before it is committed.
-- Nothing is recorded here: every part of it is a finding or an answer, and stands there in the trail. Nobody but these functions writes it.
SET ROLE ecrf_owner;
CREATE TABLE app.patient_summary (
  patient_id uuid PRIMARY KEY, site_id uuid NOT NULL,
  disease text,                               -- as recorded
  treated boolean NOT NULL,                   -- an infusion of cenersen was begun
  results jsonb NOT NULL,                     -- by kind, and kind with subject where it has one: value, and of some days or the status under each profile
  otherwise text[] NOT NULL,                  -- the states of every condition of being evaluable but exposure; {unknown} where nothing is derived
  unflagged int NOT NULL,                     -- medications that hold no inhibitor by the rules
  CONSTRAINT patient_summary_site_of_patient FOREIGN KEY (patient_id, site_id) REFERENCES app.patient (id, site_id));
GRANT SELECT ON app.patient_summary TO ecrf_app;
ALTER TABLE app.patient_summary ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY migrate ON app.patient_summary TO ecrf_owner USING (true) WITH CHECK (true);
CREATE POLICY read ON app.patient_summary FOR SELECT TO ecrf_app USING (site_id = ANY ((SELECT ctx.sites('{coordinator,investigator,monitor,data_manager,inspector}'))::uuid[]));
CREATE POLICY within ON app.patient_summary AS RESTRICTIVE FOR SELECT TO ecrf_app USING (coalesce((SELECT nullif(current_setting('app.within', true), '')), 'all') = 'all'
  OR site_id = ANY ((SELECT string_to_array(nullif(nullif(current_setting('app.within', true), ''), 'all'), ','))::uuid[]));

-- Of a finding, what of its explanation is asked for over all patients.
CREATE FUNCTION app.brief_result(p_kind text, p_value text, p_trace jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('value', p_value) || CASE
    WHEN p_kind = 'best_response' AND jsonb_typeof(p_trace -> 'profiles') = 'object'
      THEN jsonb_build_object('profiles', (SELECT jsonb_object_agg(k, jsonb_build_object('status', v -> 'status')) FROM jsonb_each(p_trace -> 'profiles') o (k, v)))
    WHEN p_kind IN ('overall_survival', 'event_free_survival', 'disease_free_survival', 'remission_duration') THEN jsonb_build_object('days', p_trace -> 'days')
    ELSE '{}' END $$;

CREATE FUNCTION app.summarise(p_patients uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.patient_summary AS s (patient_id, site_id, disease, treated, results, otherwise, unflagged)
  SELECT p.id, p.site_id, h.disease, t.treated, coalesce(f.results, '{}'), coalesce(o.states, '{unknown}'), coalesce(f.unflagged, 0)
  FROM app.patient p
    CROSS JOIN LATERAL (SELECT max(e.answers ->> 'diseaseStatus') AS disease FROM app.entry e WHERE e.patient_id = p.id AND e.form_id = 'aml_history' AND e.removed_at IS NULL) h
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM app.entry e JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = p.id AND e.form_id = 'cenersen_infusion' AND e.removed_at IS NULL
      AND v.code IN ('C1', 'C2') AND jsonb_typeof(e.answers -> 'startAt') = 'string') AS treated) t
    CROSS JOIN LATERAL (SELECT jsonb_object_agg(concat_ws(' ', f.kind, nullif(f.subject, '')), app.brief_result(f.kind, f.value, f.trace)) FILTER (WHERE f.kind <> 'exposure') AS results,
        count(*) FILTER (WHERE f.kind = 'exposure' AND f.value = 'none') AS unflagged
      FROM app.finding f WHERE f.patient_id = p.id AND f.value IS NOT NULL AND (f.kind IN ('population', 'exposure') OR f.subject = '' AND f.kind IN ('best_response', 'patient_exposure', 'eligibility',
        'treatment_outcome', 'early_death', 'overall_survival', 'event_free_survival', 'disease_free_survival', 'remission_duration'))) f
    CROSS JOIN LATERAL (SELECT array_agg(DISTINCT c ->> 'state' ORDER BY c ->> 'state') AS states FROM app.finding f CROSS JOIN LATERAL jsonb_array_elements(f.trace -> 'conditions') c
      WHERE f.patient_id = p.id AND f.kind = 'population' AND f.subject = 'PP' AND c ->> 'id' <> 'UNEXPOSED') o
  WHERE p.id = ANY (p_patients)
  ON CONFLICT (patient_id) DO UPDATE SET disease = excluded.disease, treated = excluded.treated, results = excluded.results, otherwise = excluded.otherwise, unflagged = excluded.unflagged
    WHERE (s.disease, s.treated, s.results, s.otherwise, s.unflagged) IS DISTINCT FROM (excluded.disease, excluded.treated, excluded.results, excluded.otherwise, excluded.unflagged) $$;

CREATE FUNCTION app.summarise_results() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_patients uuid[];
BEGIN
  SELECT array_agg(DISTINCT patient_id) INTO v_patients FROM changed WHERE kind IN ('population', 'exposure', 'best_response', 'patient_exposure', 'eligibility', 'treatment_outcome', 'early_death',
    'overall_survival', 'event_free_survival', 'disease_free_survival', 'remission_duration');
  IF v_patients IS NOT NULL THEN PERFORM app.summarise(v_patients); END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION app.summarise_form() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN PERFORM app.summarise(ARRAY[NEW.patient_id]); RETURN NULL; END $$;
REVOKE ALL ON FUNCTION app.brief_result(text, text, jsonb), app.summarise(uuid[]), app.summarise_results(), app.summarise_form() FROM PUBLIC;

-- After the trail's, which has made whoever writes about the same patient wait.
CREATE TRIGGER zz_summary_new AFTER INSERT ON app.finding REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.summarise_results();
CREATE TRIGGER zz_summary AFTER UPDATE ON app.finding REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.summarise_results();
CREATE TRIGGER zz_summary AFTER INSERT OR UPDATE ON app.entry FOR EACH ROW WHEN (NEW.form_id IN ('aml_history', 'cenersen_infusion')) EXECUTE FUNCTION app.summarise_form();
ALTER TABLE app.finding ENABLE ALWAYS TRIGGER zz_summary_new, ENABLE ALWAYS TRIGGER zz_summary;
ALTER TABLE app.entry ENABLE ALWAYS TRIGGER zz_summary;
SELECT app.summarise(array_agg(id)) FROM app.patient;

-- By site alone nothing is looked up, and who sees every site had these walked through from end to end, for a few patients' forms as well. The summary answers what the others did.
DROP INDEX app.entry_site_id_idx, app.visit_site_id_idx, app.finding_exposure_said;
RESET ROLE;

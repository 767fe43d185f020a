-- What efficacy and the exposure board ask of every patient stands in a few short columns of the summary: the results themselves are ten times as long, and the
-- medications of a study were looked up one by one.
SET ROLE ecrf_owner;

-- Of the results as the summary or a cut gathers them, what efficacy reads, in this order: disease, best response under SEED, IWG2003 and ELN2022, exposure, membership in
-- ITT, SAFETY and PP, outcome of treatment, early death; then overall, event-free and disease-free survival and duration of remission in days. "-": not said.
CREATE FUNCTION app.efficacy_figures(p_disease text, p_results jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(p_disease, '-')
    || '|' || coalesce(p_results #>> '{best_response,profiles,SEED,status}', '-') || '|' || coalesce(p_results #>> '{best_response,profiles,IWG2003,status}', '-')
    || '|' || coalesce(p_results #>> '{best_response,profiles,ELN2022,status}', '-') || '|' || coalesce(p_results #>> '{patient_exposure,value}', '-')
    || '|' || coalesce(p_results #>> '{population ITT,value}', '-') || '|' || coalesce(p_results #>> '{population SAFETY,value}', '-') || '|' || coalesce(p_results #>> '{population PP,value}', '-')
    || '|' || coalesce(p_results #>> '{treatment_outcome,value}', '-') || '|' || coalesce(p_results #>> '{early_death,value}', '-')
    || ';' || coalesce(p_results #>> '{overall_survival,value}', '-') || ' ' || coalesce(p_results #>> '{overall_survival,days}', '-')
    || ';' || coalesce(p_results #>> '{event_free_survival,value}', '-') || ' ' || coalesce(p_results #>> '{event_free_survival,days}', '-')
    || ';' || coalesce(p_results #>> '{disease_free_survival,value}', '-') || ' ' || coalesce(p_results #>> '{disease_free_survival,days}', '-')
    || ';' || coalesce(p_results #>> '{remission_duration,value}', '-') || ' ' || coalesce(p_results #>> '{remission_duration,days}', '-') $$;
REVOKE ALL ON FUNCTION app.efficacy_figures(text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.efficacy_figures(text, jsonb) TO ecrf_app;

ALTER TABLE app.patient_summary
  ADD COLUMN number text, ADD COLUMN arm text, -- of the patient, who need not be looked up for it; no arm before randomisation
  ADD COLUMN figures text NOT NULL GENERATED ALWAYS AS (app.efficacy_figures(disease, results)) STORED,
  ADD COLUMN responder boolean NOT NULL GENERATED ALWAYS AS (coalesce(results #>> '{best_response,value}' IN ('CR', 'CRp'), false)) STORED,
  ADD COLUMN noted jsonb NOT NULL DEFAULT '[]'; -- medications that the rules call something in either window or that somebody decided on: [form, row, flag, flag in the sensitivity window, whether no dictionary knows the name, whether anybody decided, the verdict on what it is now]

-- As before, and the medications.
CREATE OR REPLACE FUNCTION app.summarise(p_patients uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.patient_summary AS s (patient_id, site_id, number, arm, disease, treated, results, otherwise, unflagged, noted)
  SELECT p.id, p.site_id, p.number, p.arm, h.disease, t.treated, coalesce(f.results, '{}'), coalesce(o.states, '{unknown}'), coalesce(f.unflagged, 0), coalesce(m.noted, '[]')
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
    CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_array(e.id, e.row_no, f.value, f.trace #>> '{sensitivity,value}', f.trace #>> '{match,verdict}' IS NOT DISTINCT FROM 'uncoded',
          l.verdict IS NOT NULL, CASE WHEN l.inputs_hash = f.inputs_hash THEN l.verdict END) ORDER BY e.row_no, e.id) AS noted
      FROM app.finding f JOIN app.entry e ON e.patient_id = p.id AND e.id = f.subject::uuid AND e.removed_at IS NULL
        LEFT JOIN LATERAL (SELECT r.verdict, r.inputs_hash FROM app.exposure_review r WHERE r.patient_id = p.id AND r.entry_id = e.id ORDER BY r.at DESC LIMIT 1) l ON true
      WHERE f.patient_id = p.id AND f.kind = 'exposure' AND f.value IS NOT NULL AND (f.value <> 'none' OR f.trace #>> '{sensitivity,value}' <> 'none' OR l.verdict IS NOT NULL)) m
  WHERE p.id = ANY (p_patients)
  ON CONFLICT (patient_id) DO UPDATE SET number = excluded.number, arm = excluded.arm, disease = excluded.disease, treated = excluded.treated,
      results = excluded.results, otherwise = excluded.otherwise, unflagged = excluded.unflagged, noted = excluded.noted
    WHERE (s.number, s.arm, s.disease, s.treated, s.results, s.otherwise, s.unflagged, s.noted)
      IS DISTINCT FROM (excluded.number, excluded.arm, excluded.disease, excluded.treated, excluded.results, excluded.otherwise, excluded.unflagged, excluded.noted) $$;

CREATE FUNCTION app.summarise_reviews() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN PERFORM app.summarise(array_agg(DISTINCT patient_id)) FROM changed; RETURN NULL; END $$;
REVOKE ALL ON FUNCTION app.summarise_reviews() FROM PUBLIC;
CREATE TRIGGER zz_summary AFTER INSERT ON app.exposure_review REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.summarise_reviews();
ALTER TABLE app.exposure_review ENABLE ALWAYS TRIGGER zz_summary;

CREATE FUNCTION app.summarise_patient() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN PERFORM app.summarise(ARRAY[NEW.id]); RETURN NULL; END $$;
REVOKE ALL ON FUNCTION app.summarise_patient() FROM PUBLIC;
CREATE TRIGGER zz_summary AFTER UPDATE OF number, arm ON app.patient FOR EACH ROW WHEN ((OLD.number, OLD.arm) IS DISTINCT FROM (NEW.number, NEW.arm)) EXECUTE FUNCTION app.summarise_patient();
ALTER TABLE app.patient ENABLE ALWAYS TRIGGER zz_summary;

SELECT app.summarise(array_agg(id)) FROM app.patient;
ALTER TABLE app.patient_summary ALTER COLUMN number SET NOT NULL;
CREATE INDEX summary_figures ON app.patient_summary (site_id, number) INCLUDE (arm, figures) WHERE arm IS NOT NULL;
CREATE INDEX summary_treated ON app.patient_summary (site_id) WHERE treated;
RESET ROLE;

-- The forms of one kind are found, and the queries of a state counted, along an index alone; so are the findings of which the efficacy page needs nothing but the value.
SET ROLE ecrf_owner;
CREATE INDEX entry_of_form ON app.entry (form_id, site_id, id);
DROP INDEX app.entry_adverse_event; -- the one above serves the same
CREATE INDEX discrepancy_of_form ON app.discrepancy (site_id, state, entry_id, id);
DROP INDEX app.discrepancy_site_id_state_idx; -- likewise
CREATE INDEX finding_said ON app.finding (kind, site_id, patient_id, subject, value) WHERE kind IN ('patient_exposure', 'treatment_outcome', 'early_death', 'population') AND value IS NOT NULL;
RESET ROLE;

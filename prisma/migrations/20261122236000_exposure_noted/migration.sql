-- The board of inhibitors finds what is noted in either window, and counts the rest, without opening every finding of the study.
CREATE INDEX finding_exposure_noted ON app.finding (site_id, patient_id, subject) WHERE kind = 'exposure' AND (value <> 'none' OR trace #>> '{sensitivity,value}' <> 'none');
CREATE INDEX finding_exposure_said ON app.finding (patient_id, value, site_id) WHERE kind = 'exposure';
CREATE INDEX entry_infusion ON app.entry (patient_id, visit_id) WHERE form_id = 'cenersen_infusion';

-- Medications that may wait for a decision, and disagreements about a response that are still open: few of many, and found without looking at the others.
SET ROLE ecrf_owner;
CREATE INDEX finding_exposure_open ON app.finding (site_id, subject, value, inputs_hash, patient_id, id) WHERE kind = 'exposure' AND value IN ('exposed', 'possible', 'uncoded');
CREATE INDEX discrepancy_disagreement ON app.discrepancy (entry_id, site_id) WHERE rule_id = 'RA01' AND state = 'open';
RESET ROLE;

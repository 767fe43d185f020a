-- The site stands in the index too: with it apart, who sees every site had the list of all verifications of all sites gone through, to find those of one patient.
SET ROLE ecrf_owner;
DROP INDEX app.verification_of_patient;
CREATE INDEX verification_of_patient ON app.verification (patient_id, site_id, entry_id) WHERE fallen_at IS NULL;
RESET ROLE;

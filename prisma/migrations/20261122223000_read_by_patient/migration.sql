-- Lists that show some patients look up each part of a casebook by its patient, and count along an index.
SET ROLE ecrf_owner;
CREATE INDEX verification_of_patient ON app.verification (patient_id, entry_id) WHERE fallen_at IS NULL;
-- The story of one form, or of one field of it: what was compared, decided and voided there.
CREATE INDEX verification_of_form ON app.verification (entry_id);
CREATE INDEX exposure_review_of_form ON app.exposure_review (entry_id);
CREATE INDEX signature_void_of_form ON app.signature_void (entry_id);
CREATE INDEX patient_by_status ON app.patient (site_id, status);
CREATE INDEX visit_by_code ON app.visit (code, site_id);
RESET ROLE;

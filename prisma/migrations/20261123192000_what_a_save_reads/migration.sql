-- What every save reads of its patient and had no index by the patient: the queries of checks that were closed, and the words of whoever closed them; what was asked again; what was
-- explained. Each went through those of the whole study.
SET ROLE ecrf_owner;
CREATE INDEX discrepancy_settled ON app.discrepancy (patient_id) WHERE origin = 'system' AND state = 'closed';
CREATE INDEX explanation_of_patient ON app.explanation (patient_id);
DROP INDEX app.message_reopened; -- began with the query, by which nobody looks for them: a list gathers them all, a save those of its patient
CREATE INDEX message_reopened ON app.discrepancy_message (patient_id, discrepancy_id) INCLUDE (site_id) WHERE step = 'reopened';
RESET ROLE;

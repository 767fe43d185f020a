-- My day finds along indexes what waits: visits that lack a form or a row that they call for, forms that were begun, serious events, queries that are not closed.
-- None of these holds what a save changes each time: answers, version and time of a form.
SET ROLE ecrf_owner;
CREATE INDEX entry_not_started ON app.entry (site_id, visit_id) WHERE progress = 'not_started' AND NOT optional AND removed_at IS NULL;
CREATE INDEX entry_in_progress ON app.entry (patient_id, site_id) WHERE progress = 'in_progress' AND removed_at IS NULL;
CREATE INDEX entry_first_row ON app.entry (form_id, visit_id, site_id) WHERE row_no = 1 AND removed_at IS NULL;
CREATE INDEX entry_adverse_event ON app.entry (site_id) WHERE form_id = 'adverse_event' AND removed_at IS NULL;
CREATE INDEX discrepancy_unsettled ON app.discrepancy (site_id, state, at, assigned_to, patient_id, id) WHERE state <> 'closed';
-- Row security asks for the site wherever a casebook is read: with both in one index the planner sees that it is a few rows, and does not look up whole sites beside.
DROP INDEX app.entry_patient_id_idx;
CREATE INDEX entry_patient_id_site_id_idx ON app.entry (patient_id, site_id);
CREATE INDEX finding_awaiting ON app.finding (patient_id, subject, site_id) WHERE kind = 'response' AND value IS NOT NULL AND trace -> 'awaiting' = 'true';
RESET ROLE;

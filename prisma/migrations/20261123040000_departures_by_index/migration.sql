-- Departures from the protocol and disagreements about a response are few among the findings; lists of the whole study read these alone.
SET ROLE ecrf_owner;
CREATE INDEX finding_deviation ON app.finding (site_id, patient_id) WHERE kind = 'deviation' AND value IS NOT NULL;
CREATE INDEX finding_disagrees ON app.finding (site_id, patient_id, subject) WHERE kind = 'agreement' AND value = 'disagree';
CREATE INDEX finding_disagreement ON app.finding (site_id, patient_id, subject) WHERE kind = 'response' AND value IS NOT NULL AND trace -> 'reasons' @> '"disagreement"';
RESET ROLE;

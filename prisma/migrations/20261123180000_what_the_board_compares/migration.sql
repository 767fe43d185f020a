-- What the exposure board compares is one line a patient: written out of five columns at every look it cost more than all the rest of the page.
-- It is in no index: a patient may have as many medications as there are.
SET ROLE ecrf_owner;

-- Patient, number, 1 for a responder, the states of being evaluable otherwise, medications without an inhibitor, and those noted, with tabs between.
CREATE FUNCTION app.compared_line(p_patient uuid, p_number text, p_responder boolean, p_otherwise text[], p_unflagged integer, p_noted jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT concat_ws(E'\t', p_patient, p_number, p_responder::int, array_to_string(p_otherwise, ','), p_unflagged, p_noted) $$;
REVOKE ALL ON FUNCTION app.compared_line(uuid, text, boolean, text[], integer, jsonb) FROM PUBLIC;

ALTER TABLE app.patient_summary ADD COLUMN compared text GENERATED ALWAYS AS (
  app.compared_line(patient_id, number, coalesce(results #>> '{best_response,value}' IN ('CR', 'CRp'), false), otherwise, unflagged, noted)) STORED; -- the same as `responder`, which is reckoned as well
RESET ROLE;

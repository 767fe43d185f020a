-- Whether what the exposure board and the efficacy page read has changed since it was last reckoned: a digest of each patient's line, short enough to be gathered for a whole
-- study out of an index, where the lines themselves are a megabyte. The line names its patient, so that no two are alike.
SET ROLE ecrf_owner;
CREATE FUNCTION app.summary_mark(p_compared text, p_arm text, p_figures text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT substring(sha256(convert_to(concat(p_compared, E'\n', p_arm, E'\n', p_figures), 'UTF8')) FOR 16) $$;
REVOKE ALL ON FUNCTION app.summary_mark(text, text, text) FROM PUBLIC;

ALTER TABLE app.patient_summary ADD COLUMN mark bytea GENERATED ALWAYS AS (app.summary_mark( -- of `compared` and `figures`, which a generated column cannot name
  app.compared_line(patient_id, number, coalesce(results #>> '{best_response,value}' IN ('CR', 'CRp'), false), otherwise, unflagged, noted), arm, app.efficacy_figures(disease, results))) STORED;
CREATE INDEX summary_marks ON app.patient_summary (site_id, patient_id) INCLUDE (mark, treated) WHERE treated OR arm IS NOT NULL;
DROP INDEX app.summary_treated; -- asked which sites have a treated patient
RESET ROLE;

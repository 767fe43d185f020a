-- Views over the sealed cuts, for statisticians: written by "npm run views" from the forms. Not edited by hand; a changed form brings a new migration.
DROP SCHEMA IF EXISTS sealed CASCADE;
CREATE SCHEMA sealed AUTHORIZATION ecrf_definer;
-- Nobody who may only read keeps anything here: large objects are the one thing that every login could otherwise store.
REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC;
SET ROLE ecrf_definer;
SET search_path = sealed;
COMMENT ON SCHEMA sealed IS 'What the data cuts hold, a view for each form and table. v_cuts lists the cuts.';
-- What every other view reads. A cut that holds what was redacted since is not shown: its file can be had by name, and who takes it is on record.
CREATE VIEW record WITH (security_barrier) AS SELECT c.cut, c.kind_of_data, r.kind, r.payload
FROM (SELECT c.id AS key, c.name AS cut, CASE WHEN c.manifest ? 'training' THEN 'training' WHEN (c.manifest ->> 'isDemonstration')::boolean THEN 'demonstration' ELSE 'real' END AS kind_of_data FROM app.data_cut c WHERE NOT (EXISTS (SELECT FROM app.redaction x WHERE x.state = 'done' AND c.name = ANY (x.cuts))
  OR (SELECT count(*) FROM app.redaction x WHERE x.state = 'done' AND x.decided_at <= c.at + interval '2 minutes') > (SELECT count(*) FROM app.data_cut_record k WHERE k.cut_id = c.id AND k.kind = 'redaction')) OFFSET 0) c JOIN app.data_cut_record r ON r.cut_id = c.key WHERE r.kind <> 'file';
CREATE VIEW v_cuts AS SELECT
  c.name AS cut,
  CASE WHEN c.manifest ? 'training' THEN 'training' WHEN (c.manifest ->> 'isDemonstration')::boolean THEN 'demonstration' ELSE 'real' END AS kind_of_data,
  c.manifest ->> 'study' AS title,
  c.at AT TIME ZONE 'UTC' AS made_at_utc,
  c.by_name AS made_by,
  CASE WHEN c.is_interim THEN 'interim' ELSE 'final' END AS status,
  c.content_hash AS content_sha256,
  c.manifest ->> 'ruleVersion' AS rule_version,
  c.manifest ->> 'responseProfile' AS response_profile,
  CASE WHEN (EXISTS (SELECT FROM app.redaction x WHERE x.state = 'done' AND c.name = ANY (x.cuts))
  OR (SELECT count(*) FROM app.redaction x WHERE x.state = 'done' AND x.decided_at <= c.at + interval '2 minutes') > (SELECT count(*) FROM app.data_cut_record k WHERE k.cut_id = c.id AND k.kind = 'redaction')) THEN 'It holds what was redacted since. Make a new cut.' END AS withheld
FROM app.data_cut c;
COMMENT ON VIEW v_cuts IS 'Data cuts: a row for each.';
COMMENT ON COLUMN v_cuts.cut IS 'Name of the data cut.';
COMMENT ON COLUMN v_cuts.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_cuts.title IS 'Title of the study.';
COMMENT ON COLUMN v_cuts.made_at_utc IS 'When the cut was made, UTC.';
COMMENT ON COLUMN v_cuts.made_by IS 'Who made it.';
COMMENT ON COLUMN v_cuts.status IS 'final: every patient was locked.';
COMMENT ON COLUMN v_cuts.content_sha256 IS 'Hash of the records, made by the database. Equal hashes, equal data.';
COMMENT ON COLUMN v_cuts.rule_version IS 'Version of the rules that derived the findings.';
COMMENT ON COLUMN v_cuts.response_profile IS 'Criteria of response.';
COMMENT ON COLUMN v_cuts.withheld IS 'Why no other view shows this cut; none where they do.';

CREATE VIEW v_consent AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'consentDate') <> 'object' THEN a ->> 'consentDate' END)::date AS consentdate
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'consent';
COMMENT ON VIEW v_consent IS 'Informed consent: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_consent.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_consent.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_consent.study IS 'Short title of the study.';
COMMENT ON COLUMN v_consent.site IS 'Number of the site.';
COMMENT ON COLUMN v_consent.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_consent.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_consent.form IS 'Id of the form.';
COMMENT ON COLUMN v_consent.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_consent.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_consent.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_consent.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_consent.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_consent.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_consent.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_consent.consentdate IS 'Date of written consent. Date, day, month and year known. SDTM: DS.DSSTDTC where DSDECOD=INFORMED CONSENT OBTAINED. Field consentDate.';

CREATE VIEW v_demography AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'age') <> 'object' THEN a ->> 'age' END)::integer AS age,
  CASE WHEN jsonb_typeof(a -> 'sex') <> 'object' THEN a ->> 'sex' END AS sex,
  CASE CASE WHEN jsonb_typeof(a -> 'sex') <> 'object' THEN a ->> 'sex' END WHEN 'M' THEN 'Male' WHEN 'F' THEN 'Female' END AS sex_label
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'demography';
COMMENT ON VIEW v_demography IS 'Demography: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_demography.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_demography.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_demography.study IS 'Short title of the study.';
COMMENT ON COLUMN v_demography.site IS 'Number of the site.';
COMMENT ON COLUMN v_demography.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_demography.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_demography.form IS 'Id of the form.';
COMMENT ON COLUMN v_demography.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_demography.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_demography.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_demography.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_demography.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_demography.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_demography.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_demography.age IS 'Age at consent. Whole number, 0 to 120 years. SDTM: DM.AGE. Field age.';
COMMENT ON COLUMN v_demography.sex IS 'Sex. M = Male; F = Female. SDTM: DM.SEX. Field sex.';
COMMENT ON COLUMN v_demography.sex_label IS 'Sex (text). M = Male; F = Female. SDTM: DM.SEX. Field sex.';

CREATE VIEW v_aml_history AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  CASE WHEN jsonb_typeof(a -> 'diseaseStatus') <> 'object' THEN a ->> 'diseaseStatus' END AS diseasestatus,
  CASE CASE WHEN jsonb_typeof(a -> 'diseaseStatus') <> 'object' THEN a ->> 'diseaseStatus' END WHEN 'refractory' THEN 'Refractory' WHEN 'relapsed' THEN 'Relapsed' END AS diseasestatus_label,
  CASE WHEN jsonb_typeof(a -> 'diagnosisDate') <> 'object' THEN a ->> 'diagnosisDate' END AS diagnosisdate,
  CASE length(a ->> 'diagnosisDate') WHEN 4 THEN (a ->> 'diagnosisDate' || '-01-01')::date WHEN 7 THEN (a ->> 'diagnosisDate' || '-01')::date WHEN 10 THEN (a ->> 'diagnosisDate')::date END AS diagnosisdate_earliest,
  CASE length(a ->> 'diagnosisDate') WHEN 4 THEN (a ->> 'diagnosisDate' || '-12-31')::date WHEN 7 THEN ((a ->> 'diagnosisDate' || '-01')::date + interval '1 month' - interval '1 day')::date WHEN 10 THEN (a ->> 'diagnosisDate')::date END AS diagnosisdate_latest,
  CASE length(a ->> 'diagnosisDate') WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END AS diagnosisdate_precision,
  a -> 'diagnosisDate' ->> 'missing' AS diagnosisdate_missing,
  (CASE WHEN jsonb_typeof(a -> 'inductionCourses') <> 'object' THEN a ->> 'inductionCourses' END)::integer AS inductioncourses,
  a -> 'inductionCourses' ->> 'missing' AS inductioncourses_missing,
  CASE WHEN jsonb_typeof(a -> 'firstCrDate') <> 'object' THEN a ->> 'firstCrDate' END AS firstcrdate,
  CASE length(a ->> 'firstCrDate') WHEN 4 THEN (a ->> 'firstCrDate' || '-01-01')::date WHEN 7 THEN (a ->> 'firstCrDate' || '-01')::date WHEN 10 THEN (a ->> 'firstCrDate')::date END AS firstcrdate_earliest,
  CASE length(a ->> 'firstCrDate') WHEN 4 THEN (a ->> 'firstCrDate' || '-12-31')::date WHEN 7 THEN ((a ->> 'firstCrDate' || '-01')::date + interval '1 month' - interval '1 day')::date WHEN 10 THEN (a ->> 'firstCrDate')::date END AS firstcrdate_latest,
  CASE length(a ->> 'firstCrDate') WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END AS firstcrdate_precision,
  a -> 'firstCrDate' ->> 'missing' AS firstcrdate_missing,
  CASE WHEN jsonb_typeof(a -> 'firstRelapseDate') <> 'object' THEN a ->> 'firstRelapseDate' END AS firstrelapsedate,
  CASE length(a ->> 'firstRelapseDate') WHEN 4 THEN (a ->> 'firstRelapseDate' || '-01-01')::date WHEN 7 THEN (a ->> 'firstRelapseDate' || '-01')::date WHEN 10 THEN (a ->> 'firstRelapseDate')::date END AS firstrelapsedate_earliest,
  CASE length(a ->> 'firstRelapseDate') WHEN 4 THEN (a ->> 'firstRelapseDate' || '-12-31')::date WHEN 7 THEN ((a ->> 'firstRelapseDate' || '-01')::date + interval '1 month' - interval '1 day')::date WHEN 10 THEN (a ->> 'firstRelapseDate')::date END AS firstrelapsedate_latest,
  CASE length(a ->> 'firstRelapseDate') WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END AS firstrelapsedate_precision,
  a -> 'firstRelapseDate' ->> 'missing' AS firstrelapsedate_missing,
  CASE WHEN jsonb_typeof(a -> 'refractoryDate') <> 'object' THEN a ->> 'refractoryDate' END AS refractorydate,
  CASE length(a ->> 'refractoryDate') WHEN 4 THEN (a ->> 'refractoryDate' || '-01-01')::date WHEN 7 THEN (a ->> 'refractoryDate' || '-01')::date WHEN 10 THEN (a ->> 'refractoryDate')::date END AS refractorydate_earliest,
  CASE length(a ->> 'refractoryDate') WHEN 4 THEN (a ->> 'refractoryDate' || '-12-31')::date WHEN 7 THEN ((a ->> 'refractoryDate' || '-01')::date + interval '1 month' - interval '1 day')::date WHEN 10 THEN (a ->> 'refractoryDate')::date END AS refractorydate_latest,
  CASE length(a ->> 'refractoryDate') WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END AS refractorydate_precision,
  a -> 'refractoryDate' ->> 'missing' AS refractorydate_missing,
  (CASE WHEN jsonb_typeof(a -> 'salvageCourses') <> 'object' THEN a ->> 'salvageCourses' END)::integer AS salvagecourses,
  a -> 'salvageCourses' ->> 'missing' AS salvagecourses_missing,
  CASE WHEN a -> 'priorTherapies' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'priorTherapies') <> 'object' THEN a ->> 'priorTherapies' END END AS priortherapies,
  a -> 'priorTherapies' ->> 'missing' AS priortherapies_missing,
  (CASE WHEN jsonb_typeof(a -> 'priorAnthracyclineMgM2') <> 'object' THEN a ->> 'priorAnthracyclineMgM2' END)::numeric AS prioranthracyclinemgm2,
  a -> 'priorAnthracyclineMgM2' ->> 'missing' AS prioranthracyclinemgm2_missing,
  CASE WHEN jsonb_typeof(a -> 'whoEdition') <> 'object' THEN a ->> 'whoEdition' END AS whoedition,
  CASE CASE WHEN jsonb_typeof(a -> 'whoEdition') <> 'object' THEN a ->> 'whoEdition' END WHEN '2001' THEN '2001, 3rd' WHEN '2008' THEN '2008, 4th' WHEN '2016' THEN '2016, 4th revised' WHEN '2022' THEN '2022, 5th' END AS whoedition_label,
  a -> 'whoEdition' ->> 'missing' AS whoedition_missing,
  CASE WHEN a -> 'whoCategory' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'whoCategory') <> 'object' THEN a ->> 'whoCategory' END END AS whocategory,
  a -> 'whoCategory' ->> 'missing' AS whocategory_missing,
  CASE WHEN jsonb_typeof(a -> 'fab') <> 'object' THEN a ->> 'fab' END AS fab,
  CASE CASE WHEN jsonb_typeof(a -> 'fab') <> 'object' THEN a ->> 'fab' END WHEN 'M0' THEN 'M0, minimally differentiated' WHEN 'M1' THEN 'M1, without maturation' WHEN 'M2' THEN 'M2, with maturation' WHEN 'M3' THEN 'M3, promyelocytic' WHEN 'M4' THEN 'M4, myelomonocytic' WHEN 'M5a' THEN 'M5a, monoblastic' WHEN 'M5b' THEN 'M5b, monocytic' WHEN 'M6' THEN 'M6, erythroid' WHEN 'M7' THEN 'M7, megakaryoblastic' WHEN 'unknown' THEN 'Not known' END AS fab_label,
  CASE WHEN jsonb_typeof(a -> 'cytogenetics') <> 'object' THEN a ->> 'cytogenetics' END AS cytogenetics,
  CASE CASE WHEN jsonb_typeof(a -> 'cytogenetics') <> 'object' THEN a ->> 'cytogenetics' END WHEN 'normal' THEN 'Normal (diploid)' WHEN 'minus5_7_complex' THEN '−5, −7 or complex' WHEN 'other' THEN 'Other abnormality' WHEN 'not_done' THEN 'Not done' END AS cytogenetics_label,
  CASE WHEN a -> 'karyotype' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'karyotype') <> 'object' THEN a ->> 'karyotype' END END AS karyotype,
  a -> 'karyotype' ->> 'missing' AS karyotype_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'aml_history';
COMMENT ON VIEW v_aml_history IS 'AML history: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_aml_history.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_aml_history.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_aml_history.study IS 'Short title of the study.';
COMMENT ON COLUMN v_aml_history.site IS 'Number of the site.';
COMMENT ON COLUMN v_aml_history.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_aml_history.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_aml_history.form IS 'Id of the form.';
COMMENT ON COLUMN v_aml_history.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_aml_history.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_aml_history.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_aml_history.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_aml_history.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_aml_history.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_aml_history.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_aml_history.diseasestatus IS 'Disease status at entry. refractory = Refractory; relapsed = Relapsed. SDTM: FA.FAORRES where FATESTCD=DISSTAT and FAOBJ=ACUTE MYELOID LEUKAEMIA. Field diseaseStatus.';
COMMENT ON COLUMN v_aml_history.diseasestatus_label IS 'Disease status at entry (text). refractory = Refractory; relapsed = Relapsed. SDTM: FA.FAORRES where FATESTCD=DISSTAT and FAOBJ=ACUTE MYELOID LEUKAEMIA. Field diseaseStatus.';
COMMENT ON COLUMN v_aml_history.diagnosisdate IS 'Diagnosis of AML. Date, of which the day or the day and month may be unknown. SDTM: MH.MHSTDTC where MHDECOD=ACUTE MYELOID LEUKAEMIA and MHEVDTYP=DIAGNOSIS. Field diagnosisDate.';
COMMENT ON COLUMN v_aml_history.diagnosisdate_earliest IS 'Diagnosis of AML (the first day that it can mean). Reckoned from diagnosisDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.diagnosisdate_latest IS 'Diagnosis of AML (the last day that it can mean). Reckoned from diagnosisDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.diagnosisdate_precision IS 'Diagnosis of AML (how much of it is known: day, month or year). Reckoned from diagnosisDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.diagnosisdate_missing IS 'Diagnosis of AML (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_aml_history.inductioncourses IS 'Induction courses received. Whole number, 0 to 10. SDTM: FA.FAORRES where FATESTCD=NINDUCT and FAOBJ=ACUTE MYELOID LEUKAEMIA. Field inductionCourses.';
COMMENT ON COLUMN v_aml_history.inductioncourses_missing IS 'Induction courses received (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_aml_history.firstcrdate IS 'First complete remission. Date, of which the day or the day and month may be unknown. Asked when Disease status at entry is Relapsed. SDTM: MH.MHSTDTC where MHDECOD=ACUTE MYELOID LEUKAEMIA and MHEVDTYP=FIRST COMPLETE REMISSION. Field firstCrDate.';
COMMENT ON COLUMN v_aml_history.firstcrdate_earliest IS 'First complete remission (the first day that it can mean). Reckoned from firstCrDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.firstcrdate_latest IS 'First complete remission (the last day that it can mean). Reckoned from firstCrDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.firstcrdate_precision IS 'First complete remission (how much of it is known: day, month or year). Reckoned from firstCrDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.firstcrdate_missing IS 'First complete remission (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_aml_history.firstrelapsedate IS 'First relapse. Date, of which the day or the day and month may be unknown. Asked when Disease status at entry is Relapsed. SDTM: MH.MHSTDTC where MHDECOD=ACUTE MYELOID LEUKAEMIA and MHEVDTYP=FIRST RELAPSE. Field firstRelapseDate.';
COMMENT ON COLUMN v_aml_history.firstrelapsedate_earliest IS 'First relapse (the first day that it can mean). Reckoned from firstRelapseDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.firstrelapsedate_latest IS 'First relapse (the last day that it can mean). Reckoned from firstRelapseDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.firstrelapsedate_precision IS 'First relapse (how much of it is known: day, month or year). Reckoned from firstRelapseDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.firstrelapsedate_missing IS 'First relapse (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_aml_history.refractorydate IS 'Resistant disease documented. Date, of which the day or the day and month may be unknown. Asked when Disease status at entry is Refractory. SDTM: MH.MHSTDTC where MHDECOD=ACUTE MYELOID LEUKAEMIA and MHEVDTYP=RESISTANT DISEASE. Field refractoryDate.';
COMMENT ON COLUMN v_aml_history.refractorydate_earliest IS 'Resistant disease documented (the first day that it can mean). Reckoned from refractoryDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.refractorydate_latest IS 'Resistant disease documented (the last day that it can mean). Reckoned from refractoryDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.refractorydate_precision IS 'Resistant disease documented (how much of it is known: day, month or year). Reckoned from refractoryDate; nothing is imputed.';
COMMENT ON COLUMN v_aml_history.refractorydate_missing IS 'Resistant disease documented (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_aml_history.salvagecourses IS 'Salvage courses received. Whole number, 0 to 10. SDTM: FA.FAORRES where FATESTCD=NSALVAGE and FAOBJ=ACUTE MYELOID LEUKAEMIA. Field salvageCourses.';
COMMENT ON COLUMN v_aml_history.salvagecourses_missing IS 'Salvage courses received (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_aml_history.priortherapies IS 'Treatment of the leukaemia so far. Text, up to 2000 characters. SDTM: CM.CMTRT where CMCAT=PRIOR LEUKAEMIA TREATMENT. Field priorTherapies.';
COMMENT ON COLUMN v_aml_history.priortherapies_missing IS 'Treatment of the leukaemia so far (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_aml_history.prioranthracyclinemgm2 IS 'Anthracyclines so far, cumulative. Number, 0 to 2,000 mg/m². SDTM: FA.FAORRES where FATESTCD=ANTHRCUM and FAOBJ=ACUTE MYELOID LEUKAEMIA. Field priorAnthracyclineMgM2.';
COMMENT ON COLUMN v_aml_history.prioranthracyclinemgm2_missing IS 'Anthracyclines so far, cumulative (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_aml_history.whoedition IS 'WHO classification, edition. 2001 = 2001, 3rd; 2008 = 2008, 4th; 2016 = 2016, 4th revised; 2022 = 2022, 5th. SDTM: FA.FAORRES where FATESTCD=WHOED and FAOBJ=ACUTE MYELOID LEUKAEMIA. Field whoEdition.';
COMMENT ON COLUMN v_aml_history.whoedition_label IS 'WHO classification, edition (text). 2001 = 2001, 3rd; 2008 = 2008, 4th; 2016 = 2016, 4th revised; 2022 = 2022, 5th. SDTM: FA.FAORRES where FATESTCD=WHOED and FAOBJ=ACUTE MYELOID LEUKAEMIA. Field whoEdition.';
COMMENT ON COLUMN v_aml_history.whoedition_missing IS 'WHO classification, edition (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_aml_history.whocategory IS 'WHO category. Text, up to 500 characters. SDTM: FA.FAORRES where FATESTCD=WHOCAT and FAOBJ=ACUTE MYELOID LEUKAEMIA. Field whoCategory.';
COMMENT ON COLUMN v_aml_history.whocategory_missing IS 'WHO category (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_aml_history.fab IS 'FAB type. M0 = M0, minimally differentiated; M1 = M1, without maturation; M2 = M2, with maturation; M3 = M3, promyelocytic; M4 = M4, myelomonocytic; M5a = M5a, monoblastic; M5b = M5b, monocytic; M6 = M6, erythroid; M7 = M7, megakaryoblastic; unknown = Not known. SDTM: FA.FAORRES where FATESTCD=FAB and FAOBJ=ACUTE MYELOID LEUKAEMIA. Field fab.';
COMMENT ON COLUMN v_aml_history.fab_label IS 'FAB type (text). M0 = M0, minimally differentiated; M1 = M1, without maturation; M2 = M2, with maturation; M3 = M3, promyelocytic; M4 = M4, myelomonocytic; M5a = M5a, monoblastic; M5b = M5b, monocytic; M6 = M6, erythroid; M7 = M7, megakaryoblastic; unknown = Not known. SDTM: FA.FAORRES where FATESTCD=FAB and FAOBJ=ACUTE MYELOID LEUKAEMIA. Field fab.';
COMMENT ON COLUMN v_aml_history.cytogenetics IS 'Cytogenetics. normal = Normal (diploid); minus5_7_complex = −5, −7 or complex; other = Other abnormality; not_done = Not done. SDTM: GF.GFORRES where GFTESTCD=CYTOGEN. Field cytogenetics.';
COMMENT ON COLUMN v_aml_history.cytogenetics_label IS 'Cytogenetics (text). normal = Normal (diploid); minus5_7_complex = −5, −7 or complex; other = Other abnormality; not_done = Not done. SDTM: GF.GFORRES where GFTESTCD=CYTOGEN. Field cytogenetics.';
COMMENT ON COLUMN v_aml_history.karyotype IS 'Karyotype (ISCN). Text, up to 500 characters. Asked when Cytogenetics is Normal (diploid) or −5, −7 or complex or Other abnormality. SDTM: GF.GFORRES where GFTESTCD=KARYOTYP. Field karyotype.';
COMMENT ON COLUMN v_aml_history.karyotype_missing IS 'Karyotype (ISCN) (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_vital_signs AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'measuredOn') <> 'object' THEN a ->> 'measuredOn' END)::date AS measuredon,
  (CASE WHEN jsonb_typeof(a -> 'heightCm') <> 'object' THEN a ->> 'heightCm' END)::numeric AS heightcm,
  a -> 'heightCm' ->> 'missing' AS heightcm_missing,
  (CASE WHEN jsonb_typeof(a -> 'weightKg') <> 'object' THEN a ->> 'weightKg' END)::numeric AS weightkg,
  a -> 'weightKg' ->> 'missing' AS weightkg_missing,
  CASE WHEN jsonb_typeof(a -> 'zubrod') <> 'object' THEN a ->> 'zubrod' END AS zubrod,
  CASE CASE WHEN jsonb_typeof(a -> 'zubrod') <> 'object' THEN a ->> 'zubrod' END WHEN '0' THEN '0, fully active' WHEN '1' THEN '1, restricted in strenuous activity' WHEN '2' THEN '2, up more than half of the day' WHEN '3' THEN '3, in bed or chair more than half of the day' WHEN '4' THEN '4, completely disabled' END AS zubrod_label,
  a -> 'zubrod' ->> 'missing' AS zubrod_missing,
  (CASE WHEN jsonb_typeof(a -> 'temperatureC') <> 'object' THEN a ->> 'temperatureC' END)::numeric AS temperaturec,
  a -> 'temperatureC' ->> 'missing' AS temperaturec_missing,
  (CASE WHEN jsonb_typeof(a -> 'pulse') <> 'object' THEN a ->> 'pulse' END)::integer AS pulse,
  a -> 'pulse' ->> 'missing' AS pulse_missing,
  (CASE WHEN jsonb_typeof(a -> 'systolic') <> 'object' THEN a ->> 'systolic' END)::integer AS systolic,
  a -> 'systolic' ->> 'missing' AS systolic_missing,
  (CASE WHEN jsonb_typeof(a -> 'diastolic') <> 'object' THEN a ->> 'diastolic' END)::integer AS diastolic,
  a -> 'diastolic' ->> 'missing' AS diastolic_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'vital_signs';
COMMENT ON VIEW v_vital_signs IS 'Vital signs and body size: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_vital_signs.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_vital_signs.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_vital_signs.study IS 'Short title of the study.';
COMMENT ON COLUMN v_vital_signs.site IS 'Number of the site.';
COMMENT ON COLUMN v_vital_signs.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_vital_signs.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_vital_signs.form IS 'Id of the form.';
COMMENT ON COLUMN v_vital_signs.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_vital_signs.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_vital_signs.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_vital_signs.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_vital_signs.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_vital_signs.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_vital_signs.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_vital_signs.measuredon IS 'Date of measurement. Date, day, month and year known. SDTM: VS.VSDTC. Field measuredOn.';
COMMENT ON COLUMN v_vital_signs.heightcm IS 'Height. Number, 100 to 230 cm. SDTM: VS.VSORRES where VSTESTCD=HEIGHT. Field heightCm.';
COMMENT ON COLUMN v_vital_signs.heightcm_missing IS 'Height (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_vital_signs.weightkg IS 'Weight. Number, 25 to 250 kg. SDTM: VS.VSORRES where VSTESTCD=WEIGHT. Field weightKg.';
COMMENT ON COLUMN v_vital_signs.weightkg_missing IS 'Weight (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_vital_signs.zubrod IS 'Performance status (Zubrod). 0 = 0, fully active; 1 = 1, restricted in strenuous activity; 2 = 2, up more than half of the day; 3 = 3, in bed or chair more than half of the day; 4 = 4, completely disabled. SDTM: RS.RSORRES where RSCAT=ECOG and RSTESTCD=ECOG101. Field zubrod.';
COMMENT ON COLUMN v_vital_signs.zubrod_label IS 'Performance status (Zubrod) (text). 0 = 0, fully active; 1 = 1, restricted in strenuous activity; 2 = 2, up more than half of the day; 3 = 3, in bed or chair more than half of the day; 4 = 4, completely disabled. SDTM: RS.RSORRES where RSCAT=ECOG and RSTESTCD=ECOG101. Field zubrod.';
COMMENT ON COLUMN v_vital_signs.zubrod_missing IS 'Performance status (Zubrod) (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_vital_signs.temperaturec IS 'Temperature. Number, 28 to 44 °C. SDTM: VS.VSORRES where VSTESTCD=TEMP. Field temperatureC.';
COMMENT ON COLUMN v_vital_signs.temperaturec_missing IS 'Temperature (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_vital_signs.pulse IS 'Pulse. Whole number, 20 to 300 /min. SDTM: VS.VSORRES where VSTESTCD=PULSE. Field pulse.';
COMMENT ON COLUMN v_vital_signs.pulse_missing IS 'Pulse (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_vital_signs.systolic IS 'Systolic blood pressure. Whole number, 40 to 300 mmHg. SDTM: VS.VSORRES where VSTESTCD=SYSBP. Field systolic.';
COMMENT ON COLUMN v_vital_signs.systolic_missing IS 'Systolic blood pressure (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_vital_signs.diastolic IS 'Diastolic blood pressure. Whole number, 10 to 200 mmHg. SDTM: VS.VSORRES where VSTESTCD=DIABP. Field diastolic.';
COMMENT ON COLUMN v_vital_signs.diastolic_missing IS 'Diastolic blood pressure (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_chemistry AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'sampleDate') <> 'object' THEN a ->> 'sampleDate' END)::date AS sampledate,
  (a -> 'bilirubin' ->> 'value')::numeric AS bilirubin,
  a -> 'bilirubin' ->> 'unit' AS bilirubin_unit,
  a -> 'bilirubin' ->> 'missing' AS bilirubin_missing,
  (a -> 'bilirubinUln' ->> 'value')::numeric AS bilirubinuln,
  a -> 'bilirubinUln' ->> 'unit' AS bilirubinuln_unit,
  a -> 'bilirubinUln' ->> 'missing' AS bilirubinuln_missing,
  (a -> 'alt' ->> 'value')::numeric AS alt,
  a -> 'alt' ->> 'unit' AS alt_unit,
  a -> 'alt' ->> 'missing' AS alt_missing,
  (a -> 'altUln' ->> 'value')::numeric AS altuln,
  a -> 'altUln' ->> 'unit' AS altuln_unit,
  a -> 'altUln' ->> 'missing' AS altuln_missing,
  (a -> 'creatinine' ->> 'value')::numeric AS creatinine,
  a -> 'creatinine' ->> 'unit' AS creatinine_unit,
  a -> 'creatinine' ->> 'missing' AS creatinine_missing,
  (a -> 'creatinineUln' ->> 'value')::numeric AS creatinineuln,
  a -> 'creatinineUln' ->> 'unit' AS creatinineuln_unit,
  a -> 'creatinineUln' ->> 'missing' AS creatinineuln_missing,
  (CASE WHEN jsonb_typeof(a -> 'creatinineClearance') <> 'object' THEN a ->> 'creatinineClearance' END)::numeric AS creatinineclearance,
  a -> 'creatinineClearance' ->> 'missing' AS creatinineclearance_missing,
  (a -> 'magnesium' ->> 'value')::numeric AS magnesium,
  a -> 'magnesium' ->> 'unit' AS magnesium_unit,
  a -> 'magnesium' ->> 'missing' AS magnesium_missing,
  (a -> 'magnesiumLower' ->> 'value')::numeric AS magnesiumlower,
  a -> 'magnesiumLower' ->> 'unit' AS magnesiumlower_unit,
  a -> 'magnesiumLower' ->> 'missing' AS magnesiumlower_missing,
  (a -> 'magnesiumUpper' ->> 'value')::numeric AS magnesiumupper,
  a -> 'magnesiumUpper' ->> 'unit' AS magnesiumupper_unit,
  a -> 'magnesiumUpper' ->> 'missing' AS magnesiumupper_missing,
  (a -> 'ast' ->> 'value')::numeric AS ast,
  a -> 'ast' ->> 'unit' AS ast_unit,
  a -> 'ast' ->> 'missing' AS ast_missing,
  (a -> 'alp' ->> 'value')::numeric AS alp,
  a -> 'alp' ->> 'unit' AS alp_unit,
  a -> 'alp' ->> 'missing' AS alp_missing,
  (a -> 'sodium' ->> 'value')::numeric AS sodium,
  a -> 'sodium' ->> 'unit' AS sodium_unit,
  a -> 'sodium' ->> 'missing' AS sodium_missing,
  (a -> 'potassium' ->> 'value')::numeric AS potassium,
  a -> 'potassium' ->> 'unit' AS potassium_unit,
  a -> 'potassium' ->> 'missing' AS potassium_missing,
  (a -> 'calcium' ->> 'value')::numeric AS calcium,
  a -> 'calcium' ->> 'unit' AS calcium_unit,
  a -> 'calcium' ->> 'missing' AS calcium_missing,
  (a -> 'phosphate' ->> 'value')::numeric AS phosphate,
  a -> 'phosphate' ->> 'unit' AS phosphate_unit,
  a -> 'phosphate' ->> 'missing' AS phosphate_missing,
  (a -> 'albumin' ->> 'value')::numeric AS albumin,
  a -> 'albumin' ->> 'unit' AS albumin_unit,
  a -> 'albumin' ->> 'missing' AS albumin_missing,
  (a -> 'ldh' ->> 'value')::numeric AS ldh,
  a -> 'ldh' ->> 'unit' AS ldh_unit,
  a -> 'ldh' ->> 'missing' AS ldh_missing,
  (a -> 'uricAcid' ->> 'value')::numeric AS uricacid,
  a -> 'uricAcid' ->> 'unit' AS uricacid_unit,
  a -> 'uricAcid' ->> 'missing' AS uricacid_missing,
  (a -> 'fibrinogen' ->> 'value')::numeric AS fibrinogen,
  a -> 'fibrinogen' ->> 'unit' AS fibrinogen_unit,
  a -> 'fibrinogen' ->> 'missing' AS fibrinogen_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'chemistry';
COMMENT ON VIEW v_chemistry IS 'Chemistry: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_chemistry.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_chemistry.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_chemistry.study IS 'Short title of the study.';
COMMENT ON COLUMN v_chemistry.site IS 'Number of the site.';
COMMENT ON COLUMN v_chemistry.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_chemistry.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_chemistry.form IS 'Id of the form.';
COMMENT ON COLUMN v_chemistry.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_chemistry.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_chemistry.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_chemistry.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_chemistry.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_chemistry.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_chemistry.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_chemistry.sampledate IS 'Date of sample. Date, day, month and year known. SDTM: LB.LBDTC. Field sampleDate.';
COMMENT ON COLUMN v_chemistry.bilirubin IS 'Total bilirubin. Number with unit: mg/dL, 0 to 80; umol/L, 0 to 1,400. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=BILI. Field bilirubin.';
COMMENT ON COLUMN v_chemistry.bilirubin_unit IS 'Total bilirubin (unit). Number with unit: mg/dL, 0 to 80; umol/L, 0 to 1,400. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=BILI. Field bilirubin.';
COMMENT ON COLUMN v_chemistry.bilirubin_missing IS 'Total bilirubin (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.bilirubinuln IS 'Bilirubin, upper limit of normal. Number with unit: mg/dL, 0.1 to 5; umol/L, 2 to 86. SDTM: LB.LBORNRHI where LBTESTCD=BILI. Field bilirubinUln.';
COMMENT ON COLUMN v_chemistry.bilirubinuln_unit IS 'Bilirubin, upper limit of normal (unit). Number with unit: mg/dL, 0.1 to 5; umol/L, 2 to 86. SDTM: LB.LBORNRHI where LBTESTCD=BILI. Field bilirubinUln.';
COMMENT ON COLUMN v_chemistry.bilirubinuln_missing IS 'Bilirubin, upper limit of normal (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.alt IS 'ALT (SGPT). Number with unit: U/L, 1 to 30,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=ALT. Field alt.';
COMMENT ON COLUMN v_chemistry.alt_unit IS 'ALT (SGPT) (unit). Number with unit: U/L, 1 to 30,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=ALT. Field alt.';
COMMENT ON COLUMN v_chemistry.alt_missing IS 'ALT (SGPT) (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.altuln IS 'ALT, upper limit of normal. Number with unit: U/L, 1 to 200. SDTM: LB.LBORNRHI where LBTESTCD=ALT. Field altUln.';
COMMENT ON COLUMN v_chemistry.altuln_unit IS 'ALT, upper limit of normal (unit). Number with unit: U/L, 1 to 200. SDTM: LB.LBORNRHI where LBTESTCD=ALT. Field altUln.';
COMMENT ON COLUMN v_chemistry.altuln_missing IS 'ALT, upper limit of normal (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.creatinine IS 'Creatinine. Number with unit: mg/dL, 0.05 to 30; umol/L, 4 to 2,700. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=CREAT. Field creatinine.';
COMMENT ON COLUMN v_chemistry.creatinine_unit IS 'Creatinine (unit). Number with unit: mg/dL, 0.05 to 30; umol/L, 4 to 2,700. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=CREAT. Field creatinine.';
COMMENT ON COLUMN v_chemistry.creatinine_missing IS 'Creatinine (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.creatinineuln IS 'Creatinine, upper limit of normal. Number with unit: mg/dL, 0.2 to 5; umol/L, 18 to 450. SDTM: LB.LBORNRHI where LBTESTCD=CREAT. Field creatinineUln.';
COMMENT ON COLUMN v_chemistry.creatinineuln_unit IS 'Creatinine, upper limit of normal (unit). Number with unit: mg/dL, 0.2 to 5; umol/L, 18 to 450. SDTM: LB.LBORNRHI where LBTESTCD=CREAT. Field creatinineUln.';
COMMENT ON COLUMN v_chemistry.creatinineuln_missing IS 'Creatinine, upper limit of normal (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.creatinineclearance IS 'Creatinine clearance. Number, 0 to 300 mL/min. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=CREATCLR. Field creatinineClearance.';
COMMENT ON COLUMN v_chemistry.creatinineclearance_missing IS 'Creatinine clearance (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.magnesium IS 'Magnesium. Number with unit: mg/dL, 0.1 to 20; mmol/L, 0.04 to 8.5. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=MG. Field magnesium.';
COMMENT ON COLUMN v_chemistry.magnesium_unit IS 'Magnesium (unit). Number with unit: mg/dL, 0.1 to 20; mmol/L, 0.04 to 8.5. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=MG. Field magnesium.';
COMMENT ON COLUMN v_chemistry.magnesium_missing IS 'Magnesium (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.magnesiumlower IS 'Magnesium, lower limit of normal. Number with unit: mg/dL, 0.1 to 20; mmol/L, 0.04 to 8.5. SDTM: LB.LBORNRLO where LBTESTCD=MG. Field magnesiumLower.';
COMMENT ON COLUMN v_chemistry.magnesiumlower_unit IS 'Magnesium, lower limit of normal (unit). Number with unit: mg/dL, 0.1 to 20; mmol/L, 0.04 to 8.5. SDTM: LB.LBORNRLO where LBTESTCD=MG. Field magnesiumLower.';
COMMENT ON COLUMN v_chemistry.magnesiumlower_missing IS 'Magnesium, lower limit of normal (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.magnesiumupper IS 'Magnesium, upper limit of normal. Number with unit: mg/dL, 0.1 to 20; mmol/L, 0.04 to 8.5. SDTM: LB.LBORNRHI where LBTESTCD=MG. Field magnesiumUpper.';
COMMENT ON COLUMN v_chemistry.magnesiumupper_unit IS 'Magnesium, upper limit of normal (unit). Number with unit: mg/dL, 0.1 to 20; mmol/L, 0.04 to 8.5. SDTM: LB.LBORNRHI where LBTESTCD=MG. Field magnesiumUpper.';
COMMENT ON COLUMN v_chemistry.magnesiumupper_missing IS 'Magnesium, upper limit of normal (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.ast IS 'AST (SGOT). Number with unit: U/L, 1 to 30,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=AST. Field ast.';
COMMENT ON COLUMN v_chemistry.ast_unit IS 'AST (SGOT) (unit). Number with unit: U/L, 1 to 30,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=AST. Field ast.';
COMMENT ON COLUMN v_chemistry.ast_missing IS 'AST (SGOT) (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.alp IS 'Alkaline phosphatase. Number with unit: U/L, 1 to 10,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=ALP. Field alp.';
COMMENT ON COLUMN v_chemistry.alp_unit IS 'Alkaline phosphatase (unit). Number with unit: U/L, 1 to 10,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=ALP. Field alp.';
COMMENT ON COLUMN v_chemistry.alp_missing IS 'Alkaline phosphatase (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.sodium IS 'Sodium. Number with unit: mmol/L, 60 to 220; mEq/L, 60 to 220. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=SODIUM. Field sodium.';
COMMENT ON COLUMN v_chemistry.sodium_unit IS 'Sodium (unit). Number with unit: mmol/L, 60 to 220; mEq/L, 60 to 220. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=SODIUM. Field sodium.';
COMMENT ON COLUMN v_chemistry.sodium_missing IS 'Sodium (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.potassium IS 'Potassium. Number with unit: mmol/L, 0.5 to 15; mEq/L, 0.5 to 15. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=K. Field potassium.';
COMMENT ON COLUMN v_chemistry.potassium_unit IS 'Potassium (unit). Number with unit: mmol/L, 0.5 to 15; mEq/L, 0.5 to 15. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=K. Field potassium.';
COMMENT ON COLUMN v_chemistry.potassium_missing IS 'Potassium (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.calcium IS 'Calcium. Number with unit: mg/dL, 2 to 24; mmol/L, 0.5 to 6. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=CA. Field calcium.';
COMMENT ON COLUMN v_chemistry.calcium_unit IS 'Calcium (unit). Number with unit: mg/dL, 2 to 24; mmol/L, 0.5 to 6. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=CA. Field calcium.';
COMMENT ON COLUMN v_chemistry.calcium_missing IS 'Calcium (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.phosphate IS 'Phosphate. Number with unit: mg/dL, 0.1 to 30; mmol/L, 0.03 to 10. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=PHOS. Field phosphate.';
COMMENT ON COLUMN v_chemistry.phosphate_unit IS 'Phosphate (unit). Number with unit: mg/dL, 0.1 to 30; mmol/L, 0.03 to 10. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=PHOS. Field phosphate.';
COMMENT ON COLUMN v_chemistry.phosphate_missing IS 'Phosphate (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.albumin IS 'Albumin. Number with unit: g/dL, 0.3 to 9; g/L, 3 to 90. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=ALB. Field albumin.';
COMMENT ON COLUMN v_chemistry.albumin_unit IS 'Albumin (unit). Number with unit: g/dL, 0.3 to 9; g/L, 3 to 90. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=ALB. Field albumin.';
COMMENT ON COLUMN v_chemistry.albumin_missing IS 'Albumin (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.ldh IS 'LDH. Number with unit: U/L, 1 to 50,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=LDH. Field ldh.';
COMMENT ON COLUMN v_chemistry.ldh_unit IS 'LDH (unit). Number with unit: U/L, 1 to 50,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=LDH. Field ldh.';
COMMENT ON COLUMN v_chemistry.ldh_missing IS 'LDH (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.uricacid IS 'Uric acid. Number with unit: mg/dL, 0.1 to 60; umol/L, 6 to 3,500. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=URATE. Field uricAcid.';
COMMENT ON COLUMN v_chemistry.uricacid_unit IS 'Uric acid (unit). Number with unit: mg/dL, 0.1 to 60; umol/L, 6 to 3,500. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=URATE. Field uricAcid.';
COMMENT ON COLUMN v_chemistry.uricacid_missing IS 'Uric acid (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_chemistry.fibrinogen IS 'Fibrinogen. Number with unit: mg/dL, 5 to 2,000; g/L, 0.05 to 20. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=FIBRINO. Field fibrinogen.';
COMMENT ON COLUMN v_chemistry.fibrinogen_unit IS 'Fibrinogen (unit). Number with unit: mg/dL, 5 to 2,000; g/L, 0.05 to 20. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=FIBRINO. Field fibrinogen.';
COMMENT ON COLUMN v_chemistry.fibrinogen_missing IS 'Fibrinogen (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_cardiac AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'examinedOn') <> 'object' THEN a ->> 'examinedOn' END)::date AS examinedon,
  a -> 'examinedOn' ->> 'missing' AS examinedon_missing,
  (CASE WHEN jsonb_typeof(a -> 'lvefPercent') <> 'object' THEN a ->> 'lvefPercent' END)::numeric AS lvefpercent,
  a -> 'lvefPercent' ->> 'missing' AS lvefpercent_missing,
  CASE WHEN jsonb_typeof(a -> 'method') <> 'object' THEN a ->> 'method' END AS method,
  CASE CASE WHEN jsonb_typeof(a -> 'method') <> 'object' THEN a ->> 'method' END WHEN 'muga' THEN 'MUGA' WHEN 'echo' THEN 'Echocardiography' END AS method_label,
  a -> 'method' ->> 'missing' AS method_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'cardiac';
COMMENT ON VIEW v_cardiac IS 'Cardiac function: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_cardiac.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_cardiac.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_cardiac.study IS 'Short title of the study.';
COMMENT ON COLUMN v_cardiac.site IS 'Number of the site.';
COMMENT ON COLUMN v_cardiac.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_cardiac.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_cardiac.form IS 'Id of the form.';
COMMENT ON COLUMN v_cardiac.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_cardiac.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_cardiac.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_cardiac.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_cardiac.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_cardiac.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_cardiac.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_cardiac.examinedon IS 'Date of examination. Date, day, month and year known. SDTM: CV.CVDTC. Field examinedOn.';
COMMENT ON COLUMN v_cardiac.examinedon_missing IS 'Date of examination (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_cardiac.lvefpercent IS 'Left ventricular ejection fraction. Number, 1 to 95 %. SDTM: CV.CVORRES where CVTESTCD=LVEF. Field lvefPercent.';
COMMENT ON COLUMN v_cardiac.lvefpercent_missing IS 'Left ventricular ejection fraction (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_cardiac.method IS 'Method. muga = MUGA; echo = Echocardiography. SDTM: CV.CVMETHOD where CVTESTCD=LVEF. Field method.';
COMMENT ON COLUMN v_cardiac.method_label IS 'Method (text). muga = MUGA; echo = Echocardiography. SDTM: CV.CVMETHOD where CVTESTCD=LVEF. Field method.';
COMMENT ON COLUMN v_cardiac.method_missing IS 'Method (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_eligibility AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  CASE WHEN jsonb_typeof(a -> 'leukaemicInfiltration') <> 'object' THEN a ->> 'leukaemicInfiltration' END AS leukaemicinfiltration,
  CASE CASE WHEN jsonb_typeof(a -> 'leukaemicInfiltration') <> 'object' THEN a ->> 'leukaemicInfiltration' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS leukaemicinfiltration_label,
  a -> 'leukaemicInfiltration' ->> 'missing' AS leukaemicinfiltration_missing,
  CASE WHEN jsonb_typeof(a -> 'lifeExpectancy') <> 'object' THEN a ->> 'lifeExpectancy' END AS lifeexpectancy,
  CASE CASE WHEN jsonb_typeof(a -> 'lifeExpectancy') <> 'object' THEN a ->> 'lifeExpectancy' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS lifeexpectancy_label,
  CASE WHEN jsonb_typeof(a -> 'ableToComply') <> 'object' THEN a ->> 'ableToComply' END AS abletocomply,
  CASE CASE WHEN jsonb_typeof(a -> 'ableToComply') <> 'object' THEN a ->> 'ableToComply' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS abletocomply_label,
  CASE WHEN jsonb_typeof(a -> 'contraception') <> 'object' THEN a ->> 'contraception' END AS contraception,
  CASE CASE WHEN jsonb_typeof(a -> 'contraception') <> 'object' THEN a ->> 'contraception' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS contraception_label,
  a -> 'contraception' ->> 'missing' AS contraception_missing,
  CASE WHEN jsonb_typeof(a -> 'interferingAgents') <> 'object' THEN a ->> 'interferingAgents' END AS interferingagents,
  CASE CASE WHEN jsonb_typeof(a -> 'interferingAgents') <> 'object' THEN a ->> 'interferingAgents' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS interferingagents_label,
  CASE WHEN jsonb_typeof(a -> 'severeCondition') <> 'object' THEN a ->> 'severeCondition' END AS severecondition,
  CASE CASE WHEN jsonb_typeof(a -> 'severeCondition') <> 'object' THEN a ->> 'severeCondition' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS severecondition_label,
  CASE WHEN a -> 'comment' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'comment') <> 'object' THEN a ->> 'comment' END END AS comment
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'eligibility';
COMMENT ON VIEW v_eligibility IS 'Eligibility: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_eligibility.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_eligibility.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_eligibility.study IS 'Short title of the study.';
COMMENT ON COLUMN v_eligibility.site IS 'Number of the site.';
COMMENT ON COLUMN v_eligibility.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_eligibility.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_eligibility.form IS 'Id of the form.';
COMMENT ON COLUMN v_eligibility.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_eligibility.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_eligibility.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_eligibility.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_eligibility.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_eligibility.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_eligibility.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_eligibility.leukaemicinfiltration IS 'Abnormal liver or kidney values are due to leukaemic infiltration. Y = Yes; N = No. SDTM: FA.FAORRES where FATESTCD=INFILTR. Field leukaemicInfiltration.';
COMMENT ON COLUMN v_eligibility.leukaemicinfiltration_label IS 'Abnormal liver or kidney values are due to leukaemic infiltration (text). Y = Yes; N = No. SDTM: FA.FAORRES where FATESTCD=INFILTR. Field leukaemicInfiltration.';
COMMENT ON COLUMN v_eligibility.leukaemicinfiltration_missing IS 'Abnormal liver or kidney values are due to leukaemic infiltration (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_eligibility.lifeexpectancy IS 'Life expectancy of more than 4 weeks. Y = Yes; N = No. SDTM: IE.IEORRES where IETESTCD=LIFEEXP. Field lifeExpectancy.';
COMMENT ON COLUMN v_eligibility.lifeexpectancy_label IS 'Life expectancy of more than 4 weeks (text). Y = Yes; N = No. SDTM: IE.IEORRES where IETESTCD=LIFEEXP. Field lifeExpectancy.';
COMMENT ON COLUMN v_eligibility.abletocomply IS 'Able to comply with follow-up and the management of toxicity. Y = Yes; N = No. SDTM: IE.IEORRES where IETESTCD=COMPLY. Field ableToComply.';
COMMENT ON COLUMN v_eligibility.abletocomply_label IS 'Able to comply with follow-up and the management of toxicity (text). Y = Yes; N = No. SDTM: IE.IEORRES where IETESTCD=COMPLY. Field ableToComply.';
COMMENT ON COLUMN v_eligibility.contraception IS 'Effective contraception. Y = Yes; N = No. SDTM: IE.IEORRES where IETESTCD=CONTRAC. Field contraception.';
COMMENT ON COLUMN v_eligibility.contraception_label IS 'Effective contraception (text). Y = Yes; N = No. SDTM: IE.IEORRES where IETESTCD=CONTRAC. Field contraception.';
COMMENT ON COLUMN v_eligibility.contraception_missing IS 'Effective contraception (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_eligibility.interferingagents IS 'Prior agents that could interfere with the study treatment. Y = Yes; N = No. SDTM: IE.IEORRES where IETESTCD=INTERFER. Field interferingAgents.';
COMMENT ON COLUMN v_eligibility.interferingagents_label IS 'Prior agents that could interfere with the study treatment (text). Y = Yes; N = No. SDTM: IE.IEORRES where IETESTCD=INTERFER. Field interferingAgents.';
COMMENT ON COLUMN v_eligibility.severecondition IS 'Another severe medical condition. Y = Yes; N = No. SDTM: IE.IEORRES where IETESTCD=SEVERE. Field severeCondition.';
COMMENT ON COLUMN v_eligibility.severecondition_label IS 'Another severe medical condition (text). Y = Yes; N = No. SDTM: IE.IEORRES where IETESTCD=SEVERE. Field severeCondition.';
COMMENT ON COLUMN v_eligibility.comment IS 'Comment. Text, up to 2000 characters. SDTM: CO.COVAL where COREF=ELIGIBILITY. Field comment.';

CREATE VIEW v_haematology AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'sampleDate') <> 'object' THEN a ->> 'sampleDate' END)::date AS sampledate,
  a -> 'sampleDate' ->> 'missing' AS sampledate_missing,
  (a -> 'wbc' ->> 'value')::numeric AS wbc,
  a -> 'wbc' ->> 'unit' AS wbc_unit,
  a -> 'wbc' ->> 'missing' AS wbc_missing,
  (CASE WHEN jsonb_typeof(a -> 'neutrophilsPct') <> 'object' THEN a ->> 'neutrophilsPct' END)::numeric AS neutrophilspct,
  a -> 'neutrophilsPct' ->> 'missing' AS neutrophilspct_missing,
  (CASE WHEN jsonb_typeof(a -> 'bandsPct') <> 'object' THEN a ->> 'bandsPct' END)::numeric AS bandspct,
  a -> 'bandsPct' ->> 'missing' AS bandspct_missing,
  (a -> 'anc' ->> 'value')::numeric AS anc,
  a -> 'anc' ->> 'unit' AS anc_unit,
  a -> 'anc' ->> 'missing' AS anc_missing,
  (a -> 'platelets' ->> 'value')::numeric AS platelets,
  a -> 'platelets' ->> 'unit' AS platelets_unit,
  a -> 'platelets' ->> 'missing' AS platelets_missing,
  (a -> 'haemoglobin' ->> 'value')::numeric AS haemoglobin,
  a -> 'haemoglobin' ->> 'unit' AS haemoglobin_unit,
  a -> 'haemoglobin' ->> 'missing' AS haemoglobin_missing,
  (CASE WHEN jsonb_typeof(a -> 'blastsPct') <> 'object' THEN a ->> 'blastsPct' END)::numeric AS blastspct,
  a -> 'blastsPct' ->> 'missing' AS blastspct_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'haematology';
COMMENT ON VIEW v_haematology IS 'Haematology: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_haematology.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_haematology.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_haematology.study IS 'Short title of the study.';
COMMENT ON COLUMN v_haematology.site IS 'Number of the site.';
COMMENT ON COLUMN v_haematology.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_haematology.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_haematology.form IS 'Id of the form.';
COMMENT ON COLUMN v_haematology.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_haematology.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_haematology.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_haematology.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_haematology.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_haematology.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_haematology.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_haematology.sampledate IS 'Date of blood sample. Date, day, month and year known. SDTM: LB.LBDTC. Field sampleDate.';
COMMENT ON COLUMN v_haematology.sampledate_missing IS 'Date of blood sample (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_haematology.wbc IS 'White cells. Number with unit: 10^9/L, 0 to 1,000; /uL, 0 to 1,000,000; 10^3/uL, 0 to 1,000; K/uL, 0 to 1,000; G/L, 0 to 1,000; /mm3, 0 to 1,000,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=WBC. Field wbc.';
COMMENT ON COLUMN v_haematology.wbc_unit IS 'White cells (unit). Number with unit: 10^9/L, 0 to 1,000; /uL, 0 to 1,000,000; 10^3/uL, 0 to 1,000; K/uL, 0 to 1,000; G/L, 0 to 1,000; /mm3, 0 to 1,000,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=WBC. Field wbc.';
COMMENT ON COLUMN v_haematology.wbc_missing IS 'White cells (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_haematology.neutrophilspct IS 'Neutrophils, segmented. Number, 0 to 100 %. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=NEUTSGLE. Field neutrophilsPct.';
COMMENT ON COLUMN v_haematology.neutrophilspct_missing IS 'Neutrophils, segmented (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_haematology.bandspct IS 'Bands. Number, 0 to 100 %. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=NEUTBLE. Field bandsPct.';
COMMENT ON COLUMN v_haematology.bandspct_missing IS 'Bands (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_haematology.anc IS 'Neutrophils, absolute (ANC). Number with unit: 10^9/L, 0 to 500; /uL, 0 to 500,000; 10^3/uL, 0 to 500; K/uL, 0 to 500; G/L, 0 to 500; /mm3, 0 to 500,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=NEUT. Field anc.';
COMMENT ON COLUMN v_haematology.anc_unit IS 'Neutrophils, absolute (ANC) (unit). Number with unit: 10^9/L, 0 to 500; /uL, 0 to 500,000; 10^3/uL, 0 to 500; K/uL, 0 to 500; G/L, 0 to 500; /mm3, 0 to 500,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=NEUT. Field anc.';
COMMENT ON COLUMN v_haematology.anc_missing IS 'Neutrophils, absolute (ANC) (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_haematology.platelets IS 'Platelets. Number with unit: 10^9/L, 0 to 5,000; /uL, 0 to 5,000,000; 10^3/uL, 0 to 5,000; K/uL, 0 to 5,000; G/L, 0 to 5,000; /mm3, 0 to 5,000,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=PLAT. Field platelets.';
COMMENT ON COLUMN v_haematology.platelets_unit IS 'Platelets (unit). Number with unit: 10^9/L, 0 to 5,000; /uL, 0 to 5,000,000; 10^3/uL, 0 to 5,000; K/uL, 0 to 5,000; G/L, 0 to 5,000; /mm3, 0 to 5,000,000. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=PLAT. Field platelets.';
COMMENT ON COLUMN v_haematology.platelets_missing IS 'Platelets (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_haematology.haemoglobin IS 'Haemoglobin. Number with unit: g/dL, 1 to 25; g/L, 10 to 250; mmol/L, 0.6 to 15.5. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=HGB. Field haemoglobin.';
COMMENT ON COLUMN v_haematology.haemoglobin_unit IS 'Haemoglobin (unit). Number with unit: g/dL, 1 to 25; g/L, 10 to 250; mmol/L, 0.6 to 15.5. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=HGB. Field haemoglobin.';
COMMENT ON COLUMN v_haematology.haemoglobin_missing IS 'Haemoglobin (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_haematology.blastspct IS 'Circulating blasts. Number, 0 to 100 %. SDTM: LB.LBORRES and LB.LBORRESU where LBTESTCD=BLASTLE. Field blastsPct.';
COMMENT ON COLUMN v_haematology.blastspct_missing IS 'Circulating blasts (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_marrow AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  CASE WHEN jsonb_typeof(a -> 'done') <> 'object' THEN a ->> 'done' END AS done,
  CASE CASE WHEN jsonb_typeof(a -> 'done') <> 'object' THEN a ->> 'done' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS done_label,
  (CASE WHEN jsonb_typeof(a -> 'marrowDate') <> 'object' THEN a ->> 'marrowDate' END)::date AS marrowdate,
  (CASE WHEN jsonb_typeof(a -> 'blastPct') <> 'object' THEN a ->> 'blastPct' END)::numeric AS blastpct,
  a -> 'blastPct' ->> 'missing' AS blastpct_missing,
  (CASE WHEN jsonb_typeof(a -> 'nucleatedCells') <> 'object' THEN a ->> 'nucleatedCells' END)::integer AS nucleatedcells,
  a -> 'nucleatedCells' ->> 'missing' AS nucleatedcells_missing,
  CASE WHEN jsonb_typeof(a -> 'spicules') <> 'object' THEN a ->> 'spicules' END AS spicules,
  CASE CASE WHEN jsonb_typeof(a -> 'spicules') <> 'object' THEN a ->> 'spicules' END WHEN 'Y' THEN 'Present' WHEN 'N' THEN 'Absent' WHEN 'U' THEN 'Not stated' END AS spicules_label,
  CASE WHEN jsonb_typeof(a -> 'auerRods') <> 'object' THEN a ->> 'auerRods' END AS auerrods,
  CASE CASE WHEN jsonb_typeof(a -> 'auerRods') <> 'object' THEN a ->> 'auerRods' END WHEN 'N' THEN 'None seen' WHEN 'Y' THEN 'Seen' WHEN 'U' THEN 'Not stated' END AS auerrods_label,
  CASE WHEN jsonb_typeof(a -> 'cellularity') <> 'object' THEN a ->> 'cellularity' END AS cellularity,
  CASE CASE WHEN jsonb_typeof(a -> 'cellularity') <> 'object' THEN a ->> 'cellularity' END WHEN 'aplastic' THEN 'Aplastic' WHEN 'hypoplastic' THEN 'Hypoplastic' WHEN 'normal' THEN 'Normal' WHEN 'hypercellular' THEN 'Hypercellular' WHEN 'U' THEN 'Not stated' END AS cellularity_label,
  (CASE WHEN jsonb_typeof(a -> 'biopsyCellularityPct') <> 'object' THEN a ->> 'biopsyCellularityPct' END)::numeric AS biopsycellularitypct,
  a -> 'biopsyCellularityPct' ->> 'missing' AS biopsycellularitypct_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'marrow';
COMMENT ON VIEW v_marrow IS 'Bone marrow: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_marrow.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_marrow.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_marrow.study IS 'Short title of the study.';
COMMENT ON COLUMN v_marrow.site IS 'Number of the site.';
COMMENT ON COLUMN v_marrow.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_marrow.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_marrow.form IS 'Id of the form.';
COMMENT ON COLUMN v_marrow.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_marrow.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_marrow.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_marrow.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_marrow.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_marrow.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_marrow.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_marrow.done IS 'Marrow examined. Y = Yes; N = No. SDTM: PR.PROCCUR where PRTRT=BONE MARROW SAMPLING. Field done.';
COMMENT ON COLUMN v_marrow.done_label IS 'Marrow examined (text). Y = Yes; N = No. SDTM: PR.PROCCUR where PRTRT=BONE MARROW SAMPLING. Field done.';
COMMENT ON COLUMN v_marrow.marrowdate IS 'Date of marrow. Date, day, month and year known. Asked when Marrow examined is Yes. SDTM: LB.LBDTC where LBSPEC=BONE MARROW. Field marrowDate.';
COMMENT ON COLUMN v_marrow.blastpct IS 'Marrow blasts. Number, 0 to 100 %. Asked when Marrow examined is Yes. SDTM: LB.LBORRES where LBTESTCD=BLASTNCE and LBSPEC=BONE MARROW. Field blastPct.';
COMMENT ON COLUMN v_marrow.blastpct_missing IS 'Marrow blasts (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_marrow.nucleatedcells IS 'Nucleated cells counted. Whole number, 0 to 10,000 cells. Asked when Marrow examined is Yes. SDTM: LB.LBORRES where LBTESTCD=NUCLCELL and LBSPEC=BONE MARROW. Field nucleatedCells.';
COMMENT ON COLUMN v_marrow.nucleatedcells_missing IS 'Nucleated cells counted (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_marrow.spicules IS 'Spicules. Y = Present; N = Absent; U = Not stated. Asked when Marrow examined is Yes. SDTM: LB.LBORRES where LBTESTCD=SPICULE and LBSPEC=BONE MARROW. Field spicules.';
COMMENT ON COLUMN v_marrow.spicules_label IS 'Spicules (text). Y = Present; N = Absent; U = Not stated. Asked when Marrow examined is Yes. SDTM: LB.LBORRES where LBTESTCD=SPICULE and LBSPEC=BONE MARROW. Field spicules.';
COMMENT ON COLUMN v_marrow.auerrods IS 'Auer rods. N = None seen; Y = Seen; U = Not stated. Asked when Marrow examined is Yes. SDTM: LB.LBORRES where LBTESTCD=AUERRODS and LBSPEC=BONE MARROW. Field auerRods.';
COMMENT ON COLUMN v_marrow.auerrods_label IS 'Auer rods (text). N = None seen; Y = Seen; U = Not stated. Asked when Marrow examined is Yes. SDTM: LB.LBORRES where LBTESTCD=AUERRODS and LBSPEC=BONE MARROW. Field auerRods.';
COMMENT ON COLUMN v_marrow.cellularity IS 'Cellularity, in words. aplastic = Aplastic; hypoplastic = Hypoplastic; normal = Normal; hypercellular = Hypercellular; U = Not stated. Asked when Marrow examined is Yes. SDTM: LB.LBORRES where LBTESTCD=CELLTXT and LBSPEC=BONE MARROW. Field cellularity.';
COMMENT ON COLUMN v_marrow.cellularity_label IS 'Cellularity, in words (text). aplastic = Aplastic; hypoplastic = Hypoplastic; normal = Normal; hypercellular = Hypercellular; U = Not stated. Asked when Marrow examined is Yes. SDTM: LB.LBORRES where LBTESTCD=CELLTXT and LBSPEC=BONE MARROW. Field cellularity.';
COMMENT ON COLUMN v_marrow.biopsycellularitypct IS 'Biopsy cellularity. Number, 0 to 100 %. Asked when Marrow examined is Yes. SDTM: LB.LBORRES where LBTESTCD=CELLULAR and LBSPEC=BONE MARROW. Field biopsyCellularityPct.';
COMMENT ON COLUMN v_marrow.biopsycellularitypct_missing IS 'Biopsy cellularity (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_extramedullary AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  CASE WHEN jsonb_typeof(a -> 'disease') <> 'object' THEN a ->> 'disease' END AS disease,
  CASE CASE WHEN jsonb_typeof(a -> 'disease') <> 'object' THEN a ->> 'disease' END WHEN 'N' THEN 'None found' WHEN 'Y' THEN 'Present' WHEN 'U' THEN 'Not examined' END AS disease_label,
  (CASE WHEN jsonb_typeof(a -> 'examinedOn') <> 'object' THEN a ->> 'examinedOn' END)::date AS examinedon,
  CASE WHEN jsonb_typeof(a -> 'method') <> 'object' THEN a ->> 'method' END AS method,
  CASE CASE WHEN jsonb_typeof(a -> 'method') <> 'object' THEN a ->> 'method' END WHEN 'clinical' THEN 'Physical examination' WHEN 'imaging' THEN 'Imaging' WHEN 'csf' THEN 'Cerebrospinal fluid' WHEN 'biopsy' THEN 'Biopsy' END AS method_label,
  CASE WHEN a -> 'site' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'site') <> 'object' THEN a ->> 'site' END END AS site_answer
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'extramedullary';
COMMENT ON VIEW v_extramedullary IS 'Extramedullary disease: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_extramedullary.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_extramedullary.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_extramedullary.study IS 'Short title of the study.';
COMMENT ON COLUMN v_extramedullary.site IS 'Number of the site.';
COMMENT ON COLUMN v_extramedullary.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_extramedullary.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_extramedullary.form IS 'Id of the form.';
COMMENT ON COLUMN v_extramedullary.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_extramedullary.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_extramedullary.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_extramedullary.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_extramedullary.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_extramedullary.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_extramedullary.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_extramedullary.disease IS 'Leukaemia outside the marrow. N = None found; Y = Present; U = Not examined. SDTM: TU.TUORRES where TUTESTCD=TUEXMIND. Field disease.';
COMMENT ON COLUMN v_extramedullary.disease_label IS 'Leukaemia outside the marrow (text). N = None found; Y = Present; U = Not examined. SDTM: TU.TUORRES where TUTESTCD=TUEXMIND. Field disease.';
COMMENT ON COLUMN v_extramedullary.examinedon IS 'Date of examination. Date, day, month and year known. Asked when Leukaemia outside the marrow is None found or Present. SDTM: TU.TUDTC where TUTESTCD=TUEXMIND. Field examinedOn.';
COMMENT ON COLUMN v_extramedullary.method IS 'Looked for by. clinical = Physical examination; imaging = Imaging; csf = Cerebrospinal fluid; biopsy = Biopsy. Asked when Leukaemia outside the marrow is None found or Present. SDTM: TU.TUMETHOD where TUTESTCD=TUEXMIND. Field method.';
COMMENT ON COLUMN v_extramedullary.method_label IS 'Looked for by (text). clinical = Physical examination; imaging = Imaging; csf = Cerebrospinal fluid; biopsy = Biopsy. Asked when Leukaemia outside the marrow is None found or Present. SDTM: TU.TUMETHOD where TUTESTCD=TUEXMIND. Field method.';
COMMENT ON COLUMN v_extramedullary.site_answer IS 'Where. Text, up to 500 characters. Asked when Leukaemia outside the marrow is Present. SDTM: SUPPTU.QVAL where QNAM=TULOCTXT. Field site.';

CREATE VIEW v_response_assessment AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'assessedOn') <> 'object' THEN a ->> 'assessedOn' END)::date AS assessedon,
  CASE WHEN jsonb_typeof(a -> 'investigatorResponse') <> 'object' THEN a ->> 'investigatorResponse' END AS investigatorresponse,
  CASE CASE WHEN jsonb_typeof(a -> 'investigatorResponse') <> 'object' THEN a ->> 'investigatorResponse' END WHEN 'CR' THEN 'CR, complete remission' WHEN 'CRp' THEN 'CRp, remission with low platelets' WHEN 'NR' THEN 'NR, no response' WHEN 'REL' THEN 'REL, relapse' WHEN 'NE' THEN 'NE, not evaluable' END AS investigatorresponse_label,
  CASE WHEN jsonb_typeof(a -> 'regenerationSuspected') <> 'object' THEN a ->> 'regenerationSuspected' END AS regenerationsuspected,
  CASE CASE WHEN jsonb_typeof(a -> 'regenerationSuspected') <> 'object' THEN a ->> 'regenerationSuspected' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS regenerationsuspected_label,
  CASE WHEN jsonb_typeof(a -> 'secondCourse') <> 'object' THEN a ->> 'secondCourse' END AS secondcourse,
  CASE CASE WHEN jsonb_typeof(a -> 'secondCourse') <> 'object' THEN a ->> 'secondCourse' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS secondcourse_label,
  CASE WHEN a -> 'comment' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'comment') <> 'object' THEN a ->> 'comment' END END AS comment
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'response_assessment';
COMMENT ON VIEW v_response_assessment IS 'Response assessment: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_response_assessment.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_response_assessment.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_response_assessment.study IS 'Short title of the study.';
COMMENT ON COLUMN v_response_assessment.site IS 'Number of the site.';
COMMENT ON COLUMN v_response_assessment.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_response_assessment.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_response_assessment.form IS 'Id of the form.';
COMMENT ON COLUMN v_response_assessment.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_response_assessment.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_response_assessment.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_response_assessment.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_response_assessment.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_response_assessment.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_response_assessment.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_response_assessment.assessedon IS 'Date of assessment. Date, day, month and year known. SDTM: RS.RSDTC where RSEVAL=INVESTIGATOR. Field assessedOn.';
COMMENT ON COLUMN v_response_assessment.investigatorresponse IS 'Response, investigator. CR = CR, complete remission; CRp = CRp, remission with low platelets; NR = NR, no response; REL = REL, relapse; NE = NE, not evaluable. SDTM: RS.RSORRES where RSTESTCD=OVRLRESP and RSEVAL=INVESTIGATOR. Field investigatorResponse.';
COMMENT ON COLUMN v_response_assessment.investigatorresponse_label IS 'Response, investigator (text). CR = CR, complete remission; CRp = CRp, remission with low platelets; NR = NR, no response; REL = REL, relapse; NE = NE, not evaluable. SDTM: RS.RSORRES where RSTESTCD=OVRLRESP and RSEVAL=INVESTIGATOR. Field investigatorResponse.';
COMMENT ON COLUMN v_response_assessment.regenerationsuspected IS 'Blasts are suspected to be regenerating marrow. Y = Yes; N = No. SDTM: RS.RSORRES where RSTESTCD=REGENSUS and RSEVAL=INVESTIGATOR. Field regenerationSuspected.';
COMMENT ON COLUMN v_response_assessment.regenerationsuspected_label IS 'Blasts are suspected to be regenerating marrow (text). Y = Yes; N = No. SDTM: RS.RSORRES where RSTESTCD=REGENSUS and RSEVAL=INVESTIGATOR. Field regenerationSuspected.';
COMMENT ON COLUMN v_response_assessment.secondcourse IS 'A second course of induction is planned. Y = Yes; N = No. SDTM: RS.RSORRES where RSTESTCD=COURSE2 and RSEVAL=INVESTIGATOR. Field secondCourse.';
COMMENT ON COLUMN v_response_assessment.secondcourse_label IS 'A second course of induction is planned (text). Y = Yes; N = No. SDTM: RS.RSORRES where RSTESTCD=COURSE2 and RSEVAL=INVESTIGATOR. Field secondCourse.';
COMMENT ON COLUMN v_response_assessment.comment IS 'Comment. Text, up to 2000 characters. SDTM: CO.COVAL where RDOMAIN=RS. Field comment.';

CREATE VIEW v_cenersen_infusion AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'startAt') <> 'object' THEN a ->> 'startAt' END)::timestamp AS startat,
  (CASE WHEN jsonb_typeof(a -> 'stopAt') <> 'object' THEN a ->> 'stopAt' END)::timestamp AS stopat,
  (CASE WHEN jsonb_typeof(a -> 'rateMgPerHour') <> 'object' THEN a ->> 'rateMgPerHour' END)::numeric AS ratemgperhour,
  a -> 'rateMgPerHour' ->> 'missing' AS ratemgperhour_missing,
  CASE WHEN jsonb_typeof(a -> 'changeReason') <> 'object' THEN a ->> 'changeReason' END AS changereason,
  CASE CASE WHEN jsonb_typeof(a -> 'changeReason') <> 'object' THEN a ->> 'changeReason' END WHEN 'toxicity' THEN 'Toxicity' WHEN 'laboratory' THEN 'Laboratory value' WHEN 'patient_decision' THEN 'Patient''s decision' WHEN 'administrative_error' THEN 'Administrative error' WHEN 'supply' THEN 'Drug supply' WHEN 'other' THEN 'Other, said below' END AS changereason_label,
  CASE WHEN a -> 'deviationReason' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'deviationReason') <> 'object' THEN a ->> 'deviationReason' END END AS deviationreason
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'cenersen_infusion';
COMMENT ON VIEW v_cenersen_infusion IS 'Cenersen infusion: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_cenersen_infusion.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_cenersen_infusion.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_cenersen_infusion.study IS 'Short title of the study.';
COMMENT ON COLUMN v_cenersen_infusion.site IS 'Number of the site.';
COMMENT ON COLUMN v_cenersen_infusion.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_cenersen_infusion.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_cenersen_infusion.form IS 'Id of the form.';
COMMENT ON COLUMN v_cenersen_infusion.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_cenersen_infusion.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_cenersen_infusion.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_cenersen_infusion.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_cenersen_infusion.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_cenersen_infusion.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_cenersen_infusion.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_cenersen_infusion.startat IS 'Started. Date and time, at the site. SDTM: EC.ECSTDTC where ECTRT=CENERSEN. Field startAt.';
COMMENT ON COLUMN v_cenersen_infusion.stopat IS 'Stopped for good. Date and time, at the site. SDTM: EC.ECENDTC where ECTRT=CENERSEN. Field stopAt.';
COMMENT ON COLUMN v_cenersen_infusion.ratemgperhour IS 'Rate. Number, 0.1 to 100 mg/h. SDTM: EC.ECDOSE where ECTRT=CENERSEN. Field rateMgPerHour.';
COMMENT ON COLUMN v_cenersen_infusion.ratemgperhour_missing IS 'Rate (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_cenersen_infusion.changereason IS 'Reason for a change. toxicity = Toxicity; laboratory = Laboratory value; patient_decision = Patient''s decision; administrative_error = Administrative error; supply = Drug supply; other = Other, said below. SDTM: EC.ECADJ where ECTRT=CENERSEN. Field changeReason.';
COMMENT ON COLUMN v_cenersen_infusion.changereason_label IS 'Reason for a change (text). toxicity = Toxicity; laboratory = Laboratory value; patient_decision = Patient''s decision; administrative_error = Administrative error; supply = Drug supply; other = Other, said below. SDTM: EC.ECADJ where ECTRT=CENERSEN. Field changeReason.';
COMMENT ON COLUMN v_cenersen_infusion.deviationreason IS 'Why it differs from the plan. Text, up to 500 characters. SDTM: SUPPEC.QVAL where QNAM=ECDEVRSN. Field deviationReason.';

CREATE VIEW v_infusion_interruption AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'stoppedAt') <> 'object' THEN a ->> 'stoppedAt' END)::timestamp AS stoppedat,
  (CASE WHEN jsonb_typeof(a -> 'resumedAt') <> 'object' THEN a ->> 'resumedAt' END)::timestamp AS resumedat,
  CASE WHEN a -> 'reason' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'reason') <> 'object' THEN a ->> 'reason' END END AS reason,
  a -> 'reason' ->> 'missing' AS reason_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'infusion_interruption';
COMMENT ON VIEW v_infusion_interruption IS 'Interruptions of the infusion: a row for each row of the log. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_infusion_interruption.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_infusion_interruption.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_infusion_interruption.study IS 'Short title of the study.';
COMMENT ON COLUMN v_infusion_interruption.site IS 'Number of the site.';
COMMENT ON COLUMN v_infusion_interruption.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_infusion_interruption.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_infusion_interruption.form IS 'Id of the form.';
COMMENT ON COLUMN v_infusion_interruption.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_infusion_interruption.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_infusion_interruption.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_infusion_interruption.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_infusion_interruption.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_infusion_interruption.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_infusion_interruption.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_infusion_interruption.stoppedat IS 'Stopped. Date and time, at the site. SDTM: EC.ECSTDTC where ECTRT=CENERSEN and ECCAT=INTERRUPTION. Field stoppedAt.';
COMMENT ON COLUMN v_infusion_interruption.resumedat IS 'Resumed. Date and time, at the site. SDTM: EC.ECENDTC where ECTRT=CENERSEN and ECCAT=INTERRUPTION. Field resumedAt.';
COMMENT ON COLUMN v_infusion_interruption.reason IS 'Reason. Text, up to 500 characters. SDTM: EC.ECREASOC where ECTRT=CENERSEN and ECCAT=INTERRUPTION. Field reason.';
COMMENT ON COLUMN v_infusion_interruption.reason_missing IS 'Reason (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_infusion_bag AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'hungAt') <> 'object' THEN a ->> 'hungAt' END)::timestamp AS hungat,
  (CASE WHEN jsonb_typeof(a -> 'endedAt') <> 'object' THEN a ->> 'endedAt' END)::timestamp AS endedat,
  CASE WHEN a -> 'lotNumber' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'lotNumber') <> 'object' THEN a ->> 'lotNumber' END END AS lotnumber,
  a -> 'lotNumber' ->> 'missing' AS lotnumber_missing,
  (CASE WHEN jsonb_typeof(a -> 'amountMg') <> 'object' THEN a ->> 'amountMg' END)::numeric AS amountmg,
  a -> 'amountMg' ->> 'missing' AS amountmg_missing,
  (CASE WHEN jsonb_typeof(a -> 'returnedMg') <> 'object' THEN a ->> 'returnedMg' END)::numeric AS returnedmg,
  a -> 'returnedMg' ->> 'missing' AS returnedmg_missing,
  (CASE WHEN jsonb_typeof(a -> 'rateMgPerHour') <> 'object' THEN a ->> 'rateMgPerHour' END)::numeric AS ratemgperhour,
  (CASE WHEN jsonb_typeof(a -> 'concentrationMgPerMl') <> 'object' THEN a ->> 'concentrationMgPerMl' END)::numeric AS concentrationmgperml,
  (CASE WHEN jsonb_typeof(a -> 'rateMlPerHour') <> 'object' THEN a ->> 'rateMlPerHour' END)::numeric AS ratemlperhour,
  CASE WHEN a -> 'reason' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'reason') <> 'object' THEN a ->> 'reason' END END AS reason
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'infusion_bag';
COMMENT ON VIEW v_infusion_bag IS 'Bags of the infusion: a row for each row of the log. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_infusion_bag.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_infusion_bag.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_infusion_bag.study IS 'Short title of the study.';
COMMENT ON COLUMN v_infusion_bag.site IS 'Number of the site.';
COMMENT ON COLUMN v_infusion_bag.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_infusion_bag.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_infusion_bag.form IS 'Id of the form.';
COMMENT ON COLUMN v_infusion_bag.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_infusion_bag.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_infusion_bag.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_infusion_bag.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_infusion_bag.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_infusion_bag.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_infusion_bag.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_infusion_bag.hungat IS 'Hung. Date and time, at the site. SDTM: DA.DADTC. Field hungAt.';
COMMENT ON COLUMN v_infusion_bag.endedat IS 'Ended. Date and time, at the site. SDTM: SUPPDA.QVAL where QNAM=DAENDTC. Field endedAt.';
COMMENT ON COLUMN v_infusion_bag.lotnumber IS 'Lot number. Text, up to 500 characters. SDTM: DA.DAREFID and EC.ECLOT where ECTRT=CENERSEN. Field lotNumber.';
COMMENT ON COLUMN v_infusion_bag.lotnumber_missing IS 'Lot number (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_infusion_bag.amountmg IS 'Cenersen in the bag. Number, 0.1 to 10,000 mg. SDTM: DA.DAORRES where DATESTCD=DISPAMT. Field amountMg.';
COMMENT ON COLUMN v_infusion_bag.amountmg_missing IS 'Cenersen in the bag (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_infusion_bag.returnedmg IS 'Left over. Number, 0 to 10,000 mg. SDTM: DA.DAORRES where DATESTCD=RETAMT. Field returnedMg.';
COMMENT ON COLUMN v_infusion_bag.returnedmg_missing IS 'Left over (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_infusion_bag.ratemgperhour IS 'Rate. Number, 0.1 to 100 mg/h. SDTM: SUPPDA.QVAL where QNAM=DARATE. Field rateMgPerHour.';
COMMENT ON COLUMN v_infusion_bag.concentrationmgperml IS 'Concentration on the bag. Number, 0.001 to 100 mg/mL. SDTM: SUPPDA.QVAL where QNAM=DACONC. Field concentrationMgPerMl.';
COMMENT ON COLUMN v_infusion_bag.ratemlperhour IS 'Rate of the pump. Number, 0.1 to 2,000 mL/h. Asked when Concentration on the bag is answered. SDTM: SUPPDA.QVAL where QNAM=DAFLRT. Field rateMlPerHour.';
COMMENT ON COLUMN v_infusion_bag.reason IS 'Why they differ. Text, up to 500 characters. SDTM: SUPPDA.QVAL where QNAM=DARSNDIF. Field reason.';

CREATE VIEW v_idarubicin_dose AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'doseDate') <> 'object' THEN a ->> 'doseDate' END)::date AS dosedate,
  (CASE WHEN jsonb_typeof(a -> 'doseMg') <> 'object' THEN a ->> 'doseMg' END)::numeric AS dosemg,
  a -> 'doseMg' ->> 'missing' AS dosemg_missing,
  CASE WHEN jsonb_typeof(a -> 'changeReason') <> 'object' THEN a ->> 'changeReason' END AS changereason,
  CASE CASE WHEN jsonb_typeof(a -> 'changeReason') <> 'object' THEN a ->> 'changeReason' END WHEN 'toxicity' THEN 'Toxicity' WHEN 'laboratory' THEN 'Laboratory value' WHEN 'patient_decision' THEN 'Patient''s decision' WHEN 'administrative_error' THEN 'Administrative error' WHEN 'supply' THEN 'Drug supply' WHEN 'other' THEN 'Other, said below' END AS changereason_label,
  CASE WHEN a -> 'deviationReason' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'deviationReason') <> 'object' THEN a ->> 'deviationReason' END END AS deviationreason
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'idarubicin_dose';
COMMENT ON VIEW v_idarubicin_dose IS 'Idarubicin doses: a row for each row of the log. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_idarubicin_dose.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_idarubicin_dose.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_idarubicin_dose.study IS 'Short title of the study.';
COMMENT ON COLUMN v_idarubicin_dose.site IS 'Number of the site.';
COMMENT ON COLUMN v_idarubicin_dose.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_idarubicin_dose.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_idarubicin_dose.form IS 'Id of the form.';
COMMENT ON COLUMN v_idarubicin_dose.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_idarubicin_dose.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_idarubicin_dose.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_idarubicin_dose.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_idarubicin_dose.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_idarubicin_dose.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_idarubicin_dose.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_idarubicin_dose.dosedate IS 'Day of the dose. Date, day, month and year known. SDTM: EC.ECSTDTC where ECTRT=IDARUBICIN. Field doseDate.';
COMMENT ON COLUMN v_idarubicin_dose.dosemg IS 'Dose given. Number, 0 to 500 mg. SDTM: EC.ECDOSE where ECTRT=IDARUBICIN. Field doseMg.';
COMMENT ON COLUMN v_idarubicin_dose.dosemg_missing IS 'Dose given (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_idarubicin_dose.changereason IS 'Reason for a change. toxicity = Toxicity; laboratory = Laboratory value; patient_decision = Patient''s decision; administrative_error = Administrative error; supply = Drug supply; other = Other, said below. SDTM: EC.ECADJ where ECTRT=IDARUBICIN. Field changeReason.';
COMMENT ON COLUMN v_idarubicin_dose.changereason_label IS 'Reason for a change (text). toxicity = Toxicity; laboratory = Laboratory value; patient_decision = Patient''s decision; administrative_error = Administrative error; supply = Drug supply; other = Other, said below. SDTM: EC.ECADJ where ECTRT=IDARUBICIN. Field changeReason.';
COMMENT ON COLUMN v_idarubicin_dose.deviationreason IS 'Why it differs from the plan. Text, up to 500 characters. SDTM: SUPPEC.QVAL where QNAM=ECDEVRSN. Field deviationReason.';

CREATE VIEW v_cytarabine_dose AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'doseDate') <> 'object' THEN a ->> 'doseDate' END)::date AS dosedate,
  (CASE WHEN jsonb_typeof(a -> 'doseMg') <> 'object' THEN a ->> 'doseMg' END)::numeric AS dosemg,
  a -> 'doseMg' ->> 'missing' AS dosemg_missing,
  CASE WHEN jsonb_typeof(a -> 'changeReason') <> 'object' THEN a ->> 'changeReason' END AS changereason,
  CASE CASE WHEN jsonb_typeof(a -> 'changeReason') <> 'object' THEN a ->> 'changeReason' END WHEN 'toxicity' THEN 'Toxicity' WHEN 'laboratory' THEN 'Laboratory value' WHEN 'patient_decision' THEN 'Patient''s decision' WHEN 'administrative_error' THEN 'Administrative error' WHEN 'supply' THEN 'Drug supply' WHEN 'other' THEN 'Other, said below' END AS changereason_label,
  CASE WHEN a -> 'deviationReason' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'deviationReason') <> 'object' THEN a ->> 'deviationReason' END END AS deviationreason
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'cytarabine_dose';
COMMENT ON VIEW v_cytarabine_dose IS 'Cytarabine doses: a row for each row of the log. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_cytarabine_dose.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_cytarabine_dose.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_cytarabine_dose.study IS 'Short title of the study.';
COMMENT ON COLUMN v_cytarabine_dose.site IS 'Number of the site.';
COMMENT ON COLUMN v_cytarabine_dose.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_cytarabine_dose.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_cytarabine_dose.form IS 'Id of the form.';
COMMENT ON COLUMN v_cytarabine_dose.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_cytarabine_dose.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_cytarabine_dose.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_cytarabine_dose.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_cytarabine_dose.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_cytarabine_dose.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_cytarabine_dose.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_cytarabine_dose.dosedate IS 'Day of the dose. Date, day, month and year known. SDTM: EC.ECSTDTC where ECTRT=CYTARABINE. Field doseDate.';
COMMENT ON COLUMN v_cytarabine_dose.dosemg IS 'Dose given. Number, 0 to 20,000 mg. SDTM: EC.ECDOSE where ECTRT=CYTARABINE. Field doseMg.';
COMMENT ON COLUMN v_cytarabine_dose.dosemg_missing IS 'Dose given (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_cytarabine_dose.changereason IS 'Reason for a change. toxicity = Toxicity; laboratory = Laboratory value; patient_decision = Patient''s decision; administrative_error = Administrative error; supply = Drug supply; other = Other, said below. SDTM: EC.ECADJ where ECTRT=CYTARABINE. Field changeReason.';
COMMENT ON COLUMN v_cytarabine_dose.changereason_label IS 'Reason for a change (text). toxicity = Toxicity; laboratory = Laboratory value; patient_decision = Patient''s decision; administrative_error = Administrative error; supply = Drug supply; other = Other, said below. SDTM: EC.ECADJ where ECTRT=CYTARABINE. Field changeReason.';
COMMENT ON COLUMN v_cytarabine_dose.deviationreason IS 'Why it differs from the plan. Text, up to 500 characters. SDTM: SUPPEC.QVAL where QNAM=ECDEVRSN. Field deviationReason.';

CREATE VIEW v_concomitant_medication AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  CASE WHEN a -> 'medication' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'medication') <> 'object' THEN a ->> 'medication' END END AS medication,
  (CASE WHEN jsonb_typeof(a -> 'doseValue') <> 'object' THEN a ->> 'doseValue' END)::numeric AS dosevalue,
  a -> 'doseValue' ->> 'missing' AS dosevalue_missing,
  CASE WHEN jsonb_typeof(a -> 'doseUnit') <> 'object' THEN a ->> 'doseUnit' END AS doseunit,
  CASE CASE WHEN jsonb_typeof(a -> 'doseUnit') <> 'object' THEN a ->> 'doseUnit' END WHEN 'mg' THEN 'mg' WHEN 'g' THEN 'g' WHEN 'ug' THEN 'µg' WHEN 'IU' THEN 'IU' WHEN 'mL' THEN 'mL' WHEN 'tablet' THEN 'tablet' WHEN 'capsule' THEN 'capsule' WHEN 'drop' THEN 'drop' WHEN 'sachet' THEN 'sachet' END AS doseunit_label,
  a -> 'doseUnit' ->> 'missing' AS doseunit_missing,
  CASE WHEN jsonb_typeof(a -> 'frequency') <> 'object' THEN a ->> 'frequency' END AS frequency,
  CASE CASE WHEN jsonb_typeof(a -> 'frequency') <> 'object' THEN a ->> 'frequency' END WHEN 'once' THEN 'Once' WHEN 'daily' THEN 'Daily' WHEN 'twice_daily' THEN 'Twice daily' WHEN 'three_times_daily' THEN 'Three times daily' WHEN 'four_times_daily' THEN 'Four times daily' WHEN 'every_4_h' THEN 'Every 4 hours' WHEN 'every_6_h' THEN 'Every 6 hours' WHEN 'every_8_h' THEN 'Every 8 hours' WHEN 'weekly' THEN 'Weekly' WHEN 'as_needed' THEN 'As needed' END AS frequency_label,
  a -> 'frequency' ->> 'missing' AS frequency_missing,
  CASE WHEN jsonb_typeof(a -> 'route') <> 'object' THEN a ->> 'route' END AS route,
  CASE CASE WHEN jsonb_typeof(a -> 'route') <> 'object' THEN a ->> 'route' END WHEN 'oral' THEN 'Oral' WHEN 'iv' THEN 'Intravenous' WHEN 'im' THEN 'Intramuscular' WHEN 'sc' THEN 'Subcutaneous' WHEN 'rectal' THEN 'Rectal' WHEN 'topical' THEN 'Topical' WHEN 'inhaled' THEN 'Inhaled' WHEN 'nasal' THEN 'Nasal' WHEN 'ophthalmic' THEN 'Eye' WHEN 'other' THEN 'Other' END AS route_label,
  a -> 'route' ->> 'missing' AS route_missing,
  CASE WHEN a -> 'indication' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'indication') <> 'object' THEN a ->> 'indication' END END AS indication,
  a -> 'indication' ->> 'missing' AS indication_missing,
  CASE WHEN jsonb_typeof(a -> 'startDate') <> 'object' THEN a ->> 'startDate' END AS startdate,
  CASE length(a ->> 'startDate') WHEN 4 THEN (a ->> 'startDate' || '-01-01')::date WHEN 7 THEN (a ->> 'startDate' || '-01')::date WHEN 10 THEN (a ->> 'startDate')::date END AS startdate_earliest,
  CASE length(a ->> 'startDate') WHEN 4 THEN (a ->> 'startDate' || '-12-31')::date WHEN 7 THEN ((a ->> 'startDate' || '-01')::date + interval '1 month' - interval '1 day')::date WHEN 10 THEN (a ->> 'startDate')::date END AS startdate_latest,
  CASE length(a ->> 'startDate') WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END AS startdate_precision,
  a -> 'startDate' ->> 'missing' AS startdate_missing,
  CASE WHEN jsonb_typeof(a -> 'ongoing') <> 'object' THEN a ->> 'ongoing' END AS ongoing,
  CASE CASE WHEN jsonb_typeof(a -> 'ongoing') <> 'object' THEN a ->> 'ongoing' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS ongoing_label,
  a -> 'ongoing' ->> 'missing' AS ongoing_missing,
  CASE WHEN jsonb_typeof(a -> 'stopDate') <> 'object' THEN a ->> 'stopDate' END AS stopdate,
  CASE length(a ->> 'stopDate') WHEN 4 THEN (a ->> 'stopDate' || '-01-01')::date WHEN 7 THEN (a ->> 'stopDate' || '-01')::date WHEN 10 THEN (a ->> 'stopDate')::date END AS stopdate_earliest,
  CASE length(a ->> 'stopDate') WHEN 4 THEN (a ->> 'stopDate' || '-12-31')::date WHEN 7 THEN ((a ->> 'stopDate' || '-01')::date + interval '1 month' - interval '1 day')::date WHEN 10 THEN (a ->> 'stopDate')::date END AS stopdate_latest,
  CASE length(a ->> 'stopDate') WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END AS stopdate_precision,
  a -> 'stopDate' ->> 'missing' AS stopdate_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'concomitant_medication';
COMMENT ON VIEW v_concomitant_medication IS 'Concomitant medication: a row for each row of the log. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_concomitant_medication.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_concomitant_medication.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_concomitant_medication.study IS 'Short title of the study.';
COMMENT ON COLUMN v_concomitant_medication.site IS 'Number of the site.';
COMMENT ON COLUMN v_concomitant_medication.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_concomitant_medication.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_concomitant_medication.form IS 'Id of the form.';
COMMENT ON COLUMN v_concomitant_medication.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_concomitant_medication.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_concomitant_medication.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_concomitant_medication.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_concomitant_medication.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_concomitant_medication.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_concomitant_medication.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_concomitant_medication.medication IS 'Medication. Text, up to 500 characters. SDTM: CM.CMTRT. Field medication.';
COMMENT ON COLUMN v_concomitant_medication.dosevalue IS 'Single dose. Number, 0.000001 to 10,000,000. SDTM: CM.CMDOSE. Field doseValue.';
COMMENT ON COLUMN v_concomitant_medication.dosevalue_missing IS 'Single dose (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_concomitant_medication.doseunit IS 'Unit. mg = mg; g = g; ug = µg; IU = IU; mL = mL; tablet = tablet; capsule = capsule; drop = drop; sachet = sachet. Asked when Single dose is answered. SDTM: CM.CMDOSU. Field doseUnit.';
COMMENT ON COLUMN v_concomitant_medication.doseunit_label IS 'Unit (text). mg = mg; g = g; ug = µg; IU = IU; mL = mL; tablet = tablet; capsule = capsule; drop = drop; sachet = sachet. Asked when Single dose is answered. SDTM: CM.CMDOSU. Field doseUnit.';
COMMENT ON COLUMN v_concomitant_medication.doseunit_missing IS 'Unit (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_concomitant_medication.frequency IS 'How often. once = Once; daily = Daily; twice_daily = Twice daily; three_times_daily = Three times daily; four_times_daily = Four times daily; every_4_h = Every 4 hours; every_6_h = Every 6 hours; every_8_h = Every 8 hours; weekly = Weekly; as_needed = As needed. SDTM: CM.CMDOSFRQ. Field frequency.';
COMMENT ON COLUMN v_concomitant_medication.frequency_label IS 'How often (text). once = Once; daily = Daily; twice_daily = Twice daily; three_times_daily = Three times daily; four_times_daily = Four times daily; every_4_h = Every 4 hours; every_6_h = Every 6 hours; every_8_h = Every 8 hours; weekly = Weekly; as_needed = As needed. SDTM: CM.CMDOSFRQ. Field frequency.';
COMMENT ON COLUMN v_concomitant_medication.frequency_missing IS 'How often (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_concomitant_medication.route IS 'Route. oral = Oral; iv = Intravenous; im = Intramuscular; sc = Subcutaneous; rectal = Rectal; topical = Topical; inhaled = Inhaled; nasal = Nasal; ophthalmic = Eye; other = Other. SDTM: CM.CMROUTE. Field route.';
COMMENT ON COLUMN v_concomitant_medication.route_label IS 'Route (text). oral = Oral; iv = Intravenous; im = Intramuscular; sc = Subcutaneous; rectal = Rectal; topical = Topical; inhaled = Inhaled; nasal = Nasal; ophthalmic = Eye; other = Other. SDTM: CM.CMROUTE. Field route.';
COMMENT ON COLUMN v_concomitant_medication.route_missing IS 'Route (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_concomitant_medication.indication IS 'Indication. Text, up to 500 characters. SDTM: CM.CMINDC. Field indication.';
COMMENT ON COLUMN v_concomitant_medication.indication_missing IS 'Indication (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_concomitant_medication.startdate IS 'Started. Date, of which the day or the day and month may be unknown. SDTM: CM.CMSTDTC. Field startDate.';
COMMENT ON COLUMN v_concomitant_medication.startdate_earliest IS 'Started (the first day that it can mean). Reckoned from startDate; nothing is imputed.';
COMMENT ON COLUMN v_concomitant_medication.startdate_latest IS 'Started (the last day that it can mean). Reckoned from startDate; nothing is imputed.';
COMMENT ON COLUMN v_concomitant_medication.startdate_precision IS 'Started (how much of it is known: day, month or year). Reckoned from startDate; nothing is imputed.';
COMMENT ON COLUMN v_concomitant_medication.startdate_missing IS 'Started (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_concomitant_medication.ongoing IS 'Still taken. Y = Yes; N = No. SDTM: CM.CMENRTPT. Field ongoing.';
COMMENT ON COLUMN v_concomitant_medication.ongoing_label IS 'Still taken (text). Y = Yes; N = No. SDTM: CM.CMENRTPT. Field ongoing.';
COMMENT ON COLUMN v_concomitant_medication.ongoing_missing IS 'Still taken (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_concomitant_medication.stopdate IS 'Stopped. Date, of which the day or the day and month may be unknown. Asked when Still taken is No. SDTM: CM.CMENDTC. Field stopDate.';
COMMENT ON COLUMN v_concomitant_medication.stopdate_earliest IS 'Stopped (the first day that it can mean). Reckoned from stopDate; nothing is imputed.';
COMMENT ON COLUMN v_concomitant_medication.stopdate_latest IS 'Stopped (the last day that it can mean). Reckoned from stopDate; nothing is imputed.';
COMMENT ON COLUMN v_concomitant_medication.stopdate_precision IS 'Stopped (how much of it is known: day, month or year). Reckoned from stopDate; nothing is imputed.';
COMMENT ON COLUMN v_concomitant_medication.stopdate_missing IS 'Stopped (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_transfusion AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'givenOn') <> 'object' THEN a ->> 'givenOn' END)::date AS givenon,
  CASE WHEN jsonb_typeof(a -> 'product') <> 'object' THEN a ->> 'product' END AS product,
  CASE CASE WHEN jsonb_typeof(a -> 'product') <> 'object' THEN a ->> 'product' END WHEN 'rbc' THEN 'Red cells' WHEN 'platelets' THEN 'Platelets' END AS product_label,
  (CASE WHEN jsonb_typeof(a -> 'units') <> 'object' THEN a ->> 'units' END)::integer AS units,
  a -> 'units' ->> 'missing' AS units_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'transfusion';
COMMENT ON VIEW v_transfusion IS 'Transfusions: a row for each row of the log. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_transfusion.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_transfusion.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_transfusion.study IS 'Short title of the study.';
COMMENT ON COLUMN v_transfusion.site IS 'Number of the site.';
COMMENT ON COLUMN v_transfusion.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_transfusion.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_transfusion.form IS 'Id of the form.';
COMMENT ON COLUMN v_transfusion.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_transfusion.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_transfusion.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_transfusion.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_transfusion.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_transfusion.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_transfusion.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_transfusion.givenon IS 'Given on. Date, day, month and year known. SDTM: CM.CMSTDTC where CMCAT=TRANSFUSION. Field givenOn.';
COMMENT ON COLUMN v_transfusion.product IS 'Product. rbc = Red cells; platelets = Platelets. SDTM: CM.CMTRT where CMCAT=TRANSFUSION. Field product.';
COMMENT ON COLUMN v_transfusion.product_label IS 'Product (text). rbc = Red cells; platelets = Platelets. SDTM: CM.CMTRT where CMCAT=TRANSFUSION. Field product.';
COMMENT ON COLUMN v_transfusion.units IS 'Units. Whole number, 1 to 50 units. SDTM: CM.CMDOSE where CMCAT=TRANSFUSION. Field units.';
COMMENT ON COLUMN v_transfusion.units_missing IS 'Units (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_adverse_event AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  CASE WHEN a -> 'term' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'term') <> 'object' THEN a ->> 'term' END END AS term,
  a -> 'ctcaeTerm' ->> 'term' AS ctcaeterm,
  a -> 'ctcaeTerm' ->> 'group' AS ctcaeterm_group,
  a -> 'ctcaeTerm' ->> 'dictionary' AS ctcaeterm_dictionary,
  CASE WHEN a -> 'ctcaeOther' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'ctcaeOther') <> 'object' THEN a ->> 'ctcaeOther' END END AS ctcaeother,
  CASE WHEN jsonb_typeof(a -> 'grade') <> 'object' THEN a ->> 'grade' END AS grade,
  CASE CASE WHEN jsonb_typeof(a -> 'grade') <> 'object' THEN a ->> 'grade' END WHEN '1' THEN '1, mild' WHEN '2' THEN '2, moderate' WHEN '3' THEN '3, severe' WHEN '4' THEN '4, life-threatening' WHEN '5' THEN '5, death' END AS grade_label,
  CASE WHEN jsonb_typeof(a -> 'startDate') <> 'object' THEN a ->> 'startDate' END AS startdate,
  CASE length(a ->> 'startDate') WHEN 4 THEN (a ->> 'startDate' || '-01-01')::date WHEN 7 THEN (a ->> 'startDate' || '-01')::date WHEN 10 THEN (a ->> 'startDate')::date END AS startdate_earliest,
  CASE length(a ->> 'startDate') WHEN 4 THEN (a ->> 'startDate' || '-12-31')::date WHEN 7 THEN ((a ->> 'startDate' || '-01')::date + interval '1 month' - interval '1 day')::date WHEN 10 THEN (a ->> 'startDate')::date END AS startdate_latest,
  CASE length(a ->> 'startDate') WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END AS startdate_precision,
  a -> 'startDate' ->> 'missing' AS startdate_missing,
  CASE WHEN jsonb_typeof(a -> 'outcome') <> 'object' THEN a ->> 'outcome' END AS outcome,
  CASE CASE WHEN jsonb_typeof(a -> 'outcome') <> 'object' THEN a ->> 'outcome' END WHEN 'recovered' THEN 'Recovered' WHEN 'recovering' THEN 'Recovering' WHEN 'not_recovered' THEN 'Not recovered' WHEN 'sequelae' THEN 'Recovered with sequelae' WHEN 'fatal' THEN 'Fatal' WHEN 'unknown' THEN 'Not known' END AS outcome_label,
  CASE WHEN jsonb_typeof(a -> 'stopDate') <> 'object' THEN a ->> 'stopDate' END AS stopdate,
  CASE length(a ->> 'stopDate') WHEN 4 THEN (a ->> 'stopDate' || '-01-01')::date WHEN 7 THEN (a ->> 'stopDate' || '-01')::date WHEN 10 THEN (a ->> 'stopDate')::date END AS stopdate_earliest,
  CASE length(a ->> 'stopDate') WHEN 4 THEN (a ->> 'stopDate' || '-12-31')::date WHEN 7 THEN ((a ->> 'stopDate' || '-01')::date + interval '1 month' - interval '1 day')::date WHEN 10 THEN (a ->> 'stopDate')::date END AS stopdate_latest,
  CASE length(a ->> 'stopDate') WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END AS stopdate_precision,
  a -> 'stopDate' ->> 'missing' AS stopdate_missing,
  CASE WHEN jsonb_typeof(a -> 'serious') <> 'object' THEN a ->> 'serious' END AS serious,
  CASE CASE WHEN jsonb_typeof(a -> 'serious') <> 'object' THEN a ->> 'serious' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS serious_label,
  CASE WHEN jsonb_typeof(a -> 'seriousDeath') <> 'object' THEN a ->> 'seriousDeath' END AS seriousdeath,
  CASE CASE WHEN jsonb_typeof(a -> 'seriousDeath') <> 'object' THEN a ->> 'seriousDeath' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS seriousdeath_label,
  CASE WHEN jsonb_typeof(a -> 'seriousLifeThreatening') <> 'object' THEN a ->> 'seriousLifeThreatening' END AS seriouslifethreatening,
  CASE CASE WHEN jsonb_typeof(a -> 'seriousLifeThreatening') <> 'object' THEN a ->> 'seriousLifeThreatening' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS seriouslifethreatening_label,
  CASE WHEN jsonb_typeof(a -> 'seriousHospital') <> 'object' THEN a ->> 'seriousHospital' END AS serioushospital,
  CASE CASE WHEN jsonb_typeof(a -> 'seriousHospital') <> 'object' THEN a ->> 'seriousHospital' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS serioushospital_label,
  CASE WHEN jsonb_typeof(a -> 'seriousDisability') <> 'object' THEN a ->> 'seriousDisability' END AS seriousdisability,
  CASE CASE WHEN jsonb_typeof(a -> 'seriousDisability') <> 'object' THEN a ->> 'seriousDisability' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS seriousdisability_label,
  CASE WHEN jsonb_typeof(a -> 'seriousCongenital') <> 'object' THEN a ->> 'seriousCongenital' END AS seriouscongenital,
  CASE CASE WHEN jsonb_typeof(a -> 'seriousCongenital') <> 'object' THEN a ->> 'seriousCongenital' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS seriouscongenital_label,
  CASE WHEN jsonb_typeof(a -> 'seriousMedical') <> 'object' THEN a ->> 'seriousMedical' END AS seriousmedical,
  CASE CASE WHEN jsonb_typeof(a -> 'seriousMedical') <> 'object' THEN a ->> 'seriousMedical' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS seriousmedical_label,
  (CASE WHEN jsonb_typeof(a -> 'awareAt') <> 'object' THEN a ->> 'awareAt' END)::timestamp AS awareat,
  (CASE WHEN jsonb_typeof(a -> 'reportedAt') <> 'object' THEN a ->> 'reportedAt' END)::timestamp AS reportedat,
  CASE WHEN jsonb_typeof(a -> 'related') <> 'object' THEN a ->> 'related' END AS related,
  CASE CASE WHEN jsonb_typeof(a -> 'related') <> 'object' THEN a ->> 'related' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' WHEN 'U' THEN 'Not known' END AS related_label,
  CASE WHEN jsonb_typeof(a -> 'actionCenersen') <> 'object' THEN a ->> 'actionCenersen' END AS actioncenersen,
  CASE CASE WHEN jsonb_typeof(a -> 'actionCenersen') <> 'object' THEN a ->> 'actionCenersen' END WHEN 'none' THEN 'Given as planned' WHEN 'reduced' THEN 'Reduced' WHEN 'interrupted' THEN 'Interrupted' WHEN 'withdrawn' THEN 'Stopped for good' WHEN 'finished' THEN 'Finished already' WHEN 'unknown' THEN 'Not known' END AS actioncenersen_label,
  CASE WHEN jsonb_typeof(a -> 'relatedIdarubicin') <> 'object' THEN a ->> 'relatedIdarubicin' END AS relatedidarubicin,
  CASE CASE WHEN jsonb_typeof(a -> 'relatedIdarubicin') <> 'object' THEN a ->> 'relatedIdarubicin' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' WHEN 'U' THEN 'Not known' END AS relatedidarubicin_label,
  CASE WHEN jsonb_typeof(a -> 'actionIdarubicin') <> 'object' THEN a ->> 'actionIdarubicin' END AS actionidarubicin,
  CASE CASE WHEN jsonb_typeof(a -> 'actionIdarubicin') <> 'object' THEN a ->> 'actionIdarubicin' END WHEN 'none' THEN 'Given as planned' WHEN 'reduced' THEN 'Reduced' WHEN 'interrupted' THEN 'Interrupted' WHEN 'withdrawn' THEN 'Stopped for good' WHEN 'finished' THEN 'Finished already' WHEN 'unknown' THEN 'Not known' END AS actionidarubicin_label,
  CASE WHEN jsonb_typeof(a -> 'relatedCytarabine') <> 'object' THEN a ->> 'relatedCytarabine' END AS relatedcytarabine,
  CASE CASE WHEN jsonb_typeof(a -> 'relatedCytarabine') <> 'object' THEN a ->> 'relatedCytarabine' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' WHEN 'U' THEN 'Not known' END AS relatedcytarabine_label,
  a -> 'relatedCytarabine' ->> 'missing' AS relatedcytarabine_missing,
  CASE WHEN jsonb_typeof(a -> 'actionCytarabine') <> 'object' THEN a ->> 'actionCytarabine' END AS actioncytarabine,
  CASE CASE WHEN jsonb_typeof(a -> 'actionCytarabine') <> 'object' THEN a ->> 'actionCytarabine' END WHEN 'none' THEN 'Given as planned' WHEN 'reduced' THEN 'Reduced' WHEN 'interrupted' THEN 'Interrupted' WHEN 'withdrawn' THEN 'Stopped for good' WHEN 'finished' THEN 'Finished already' WHEN 'unknown' THEN 'Not known' END AS actioncytarabine_label,
  a -> 'actionCytarabine' ->> 'missing' AS actioncytarabine_missing,
  CASE WHEN jsonb_typeof(a -> 'treatmentGiven') <> 'object' THEN a ->> 'treatmentGiven' END AS treatmentgiven,
  CASE CASE WHEN jsonb_typeof(a -> 'treatmentGiven') <> 'object' THEN a ->> 'treatmentGiven' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS treatmentgiven_label,
  CASE WHEN a -> 'treatment' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'treatment') <> 'object' THEN a ->> 'treatment' END END AS treatment,
  CASE WHEN jsonb_typeof(a -> 'ledToWithdrawal') <> 'object' THEN a ->> 'ledToWithdrawal' END AS ledtowithdrawal,
  CASE CASE WHEN jsonb_typeof(a -> 'ledToWithdrawal') <> 'object' THEN a ->> 'ledToWithdrawal' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS ledtowithdrawal_label
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'adverse_event';
COMMENT ON VIEW v_adverse_event IS 'Adverse events: a row for each row of the log. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_adverse_event.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_adverse_event.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_adverse_event.study IS 'Short title of the study.';
COMMENT ON COLUMN v_adverse_event.site IS 'Number of the site.';
COMMENT ON COLUMN v_adverse_event.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_adverse_event.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_adverse_event.form IS 'Id of the form.';
COMMENT ON COLUMN v_adverse_event.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_adverse_event.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_adverse_event.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_adverse_event.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_adverse_event.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_adverse_event.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_adverse_event.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_adverse_event.term IS 'Event. Text, up to 500 characters. SDTM: AE.AETERM. Field term.';
COMMENT ON COLUMN v_adverse_event.ctcaeterm IS 'CTCAE term. Term of CTCAE 5.0. SDTM: AE.AEDECOD, with the class in AE.AEBODSYS. Field ctcaeTerm.';
COMMENT ON COLUMN v_adverse_event.ctcaeterm_group IS 'CTCAE term (group). Term of CTCAE 5.0. SDTM: AE.AEDECOD, with the class in AE.AEBODSYS. Field ctcaeTerm.';
COMMENT ON COLUMN v_adverse_event.ctcaeterm_dictionary IS 'CTCAE term (dictionary). Term of CTCAE 5.0. SDTM: AE.AEDECOD, with the class in AE.AEBODSYS. Field ctcaeTerm.';
COMMENT ON COLUMN v_adverse_event.ctcaeother IS 'Which event. Text, up to 500 characters. Asked when CTCAE term is an "Other, specify" term. SDTM: AE.AEMODIFY. Field ctcaeOther.';
COMMENT ON COLUMN v_adverse_event.grade IS 'Highest grade. 1 = 1, mild; 2 = 2, moderate; 3 = 3, severe; 4 = 4, life-threatening; 5 = 5, death. SDTM: AE.AETOXGR. Field grade.';
COMMENT ON COLUMN v_adverse_event.grade_label IS 'Highest grade (text). 1 = 1, mild; 2 = 2, moderate; 3 = 3, severe; 4 = 4, life-threatening; 5 = 5, death. SDTM: AE.AETOXGR. Field grade.';
COMMENT ON COLUMN v_adverse_event.startdate IS 'Started. Date, of which the day or the day and month may be unknown. SDTM: AE.AESTDTC. Field startDate.';
COMMENT ON COLUMN v_adverse_event.startdate_earliest IS 'Started (the first day that it can mean). Reckoned from startDate; nothing is imputed.';
COMMENT ON COLUMN v_adverse_event.startdate_latest IS 'Started (the last day that it can mean). Reckoned from startDate; nothing is imputed.';
COMMENT ON COLUMN v_adverse_event.startdate_precision IS 'Started (how much of it is known: day, month or year). Reckoned from startDate; nothing is imputed.';
COMMENT ON COLUMN v_adverse_event.startdate_missing IS 'Started (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_adverse_event.outcome IS 'Outcome. recovered = Recovered; recovering = Recovering; not_recovered = Not recovered; sequelae = Recovered with sequelae; fatal = Fatal; unknown = Not known. SDTM: AE.AEOUT. Field outcome.';
COMMENT ON COLUMN v_adverse_event.outcome_label IS 'Outcome (text). recovered = Recovered; recovering = Recovering; not_recovered = Not recovered; sequelae = Recovered with sequelae; fatal = Fatal; unknown = Not known. SDTM: AE.AEOUT. Field outcome.';
COMMENT ON COLUMN v_adverse_event.stopdate IS 'Ended. Date, of which the day or the day and month may be unknown. Asked when Outcome is Recovered or Recovered with sequelae or Fatal. SDTM: AE.AEENDTC. Field stopDate.';
COMMENT ON COLUMN v_adverse_event.stopdate_earliest IS 'Ended (the first day that it can mean). Reckoned from stopDate; nothing is imputed.';
COMMENT ON COLUMN v_adverse_event.stopdate_latest IS 'Ended (the last day that it can mean). Reckoned from stopDate; nothing is imputed.';
COMMENT ON COLUMN v_adverse_event.stopdate_precision IS 'Ended (how much of it is known: day, month or year). Reckoned from stopDate; nothing is imputed.';
COMMENT ON COLUMN v_adverse_event.stopdate_missing IS 'Ended (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_adverse_event.serious IS 'Serious. Y = Yes; N = No. SDTM: AE.AESER. Field serious.';
COMMENT ON COLUMN v_adverse_event.serious_label IS 'Serious (text). Y = Yes; N = No. SDTM: AE.AESER. Field serious.';
COMMENT ON COLUMN v_adverse_event.seriousdeath IS 'Resulted in death. Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESDTH. Field seriousDeath.';
COMMENT ON COLUMN v_adverse_event.seriousdeath_label IS 'Resulted in death (text). Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESDTH. Field seriousDeath.';
COMMENT ON COLUMN v_adverse_event.seriouslifethreatening IS 'Life-threatening. Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESLIFE. Field seriousLifeThreatening.';
COMMENT ON COLUMN v_adverse_event.seriouslifethreatening_label IS 'Life-threatening (text). Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESLIFE. Field seriousLifeThreatening.';
COMMENT ON COLUMN v_adverse_event.serioushospital IS 'Hospital stay, new or longer. Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESHOSP. Field seriousHospital.';
COMMENT ON COLUMN v_adverse_event.serioushospital_label IS 'Hospital stay, new or longer (text). Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESHOSP. Field seriousHospital.';
COMMENT ON COLUMN v_adverse_event.seriousdisability IS 'Lasting disability. Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESDISAB. Field seriousDisability.';
COMMENT ON COLUMN v_adverse_event.seriousdisability_label IS 'Lasting disability (text). Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESDISAB. Field seriousDisability.';
COMMENT ON COLUMN v_adverse_event.seriouscongenital IS 'Birth defect. Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESCONG. Field seriousCongenital.';
COMMENT ON COLUMN v_adverse_event.seriouscongenital_label IS 'Birth defect (text). Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESCONG. Field seriousCongenital.';
COMMENT ON COLUMN v_adverse_event.seriousmedical IS 'Otherwise medically important. Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESMIE. Field seriousMedical.';
COMMENT ON COLUMN v_adverse_event.seriousmedical_label IS 'Otherwise medically important (text). Y = Yes; N = No. Asked when Serious is Yes. SDTM: AE.AESMIE. Field seriousMedical.';
COMMENT ON COLUMN v_adverse_event.awareat IS 'Site became aware. Date and time, at the site. Asked when Serious is Yes. SDTM: SUPPAE.QVAL where QNAM=AEAWDTC. Field awareAt.';
COMMENT ON COLUMN v_adverse_event.reportedat IS 'Reported to the sponsor. Date and time, at the site. Asked when Serious is Yes. SDTM: SUPPAE.QVAL where QNAM=AEREPDTC. Field reportedAt.';
COMMENT ON COLUMN v_adverse_event.related IS 'Related to cenersen. Y = Yes; N = No; U = Not known. SDTM: AE.AEREL. Field related.';
COMMENT ON COLUMN v_adverse_event.related_label IS 'Related to cenersen (text). Y = Yes; N = No; U = Not known. SDTM: AE.AEREL. Field related.';
COMMENT ON COLUMN v_adverse_event.actioncenersen IS 'Cenersen was. none = Given as planned; reduced = Reduced; interrupted = Interrupted; withdrawn = Stopped for good; finished = Finished already; unknown = Not known. SDTM: AE.AEACN. Field actionCenersen.';
COMMENT ON COLUMN v_adverse_event.actioncenersen_label IS 'Cenersen was (text). none = Given as planned; reduced = Reduced; interrupted = Interrupted; withdrawn = Stopped for good; finished = Finished already; unknown = Not known. SDTM: AE.AEACN. Field actionCenersen.';
COMMENT ON COLUMN v_adverse_event.relatedidarubicin IS 'Related to idarubicin. Y = Yes; N = No; U = Not known. SDTM: SUPPAE.QVAL where QNAM=AEREL2. Field relatedIdarubicin.';
COMMENT ON COLUMN v_adverse_event.relatedidarubicin_label IS 'Related to idarubicin (text). Y = Yes; N = No; U = Not known. SDTM: SUPPAE.QVAL where QNAM=AEREL2. Field relatedIdarubicin.';
COMMENT ON COLUMN v_adverse_event.actionidarubicin IS 'Idarubicin was. none = Given as planned; reduced = Reduced; interrupted = Interrupted; withdrawn = Stopped for good; finished = Finished already; unknown = Not known. SDTM: SUPPAE.QVAL where QNAM=AEACN2. Field actionIdarubicin.';
COMMENT ON COLUMN v_adverse_event.actionidarubicin_label IS 'Idarubicin was (text). none = Given as planned; reduced = Reduced; interrupted = Interrupted; withdrawn = Stopped for good; finished = Finished already; unknown = Not known. SDTM: SUPPAE.QVAL where QNAM=AEACN2. Field actionIdarubicin.';
COMMENT ON COLUMN v_adverse_event.relatedcytarabine IS 'Related to cytarabine. Y = Yes; N = No; U = Not known. SDTM: SUPPAE.QVAL where QNAM=AEREL3. Field relatedCytarabine.';
COMMENT ON COLUMN v_adverse_event.relatedcytarabine_label IS 'Related to cytarabine (text). Y = Yes; N = No; U = Not known. SDTM: SUPPAE.QVAL where QNAM=AEREL3. Field relatedCytarabine.';
COMMENT ON COLUMN v_adverse_event.relatedcytarabine_missing IS 'Related to cytarabine (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_adverse_event.actioncytarabine IS 'Cytarabine was. none = Given as planned; reduced = Reduced; interrupted = Interrupted; withdrawn = Stopped for good; finished = Finished already; unknown = Not known. SDTM: SUPPAE.QVAL where QNAM=AEACN3. Field actionCytarabine.';
COMMENT ON COLUMN v_adverse_event.actioncytarabine_label IS 'Cytarabine was (text). none = Given as planned; reduced = Reduced; interrupted = Interrupted; withdrawn = Stopped for good; finished = Finished already; unknown = Not known. SDTM: SUPPAE.QVAL where QNAM=AEACN3. Field actionCytarabine.';
COMMENT ON COLUMN v_adverse_event.actioncytarabine_missing IS 'Cytarabine was (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_adverse_event.treatmentgiven IS 'Treated. Y = Yes; N = No. SDTM: AE.AECONTRT. Field treatmentGiven.';
COMMENT ON COLUMN v_adverse_event.treatmentgiven_label IS 'Treated (text). Y = Yes; N = No. SDTM: AE.AECONTRT. Field treatmentGiven.';
COMMENT ON COLUMN v_adverse_event.treatment IS 'How. Text, up to 500 characters. Asked when Treated is Yes. SDTM: SUPPAE.QVAL where QNAM=AETRT. Field treatment.';
COMMENT ON COLUMN v_adverse_event.ledtowithdrawal IS 'Ended study treatment. Y = Yes; N = No. SDTM: SUPPAE.QVAL where QNAM=AEDIS. Field ledToWithdrawal.';
COMMENT ON COLUMN v_adverse_event.ledtowithdrawal_label IS 'Ended study treatment (text). Y = Yes; N = No. SDTM: SUPPAE.QVAL where QNAM=AEDIS. Field ledToWithdrawal.';

CREATE VIEW v_relapse AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'relapseDate') <> 'object' THEN a ->> 'relapseDate' END)::date AS relapsedate,
  CASE WHEN jsonb_typeof(a -> 'inMarrow') <> 'object' THEN a ->> 'inMarrow' END AS inmarrow,
  CASE CASE WHEN jsonb_typeof(a -> 'inMarrow') <> 'object' THEN a ->> 'inMarrow' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' WHEN 'U' THEN 'Not known' END AS inmarrow_label,
  (CASE WHEN jsonb_typeof(a -> 'marrowBlastPct') <> 'object' THEN a ->> 'marrowBlastPct' END)::numeric AS marrowblastpct,
  a -> 'marrowBlastPct' ->> 'missing' AS marrowblastpct_missing,
  CASE WHEN jsonb_typeof(a -> 'inBlood') <> 'object' THEN a ->> 'inBlood' END AS inblood,
  CASE CASE WHEN jsonb_typeof(a -> 'inBlood') <> 'object' THEN a ->> 'inBlood' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' WHEN 'U' THEN 'Not known' END AS inblood_label,
  CASE WHEN jsonb_typeof(a -> 'extramedullary') <> 'object' THEN a ->> 'extramedullary' END AS extramedullary,
  CASE CASE WHEN jsonb_typeof(a -> 'extramedullary') <> 'object' THEN a ->> 'extramedullary' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' WHEN 'U' THEN 'Not known' END AS extramedullary_label,
  CASE WHEN jsonb_typeof(a -> 'confirmed') <> 'object' THEN a ->> 'confirmed' END AS confirmed,
  CASE CASE WHEN jsonb_typeof(a -> 'confirmed') <> 'object' THEN a ->> 'confirmed' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS confirmed_label,
  CASE WHEN a -> 'evidence' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'evidence') <> 'object' THEN a ->> 'evidence' END END AS evidence,
  a -> 'evidence' ->> 'missing' AS evidence_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'relapse';
COMMENT ON VIEW v_relapse IS 'Relapse: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_relapse.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_relapse.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_relapse.study IS 'Short title of the study.';
COMMENT ON COLUMN v_relapse.site IS 'Number of the site.';
COMMENT ON COLUMN v_relapse.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_relapse.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_relapse.form IS 'Id of the form.';
COMMENT ON COLUMN v_relapse.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_relapse.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_relapse.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_relapse.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_relapse.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_relapse.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_relapse.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_relapse.relapsedate IS 'Date of relapse. Date, day, month and year known. SDTM: DS.DSSTDTC where DSDECOD=DISEASE RELAPSE. Field relapseDate.';
COMMENT ON COLUMN v_relapse.inmarrow IS 'In the marrow. Y = Yes; N = No; U = Not known. SDTM: FA.FAORRES where FATESTCD=RELMARR. Field inMarrow.';
COMMENT ON COLUMN v_relapse.inmarrow_label IS 'In the marrow (text). Y = Yes; N = No; U = Not known. SDTM: FA.FAORRES where FATESTCD=RELMARR. Field inMarrow.';
COMMENT ON COLUMN v_relapse.marrowblastpct IS 'Marrow blasts. Number, 0 to 100 %. Asked when In the marrow is Yes. SDTM: FA.FAORRES where FATESTCD=RELBLAST. Field marrowBlastPct.';
COMMENT ON COLUMN v_relapse.marrowblastpct_missing IS 'Marrow blasts (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_relapse.inblood IS 'Blasts in the blood. Y = Yes; N = No; U = Not known. SDTM: FA.FAORRES where FATESTCD=RELBLOOD. Field inBlood.';
COMMENT ON COLUMN v_relapse.inblood_label IS 'Blasts in the blood (text). Y = Yes; N = No; U = Not known. SDTM: FA.FAORRES where FATESTCD=RELBLOOD. Field inBlood.';
COMMENT ON COLUMN v_relapse.extramedullary IS 'Outside marrow and blood. Y = Yes; N = No; U = Not known. SDTM: FA.FAORRES where FATESTCD=RELEMD. Field extramedullary.';
COMMENT ON COLUMN v_relapse.extramedullary_label IS 'Outside marrow and blood (text). Y = Yes; N = No; U = Not known. SDTM: FA.FAORRES where FATESTCD=RELEMD. Field extramedullary.';
COMMENT ON COLUMN v_relapse.confirmed IS 'Confirmed by a second sample. Y = Yes; N = No. SDTM: FA.FAORRES where FATESTCD=RELCONF. Field confirmed.';
COMMENT ON COLUMN v_relapse.confirmed_label IS 'Confirmed by a second sample (text). Y = Yes; N = No. SDTM: FA.FAORRES where FATESTCD=RELCONF. Field confirmed.';
COMMENT ON COLUMN v_relapse.evidence IS 'Evidence. Text, up to 500 characters. SDTM: DS.DSTERM where DSDECOD=DISEASE RELAPSE. Field evidence.';
COMMENT ON COLUMN v_relapse.evidence_missing IS 'Evidence (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_new_therapy AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'startDate') <> 'object' THEN a ->> 'startDate' END)::date AS startdate,
  CASE WHEN jsonb_typeof(a -> 'kind') <> 'object' THEN a ->> 'kind' END AS kind,
  CASE CASE WHEN jsonb_typeof(a -> 'kind') <> 'object' THEN a ->> 'kind' END WHEN 'chemotherapy' THEN 'Chemotherapy, intensive' WHEN 'low_intensity' THEN 'Low-intensity therapy' WHEN 'targeted' THEN 'Targeted or antibody therapy' WHEN 'allogeneic_transplant' THEN 'Allogeneic transplant' WHEN 'autologous_transplant' THEN 'Autologous transplant' WHEN 'donor_lymphocytes' THEN 'Donor lymphocytes' WHEN 'other' THEN 'Other' END AS kind_label,
  CASE WHEN a -> 'therapy' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'therapy') <> 'object' THEN a ->> 'therapy' END END AS therapy,
  a -> 'therapy' ->> 'missing' AS therapy_missing
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'new_therapy';
COMMENT ON VIEW v_new_therapy IS 'New anti-leukaemic therapy: a row for each row of the log. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_new_therapy.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_new_therapy.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_new_therapy.study IS 'Short title of the study.';
COMMENT ON COLUMN v_new_therapy.site IS 'Number of the site.';
COMMENT ON COLUMN v_new_therapy.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_new_therapy.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_new_therapy.form IS 'Id of the form.';
COMMENT ON COLUMN v_new_therapy.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_new_therapy.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_new_therapy.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_new_therapy.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_new_therapy.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_new_therapy.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_new_therapy.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_new_therapy.startdate IS 'Started. Date, day, month and year known. SDTM: CM.CMSTDTC where CMCAT=ANTI-LEUKAEMIC. Field startDate.';
COMMENT ON COLUMN v_new_therapy.kind IS 'Kind. chemotherapy = Chemotherapy, intensive; low_intensity = Low-intensity therapy; targeted = Targeted or antibody therapy; allogeneic_transplant = Allogeneic transplant; autologous_transplant = Autologous transplant; donor_lymphocytes = Donor lymphocytes; other = Other. SDTM: CM.CMSCAT where CMCAT=ANTI-LEUKAEMIC; of a transplant PR.PRSCAT. Field kind.';
COMMENT ON COLUMN v_new_therapy.kind_label IS 'Kind (text). chemotherapy = Chemotherapy, intensive; low_intensity = Low-intensity therapy; targeted = Targeted or antibody therapy; allogeneic_transplant = Allogeneic transplant; autologous_transplant = Autologous transplant; donor_lymphocytes = Donor lymphocytes; other = Other. SDTM: CM.CMSCAT where CMCAT=ANTI-LEUKAEMIC; of a transplant PR.PRSCAT. Field kind.';
COMMENT ON COLUMN v_new_therapy.therapy IS 'Therapy. Text, up to 500 characters. SDTM: CM.CMTRT where CMCAT=ANTI-LEUKAEMIC. Field therapy.';
COMMENT ON COLUMN v_new_therapy.therapy_missing IS 'Therapy (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';

CREATE VIEW v_death AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'deathDate') <> 'object' THEN a ->> 'deathDate' END)::date AS deathdate,
  CASE WHEN jsonb_typeof(a -> 'cause') <> 'object' THEN a ->> 'cause' END AS cause,
  CASE CASE WHEN jsonb_typeof(a -> 'cause') <> 'object' THEN a ->> 'cause' END WHEN 'aml' THEN 'Leukaemia' WHEN 'infection' THEN 'Infection' WHEN 'haemorrhage' THEN 'Haemorrhage' WHEN 'toxicity' THEN 'Toxicity of treatment' WHEN 'other' THEN 'Other' WHEN 'unknown' THEN 'Not known' END AS cause_label,
  CASE WHEN a -> 'causeText' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'causeText') <> 'object' THEN a ->> 'causeText' END END AS causetext,
  CASE WHEN a -> 'contributing' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'contributing') <> 'object' THEN a ->> 'contributing' END END AS contributing,
  CASE WHEN jsonb_typeof(a -> 'relatedToTreatment') <> 'object' THEN a ->> 'relatedToTreatment' END AS relatedtotreatment,
  CASE CASE WHEN jsonb_typeof(a -> 'relatedToTreatment') <> 'object' THEN a ->> 'relatedToTreatment' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' WHEN 'U' THEN 'Not known' END AS relatedtotreatment_label,
  CASE WHEN jsonb_typeof(a -> 'autopsy') <> 'object' THEN a ->> 'autopsy' END AS autopsy,
  CASE CASE WHEN jsonb_typeof(a -> 'autopsy') <> 'object' THEN a ->> 'autopsy' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' WHEN 'U' THEN 'Not known' END AS autopsy_label
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'death';
COMMENT ON VIEW v_death IS 'Death: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_death.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_death.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_death.study IS 'Short title of the study.';
COMMENT ON COLUMN v_death.site IS 'Number of the site.';
COMMENT ON COLUMN v_death.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_death.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_death.form IS 'Id of the form.';
COMMENT ON COLUMN v_death.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_death.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_death.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_death.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_death.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_death.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_death.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_death.deathdate IS 'Date of death. Date, day, month and year known. SDTM: DM.DTHDTC. Field deathDate.';
COMMENT ON COLUMN v_death.cause IS 'Cause. aml = Leukaemia; infection = Infection; haemorrhage = Haemorrhage; toxicity = Toxicity of treatment; other = Other; unknown = Not known. SDTM: DD.DDSTRESC where DDTESTCD=PRCDTH. Field cause.';
COMMENT ON COLUMN v_death.cause_label IS 'Cause (text). aml = Leukaemia; infection = Infection; haemorrhage = Haemorrhage; toxicity = Toxicity of treatment; other = Other; unknown = Not known. SDTM: DD.DDSTRESC where DDTESTCD=PRCDTH. Field cause.';
COMMENT ON COLUMN v_death.causetext IS 'Which. Text, up to 500 characters. Asked when Cause is Other. SDTM: DD.DDORRES where DDTESTCD=PRCDTH. Field causeText.';
COMMENT ON COLUMN v_death.contributing IS 'Contributing cause. Text, up to 500 characters. SDTM: DD.DDORRES where DDTESTCD=SECDTH. Field contributing.';
COMMENT ON COLUMN v_death.relatedtotreatment IS 'Related to study treatment. Y = Yes; N = No; U = Not known. SDTM: DD.DDORRES where DDTESTCD=DTHREL. Field relatedToTreatment.';
COMMENT ON COLUMN v_death.relatedtotreatment_label IS 'Related to study treatment (text). Y = Yes; N = No; U = Not known. SDTM: DD.DDORRES where DDTESTCD=DTHREL. Field relatedToTreatment.';
COMMENT ON COLUMN v_death.autopsy IS 'Autopsy. Y = Yes; N = No; U = Not known. SDTM: DD.DDORRES where DDTESTCD=AUTOPIND. Field autopsy.';
COMMENT ON COLUMN v_death.autopsy_label IS 'Autopsy (text). Y = Yes; N = No; U = Not known. SDTM: DD.DDORRES where DDTESTCD=AUTOPIND. Field autopsy.';

CREATE VIEW v_end_of_treatment AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'endedOn') <> 'object' THEN a ->> 'endedOn' END)::date AS endedon,
  CASE WHEN jsonb_typeof(a -> 'reason') <> 'object' THEN a ->> 'reason' END AS reason,
  CASE CASE WHEN jsonb_typeof(a -> 'reason') <> 'object' THEN a ->> 'reason' END WHEN 'completed' THEN 'Completed as planned' WHEN 'progression' THEN 'Progression or no response' WHEN 'adverse_event' THEN 'Adverse event' WHEN 'withdrawal' THEN 'Withdrawal by the patient' WHEN 'death' THEN 'Death' WHEN 'other' THEN 'Other' END AS reason_label,
  CASE WHEN a -> 'reasonText' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'reasonText') <> 'object' THEN a ->> 'reasonText' END END AS reasontext,
  (CASE WHEN jsonb_typeof(a -> 'lastDoseOn') <> 'object' THEN a ->> 'lastDoseOn' END)::date AS lastdoseon
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'end_of_treatment';
COMMENT ON VIEW v_end_of_treatment IS 'End of treatment: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_end_of_treatment.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_end_of_treatment.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_end_of_treatment.study IS 'Short title of the study.';
COMMENT ON COLUMN v_end_of_treatment.site IS 'Number of the site.';
COMMENT ON COLUMN v_end_of_treatment.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_end_of_treatment.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_end_of_treatment.form IS 'Id of the form.';
COMMENT ON COLUMN v_end_of_treatment.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_end_of_treatment.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_end_of_treatment.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_end_of_treatment.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_end_of_treatment.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_end_of_treatment.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_end_of_treatment.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_end_of_treatment.endedon IS 'Treatment ended on. Date, day, month and year known. SDTM: DS.DSSTDTC where DSCAT=DISPOSITION EVENT. Field endedOn.';
COMMENT ON COLUMN v_end_of_treatment.reason IS 'Reason. completed = Completed as planned; progression = Progression or no response; adverse_event = Adverse event; withdrawal = Withdrawal by the patient; death = Death; other = Other. SDTM: DS.DSDECOD where DSCAT=DISPOSITION EVENT. Field reason.';
COMMENT ON COLUMN v_end_of_treatment.reason_label IS 'Reason (text). completed = Completed as planned; progression = Progression or no response; adverse_event = Adverse event; withdrawal = Withdrawal by the patient; death = Death; other = Other. SDTM: DS.DSDECOD where DSCAT=DISPOSITION EVENT. Field reason.';
COMMENT ON COLUMN v_end_of_treatment.reasontext IS 'Which. Text, up to 500 characters. Asked when Reason is Other. SDTM: DS.DSTERM where DSCAT=DISPOSITION EVENT. Field reasonText.';
COMMENT ON COLUMN v_end_of_treatment.lastdoseon IS 'Last dose of study drug. Date, day, month and year known. SDTM: DM.RFXENDTC and SUPPDS.QVAL where QNAM=LASTDOSE. Field lastDoseOn.';

CREATE VIEW v_follow_up AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'contactDate') <> 'object' THEN a ->> 'contactDate' END)::date AS contactdate,
  CASE WHEN jsonb_typeof(a -> 'status') <> 'object' THEN a ->> 'status' END AS status,
  CASE CASE WHEN jsonb_typeof(a -> 'status') <> 'object' THEN a ->> 'status' END WHEN 'alive' THEN 'Alive' WHEN 'dead' THEN 'Dead' WHEN 'lost' THEN 'Lost to follow-up' END AS status_label,
  CASE WHEN jsonb_typeof(a -> 'contactBy') <> 'object' THEN a ->> 'contactBy' END AS contactby,
  CASE CASE WHEN jsonb_typeof(a -> 'contactBy') <> 'object' THEN a ->> 'contactBy' END WHEN 'visit' THEN 'Visit' WHEN 'telephone' THEN 'Telephone' WHEN 'records' THEN 'Records or family doctor' END AS contactby_label,
  CASE WHEN jsonb_typeof(a -> 'diseaseStatus') <> 'object' THEN a ->> 'diseaseStatus' END AS diseasestatus,
  CASE CASE WHEN jsonb_typeof(a -> 'diseaseStatus') <> 'object' THEN a ->> 'diseaseStatus' END WHEN 'in_remission' THEN 'In remission' WHEN 'relapsed' THEN 'Relapsed' WHEN 'active' THEN 'Active, never in remission' WHEN 'not_assessed' THEN 'Not assessed' END AS diseasestatus_label,
  CASE WHEN jsonb_typeof(a -> 'newTherapySince') <> 'object' THEN a ->> 'newTherapySince' END AS newtherapysince,
  CASE CASE WHEN jsonb_typeof(a -> 'newTherapySince') <> 'object' THEN a ->> 'newTherapySince' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS newtherapysince_label,
  CASE WHEN jsonb_typeof(a -> 'lateToxicity') <> 'object' THEN a ->> 'lateToxicity' END AS latetoxicity,
  CASE CASE WHEN jsonb_typeof(a -> 'lateToxicity') <> 'object' THEN a ->> 'lateToxicity' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS latetoxicity_label,
  CASE WHEN a -> 'lateToxicityText' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'lateToxicityText') <> 'object' THEN a ->> 'lateToxicityText' END END AS latetoxicitytext,
  CASE WHEN a -> 'comment' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'comment') <> 'object' THEN a ->> 'comment' END END AS comment
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'follow_up';
COMMENT ON VIEW v_follow_up IS 'Survival follow-up: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_follow_up.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_follow_up.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_follow_up.study IS 'Short title of the study.';
COMMENT ON COLUMN v_follow_up.site IS 'Number of the site.';
COMMENT ON COLUMN v_follow_up.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_follow_up.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_follow_up.form IS 'Id of the form.';
COMMENT ON COLUMN v_follow_up.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_follow_up.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_follow_up.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_follow_up.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_follow_up.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_follow_up.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_follow_up.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_follow_up.contactdate IS 'Date of contact. Date, day, month and year known. SDTM: SS.SSDTC. Field contactDate.';
COMMENT ON COLUMN v_follow_up.status IS 'Status. alive = Alive; dead = Dead; lost = Lost to follow-up. SDTM: SS.SSORRES where SSTESTCD=SURVSTAT. Field status.';
COMMENT ON COLUMN v_follow_up.status_label IS 'Status (text). alive = Alive; dead = Dead; lost = Lost to follow-up. SDTM: SS.SSORRES where SSTESTCD=SURVSTAT. Field status.';
COMMENT ON COLUMN v_follow_up.contactby IS 'Seen or heard by. visit = Visit; telephone = Telephone; records = Records or family doctor. SDTM: SUPPSS.QVAL where QNAM=SSMETHOD. Field contactBy.';
COMMENT ON COLUMN v_follow_up.contactby_label IS 'Seen or heard by (text). visit = Visit; telephone = Telephone; records = Records or family doctor. SDTM: SUPPSS.QVAL where QNAM=SSMETHOD. Field contactBy.';
COMMENT ON COLUMN v_follow_up.diseasestatus IS 'Disease. in_remission = In remission; relapsed = Relapsed; active = Active, never in remission; not_assessed = Not assessed. Asked when Status is Alive. SDTM: RS.RSORRES where RSTESTCD=DISSTAT. Field diseaseStatus.';
COMMENT ON COLUMN v_follow_up.diseasestatus_label IS 'Disease (text). in_remission = In remission; relapsed = Relapsed; active = Active, never in remission; not_assessed = Not assessed. Asked when Status is Alive. SDTM: RS.RSORRES where RSTESTCD=DISSTAT. Field diseaseStatus.';
COMMENT ON COLUMN v_follow_up.newtherapysince IS 'New anti-leukaemic therapy so far. Y = Yes; N = No. Asked when Status is Alive. SDTM: SS.SSORRES where SSTESTCD=NEWTX. Field newTherapySince.';
COMMENT ON COLUMN v_follow_up.newtherapysince_label IS 'New anti-leukaemic therapy so far (text). Y = Yes; N = No. Asked when Status is Alive. SDTM: SS.SSORRES where SSTESTCD=NEWTX. Field newTherapySince.';
COMMENT ON COLUMN v_follow_up.latetoxicity IS 'Late toxicity since the last contact. Y = Yes; N = No. Asked when Status is Alive. SDTM: SS.SSORRES where SSTESTCD=LATETOX. Field lateToxicity.';
COMMENT ON COLUMN v_follow_up.latetoxicity_label IS 'Late toxicity since the last contact (text). Y = Yes; N = No. Asked when Status is Alive. SDTM: SS.SSORRES where SSTESTCD=LATETOX. Field lateToxicity.';
COMMENT ON COLUMN v_follow_up.latetoxicitytext IS 'Which. Text, up to 500 characters. Asked when Late toxicity since the last contact is Yes. SDTM: SS.SSORRES where SSTESTCD=LATETOXS. Field lateToxicityText.';
COMMENT ON COLUMN v_follow_up.comment IS 'Comment. Text, up to 2000 characters. SDTM: CO.COVAL where RDOMAIN=SS. Field comment.';

CREATE VIEW v_randomisation AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  (CASE WHEN jsonb_typeof(a -> 'randomisedOn') <> 'object' THEN a ->> 'randomisedOn' END)::date AS randomisedon,
  (CASE WHEN jsonb_typeof(a -> 'randomisedAt') <> 'object' THEN a ->> 'randomisedAt' END)::time AS randomisedat,
  CASE WHEN jsonb_typeof(a -> 'stratum') <> 'object' THEN a ->> 'stratum' END AS stratum,
  CASE CASE WHEN jsonb_typeof(a -> 'stratum') <> 'object' THEN a ->> 'stratum' END WHEN 'refractory' THEN 'Refractory' WHEN 'relapsed' THEN 'Relapsed' END AS stratum_label,
  CASE WHEN jsonb_typeof(a -> 'arm') <> 'object' THEN a ->> 'arm' END AS arm,
  CASE CASE WHEN jsonb_typeof(a -> 'arm') <> 'object' THEN a ->> 'arm' END WHEN 'A' THEN 'Arm A, group 1' WHEN 'B' THEN 'Arm B, group 2' WHEN 'C' THEN 'Arm C, group 3' END AS arm_label,
  CASE WHEN a -> 'protocolVersion' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'protocolVersion') <> 'object' THEN a ->> 'protocolVersion' END END AS protocolversion,
  CASE WHEN jsonb_typeof(a -> 'enteredAs') <> 'object' THEN a ->> 'enteredAs' END AS enteredas,
  CASE CASE WHEN jsonb_typeof(a -> 'enteredAs') <> 'object' THEN a ->> 'enteredAs' END WHEN 'eligible' THEN 'Eligible' WHEN 'waived' THEN 'Eligible by waiver' END AS enteredas_label
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'randomisation';
COMMENT ON VIEW v_randomisation IS 'Randomisation: a row for each form. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_randomisation.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_randomisation.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_randomisation.study IS 'Short title of the study.';
COMMENT ON COLUMN v_randomisation.site IS 'Number of the site.';
COMMENT ON COLUMN v_randomisation.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_randomisation.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_randomisation.form IS 'Id of the form.';
COMMENT ON COLUMN v_randomisation.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_randomisation.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_randomisation.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_randomisation.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_randomisation.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_randomisation.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_randomisation.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_randomisation.randomisedon IS 'Randomised on. Date, day, month and year known. SDTM: DS.DSSTDTC where DSDECOD=RANDOMIZED. Field randomisedOn.';
COMMENT ON COLUMN v_randomisation.randomisedat IS 'At, by the site''s clock. Time of day, 00:00 to 23:59, at the site. SDTM: DS.DSSTDTC where DSDECOD=RANDOMIZED. Field randomisedAt.';
COMMENT ON COLUMN v_randomisation.stratum IS 'Stratum. refractory = Refractory; relapsed = Relapsed. SDTM: SUPPDM.QVAL where QNAM=STRATUM. Field stratum.';
COMMENT ON COLUMN v_randomisation.stratum_label IS 'Stratum (text). refractory = Refractory; relapsed = Relapsed. SDTM: SUPPDM.QVAL where QNAM=STRATUM. Field stratum.';
COMMENT ON COLUMN v_randomisation.arm IS 'Arm. A = Arm A, group 1; B = Arm B, group 2; C = Arm C, group 3. SDTM: DM.ARMCD. Field arm.';
COMMENT ON COLUMN v_randomisation.arm_label IS 'Arm (text). A = Arm A, group 1; B = Arm B, group 2; C = Arm C, group 3. SDTM: DM.ARMCD. Field arm.';
COMMENT ON COLUMN v_randomisation.protocolversion IS 'Protocol version. Text, up to 500 characters. SDTM: SUPPDM.QVAL where QNAM=PROTVER. Field protocolVersion.';
COMMENT ON COLUMN v_randomisation.enteredas IS 'Entered as. eligible = Eligible; waived = Eligible by waiver. SDTM: SUPPDS.QVAL where QNAM=ELIGWAIV. Field enteredAs.';
COMMENT ON COLUMN v_randomisation.enteredas_label IS 'Entered as (text). eligible = Eligible; waived = Eligible by waiver. SDTM: SUPPDS.QVAL where QNAM=ELIGWAIV. Field enteredAs.';

CREATE VIEW v_protocol_deviation AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  (r.payload ->> 'formVersion')::integer AS form_version,
  (r.payload ->> 'version')::integer AS version,
  r.payload ->> 'progress' AS progress,
  r.payload ->> 'notDoneReason' AS not_done_reason,
  (r.payload ->> 'removedAt')::timestamp AS removed_at_utc,
  r.payload ->> 'removedReason' AS removed_reason,
  CASE WHEN jsonb_typeof(a -> 'category') <> 'object' THEN a ->> 'category' END AS category,
  CASE CASE WHEN jsonb_typeof(a -> 'category') <> 'object' THEN a ->> 'category' END WHEN 'eligibility' THEN 'Eligibility' WHEN 'consent' THEN 'Consent' WHEN 'randomisation' THEN 'Randomisation or arm' WHEN 'dose' THEN 'Dose' WHEN 'prohibited_medication' THEN 'Prohibited medication' WHEN 'visit_window' THEN 'Visit window' WHEN 'missed_assessment' THEN 'Missed assessment' WHEN 'other' THEN 'Other' END AS category_label,
  (CASE WHEN jsonb_typeof(a -> 'happenedOn') <> 'object' THEN a ->> 'happenedOn' END)::date AS happenedon,
  a -> 'happenedOn' ->> 'missing' AS happenedon_missing,
  CASE WHEN a -> 'description' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'description') <> 'object' THEN a ->> 'description' END END AS description,
  CASE WHEN a -> 'answers' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'answers') <> 'object' THEN a ->> 'answers' END END AS answers,
  CASE WHEN jsonb_typeof(a -> 'important') <> 'object' THEN a ->> 'important' END AS important,
  CASE CASE WHEN jsonb_typeof(a -> 'important') <> 'object' THEN a ->> 'important' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS important_label,
  CASE WHEN jsonb_typeof(a -> 'affectsSafety') <> 'object' THEN a ->> 'affectsSafety' END AS affectssafety,
  CASE CASE WHEN jsonb_typeof(a -> 'affectsSafety') <> 'object' THEN a ->> 'affectsSafety' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' WHEN 'U' THEN 'Not known' END AS affectssafety_label,
  CASE WHEN jsonb_typeof(a -> 'affectsData') <> 'object' THEN a ->> 'affectsData' END AS affectsdata,
  CASE CASE WHEN jsonb_typeof(a -> 'affectsData') <> 'object' THEN a ->> 'affectsData' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' WHEN 'U' THEN 'Not known' END AS affectsdata_label,
  CASE WHEN a -> 'correctiveAction' ->> 'missing' = 'redacted' THEN '[redacted]' ELSE CASE WHEN jsonb_typeof(a -> 'correctiveAction') <> 'object' THEN a ->> 'correctiveAction' END END AS correctiveaction,
  a -> 'correctiveAction' ->> 'missing' AS correctiveaction_missing,
  CASE WHEN jsonb_typeof(a -> 'reported') <> 'object' THEN a ->> 'reported' END AS reported,
  CASE CASE WHEN jsonb_typeof(a -> 'reported') <> 'object' THEN a ->> 'reported' END WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' END AS reported_label,
  a -> 'reported' ->> 'missing' AS reported_missing,
  (CASE WHEN jsonb_typeof(a -> 'reportedOn') <> 'object' THEN a ->> 'reportedOn' END)::date AS reportedon
FROM record r, LATERAL (SELECT r.payload -> 'answers') AS answers (a) WHERE r.kind = 'entry' AND r.payload ->> 'form' = 'protocol_deviation';
COMMENT ON VIEW v_protocol_deviation IS 'Protocol deviations: a row for each row of the log. Removed rows are here, with when and why: leave them out of an analysis (WHERE removed_at_utc IS NULL).';
COMMENT ON COLUMN v_protocol_deviation.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_protocol_deviation.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_protocol_deviation.study IS 'Short title of the study.';
COMMENT ON COLUMN v_protocol_deviation.site IS 'Number of the site.';
COMMENT ON COLUMN v_protocol_deviation.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_protocol_deviation.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_protocol_deviation.form IS 'Id of the form.';
COMMENT ON COLUMN v_protocol_deviation.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_protocol_deviation.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_protocol_deviation.version IS 'How often the form was saved.';
COMMENT ON COLUMN v_protocol_deviation.progress IS 'How far the form was filled.';
COMMENT ON COLUMN v_protocol_deviation.not_done_reason IS 'Why it was not done.';
COMMENT ON COLUMN v_protocol_deviation.removed_at_utc IS 'When the row was removed, UTC; none while it stands.';
COMMENT ON COLUMN v_protocol_deviation.removed_reason IS 'Why the row was removed.';
COMMENT ON COLUMN v_protocol_deviation.category IS 'Category. eligibility = Eligibility; consent = Consent; randomisation = Randomisation or arm; dose = Dose; prohibited_medication = Prohibited medication; visit_window = Visit window; missed_assessment = Missed assessment; other = Other. SDTM: DV.DVCAT. Field category.';
COMMENT ON COLUMN v_protocol_deviation.category_label IS 'Category (text). eligibility = Eligibility; consent = Consent; randomisation = Randomisation or arm; dose = Dose; prohibited_medication = Prohibited medication; visit_window = Visit window; missed_assessment = Missed assessment; other = Other. SDTM: DV.DVCAT. Field category.';
COMMENT ON COLUMN v_protocol_deviation.happenedon IS 'Happened on. Date, day, month and year known. SDTM: DV.DVSTDTC. Field happenedOn.';
COMMENT ON COLUMN v_protocol_deviation.happenedon_missing IS 'Happened on (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_protocol_deviation.description IS 'Description. Text, up to 2000 characters. SDTM: DV.DVTERM. Field description.';
COMMENT ON COLUMN v_protocol_deviation.answers IS 'Derived deviation that this row answers. Text, up to 500 characters. SDTM: DV.DVSPID. Field answers.';
COMMENT ON COLUMN v_protocol_deviation.important IS 'Important protocol deviation. Y = Yes; N = No. SDTM: SUPPDV.QVAL where QNAM=DVIMPORT. Field important.';
COMMENT ON COLUMN v_protocol_deviation.important_label IS 'Important protocol deviation (text). Y = Yes; N = No. SDTM: SUPPDV.QVAL where QNAM=DVIMPORT. Field important.';
COMMENT ON COLUMN v_protocol_deviation.affectssafety IS 'Affects the patient''s safety. Y = Yes; N = No; U = Not known. SDTM: SUPPDV.QVAL where QNAM=DVSAFETY. Field affectsSafety.';
COMMENT ON COLUMN v_protocol_deviation.affectssafety_label IS 'Affects the patient''s safety (text). Y = Yes; N = No; U = Not known. SDTM: SUPPDV.QVAL where QNAM=DVSAFETY. Field affectsSafety.';
COMMENT ON COLUMN v_protocol_deviation.affectsdata IS 'Affects the evaluation of the response. Y = Yes; N = No; U = Not known. SDTM: SUPPDV.QVAL where QNAM=DVDATA. Field affectsData.';
COMMENT ON COLUMN v_protocol_deviation.affectsdata_label IS 'Affects the evaluation of the response (text). Y = Yes; N = No; U = Not known. SDTM: SUPPDV.QVAL where QNAM=DVDATA. Field affectsData.';
COMMENT ON COLUMN v_protocol_deviation.correctiveaction IS 'Corrective and preventive action. Text, up to 2000 characters. SDTM: SUPPDV.QVAL where QNAM=DVACTION. Field correctiveAction.';
COMMENT ON COLUMN v_protocol_deviation.correctiveaction_missing IS 'Corrective and preventive action (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_protocol_deviation.reported IS 'Reported to the ethics committee. Y = Yes; N = No. SDTM: SUPPDV.QVAL where QNAM=DVIRB. Field reported.';
COMMENT ON COLUMN v_protocol_deviation.reported_label IS 'Reported to the ethics committee (text). Y = Yes; N = No. SDTM: SUPPDV.QVAL where QNAM=DVIRB. Field reported.';
COMMENT ON COLUMN v_protocol_deviation.reported_missing IS 'Reported to the ethics committee (why missing). not_done = not done; unknown = unknown; not_applicable = not applicable; redacted = taken away, because it said who the patient is.';
COMMENT ON COLUMN v_protocol_deviation.reportedon IS 'Reported on. Date, day, month and year known. Asked when Reported to the ethics committee is Yes. SDTM: SUPPDV.QVAL where QNAM=DVIRBDTC. Field reportedOn.';

CREATE VIEW v_patients AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'protocolVersion' AS protocol_version,
  r.payload ->> 'status' AS status,
  r.payload ->> 'stratum' AS stratum,
  r.payload ->> 'arm' AS arm,
  (r.payload ->> 'randomisedOn')::date AS randomised_on,
  (r.payload ->> 'randomisedAt')::timestamp AS randomised_at_utc,
  r.payload ->> 'held' AS held
FROM record r WHERE r.kind = 'patient';
COMMENT ON VIEW v_patients IS 'Patients: a row for each.';
COMMENT ON COLUMN v_patients.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_patients.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_patients.study IS 'Short title of the study.';
COMMENT ON COLUMN v_patients.site IS 'Number of the site.';
COMMENT ON COLUMN v_patients.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_patients.protocol_version IS 'Version of the protocol.';
COMMENT ON COLUMN v_patients.status IS 'Status of the patient.';
COMMENT ON COLUMN v_patients.stratum IS 'Stratum of randomisation.';
COMMENT ON COLUMN v_patients.arm IS 'Arm that the patient was assigned to.';
COMMENT ON COLUMN v_patients.randomised_on IS 'Day of randomisation at the site.';
COMMENT ON COLUMN v_patients.randomised_at_utc IS 'Time of randomisation, UTC.';
COMMENT ON COLUMN v_patients.held IS 'freeze or lock, where one is over the patient.';

CREATE VIEW v_sites AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'name' AS name,
  r.payload ->> 'timeZone' AS time_zone
FROM record r WHERE r.kind = 'site';
COMMENT ON VIEW v_sites IS 'Sites that take part.';
COMMENT ON COLUMN v_sites.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_sites.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_sites.study IS 'Short title of the study.';
COMMENT ON COLUMN v_sites.site IS 'Number of the site.';
COMMENT ON COLUMN v_sites.name IS 'Name of the site.';
COMMENT ON COLUMN v_sites.time_zone IS 'Time zone of the site (IANA).';

CREATE VIEW v_visits AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'addedReason' AS added_reason,
  r.payload ->> 'notDoneReason' AS not_done_reason
FROM record r WHERE r.kind = 'visit';
COMMENT ON VIEW v_visits IS 'Visits of each patient, planned and added.';
COMMENT ON COLUMN v_visits.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_visits.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_visits.study IS 'Short title of the study.';
COMMENT ON COLUMN v_visits.site IS 'Number of the site.';
COMMENT ON COLUMN v_visits.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_visits.visit IS 'Code of the visit.';
COMMENT ON COLUMN v_visits.added_reason IS 'Why somebody added the visit.';
COMMENT ON COLUMN v_visits.not_done_reason IS 'Why it was not done.';

CREATE VIEW v_findings AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'kind' AS kind,
  r.payload ->> 'subject' AS subject,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  r.payload ->> 'value' AS value,
  r.payload ->> 'ruleVersion' AS rule_version,
  nullif(r.payload -> 'trace', 'null') AS trace
FROM record r WHERE r.kind = 'finding';
COMMENT ON VIEW v_findings IS 'Results that the rules derive from the data (response, survival, eligibility, exposure, deviations), each with its trace.';
COMMENT ON COLUMN v_findings.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_findings.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_findings.study IS 'Short title of the study.';
COMMENT ON COLUMN v_findings.site IS 'Number of the site.';
COMMENT ON COLUMN v_findings.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_findings.kind IS 'Which result it is.';
COMMENT ON COLUMN v_findings.subject IS 'What it is about, where that is no form.';
COMMENT ON COLUMN v_findings.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_findings.form IS 'Id of the form that it is about, if it is about one.';
COMMENT ON COLUMN v_findings.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_findings.value IS 'The result.';
COMMENT ON COLUMN v_findings.rule_version IS 'Version of the rules that derived it.';
COMMENT ON COLUMN v_findings.trace IS 'How the result came about, step by step.';

CREATE VIEW v_explanations AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  r.payload ->> 'rule' AS rule,
  r.payload ->> 'text' AS text,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc
FROM record r WHERE r.kind = 'explanation';
COMMENT ON VIEW v_explanations IS 'What was told to an edit check at entry.';
COMMENT ON COLUMN v_explanations.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_explanations.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_explanations.study IS 'Short title of the study.';
COMMENT ON COLUMN v_explanations.site IS 'Number of the site.';
COMMENT ON COLUMN v_explanations.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_explanations.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_explanations.form IS 'Id of the form.';
COMMENT ON COLUMN v_explanations.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_explanations.rule IS 'Id of the edit check.';
COMMENT ON COLUMN v_explanations.text IS 'The explanation.';
COMMENT ON COLUMN v_explanations.by IS 'Name of the person.';
COMMENT ON COLUMN v_explanations.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_explanations.at_utc IS 'When, UTC.';

CREATE VIEW v_queries AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  r.payload ->> 'field' AS field,
  r.payload ->> 'origin' AS origin,
  r.payload ->> 'rule' AS rule,
  r.payload ->> 'state' AS state,
  r.payload ->> 'question' AS question,
  (r.payload ->> 'raisedAt')::timestamp AS raised_at_utc,
  e ->> 'step' AS step,
  e ->> 'body' AS body,
  e ->> 'by' AS by,
  e ->> 'role' AS role,
  (e ->> 'at')::timestamp AS at_utc
FROM record r, LATERAL jsonb_array_elements(coalesce(nullif(r.payload -> 'messages', 'null'), '[]')) AS elements (e) WHERE r.kind = 'query';
COMMENT ON VIEW v_queries IS 'Queries: a row for each message.';
COMMENT ON COLUMN v_queries.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_queries.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_queries.study IS 'Short title of the study.';
COMMENT ON COLUMN v_queries.site IS 'Number of the site.';
COMMENT ON COLUMN v_queries.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_queries.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_queries.form IS 'Id of the form.';
COMMENT ON COLUMN v_queries.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_queries.field IS 'Name of the field.';
COMMENT ON COLUMN v_queries.origin IS 'system: an edit check asked; manual: a person.';
COMMENT ON COLUMN v_queries.rule IS 'Id of the edit check.';
COMMENT ON COLUMN v_queries.state IS 'State of the query.';
COMMENT ON COLUMN v_queries.question IS 'What was asked.';
COMMENT ON COLUMN v_queries.raised_at_utc IS 'When the query was raised, UTC.';
COMMENT ON COLUMN v_queries.step IS 'What the message did.';
COMMENT ON COLUMN v_queries.body IS 'The message.';
COMMENT ON COLUMN v_queries.by IS 'Name of the person.';
COMMENT ON COLUMN v_queries.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_queries.at_utc IS 'When, UTC.';

CREATE VIEW v_exposure_reviews AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  r.payload ->> 'verdict' AS verdict,
  r.payload ->> 'reason' AS reason,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc
FROM record r WHERE r.kind = 'exposure_review';
COMMENT ON VIEW v_exposure_reviews IS 'Verdicts on medications that may inhibit cenersen.';
COMMENT ON COLUMN v_exposure_reviews.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_exposure_reviews.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_exposure_reviews.study IS 'Short title of the study.';
COMMENT ON COLUMN v_exposure_reviews.site IS 'Number of the site.';
COMMENT ON COLUMN v_exposure_reviews.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_exposure_reviews.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_exposure_reviews.form IS 'Id of the form.';
COMMENT ON COLUMN v_exposure_reviews.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_exposure_reviews.verdict IS 'The verdict.';
COMMENT ON COLUMN v_exposure_reviews.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN v_exposure_reviews.by IS 'Name of the person.';
COMMENT ON COLUMN v_exposure_reviews.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_exposure_reviews.at_utc IS 'When, UTC.';

CREATE VIEW v_verifications AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  r.payload ->> 'field' AS field,
  r.payload ->> 'valueHash' AS value_sha256,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc,
  (r.payload ->> 'fallenAt')::timestamp AS fallen_at_utc
FROM record r WHERE r.kind = 'verification';
COMMENT ON VIEW v_verifications IS 'Source data verification: a row for each value that was compared.';
COMMENT ON COLUMN v_verifications.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_verifications.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_verifications.study IS 'Short title of the study.';
COMMENT ON COLUMN v_verifications.site IS 'Number of the site.';
COMMENT ON COLUMN v_verifications.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_verifications.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_verifications.form IS 'Id of the form.';
COMMENT ON COLUMN v_verifications.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_verifications.field IS 'Name of the field.';
COMMENT ON COLUMN v_verifications.value_sha256 IS 'Hash of the value that was compared.';
COMMENT ON COLUMN v_verifications.by IS 'Name of the person.';
COMMENT ON COLUMN v_verifications.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_verifications.at_utc IS 'When, UTC.';
COMMENT ON COLUMN v_verifications.fallen_at_utc IS 'When the value changed and the verification fell, UTC; none while it stands.';

CREATE VIEW v_signatures AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  r.payload ->> 'meaning' AS meaning,
  (r.payload ->> 'difference')::boolean AS only_difference,
  r.payload ->> 'statement' AS statement,
  r.payload ->> 'manifestSha256' AS manifest_sha256,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc,
  nullif(r.payload -> 'voided', 'null') AS voided
FROM record r WHERE r.kind = 'signature';
COMMENT ON VIEW v_signatures IS 'Electronic signatures.';
COMMENT ON COLUMN v_signatures.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_signatures.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_signatures.study IS 'Short title of the study.';
COMMENT ON COLUMN v_signatures.site IS 'Number of the site.';
COMMENT ON COLUMN v_signatures.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_signatures.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_signatures.form IS 'Id of the form.';
COMMENT ON COLUMN v_signatures.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_signatures.meaning IS 'What the signature covers.';
COMMENT ON COLUMN v_signatures.only_difference IS 'True where only values without a standing signature were signed.';
COMMENT ON COLUMN v_signatures.statement IS 'What was signed, word for word.';
COMMENT ON COLUMN v_signatures.manifest_sha256 IS 'Hash of everything that was signed.';
COMMENT ON COLUMN v_signatures.by IS 'Name of the person.';
COMMENT ON COLUMN v_signatures.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_signatures.at_utc IS 'When, UTC.';
COMMENT ON COLUMN v_signatures.voided IS 'Values that changed since and are not covered any more.';

CREATE VIEW v_signed_forms AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'meaning' AS meaning,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc,
  r.payload ->> 'manifestSha256' AS manifest_sha256,
  e ->> 'visit' AS visit,
  e ->> 'form' AS form,
  (e ->> 'row')::integer AS row_no,
  (e ->> 'formVersion')::integer AS form_version,
  (SELECT string_agg(f.name, ' ' ORDER BY f.place) FILTER (WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(coalesce(nullif(r.payload -> 'voided', 'null'), '[]')) w
    WHERE w ->> 'visit' IS NOT DISTINCT FROM e ->> 'visit' AND w ->> 'form' = e ->> 'form' AND w -> 'row' = e -> 'row' AND w ->> 'field' = f.name)) FROM jsonb_object_keys(e -> 'fields') WITH ORDINALITY AS f (name, place)) AS fields,
  (SELECT string_agg(f.name, ' ' ORDER BY f.place) FILTER (WHERE EXISTS (SELECT FROM jsonb_array_elements(coalesce(nullif(r.payload -> 'voided', 'null'), '[]')) w
    WHERE w ->> 'visit' IS NOT DISTINCT FROM e ->> 'visit' AND w ->> 'form' = e ->> 'form' AND w -> 'row' = e -> 'row' AND w ->> 'field' = f.name)) FROM jsonb_object_keys(e -> 'fields') WITH ORDINALITY AS f (name, place)) AS fallen_fields
FROM record r, LATERAL jsonb_array_elements(coalesce(nullif(r.payload -> 'covers', 'null'), '[]')) AS elements (e) WHERE r.kind = 'signature';
COMMENT ON VIEW v_signed_forms IS 'Who signed what: a row for each form of a signature. Cuts made before cuts held it have none.';
COMMENT ON COLUMN v_signed_forms.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_signed_forms.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_signed_forms.study IS 'Short title of the study.';
COMMENT ON COLUMN v_signed_forms.site IS 'Number of the site.';
COMMENT ON COLUMN v_signed_forms.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_signed_forms.meaning IS 'What the signature covers.';
COMMENT ON COLUMN v_signed_forms.by IS 'Name of the person.';
COMMENT ON COLUMN v_signed_forms.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_signed_forms.at_utc IS 'When, UTC.';
COMMENT ON COLUMN v_signed_forms.manifest_sha256 IS 'Hash of everything that was signed.';
COMMENT ON COLUMN v_signed_forms.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_signed_forms.form IS 'Id of the form.';
COMMENT ON COLUMN v_signed_forms.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_signed_forms.form_version IS 'Version of the form under which it was filled.';
COMMENT ON COLUMN v_signed_forms.fields IS 'Names of the fields on which the signature stands, with blanks between them.';
COMMENT ON COLUMN v_signed_forms.fallen_fields IS 'Names of the fields that changed since it was given.';

CREATE VIEW v_locks AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'kind' AS kind,
  r.payload ->> 'scope' AS scope,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  r.payload ->> 'reason' AS reason,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc,
  (r.payload ->> 'releasedAt')::timestamp AS released_at_utc,
  r.payload ->> 'releasedBy' AS released_by,
  r.payload ->> 'releaseReason' AS release_reason,
  r.payload ->> 'releaseApprovedBy' AS release_approved_by
FROM record r WHERE r.kind = 'lock';
COMMENT ON VIEW v_locks IS 'Freezes and locks, and their release.';
COMMENT ON COLUMN v_locks.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_locks.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_locks.study IS 'Short title of the study.';
COMMENT ON COLUMN v_locks.kind IS 'freeze or lock.';
COMMENT ON COLUMN v_locks.scope IS 'What is held: a form, a visit, a patient, a site or the study.';
COMMENT ON COLUMN v_locks.site IS 'Number of the site.';
COMMENT ON COLUMN v_locks.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_locks.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_locks.form IS 'Id of the form.';
COMMENT ON COLUMN v_locks.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_locks.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN v_locks.by IS 'Name of the person.';
COMMENT ON COLUMN v_locks.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_locks.at_utc IS 'When, UTC.';
COMMENT ON COLUMN v_locks.released_at_utc IS 'When it was released, UTC; none while it holds.';
COMMENT ON COLUMN v_locks.released_by IS 'Who released it.';
COMMENT ON COLUMN v_locks.release_reason IS 'Why it was released.';
COMMENT ON COLUMN v_locks.release_approved_by IS 'Who approved the release.';

CREATE VIEW v_site_versions AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'version' AS protocol_version,
  (r.payload ->> 'activatedOn')::date AS activated_on,
  r.payload ->> 'reason' AS reason,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc
FROM record r WHERE r.kind = 'site_version';
COMMENT ON VIEW v_site_versions IS 'Which version of the protocol was activated at which site.';
COMMENT ON COLUMN v_site_versions.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_site_versions.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_site_versions.study IS 'Short title of the study.';
COMMENT ON COLUMN v_site_versions.site IS 'Number of the site.';
COMMENT ON COLUMN v_site_versions.protocol_version IS 'Version of the protocol.';
COMMENT ON COLUMN v_site_versions.activated_on IS 'Day of activation.';
COMMENT ON COLUMN v_site_versions.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN v_site_versions.by IS 'Name of the person.';
COMMENT ON COLUMN v_site_versions.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_site_versions.at_utc IS 'When, UTC.';

CREATE VIEW v_patient_versions AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'from' AS from_version,
  r.payload ->> 'version' AS protocol_version,
  (r.payload ->> 'consentedOn')::date AS consented_on,
  r.payload ->> 'reason' AS reason,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc
FROM record r WHERE r.kind = 'patient_version';
COMMENT ON VIEW v_patient_versions IS 'Which version of the protocol each patient consented to.';
COMMENT ON COLUMN v_patient_versions.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_patient_versions.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_patient_versions.study IS 'Short title of the study.';
COMMENT ON COLUMN v_patient_versions.site IS 'Number of the site.';
COMMENT ON COLUMN v_patient_versions.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_patient_versions.from_version IS 'The version before.';
COMMENT ON COLUMN v_patient_versions.protocol_version IS 'Version of the protocol.';
COMMENT ON COLUMN v_patient_versions.consented_on IS 'Day of the consent.';
COMMENT ON COLUMN v_patient_versions.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN v_patient_versions.by IS 'Name of the person.';
COMMENT ON COLUMN v_patient_versions.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_patient_versions.at_utc IS 'When, UTC.';

CREATE VIEW v_waivers AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'criterion' AS criterion,
  r.payload ->> 'reason' AS reason,
  r.payload ->> 'statement' AS statement,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc
FROM record r WHERE r.kind = 'waiver';
COMMENT ON VIEW v_waivers IS 'Eligibility criteria that were waived.';
COMMENT ON COLUMN v_waivers.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_waivers.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_waivers.study IS 'Short title of the study.';
COMMENT ON COLUMN v_waivers.site IS 'Number of the site.';
COMMENT ON COLUMN v_waivers.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_waivers.criterion IS 'Id of the eligibility criterion.';
COMMENT ON COLUMN v_waivers.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN v_waivers.statement IS 'What was signed, word for word.';
COMMENT ON COLUMN v_waivers.by IS 'Name of the person.';
COMMENT ON COLUMN v_waivers.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_waivers.at_utc IS 'When, UTC.';

CREATE VIEW v_screen_failures AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'step' AS step,
  r.payload ->> 'cause' AS cause,
  nullif(r.payload -> 'criteria', 'null') AS criteria,
  r.payload ->> 'reason' AS reason,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc
FROM record r WHERE r.kind = 'screen_failure';
COMMENT ON VIEW v_screen_failures IS 'Patients who were not enrolled, and why.';
COMMENT ON COLUMN v_screen_failures.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_screen_failures.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_screen_failures.study IS 'Short title of the study.';
COMMENT ON COLUMN v_screen_failures.site IS 'Number of the site.';
COMMENT ON COLUMN v_screen_failures.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_screen_failures.step IS 'When it was decided.';
COMMENT ON COLUMN v_screen_failures.cause IS 'The cause.';
COMMENT ON COLUMN v_screen_failures.criteria IS 'Criteria that were not met.';
COMMENT ON COLUMN v_screen_failures.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN v_screen_failures.by IS 'Name of the person.';
COMMENT ON COLUMN v_screen_failures.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_screen_failures.at_utc IS 'When, UTC.';

CREATE VIEW v_adjudications AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'verdict' AS verdict,
  r.payload ->> 'reason' AS reason,
  r.payload ->> 'statement' AS statement,
  r.payload ->> 'inputsHash' AS inputs_sha256,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc
FROM record r WHERE r.kind = 'adjudication';
COMMENT ON VIEW v_adjudications IS 'Verdicts on responses that the rules leave open.';
COMMENT ON COLUMN v_adjudications.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_adjudications.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_adjudications.study IS 'Short title of the study.';
COMMENT ON COLUMN v_adjudications.site IS 'Number of the site.';
COMMENT ON COLUMN v_adjudications.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_adjudications.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_adjudications.verdict IS 'The verdict.';
COMMENT ON COLUMN v_adjudications.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN v_adjudications.statement IS 'What was signed, word for word.';
COMMENT ON COLUMN v_adjudications.inputs_sha256 IS 'Hash of what the verdict rests on.';
COMMENT ON COLUMN v_adjudications.by IS 'Name of the person.';
COMMENT ON COLUMN v_adjudications.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_adjudications.at_utc IS 'When, UTC.';

CREATE VIEW v_redactions AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  r.payload ->> 'field' AS field,
  r.payload ->> 'what' AS what,
  r.payload ->> 'reason' AS reason,
  r.payload ->> 'askedBy' AS asked_by,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc
FROM record r WHERE r.kind = 'redaction';
COMMENT ON VIEW v_redactions IS 'What was taken away because it said who a patient is.';
COMMENT ON COLUMN v_redactions.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_redactions.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_redactions.study IS 'Short title of the study.';
COMMENT ON COLUMN v_redactions.site IS 'Number of the site.';
COMMENT ON COLUMN v_redactions.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_redactions.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_redactions.form IS 'Id of the form.';
COMMENT ON COLUMN v_redactions.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_redactions.field IS 'Name of the field.';
COMMENT ON COLUMN v_redactions.what IS 'What kind of thing it was.';
COMMENT ON COLUMN v_redactions.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN v_redactions.asked_by IS 'Who asked for it.';
COMMENT ON COLUMN v_redactions.by IS 'Name of the person who decided.';
COMMENT ON COLUMN v_redactions.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_redactions.at_utc IS 'When, UTC.';

CREATE VIEW v_changes AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'patient' AS patient,
  r.payload ->> 'visit' AS visit,
  r.payload ->> 'form' AS form,
  (r.payload ->> 'row')::integer AS row_no,
  r.payload ->> 'of' AS of,
  r.payload ->> 'field' AS field,
  r.payload ->> 'from' AS from_value,
  r.payload ->> 'to' AS to_value,
  (r.payload ->> 'takenAway')::boolean AS taken_away,
  r.payload ->> 'act' AS act,
  r.payload ->> 'reason' AS reason,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc
FROM record r WHERE r.kind = 'change';
COMMENT ON VIEW v_changes IS 'The history: a row for every value before and after, from the audit trail.';
COMMENT ON COLUMN v_changes.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_changes.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_changes.study IS 'Short title of the study.';
COMMENT ON COLUMN v_changes.site IS 'Number of the site.';
COMMENT ON COLUMN v_changes.patient IS 'Number of the patient.';
COMMENT ON COLUMN v_changes.visit IS 'Code of the visit; none for a log.';
COMMENT ON COLUMN v_changes.form IS 'Id of the form.';
COMMENT ON COLUMN v_changes.row_no IS 'Number of the row in a log; 1 for a form.';
COMMENT ON COLUMN v_changes.of IS 'answer: of a field; form: of the form itself.';
COMMENT ON COLUMN v_changes.field IS 'Name of the field.';
COMMENT ON COLUMN v_changes.from_value IS 'The value before: text as it is, anything else as JSON; none for a blank.';
COMMENT ON COLUMN v_changes.to_value IS 'The value after: text as it is, anything else as JSON; none for a blank.';
COMMENT ON COLUMN v_changes.taken_away IS 'True where the trail lawfully keeps no values.';
COMMENT ON COLUMN v_changes.act IS 'The act by which it came.';
COMMENT ON COLUMN v_changes.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN v_changes.by IS 'Name of the person.';
COMMENT ON COLUMN v_changes.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_changes.at_utc IS 'When, UTC.';

CREATE VIEW v_lab_ranges AS SELECT
  r.cut AS cut,
  r.kind_of_data AS kind_of_data,
  'Cenersen AML'::text AS study,
  r.payload ->> 'site' AS site,
  r.payload ->> 'analyte' AS analyte,
  r.payload ->> 'sex' AS sex,
  (r.payload ->> 'ageFrom')::integer AS age_from,
  (r.payload ->> 'ageTo')::integer AS age_to,
  (r.payload ->> 'lower')::numeric AS lower,
  (r.payload ->> 'upper')::numeric AS upper,
  r.payload ->> 'unit' AS unit,
  (r.payload ->> 'validFrom')::date AS valid_from,
  r.payload ->> 'reason' AS reason,
  r.payload ->> 'by' AS by,
  r.payload ->> 'role' AS role,
  (r.payload ->> 'at')::timestamp AS at_utc
FROM record r WHERE r.kind = 'lab_range';
COMMENT ON VIEW v_lab_ranges IS 'Reference ranges of the sites'' laboratories.';
COMMENT ON COLUMN v_lab_ranges.cut IS 'Name of the data cut. Name one in every query: SELECT … WHERE cut = ''…''.';
COMMENT ON COLUMN v_lab_ranges.kind_of_data IS 'real, training or demonstration. The patients of a training and of a demonstration are invented.';
COMMENT ON COLUMN v_lab_ranges.study IS 'Short title of the study.';
COMMENT ON COLUMN v_lab_ranges.site IS 'Number of the site.';
COMMENT ON COLUMN v_lab_ranges.analyte IS 'The analyte.';
COMMENT ON COLUMN v_lab_ranges.sex IS 'F or M; none for both.';
COMMENT ON COLUMN v_lab_ranges.age_from IS 'From this age in years.';
COMMENT ON COLUMN v_lab_ranges.age_to IS 'To this age in years.';
COMMENT ON COLUMN v_lab_ranges.lower IS 'Lower limit.';
COMMENT ON COLUMN v_lab_ranges.upper IS 'Upper limit.';
COMMENT ON COLUMN v_lab_ranges.unit IS 'Unit of the limits.';
COMMENT ON COLUMN v_lab_ranges.valid_from IS 'First day on which the range holds.';
COMMENT ON COLUMN v_lab_ranges.reason IS 'Why, in the person''s words.';
COMMENT ON COLUMN v_lab_ranges.by IS 'Name of the person.';
COMMENT ON COLUMN v_lab_ranges.role IS 'Role in which the person acted.';
COMMENT ON COLUMN v_lab_ranges.at_utc IS 'When, UTC.';

GRANT USAGE ON SCHEMA sealed TO ecrf_statistics;
GRANT SELECT ON v_cuts, v_consent, v_demography, v_aml_history, v_vital_signs, v_chemistry, v_cardiac, v_eligibility, v_haematology, v_marrow, v_extramedullary, v_response_assessment, v_cenersen_infusion, v_infusion_interruption, v_infusion_bag, v_idarubicin_dose, v_cytarabine_dose, v_concomitant_medication, v_transfusion, v_adverse_event, v_relapse, v_new_therapy, v_death, v_end_of_treatment, v_follow_up, v_randomisation, v_protocol_deviation, v_patients, v_sites, v_visits, v_findings, v_explanations, v_queries, v_exposure_reviews, v_verifications, v_signatures, v_signed_forms, v_locks, v_site_versions, v_patient_versions, v_waivers, v_screen_failures, v_adjudications, v_redactions, v_changes, v_lab_ranges TO ecrf_statistics;
RESET search_path;
RESET ROLE;

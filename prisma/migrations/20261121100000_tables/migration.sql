-- The data. What a person wrote carries by_id, by_name, by_role and at: the database stamps them, the application cannot.
CREATE SCHEMA app   AUTHORIZATION ecrf_owner;
CREATE SCHEMA auth  AUTHORIZATION ecrf_owner;
CREATE SCHEMA ctx   AUTHORIZATION ecrf_definer;
CREATE SCHEMA audit AUTHORIZATION audit_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SET ROLE ecrf_owner;

-- ---- people -------------------------------------------------------------------------------------------------------
CREATE TABLE auth.account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), username text NOT NULL UNIQUE CHECK (username = lower(username)), full_name text NOT NULL,
  password_hash text,                                        -- null: invited, or a machine; nobody can sign in
  disabled_at timestamptz, created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE auth.session (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  token_hash bytea NOT NULL UNIQUE,                          -- sha256 of 256 random bits; the raw token lives only in the cookie
  account_id uuid NOT NULL REFERENCES auth.account, created_at timestamptz NOT NULL DEFAULT now(),
  idle_expires_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, revoked_at timestamptz);
CREATE INDEX ON auth.session (account_id);
CREATE TABLE auth.invitation (                               -- a one-time link; only its hash is kept
  token_hash bytea PRIMARY KEY, account_id uuid NOT NULL REFERENCES auth.account, expires_at timestamptz NOT NULL, used_at timestamptz);
CREATE TABLE auth.randomisation_seed (id int PRIMARY KEY DEFAULT 1 CHECK (id = 1), seed text NOT NULL CHECK (length(seed) >= 16));

-- ---- the study, its sites, who may do what where --------------------------------------------------------------------
CREATE TABLE app.study (
  id int PRIMARY KEY DEFAULT 1 CHECK (id = 1), is_demonstration boolean NOT NULL,
  open_version text NOT NULL DEFAULT '2007' CHECK (open_version IN ('2007', 'review')),
  response_profile text NOT NULL DEFAULT 'SEED' CHECK (response_profile IN ('SEED', 'IWG2003', 'ELN2022')));
CREATE TABLE app.site (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), code text NOT NULL UNIQUE CHECK (code ~ '^[0-9]{3}$'), name text NOT NULL, time_zone text NOT NULL);
CREATE TABLE app.membership (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), account_id uuid NOT NULL, site_id uuid REFERENCES app.site,   -- null: every site
  role text NOT NULL CHECK (role IN ('coordinator', 'investigator', 'monitor', 'data_manager', 'statistician', 'administrator', 'inspector')),
  trained_on date,                                           -- null: pending, and of no effect
  active_from date NOT NULL DEFAULT current_date, active_to date, revoked_at timestamptz,
  CHECK (role NOT IN ('coordinator', 'investigator') OR site_id IS NOT NULL));
CREATE INDEX ON app.membership (account_id);

-- ---- patients and what is recorded about them -----------------------------------------------------------------------
CREATE TABLE app.patient (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, number text NOT NULL UNIQUE,
  protocol_version text NOT NULL CHECK (protocol_version IN ('2007', 'review')),
  status text NOT NULL DEFAULT 'screening' CHECK (status IN ('screening', 'randomised', 'screen_failed')),
  stratum text CHECK (stratum IN ('refractory', 'relapsed')), arm text CHECK (arm IN ('A', 'B', 'C')), randomised_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((status = 'randomised') = (arm IS NOT NULL)));
CREATE INDEX ON app.patient (site_id);
CREATE TABLE app.visit (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, patient_id uuid NOT NULL REFERENCES app.patient,
  code text NOT NULL, not_done_reason text CHECK (length(not_done_reason) BETWEEN 1 AND 500), UNIQUE (patient_id, code));
CREATE INDEX ON app.visit (site_id);
CREATE TABLE app.entry (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, patient_id uuid NOT NULL REFERENCES app.patient,
  visit_id uuid REFERENCES app.visit,                        -- null: a log that belongs to the patient
  form_id text NOT NULL, form_version int NOT NULL, row_no int NOT NULL DEFAULT 1,
  answers jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(answers) = 'object' AND pg_column_size(answers) < 200000),
  progress text NOT NULL DEFAULT 'not_started' CHECK (progress IN ('not_started', 'in_progress', 'complete', 'not_done')),
  not_done_reason text CHECK (length(not_done_reason) BETWEEN 1 AND 500), removed_at timestamptz, removed_reason text CHECK (length(removed_reason) BETWEEN 1 AND 500),
  version int NOT NULL DEFAULT 1, updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((progress = 'not_done') = (not_done_reason IS NOT NULL)), CHECK ((removed_at IS NULL) = (removed_reason IS NULL)),
  UNIQUE NULLS NOT DISTINCT (patient_id, visit_id, form_id, row_no));
CREATE INDEX ON app.entry (site_id);
CREATE INDEX ON app.entry (patient_id);
CREATE TABLE app.finding (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, patient_id uuid NOT NULL REFERENCES app.patient,
  kind text NOT NULL, subject text NOT NULL, value text,     -- null: no longer derivable from what is recorded
  trace jsonb NOT NULL, inputs_hash text NOT NULL, rule_version text NOT NULL, UNIQUE (patient_id, kind, subject));
CREATE INDEX ON app.finding (site_id, kind);

-- ---- questions, review, signatures, locks ---------------------------------------------------------------------------
CREATE TABLE app.explanation (                               -- given at entry: the check is satisfied while these values stand
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, patient_id uuid NOT NULL REFERENCES app.patient,
  entry_id uuid NOT NULL REFERENCES app.entry, rule_id text NOT NULL, checked jsonb NOT NULL, text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE INDEX ON app.explanation (entry_id);
CREATE TABLE app.discrepancy (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, patient_id uuid NOT NULL REFERENCES app.patient,
  entry_id uuid NOT NULL REFERENCES app.entry, field text NOT NULL, origin text NOT NULL CHECK (origin IN ('system', 'manual')),
  rule_id text, state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'closed')),
  question text NOT NULL CHECK (length(question) BETWEEN 1 AND 2000), by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL,
  CHECK ((origin = 'system') = (rule_id IS NOT NULL)));
CREATE INDEX ON app.discrepancy (site_id, state);
CREATE INDEX ON app.discrepancy (entry_id);
CREATE INDEX ON app.discrepancy (patient_id) WHERE state <> 'closed';
CREATE UNIQUE INDEX one_open_per_rule ON app.discrepancy (entry_id, rule_id) WHERE origin = 'system' AND state <> 'closed';
CREATE TABLE app.discrepancy_message (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), discrepancy_id uuid NOT NULL REFERENCES app.discrepancy, site_id uuid NOT NULL REFERENCES app.site,
  patient_id uuid NOT NULL REFERENCES app.patient, step text NOT NULL CHECK (step IN ('raised', 'answered', 'closed', 'reopened')),
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 2000), by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE INDEX ON app.discrepancy_message (discrepancy_id);
CREATE TABLE app.exposure_review (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, patient_id uuid NOT NULL REFERENCES app.patient,
  entry_id uuid NOT NULL REFERENCES app.entry, inputs_hash text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('inhibitor_exposure', 'not_an_inhibitor', 'need_more_information')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000), by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE INDEX ON app.exposure_review (patient_id, entry_id, at DESC);
CREATE TABLE app.verification (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, patient_id uuid NOT NULL REFERENCES app.patient,
  entry_id uuid NOT NULL REFERENCES app.entry, field text NOT NULL, value_hash text NOT NULL,
  by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL, fallen_at timestamptz);
CREATE UNIQUE INDEX one_standing_per_field ON app.verification (entry_id, field) WHERE fallen_at IS NULL;
CREATE TABLE app.signature (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), site_id uuid NOT NULL REFERENCES app.site, patient_id uuid NOT NULL REFERENCES app.patient,
  meaning text NOT NULL CHECK (meaning IN ('eligibility', 'casebook')), statement text NOT NULL,
  manifest jsonb NOT NULL,                                   -- {entry: {field: sha256 of its value}}, made by the database from the rows
  manifest_sha256 text NOT NULL, by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE INDEX ON app.signature (patient_id, meaning, at DESC);
CREATE TABLE app.signature_void (                            -- exactly the fields whose content changed under a signature
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), signature_id uuid NOT NULL REFERENCES app.signature, site_id uuid NOT NULL REFERENCES app.site,
  patient_id uuid NOT NULL REFERENCES app.patient, entry_id uuid NOT NULL REFERENCES app.entry, field text NOT NULL, at timestamptz NOT NULL,
  UNIQUE (signature_id, entry_id, field));
CREATE INDEX ON app.signature_void (patient_id);
CREATE TABLE app.lock (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), kind text NOT NULL CHECK (kind IN ('freeze', 'lock')), scope text NOT NULL CHECK (scope IN ('entry', 'visit', 'patient', 'site', 'study')),
  site_id uuid REFERENCES app.site, patient_id uuid REFERENCES app.patient, visit_id uuid REFERENCES app.visit, entry_id uuid REFERENCES app.entry,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500), by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL,
  released_at timestamptz, released_by_name text, release_reason text CHECK (length(release_reason) BETWEEN 1 AND 500),
  CHECK (num_nonnulls(site_id, patient_id, visit_id, entry_id) = CASE scope WHEN 'study' THEN 0 WHEN 'site' THEN 1 WHEN 'patient' THEN 2 ELSE 3 END));
CREATE INDEX ON app.lock (patient_id) WHERE released_at IS NULL;

-- ---- what leaves ----------------------------------------------------------------------------------------------------
CREATE TABLE app.data_cut (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$'), is_interim boolean NOT NULL,
  content_hash text NOT NULL, manifest jsonb NOT NULL, by_id uuid NOT NULL, by_name text NOT NULL, by_role text, at timestamptz NOT NULL);
CREATE TABLE app.data_cut_record (
  cut_id uuid NOT NULL REFERENCES app.data_cut, seq int NOT NULL, kind text NOT NULL, payload jsonb NOT NULL, PRIMARY KEY (cut_id, seq));
CREATE TABLE app.request (                                   -- one row per act that was carried out: the same request never happens twice
  id uuid PRIMARY KEY, account_id uuid NOT NULL, verb text NOT NULL, result jsonb, at timestamptz NOT NULL DEFAULT now());
RESET ROLE;

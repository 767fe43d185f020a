-- A copy is on record before its first byte leaves, with the hash of what it is of, and again when the last one has; one without the second was broken off.
SET ROLE ecrf_owner;
ALTER TABLE app.site_copy
  ADD COLUMN step text NOT NULL DEFAULT 'completed' CHECK (step IN ('begun', 'completed')), ADD COLUMN copy_id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN content_sha256 text CHECK (content_sha256 ~ '^[0-9a-f]{64}$'), ALTER COLUMN manifest_sha256 DROP NOT NULL,
  ADD CHECK (step = 'begun' OR manifest_sha256 IS NOT NULL), ADD UNIQUE (copy_id, step);
RESET ROLE;

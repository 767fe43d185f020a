-- Why somebody added a visit that the schedule does not ask for.
SET ROLE ecrf_owner;
ALTER TABLE app.visit ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 500);
RESET ROLE;

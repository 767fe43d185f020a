-- A verdict on a medication is a signature too: given with one's own password, under a statement that is kept. Verdicts of before have none.
SET ROLE ecrf_owner;
ALTER TABLE app.exposure_review ADD COLUMN statement text CHECK (length(statement) BETWEEN 20 AND 2000);
CREATE TRIGGER c_signer BEFORE INSERT ON app.exposure_review FOR EACH ROW EXECUTE FUNCTION ctx.guard_signer();
RESET ROLE;

-- An adjudication and a waiver are statements with a proof of identity too: whoever makes one has declared what that means, and holds their second factor.
SET ROLE ecrf_owner;
CREATE TRIGGER c_signer BEFORE INSERT ON app.adjudication FOR EACH ROW EXECUTE FUNCTION ctx.guard_signer();
CREATE TRIGGER c_signer BEFORE INSERT ON app.eligibility_waiver FOR EACH ROW EXECUTE FUNCTION ctx.guard_signer();
RESET ROLE;

-- A derived result stands as still under a lock as the data it comes from.
SET ROLE ecrf_owner;
CREATE TRIGGER b_lock BEFORE INSERT OR UPDATE ON app.finding FOR EACH ROW EXECUTE FUNCTION ctx.guard_lock();
RESET ROLE;

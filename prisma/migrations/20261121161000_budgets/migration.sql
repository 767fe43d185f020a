-- How often somebody may ask: a count that refills evenly, a minute's worth at most. Unlogged: it costs no wait for the disk, and a crash forgets a minute.
SET ROLE ecrf_owner;
CREATE UNLOGGED TABLE auth.budget (
  key text PRIMARY KEY CHECK (length(key) <= 200), remaining double precision NOT NULL, short double precision NOT NULL DEFAULT 0, at timestamptz NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.budget TO ecrf_definer;
RESET ROLE;

SET ROLE ecrf_definer;
-- Takes one from every budget named. `p_a_minute`: what each may hold, and what flows back in a minute. Seconds to wait until the emptiest has one again; 0 when all had.
CREATE FUNCTION ctx.spend(p_keys text[], p_a_minute int[]) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE draw record; lacks double precision; wait int := 0;
BEGIN
  FOR draw IN SELECT k.key, k.a_minute FROM unnest(p_keys, p_a_minute) AS k (key, a_minute) ORDER BY k.key LOOP
    INSERT INTO auth.budget AS b (key, remaining, at) VALUES (draw.key, draw.a_minute - 1, clock_timestamp())
    ON CONFLICT (key) DO UPDATE SET (remaining, short, at) = (
      SELECT has - (has >= 1)::int, greatest(0, 1 - has), EXCLUDED.at
      FROM (SELECT least(draw.a_minute, b.remaining + draw.a_minute * greatest(0, extract(epoch FROM EXCLUDED.at - b.at)) / 60)) AS now (has))
    RETURNING b.short INTO lacks;
    wait := greatest(wait, ceil(lacks * 60 / draw.a_minute)::int);
  END LOOP;
  IF random() < 0.0005 THEN DELETE FROM auth.budget WHERE at < now() - interval '1 hour'; END IF;
  RETURN wait;
END $$;
REVOKE ALL ON FUNCTION ctx.spend(text[], int[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.spend(text[], int[]) TO ecrf_auth;
RESET ROLE;

-- Cluster roles, once per server, as its superuser. `npm start` runs this on every start; it changes nothing that is already so.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ecrf_owner') THEN
    CREATE ROLE ecrf_owner   NOLOGIN;                                  -- owns app and auth; migrations act as it
    CREATE ROLE audit_owner  NOLOGIN;                                  -- owns audit; nobody is a member
    CREATE ROLE ecrf_definer NOLOGIN BYPASSRLS;                        -- owns the few SECURITY DEFINER functions
    CREATE ROLE ecrf_app     LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;  -- the web server: owns nothing, sees what a session may see
    CREATE ROLE ecrf_auth    LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;  -- signing in and out: a few functions, no table
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ecrf_statistics') THEN
    CREATE ROLE ecrf_statistics NOLOGIN;                               -- reads the views over sealed cuts and nothing else; granted by hand to a statistician's login
  END IF;
END $$;
ALTER ROLE ecrf_app SET statement_timeout = '10s';                     -- before the web server gives a silent connection up: who waits is told that it takes too long, and not that the line is cut
ALTER ROLE ecrf_app SET lock_timeout = '5s';
ALTER ROLE ecrf_app SET idle_in_transaction_session_timeout = '15s';
ALTER ROLE ecrf_app SET timezone = 'UTC';
ALTER ROLE ecrf_app SET random_page_cost = 1.1;                        -- what a page asks for is in memory: looking a few rows up costs hardly more than reading them in order
ALTER ROLE ecrf_auth SET statement_timeout = '10s';

-- Row security asks for the site of each verification. Read along this index the sites are compared once for each, and not for every row.
SET ROLE ecrf_owner;
CREATE INDEX verification_of_site ON app.verification (site_id);
RESET ROLE;

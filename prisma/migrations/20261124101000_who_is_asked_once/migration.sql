-- Who acts is asked forty times in a page. The hash of the token is reckoned once each time: written into the condition it was reckoned for every session that there is, as long as these are few enough to be read one by one.
SET ROLE ecrf_definer;
CREATE OR REPLACE VIEW ctx.session_now AS
  SELECT s.id AS session_id, s.second_factor_at, a.id AS account_id, a.username, a.full_name FROM auth.session s JOIN auth.account a ON a.id = s.account_id
  WHERE s.token_hash = (SELECT sha256(convert_to(nullif(current_setting('app.session_token', true), ''), 'UTF8')))
    AND s.revoked_at IS NULL AND a.disabled_at IS NULL AND s.expires_at > statement_timestamp() AND s.idle_expires_at > statement_timestamp()
    AND CASE WHEN s.scopes IS NULL THEN coalesce(current_setting('app.scope', true), '') = '' ELSE current_setting('app.scope', true) = ANY (s.scopes) END;
RESET ROLE;

-- Chains do not hang on each other, so several connections may walk the trail at once, each its own stretch of chains: `p_until` is the last chain of one.
SET ROLE audit_owner;
DROP FUNCTION audit.verify_links(uuid, bigint, int);
CREATE FUNCTION audit.verify_links(p_chain uuid, p_seq bigint, p_most int, p_until uuid DEFAULT 'ffffffff-ffff-ffff-ffff-ffffffffffff', OUT walked int, OUT chain uuid, OUT seq bigint, OUT problems jsonb) LANGUAGE sql STABLE SECURITY DEFINER SET timezone = 'UTC' SET search_path = pg_catalog, pg_temp AS $$
  WITH stretch AS MATERIALIZED (SELECT l.* FROM audit.link l WHERE (l.chain_id, l.seq) > (p_chain, p_seq) AND l.chain_id <= p_until ORDER BY l.chain_id, l.seq LIMIT p_most),
  looked AS (
    SELECT l.chain_id, l.seq, l.event_id, l.prev_hash, l.hash, e.payload_hash, audit.commit_to(p.salt, p.changes) AS committed,
      sha256(l.prev_hash || audit.canonical(e, l.seq)) AS content_hash, e.chain_id AS event_chain,
      coalesce(lag(l.hash) OVER w, CASE WHEN l.chain_id = p_chain THEN (SELECT b.hash FROM audit.link b WHERE b.chain_id = p_chain AND b.seq = p_seq) END, '\x') AS want_prev,
      coalesce(lag(l.seq) OVER w, CASE WHEN l.chain_id = p_chain THEN p_seq END, 0) + 1 AS want_seq
    FROM stretch l LEFT JOIN audit.event e ON e.id = l.event_id LEFT JOIN audit.payload p ON p.event_id = l.event_id WINDOW w AS (PARTITION BY l.chain_id ORDER BY l.seq)),
  judged AS (SELECT k.*, k.hash IS DISTINCT FROM k.content_hash AND NOT audit.is_redacted_content(k.event_id, k.chain_id, k.content_hash) AS altered FROM looked k),
  wrong AS (
    SELECT w.chain_id, w.seq, CASE WHEN w.seq <> w.want_seq THEN 'gap' WHEN w.prev_hash <> w.want_prev THEN 'previous hash does not match'
        WHEN w.altered OR w.event_chain <> w.chain_id THEN 'content altered' WHEN w.committed IS NULL THEN 'values taken away' ELSE 'values altered' END AS problem
    FROM judged w WHERE w.seq <> w.want_seq OR w.prev_hash <> w.want_prev OR w.altered OR w.event_chain <> w.chain_id
      OR (w.payload_hash IS DISTINCT FROM w.committed AND NOT audit.is_redacted(w.event_id, w.chain_id, w.committed)))
  SELECT (SELECT count(*)::int FROM stretch), (SELECT s.chain_id FROM stretch s ORDER BY s.chain_id DESC, s.seq DESC LIMIT 1), (SELECT s.seq FROM stretch s ORDER BY s.chain_id DESC, s.seq DESC LIMIT 1),
    coalesce((SELECT jsonb_agg(jsonb_build_object('chain', x.chain_id, 'seq', x.seq, 'problem', x.problem) ORDER BY x.chain_id, x.seq) FROM wrong x), '[]') $$;
REVOKE ALL ON FUNCTION audit.verify_links(uuid, bigint, int, uuid) FROM PUBLIC;
RESET ROLE;

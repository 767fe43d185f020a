import type pg from "pg";
import { ASKS, type Sent } from "./writer";

/** What became of the saves, counted from the database. Everything but the first three lines must be 0, and `chain` "intact". */
export interface Account {
  readonly sent: number;
  readonly acknowledged: number;
  readonly stored: number;
  /** Acknowledged, and not there. */
  readonly lost: number;
  /** Refused as not carried out, and there all the same. */
  readonly denied: number;
  /** A request whose row, entry, queries and trail are not all there or all absent; a query that is open without cause, or missing. */
  readonly half: number;
  /** A request that changed its entry more than once. */
  readonly doubled: number;
  /** Still not known. */
  readonly open: number;
  /** Entries whose stored values are not the last ones of the trail. */
  readonly astray: number;
  readonly chain: string;
}

/** Holds what the writers were told against what the database and its trail say. */
export async function accountOf(admin: pg.ClientBase | pg.Pool, sent: readonly Sent[]): Promise<Account> {
  const ids = sent.map(({ requestId }) => requestId);
  const { rows } = await admin.query<{ id: string; remembered: boolean; entry: number; query: number; unlinked: number }>(`
    SELECT s.id, EXISTS (SELECT FROM app.request r WHERE r.id = s.id::uuid AND r.result IS NOT NULL) AS remembered,
      (SELECT count(*)::int FROM audit.event e WHERE e.request_id = s.id AND e.table_name = 'app.entry' AND e.op = 'U') AS entry,
      (SELECT count(*)::int FROM audit.event e WHERE e.request_id = s.id AND e.table_name = 'app.discrepancy') AS query,
      (SELECT count(*)::int FROM audit.event e WHERE e.request_id = s.id AND NOT EXISTS (SELECT FROM audit.link l WHERE l.event_id = e.id)) AS unlinked
    FROM unnest($1::text[]) AS s (id)`, [ids]);
  const found = new Map(rows.map((row) => [row.id, row]));
  const isStored = ({ requestId }: Sent) => found.get(requestId)?.remembered === true;
  const isHalf = ({ requestId, to }: Sent) => {
    const { remembered = false, entry = 0, query = 0, unlinked = 0 } = found.get(requestId) ?? {};
    return unlinked > 0 || (remembered ? entry === 0 || (query === 0 && to.platelets.unit === ASKS.unit) : entry + query > 0);
  };
  const count = (is: (save: Sent) => boolean) => sent.filter(is).length;
  const entries = [...new Set(sent.map(({ entryId }) => entryId))];
  return {
    sent: sent.length,
    acknowledged: count(({ outcome }) => outcome === "acknowledged"),
    stored: count(isStored),
    lost: count((save) => save.outcome === "acknowledged" && !isStored(save)),
    denied: count((save) => save.outcome === "refused" && isStored(save)),
    half: count(isHalf) + await queriesAstray(admin, entries),
    doubled: rows.filter(({ entry }) => entry > 1).length,
    open: count(({ outcome }) => outcome === "unknown"),
    astray: await entriesAstray(admin, entries),
    chain: await chainOf(admin),
  };
}

/** Exactly one open query by the platelets' check where the stored value is asked about, none where it is not. */
async function queriesAstray(admin: pg.ClientBase | pg.Pool, entries: readonly string[]): Promise<number> {
  const { rows: [row] } = await admin.query<{ n: number }>(`
    SELECT count(*)::int AS n FROM app.entry e WHERE e.id = ANY ($1::uuid[])
      AND (SELECT count(*) FROM app.discrepancy d WHERE d.entry_id = e.id AND d.rule_id = 'HE01' AND d.state = 'open') <> CASE WHEN e.answers #>> '{platelets,unit}' = $2 THEN 1 ELSE 0 END`, [entries, ASKS.unit]);
  return row?.n ?? 0;
}

/** Every key of the stored answers against the newest value that the trail has of it, and the version against the number of writes. */
async function entriesAstray(admin: pg.ClientBase | pg.Pool, entries: readonly string[]): Promise<number> {
  const { rows: [row] } = await admin.query<{ n: number }>(`
    SELECT count(*)::int AS n FROM app.entry e, LATERAL (
      SELECT coalesce(jsonb_object_agg(k, v) FILTER (WHERE v <> 'null'), '{}') AS told FROM (
        SELECT DISTINCT ON (c.key) substr(c.key, 9) AS k, c.value -> 'new' AS v FROM audit.event t JOIN audit.payload p ON p.event_id = t.id, jsonb_each(p.changes) c
        WHERE t.table_name = 'app.entry' AND t.row_id = e.id::text AND c.key LIKE 'answers.%' ORDER BY c.key, t.id DESC) AS newest) AS trail
    WHERE e.id = ANY ($1::uuid[]) AND jsonb_strip_nulls(e.answers) IS DISTINCT FROM trail.told`, [entries]);
  return row?.n ?? 0;
}

/** What `npm run verify` looks at. */
export async function chainOf(admin: pg.ClientBase | pg.Pool): Promise<string> {
  const { rows } = await admin.query<{ problem: string }>("SELECT problem FROM audit.verify()");
  return rows[0] ? `broken: ${rows[0].problem}` : "intact";
}

/** The invariants of every fault, as one list of what broke; empty when all hold. */
export function violationsOf({ lost, denied, half, doubled, open, astray, chain, acknowledged }: Account): string[] {
  const counted = Object.entries({ lost, denied, half, doubled, open, astray }).filter(([, n]) => n > 0).map(([name, n]) => `${name} ${n}`);
  return [...counted, ...(chain === "intact" ? [] : [chain]), ...(acknowledged > 0 ? [] : ["nothing was acknowledged, so nothing was shown"])];
}

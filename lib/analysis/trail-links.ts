import "server-only";
import type { Tx } from "@/lib/server/db";

/** An event exactly as its link is the hash of it, and its values as the text that its salted hash was made of. Times and numbers in the form in which they were hashed. */
export interface TrailLink {
  readonly id: string; readonly chain: string; readonly seq: number; readonly prev: string; readonly hash: string;
  readonly salt: string | null; readonly values: string | null;
  readonly event: Readonly<Record<string, unknown>>;
}

/** The links of these events, in the order given. */
export async function readTrailLinks(tx: Tx, ids: readonly string[]): Promise<readonly TrailLink[]> {
  return tx.$queryRaw<TrailLink[]>`
    SELECT e.id::text AS id, l.chain_id::text AS chain, l.seq::int AS seq, encode(l.prev_hash, 'hex') AS prev, encode(l.hash, 'hex') AS hash, encode(p.salt, 'hex') AS salt, p.changes::text AS values,
      jsonb_build_object('id', e.id::text, 'xid', e.xid::text, 'at', to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'accountId', e.account_id, 'username', e.username,
        'fullName', e.full_name, 'role', e.role, 'sessionId', e.session_id, 'action', e.action, 'table', e.table_name, 'row', e.row_id, 'op', e.op::text, 'siteId', e.site_id, 'patientId', e.patient_id,
        'fields', to_jsonb(e.fields), 'payloadHash', encode(e.payload_hash, 'hex'), 'reason', e.reason, 'requestId', e.request_id, 'appVersion', e.app_version) AS event
    FROM unnest(${ids}::bigint[]) WITH ORDINALITY chosen(id, place) JOIN audit.event e ON e.id = chosen.id JOIN audit.link l ON l.event_id = e.id LEFT JOIN audit.payload p ON p.event_id = e.id
    ORDER BY chosen.place`;
}

/** The events by which any of these were redacted: without them nobody can tell a redaction from an alteration. */
export async function readRedactionsOf(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT e.id::text AS id FROM audit.event e WHERE e.op = 'R' AND e.table_name = 'audit.payload' AND e.row_id = ANY (${ids}::text[]) ORDER BY e.id`;
  return rows.map(({ id }) => id).filter((id) => !ids.includes(id));
}

export interface TrailChain { readonly chain: string; readonly patient: string | null; readonly lastSeq: number; readonly lastHash: string; readonly whole: boolean }

/** The chains that the reader reads, or the one of a patient, as long as they are now; `whole` when every link of them is the reader's to see. */
export async function readTrailChains(tx: Tx, patient: string | undefined): Promise<readonly TrailChain[]> {
  return tx.$queryRaw<TrailChain[]>`
    SELECT h.chain_id::text AS chain, t.number AS patient, h.last_seq::int AS "lastSeq", encode(h.last_hash, 'hex') AS "lastHash", h.last_seq = (SELECT count(*) FROM audit.link l WHERE l.chain_id = h.chain_id AND l.seq <= h.last_seq) AS whole
    FROM audit.chain_head h LEFT JOIN app.patient t ON t.id = h.chain_id WHERE ${patient ?? null}::text IS NULL OR t.number = ${patient ?? null}::text ORDER BY t.number NULLS FIRST, h.chain_id`;
}

/** The ids of a chain's events after a link, oldest first. */
export async function readChainEvents(tx: Tx, { chain, lastSeq }: TrailChain, after: number, most: number): Promise<readonly { id: string; seq: number }[]> {
  return tx.$queryRaw<{ id: string; seq: number }[]>`
    SELECT l.event_id::text AS id, l.seq::int AS seq FROM audit.link l WHERE l.chain_id = ${chain}::uuid AND l.seq > ${after} AND l.seq <= ${lastSeq} ORDER BY l.seq LIMIT ${most}`;
}

/** The checkpoints that remember a chain, up to its last link here, each with what its hash was made of and its signed anchor. */
export async function readTrailProofs(tx: Tx, { chain, lastSeq }: TrailChain): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return tx.$queryRaw<Readonly<Record<string, unknown>>[]>`
    SELECT ${chain}::text AS chain, last_seq::int AS seq, encode(last_hash, 'hex') AS hash, checkpoint::int AS checkpoint, encode(prev_hash, 'hex') AS prev, encode(p.hash, 'hex') AS "checkpointHash",
      ddl::int AS ddl, encode(ddl_hash, 'hex') AS "ddlHash", leaves, anchor FROM audit.proofs(${chain}::uuid) p WHERE last_seq <= ${lastSeq} ORDER BY checkpoint`;
}

export interface LastAnchor { readonly seq: number; readonly line: string; readonly shortHash: string }

/** The newest anchor of all, by which a reader may compare with a copy kept elsewhere; null while there is none. */
export async function readLastAnchor(tx: Tx): Promise<LastAnchor | null> {
  const [last] = await tx.$queryRaw<LastAnchor[]>`SELECT seq::int AS seq, line, left(encode(sha256(convert_to(line, 'UTF8')), 'hex'), 12) AS "shortHash" FROM audit.anchor ORDER BY audit.anchor.seq DESC LIMIT 1`;
  return last ?? null;
}

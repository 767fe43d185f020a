import "server-only";
import { createHash } from "node:crypto";
import type { Tx } from "@/lib/server/db";
import { sql } from "@/lib/server/sql";
import { derivePatient } from "@/lib/study/derive-patient";
import type { Finding, PatientRecord } from "@/lib/study/patient-record";
import { RULE_VERSION } from "@/lib/study/rule-version";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What a decision by a person is bound to: these findings name it themselves. */
const DECIDED_BY_PEOPLE: readonly Finding["kind"][] = ["exposure", "response"];

/** A result that is stored: which one, and the digest of all that it says. `stands` is false where it could no longer be derived. */
export interface StoredFinding extends Pick<Finding, "kind" | "subject"> {
  readonly id: string;
  readonly digest: string;
  readonly stands: boolean;
}

/** The column that holds a patient's `StoredFinding`s, of a statement over `app.patient p`. */
export const FINDINGS_COLUMN = sql`coalesce((SELECT json_agg(json_build_object('id', f.id, 'kind', f.kind, 'subject', f.subject, 'digest', f.digest, 'stands', f.value IS NOT NULL)) FROM app.finding f WHERE f.patient_id = p.id), '[]') AS findings`;

async function readStored(tx: Tx, patientId: string): Promise<readonly StoredFinding[]> {
  const [patient] = await tx.$queryRaw<{ findings: readonly StoredFinding[] }[]>`SELECT ${FINDINGS_COLUMN} FROM app.patient p WHERE p.id = ${patientId}::uuid`;
  return patient?.findings ?? [];
}

/** As a row: what it rests on, hashed (its own inputs where a person decides on it, or else the whole explanation), and the digest by which it is known to be the same. */
function rowOf(finding: Finding) {
  const all = sha256(JSON.stringify([finding.value, finding.trace]));
  const own = DECIDED_BY_PEOPLE.includes(finding.kind) ? (finding.trace as { readonly inputsHash?: string }).inputsHash : undefined;
  return { ...finding, inputs_hash: own ?? all, digest: `${RULE_VERSION} ${all}` };
}

/**
 * Derives everything about one patient again and stores what differs, in the transaction of the change that caused it.
 * A result that can no longer be derived keeps its row with value null, so that the trail shows it going.
 * `stored`: what the transaction has read of the same patient already; left out, it is read.
 */
export async function storeFindings(tx: Tx, siteId: string, record: PatientRecord, stored?: readonly StoredFinding[]): Promise<readonly Finding[]> {
  const findings = derivePatient(record, { hashOf: sha256 });
  const rows = findings.map(rowOf);
  const before = new Map((stored ?? (await readStored(tx, record.patientId))).map((one) => [nameOf(one), one]));
  const differing = rows.filter((row) => before.get(nameOf(row))?.digest !== row.digest);
  const derived = new Set(rows.map(nameOf));
  const gone = [...before.values()].filter((one) => one.stands && !derived.has(nameOf(one)));
  const known = differing.flatMap((row) => { const id = before.get(nameOf(row))?.id; return id === undefined ? [] : [{ ...row, id }]; });
  await change(tx, [...known, ...gone.map(({ id, kind, subject }) => ({ id, kind, subject, value: null, trace: {}, inputs_hash: "", digest: "" }))]);
  await add(tx, siteId, record.patientId, differing.filter((row) => !before.has(nameOf(row))));
  return findings;
}

const nameOf = ({ kind, subject }: Pick<Finding, "kind" | "subject">): string => `${kind} ${subject}`;

type Row = Omit<ReturnType<typeof rowOf>, "value" | "trace"> & { readonly value: string | null; readonly trace: unknown };
const COLUMNS = sql`(kind text, subject text, value text, trace jsonb, inputs_hash text, digest text)`;

/** By their ids: by patient, kind and subject the planner would rather go through all results of the site. */
async function change(tx: Tx, rows: readonly (Row & { readonly id: string })[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE app.finding f SET value = d.value, trace = d.trace, inputs_hash = d.inputs_hash, digest = d.digest, rule_version = CASE WHEN d.digest = '' THEN f.rule_version ELSE ${RULE_VERSION} END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d (id uuid, value text, trace jsonb, inputs_hash text, digest text) WHERE f.id = ANY (${rows.map(({ id }) => id)}::uuid[]) AND f.id = d.id`;
}

async function add(tx: Tx, siteId: string, patientId: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO app.finding (site_id, patient_id, kind, subject, value, trace, inputs_hash, digest, rule_version)
    SELECT ${siteId}::uuid, ${patientId}::uuid, d.kind, d.subject, d.value, d.trace, d.inputs_hash, d.digest, ${RULE_VERSION} FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d ${COLUMNS}
    ON CONFLICT (patient_id, kind, subject) DO UPDATE SET value = excluded.value, trace = excluded.trace, inputs_hash = excluded.inputs_hash, digest = excluded.digest, rule_version = excluded.rule_version`;
}

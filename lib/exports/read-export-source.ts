import "server-only";
import type { Tx } from "@/lib/server/db";
import type { CutPayload, CutRecord } from "./cut-record";
import type { CutSource } from "./cut-source";
import type { CutPatient, CutStudy } from "./export-format";
import type { CutManifest } from "./manifest";

const PATIENTS_AT_ONCE = 10;
const PARTS_AT_ONCE = 8; // of a stored file, 200,000 letters each: most files are asked for once

/** Opens a transaction that may read the cut, for one piece of the reading. */
export type Reading = <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>;

/** The cut as the formats read it, within a transaction that may read it. Null when there is no such cut, or the reader may not see it. */
export const readExportSource = (tx: Tx, cutId: string): Promise<CutSource | null> => openExportSource((work) => work(tx), cutId);

/** The same in many short transactions: a cut never changes, so they need not be one. */
export async function openExportSource(reading: Reading, cutId: string): Promise<CutSource | null> {
  const study = await reading((tx) => readStudy(tx, cutId));
  return study && { study, patients: () => readPatients(reading, cutId), stored: (file) => readStored(reading, cutId, file) };
}

async function readStudy(tx: Tx, cutId: string): Promise<CutStudy | null> {
  const row = await tx.dataCut.findUnique({ where: { id: cutId }, select: { name: true, isInterim: true, contentHash: true, byName: true, at: true, manifest: true } });
  if (!row) return null;
  const wide = await tx.$queryRaw<Pick<CutRecord, "kind" | "payload">[]>`
    SELECT kind, payload FROM app.data_cut_record WHERE cut_id = ${cutId}::uuid AND kind IN ('study', 'site', 'site_version', 'lab_range', 'lock') AND patient IS NULL ORDER BY seq`;
  const of = (kind: string) => wide.filter((record) => record.kind === kind).map(({ payload }) => payload);
  return {
    name: row.name, madeAt: row.at.toISOString(), madeBy: row.byName, isInterim: row.isInterim, contentHash: row.contentHash, manifest: row.manifest as unknown as CutManifest,
    study: of("study")[0] ?? {}, sites: of("site"), siteVersions: of("site_version"), labRanges: of("lab_range"), locks: of("lock"),
  };
}

/** While some are written the next are read. */
async function* readPatients(reading: Reading, cutId: string): AsyncGenerator<CutPatient> {
  const numbers = await reading((tx) => tx.$queryRaw<{ number: string }[]>`SELECT patient AS number FROM app.data_cut_record WHERE cut_id = ${cutId}::uuid AND kind = 'patient' ORDER BY seq`);
  const pieceAt = (at: number) => readPiece(reading, cutId, numbers.slice(at, at + PATIENTS_AT_ONCE).map(({ number }) => number));
  let ahead = pieceAt(0);
  try {
    for (let at = 0; at < numbers.length; at += PATIENTS_AT_ONCE) {
      const piece = await ahead;
      ahead = pieceAt(at + PATIENTS_AT_ONCE);
      ahead.catch(() => {}); // whoever takes it is told
      for (const { number, records } of piece) yield patientOf(number, JSON.parse(records) as Pick<CutRecord, "kind" | "payload">[]);
    }
  } finally {
    await ahead.catch(() => {}); // nothing is left reading behind whoever has enough
  }
}

/** The records of each as one text: a row for each record costs more than what stands in it. In the order of `numbers`. */
async function readPiece(reading: Reading, cutId: string, numbers: readonly string[]): Promise<readonly { readonly number: string; readonly records: string }[]> {
  if (numbers.length === 0) return [];
  return reading((tx) => tx.$queryRaw<{ number: string; records: string }[]>`
    SELECT patient AS number, json_agg(json_build_object('kind', kind, 'payload', payload) ORDER BY seq)::text AS records
    FROM app.data_cut_record WHERE cut_id = ${cutId}::uuid AND patient = ANY(${numbers}) AND kind <> 'file' GROUP BY patient ORDER BY array_position(${numbers}::text[], patient)`);
}

async function* readStored(reading: Reading, cutId: string, file: string): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const parts = await reading((tx) => tx.$queryRaw<{ seq: number; text: string }[]>`
      SELECT seq, payload ->> 'text' AS text FROM app.data_cut_record WHERE cut_id = ${cutId}::uuid AND file = ${file} AND seq > ${after} ORDER BY seq LIMIT ${PARTS_AT_ONCE}`);
    for (const { text } of parts) yield text;
    if (parts.length < PARTS_AT_ONCE) return;
    after = parts.at(-1)?.seq ?? 0;
  }
}

/** One patient's records, found by their kind. */
export function patientOf(number: string, records: readonly Pick<CutRecord, "kind" | "payload">[]): CutPatient {
  const byKind = new Map<string, CutPayload[]>();
  for (const { kind, payload } of records) {
    const others = byKind.get(kind);
    if (others) others.push(payload);
    else byKind.set(kind, [payload]);
  }
  const of = (kind: string): readonly CutPayload[] => byKind.get(kind) ?? [];
  return { number, patient: of("patient")[0] ?? {}, of };
}

import "server-only";
import { groupBy } from "@/lib/kernel/group-by";
import type { Tx } from "@/lib/server/db";
import type { CutPayload, CutRecord } from "./cut-record";
import type { CutSource } from "./cut-source";
import type { CutPatient, CutStudy } from "./export-format";
import type { CutManifest } from "./manifest";

const PATIENTS_AT_ONCE = 25;
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

async function* readPatients(reading: Reading, cutId: string): AsyncGenerator<CutPatient> {
  const numbers = await reading((tx) => tx.$queryRaw<{ number: string }[]>`SELECT patient AS number FROM app.data_cut_record WHERE cut_id = ${cutId}::uuid AND kind = 'patient' ORDER BY seq`);
  for (let at = 0; at < numbers.length; at += PATIENTS_AT_ONCE) {
    const some = numbers.slice(at, at + PATIENTS_AT_ONCE).map(({ number }) => number);
    const records = await reading((tx) => tx.$queryRaw<CutRecord[]>`
      SELECT seq, kind, payload FROM app.data_cut_record WHERE cut_id = ${cutId}::uuid AND patient = ANY(${some}) AND kind <> 'file' ORDER BY seq`);
    const ofPatient = groupBy(records, ({ payload }) => String(payload["patient"]));
    for (const number of some) yield patientOf(number, ofPatient.get(number) ?? []);
  }
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

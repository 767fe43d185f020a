import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { CutRecord } from "@/lib/exports/cut-record";

/** Seals these records as a cut, past the act that would copy what is recorded; the database makes its hash. Returns its id. */
export async function sealCut(admin: pg.Client, records: readonly CutRecord[], name: string, manifest: object): Promise<string> {
  const id = randomUUID();
  const file = { seq: records.length, kind: "file", payload: { file: "consent.csv", text: "x" } };
  await admin.query("BEGIN; SELECT set_config('app.session_token', 'token-data_manager', true), set_config('app.action', 'test.fill', true)");
  await admin.query("INSERT INTO app.data_cut_record (cut_id, seq, kind, payload) SELECT $1, (x ->> 'seq')::int, x ->> 'kind', x -> 'payload' FROM jsonb_array_elements($2::jsonb) x", [id, JSON.stringify([...records, file])]);
  await admin.query("INSERT INTO app.data_cut (id, name, is_interim, content_hash, manifest) VALUES ($1, $2, true, '', $3)", [id, name, JSON.stringify(manifest)]);
  await admin.query("COMMIT");
  return id;
}

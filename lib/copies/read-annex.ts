import "server-only";
import { chooseTrailEvents, readTrailRecords, type TrailRecord } from "@/lib/analysis/trail-rows";
import { wordsOf } from "@/lib/analysis/trail-words";
import { saySentence } from "@/lib/audit/sentences";
import { ANSWERS_PREFIX } from "@/lib/audit/trail-event";
import type { TrailKind } from "@/lib/audit/trail-kinds";
import type { Tx } from "@/lib/server/db";
import type { PrintedEvent } from "@/lib/exports/casebooks/casebook-content";

/** First entries stand in the casebook itself, queries and signatures have parts of their own; what is left is what nobody would see. */
const KINDS: readonly TrailKind[] = ["data", "review", "locks"];
/** Far more than any patient has. */
const MOST = 100_000;

/** The trail of one patient without first entries: corrections with their old values, removals, decisions and locks, oldest first. */
export async function readAnnex(tx: Tx, patient: string, says: (at: Date) => string): Promise<readonly PrintedEvent[]> {
  const records: TrailRecord[] = [];
  for (const kind of KINDS) records.push(...await readTrailRecords(tx, await chooseTrailEvents(tx, { patient, kind }, "UTC", MOST)));
  return records.filter(isTold).toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1))
    .map((record) => ({ at: says(record.at), says: `${saySentence(record, wordsOf(record))}` }));
}

function isTold({ table, op, changes, fields }: TrailRecord): boolean {
  if (table === "app.verification") return false; // stands beside its value
  if (table === "app.visit" || table === "app.entry") return op === "U" && (changes === null ? fields.length > 0 : Object.entries(changes).some(([field, { old }]) => !field.startsWith(ANSWERS_PREFIX) || (old ?? null) !== null));
  return true;
}

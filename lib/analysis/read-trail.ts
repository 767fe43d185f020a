import "server-only";
import { can } from "@/lib/access/permissions";
import { sayAct } from "@/lib/audit/acts";
import { sayDeed } from "@/lib/audit/deeds";
import { reasonBeside } from "@/lib/audit/sentences";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { TrailFilters } from "./trail-filters";
import { readTrailRecords, type TrailRecord } from "./trail-rows";
import { fieldOfRecord, wordsOf } from "./trail-words";

/** Events on one page. */
export const EVENTS_A_PAGE = 100;

/** One event as the page shows it. `at` is an instant, UTC; `timeZone` is the site's, null where there is no site. */
export interface TrailView {
  readonly id: string;
  readonly at: string;
  readonly timeZone: string | null;
  readonly accountId: string;
  readonly who: string;
  readonly role: string | null;
  readonly act: string;
  readonly deed: string;
  readonly reason: string | null;
  readonly patientNumber: string | null;
  /** Where the record stands today; null where it has no page, or the reader may not open it. */
  readonly href: string | null;
}

export interface Trail {
  readonly rows: readonly TrailView[];
  readonly people: readonly { readonly id: string; readonly fullName: string }[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

function hrefOf(actor: Actor, record: TrailRecord): string | null {
  const { table, entryId, discrepancyId, patientNumber } = record;
  if (discrepancyId !== null) return `/queries/${discrepancyId}`;
  if (entryId !== null) {
    const field = fieldOfRecord(record);
    return `/entries/${entryId}${field === null ? "" : `#${field}`}`;
  }
  if (patientNumber !== null) return `/patients/${patientNumber}`;
  if (table === "app.data_cut") return can(actor, "cut.read") ? "/cuts" : null;
  return (table === "app.membership" || table === "auth.account") && can(actor, "person.read") ? "/people" : null;
}

/** An event in words, with the way to its record. */
function viewOf(actor: Actor, record: TrailRecord): TrailView {
  const { id, at, timeZone, accountId, who, role, action, patientNumber } = record;
  return {
    id, at: at.toISOString(), timeZone, accountId, who, role, act: sayAct(action), patientNumber,
    deed: sayDeed(record, wordsOf(record)), reason: reasonBeside(record), href: hrefOf(actor, record),
  };
}

/** A page of the reader's trail, newest first, and the people to choose from. */
export async function readTrail(tx: Tx, actor: Actor, filters: TrailFilters): Promise<Trail> {
  const [found, people] = await Promise.all([
    readTrailRecords(tx, filters, EVENTS_A_PAGE + 1),
    tx.$queryRaw<{ id: string; fullName: string }[]>`SELECT id, full_name AS "fullName" FROM ctx.colleagues()`,
  ]);
  const rows = found.slice(0, EVENTS_A_PAGE).map((record) => viewOf(actor, record));
  return { rows, people, next: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null };
}

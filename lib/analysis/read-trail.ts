import "server-only";
import { can } from "@/lib/access/permissions";
import { ANSWERS_PREFIX } from "@/lib/audit/trail-event";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { TrailFilters } from "./trail-filters";
import { chooseTrailEvents, readTrailRecords, readTrailZone, type TrailRecord } from "./trail-rows";
import { byDay, groupByAct, tellAct, type TrailDay } from "./trail-story";
import { fieldOfRecord } from "./trail-words";

/** Events on one page. An act that begins on a page is told there to its end, so that it may be a few fewer. */
export const EVENTS_A_PAGE = 150;
const EVENTS_OF_A_FIELD = 50; // each an act of its own, and so a paragraph

export interface Trail {
  readonly days: readonly TrailDay[];
  readonly events: number;
  /** On whose clock the chosen days are. */
  readonly zone: string;
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

/** In the story of one field a save tells of that field alone. */
function onlyField(record: TrailRecord, { field }: TrailFilters): TrailRecord {
  const path = `${ANSWERS_PREFIX}${field?.split(".").at(-1)}`;
  if (!field || record.table !== "app.entry" || record.changes?.[path] === undefined) return record;
  const changes = Object.fromEntries(Object.entries(record.changes).filter(([name]) => name === path || !name.startsWith(ANSWERS_PREFIX)));
  return { ...record, changes, fields: Object.keys(changes) };
}

/** A page of the reader's trail, newest first, and the people to choose from. */
export async function readTrail(tx: Tx, actor: Actor, filters: TrailFilters): Promise<Trail> {
  const zone = await readTrailZone(tx, filters);
  const most = filters.field ? EVENTS_OF_A_FIELD : EVENTS_A_PAGE;
  const ids = await chooseTrailEvents(tx, filters, zone, most + 1);
  const groups = groupByAct((await readTrailRecords(tx, ids.slice(0, most))).map((record) => onlyField(record, filters)));
  const people = await tx.$queryRaw<{ id: string; fullName: string }[]>`SELECT id, full_name AS "fullName" FROM ctx.colleagues()`;
  const isLast = ids.length <= most;
  const shown = isLast || groups.length === 1 ? groups : groups.slice(0, -1); // the oldest act may go on beyond the page
  const acts = shown.map((group) => tellAct(group, (record) => hrefOf(actor, record)));
  return { days: byDay(acts, zone), events: shown.flat().length, zone, people, next: isLast ? null : (shown.at(-1)?.at(-1)?.id ?? null) };
}

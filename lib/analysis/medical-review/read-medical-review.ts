import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { readDeathLines } from "./death-lines";
import { readDoseLines } from "./dose-lines";
import { withMarks } from "./line-marks";
import { readBoundaryLines, readDisagreementLines } from "./response-lines";
import { fitsReview, type ReviewFilters } from "./review-filters";
import { LISTS, type FoundLine, type ReviewLine, type ReviewList } from "./review-line";
import { readSeriousLines } from "./serious-lines";

export interface MedicalReview {
  /** Every list under the filters of site, patient and state, whichever list is chosen. */
  readonly lists: Readonly<Record<ReviewList, readonly ReviewLine[]>>;
  /** Of all lines within one's reach, whatever the filters. */
  readonly sites: readonly string[];
  readonly all: number;
}

const URGENCY: Readonly<Record<ReviewLine["tone"], number>> = { late: 0, open: 1, noted: 2, settled: 2 };
const byUrgency = (one: ReviewLine, other: ReviewLine): number => URGENCY[one.tone] - URGENCY[other.tone] || one.patient.localeCompare(other.patient) || (one.on ?? "").localeCompare(other.on ?? "");

const READERS: Readonly<Record<ReviewList, (tx: Tx, actor: Actor, now: Date) => Promise<readonly FoundLine[]>>> = {
  serious: (tx, _, now) => readSeriousLines(tx, now), dose: readDoseLines, boundary: readBoundaryLines, disagreement: readDisagreementLines, death: readDeathLines,
};

/** The lines of one list, of the patients that the reader may see: one statement. */
export const readLines = (tx: Tx, actor: Actor, list: ReviewList, now: Date): Promise<readonly FoundLine[]> => READERS[list](tx, actor, now);

/** What a medical monitor looks through, of the patients that the reader may see: seven statements, whatever their number. */
export async function readMedicalReview(tx: Tx, actor: Actor, filters: ReviewFilters, now: Date): Promise<MedicalReview> {
  const found = await Promise.all(LISTS.map((list) => readLines(tx, actor, list, now)));
  const lines = await withMarks(tx, actor, found.flat());
  const shown = lines.filter(fitsReview(filters)).toSorted(byUrgency);
  const of = (list: ReviewList) => shown.filter((line) => line.list === list);
  return {
    lists: { serious: of("serious"), dose: of("dose"), boundary: of("boundary"), disagreement: of("disagreement"), death: of("death") },
    sites: [...new Set(lines.map(({ site }) => site))].toSorted(), all: lines.length,
  };
}

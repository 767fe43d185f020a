import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import { readDeathLines } from "./death-lines";
import { readDoseLines } from "./dose-lines";
import { readBoundaryLines, readDisagreementLines } from "./response-lines";
import { fitsReview, type ReviewFilters } from "./review-filters";
import type { ReviewLine, ReviewList } from "./review-line";
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

/** What a medical monitor looks through, of the patients that the reader may see: five statements, whatever their number. */
export async function readMedicalReview(tx: Tx, actor: Actor, filters: ReviewFilters, now: Date): Promise<MedicalReview> {
  const lines = (await Promise.all([readSeriousLines(tx, now), readDoseLines(tx, actor), readBoundaryLines(tx, actor), readDisagreementLines(tx, actor), readDeathLines(tx)])).flat();
  const shown = lines.filter(fitsReview(filters)).toSorted(byUrgency);
  const of = (list: ReviewList) => shown.filter((line) => line.list === list);
  return {
    lists: { serious: of("serious"), dose: of("dose"), boundary: of("boundary"), disagreement: of("disagreement"), death: of("death") },
    sites: [...new Set(lines.map(({ site }) => site))].toSorted(), all: lines.length,
  };
}

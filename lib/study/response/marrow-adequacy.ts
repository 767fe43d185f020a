import type { CriterionState } from "@/lib/study/patient-record";
import { figure } from "@/lib/study/response/blood-count";
import type { CriterionResult } from "@/lib/study/response/criterion-result";
import type { MarrowReading } from "@/lib/study/response/response-input";
import { responseParameters } from "@/lib/study/response/response-profiles";

const { nucleatedCellsAtLeast, biopsyCellularityAtLeastPct } = responseParameters;

/**
 * Whether the sample can be judged: an aspirate with spicules and at least 200 nucleated cells, or a biopsy with a cellularity of at least 10 %.
 * A biopsy that is not recorded was not taken; spicules or cells that are not recorded are unknown.
 */
export function marrowAdequacy(marrow: MarrowReading): CriterionResult {
  const state = adequacyState(marrow);
  const cells = figure(marrow.nucleatedCells);
  return {
    id: "MARROW_ADEQUATE",
    label: `Adequate marrow: ${nucleatedCellsAtLeast.value} cells with spicules, or biopsy cellularity ${biopsyCellularityAtLeastPct.value} %`,
    state,
    value: marrow.done === "N" || cells === null ? null : `${cells.toFixed()} cells`,
    on: marrow.done === "N" ? null : marrow.date,
    note: NOTES[state],
  };
}

const NOTES = {
  met: null,
  failed: "Too few cells or no spicules, and no biopsy that makes up for it",
  unknown: "Spicules or the number of nucleated cells are not recorded",
} as const;

function adequacyState(marrow: MarrowReading): CriterionState {
  if (marrow.done === "N") return "unknown";
  const cellularity = figure(marrow.biopsyCellularityPct);
  if (cellularity?.greaterThanOrEqualTo(biopsyCellularityAtLeastPct.value)) return "met";
  const cells = figure(marrow.nucleatedCells);
  const enough = cells?.greaterThanOrEqualTo(nucleatedCellsAtLeast.value) ?? null;
  if (marrow.spicules === "N" || enough === false) return "failed";
  return marrow.spicules === "Y" && enough ? "met" : "unknown";
}

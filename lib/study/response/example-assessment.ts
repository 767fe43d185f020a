import type { BloodReading, MarrowReading, ResponseInput } from "@/lib/study/response/response-input";

/** A textbook complete remission; tests change one thing at a time. */
export function exampleAssessment(changes: {
  readonly marrow?: Partial<MarrowReading>;
  readonly blood?: Partial<BloodReading>;
} & Partial<Omit<ResponseInput, "marrow" | "blood">> = {}): ResponseInput {
  const { marrow, blood, ...rest } = changes;
  return {
    marrow: { done: "Y", date: "2006-03-01", blastPct: "2", spicules: "Y", nucleatedCells: 300, biopsyCellularityPct: null, auerRods: "N", ...marrow },
    blood: {
      date: "2006-03-01", anc: { value: "1500", unit: "/uL" }, platelets: { value: "150", unit: "10^9/L" },
      wbc: null, neutrophilsPct: null, bandsPct: null, blastsPct: "0", ...blood,
    },
    extramedullaryDisease: "N", redCellsTransfused: "N", plateletsTransfused: "N",
    baselineMarrowBlastPct: "45", priorBest: null, regenerationSuspected: false,
    ...rest,
  };
}

/** No marrow was taken. */
export const noMarrow: MarrowReading = {
  done: "N", date: null, blastPct: null, spicules: "U", nucleatedCells: null, biopsyCellularityPct: null, auerRods: "U",
};

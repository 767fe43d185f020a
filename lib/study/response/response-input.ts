import type { CalendarDate } from "@/lib/kernel/calendar-date";
import type { CountQuantity } from "@/lib/study/response/blood-count";

export type YesNoUnknown = "Y" | "N" | "U";

/** A figure as it was typed or stored: canonical decimal text, or a whole number. */
export type Figure = string | number;

export interface MarrowReading {
  /** "N": no marrow was taken, so nothing below is read. */
  readonly done: "Y" | "N" | null;
  readonly date: CalendarDate | null;
  readonly blastPct: Figure | null;
  readonly spicules: YesNoUnknown;
  /** Nucleated cells counted in the aspirate. */
  readonly nucleatedCells: Figure | null;
  /** Null: no biopsy. */
  readonly biopsyCellularityPct: Figure | null;
  readonly auerRods: YesNoUnknown;
}

export interface BloodReading {
  readonly date: CalendarDate | null;
  readonly anc: CountQuantity | null;
  readonly platelets: CountQuantity | null;
  /** With the percentages below, read only when no neutrophil count was reported. */
  readonly wbc: CountQuantity | null;
  readonly neutrophilsPct: Figure | null;
  readonly bandsPct: Figure | null;
  readonly blastsPct: Figure | null;
}

export type ResponseStatus = "CR" | "CRh" | "CRp" | "CRi" | "MLFS" | "PR" | "NR" | "REL" | "NE";

/** What one response assessment rests on. Null and "U" are unknown, never "no". */
export interface ResponseInput {
  readonly marrow: MarrowReading;
  readonly blood: BloodReading;
  readonly extramedullaryDisease: YesNoUnknown;
  /** Transfusions in the 7 days before the counts. */
  readonly redCellsTransfused: YesNoUnknown;
  readonly plateletsTransfused: YesNoUnknown;
  /** Marrow blasts before treatment, which a partial response is measured against. */
  readonly baselineMarrowBlastPct: Figure | null;
  /** Best status before this assessment; null when there is none. */
  readonly priorBest: ResponseStatus | null;
  readonly regenerationSuspected: boolean;
}

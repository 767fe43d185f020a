/** One result of a report, as it stands there. Blank where the report says nothing. */
export interface ReportLine {
  /** Tells results of one line apart: "12", or "12.3" for the third column. */
  readonly id: string;
  readonly line: number;
  readonly patient: string;
  readonly name: string;
  readonly text: string;
  readonly unit: string;
  readonly day: string;
  readonly range: string;
}

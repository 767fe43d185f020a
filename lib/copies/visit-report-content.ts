/** What stands in a visit report, in words, so that laying it out needs no database. It names patients and fields, and holds no value that a site typed. */
export interface VisitReportContent {
  readonly study: { readonly title: string; readonly shortTitle: string; readonly isTraining: boolean; readonly isDemonstration: boolean };
  readonly site: string;
  readonly number: number;
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  readonly tables: readonly ReportTable[];
  /** As the monitor typed them. */
  readonly findings: readonly VisitFinding[];
  readonly statement: string;
  /** `at` is an instant, UTC; `says` the same in the zone of the site. */
  readonly made: { readonly at: string; readonly says: string; readonly by: string };
}

export interface VisitFinding { readonly says: string; readonly action: string }

export interface ReportTable {
  readonly title: string;
  /** Said where there are no rows. */
  readonly none: string;
  /** A heading and the share of the width, in per cent. */
  readonly columns: readonly (readonly [label: string, width: number])[];
  readonly rows: readonly (readonly string[])[];
  /** What is not listed, and where it is. */
  readonly note: string | null;
}

export const VISIT_KINDS = { on_site: "At the site", remote: "Remote" } as const;
export type VisitKind = keyof typeof VISIT_KINDS;

export const VISIT_STATEMENT = "I have carried out this visit, and this report says what I looked at and what I found.";

/** A patient's casebook as it is printed: words only, nothing left to look up. The same record at the same moment has the same content. */
export interface CasebookContent {
  readonly study: { readonly title: string; readonly shortTitle: string; readonly isDemonstration: boolean; readonly isTraining: boolean; readonly rules: string };
  readonly patient: { readonly number: string; readonly site: string; readonly facts: readonly PrintedFact[] };
  /** When and for whom it was made; `at` is UTC, `says` has the site's zone and UTC. */
  readonly made: { readonly at: string; readonly says: string; readonly by: string };
  /** Visits in the order of the schedule, the logs last. */
  readonly visits: readonly PrintedVisitRecord[];
  readonly findings: readonly PrintedFinding[];
  readonly queries: readonly PrintedQuery[];
  /** In the order in which they were given; values refer to them as S1, S2. */
  readonly signatures: readonly PrintedSignature[];
  /** Every correction, removal, decision and lock in sentences, in the order of time. */
  readonly annex: readonly PrintedEvent[];
}

export interface PrintedFact { readonly term: string; readonly value: string }

export interface PrintedVisitRecord {
  readonly code: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly forms: readonly PrintedRecord[];
}

/** One form as filled, or one row of a log. */
export interface PrintedRecord {
  readonly id: string;
  readonly title: string;
  /** "version 1, complete", with why it was not done or was removed. */
  readonly state: string;
  readonly notes: readonly string[];
  readonly rows: readonly PrintedValue[];
}

export interface PrintedValue {
  readonly label: string;
  /** With its unit, or the reason why it is missing; "" for a blank. */
  readonly value: string;
  /** "changed twice since first entry", "verified by …", "query Q3 open", "S1", "not signed". */
  readonly marks: readonly string[];
}

export interface PrintedFinding {
  readonly title: string;
  readonly value: string;
  readonly lines: readonly string[];
}

export interface PrintedQuery {
  readonly ref: string;
  readonly where: string;
  readonly state: string;
  readonly question: string;
  readonly thread: readonly string[];
}

export interface PrintedSignature {
  readonly ref: string;
  readonly meaning: string;
  readonly statement: string;
  readonly name: string;
  readonly role: string;
  readonly at: string;
  readonly covers: string;
  readonly fallen: readonly string[];
  readonly problem: string | null;
  readonly sha256: string;
}

export interface PrintedEvent { readonly at: string; readonly says: string }

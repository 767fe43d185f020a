import type { CutPayload } from "./cut-record";
import type { CutManifest } from "./manifest";

/** What a cut says of the study as a whole. Payloads have the keys of `records-sql.ts`. */
export interface CutStudy {
  readonly name: string;
  /** UTC, ISO 8601: the only clock that an export may read. */
  readonly madeAt: string;
  readonly madeBy: string;
  readonly isInterim: boolean;
  readonly contentHash: string;
  readonly manifest: CutManifest;
  readonly study: CutPayload;
  readonly sites: readonly CutPayload[];
  readonly siteVersions: readonly CutPayload[];
  readonly labRanges: readonly CutPayload[];
  /** Of a site, or of the study as a whole; those of a patient are with the patient. */
  readonly locks: readonly CutPayload[];
}

/** All that a cut holds of one patient, by kind of record, each list in the order of the cut. */
export interface CutPatient {
  readonly number: string;
  readonly patient: CutPayload;
  /** The records of a kind: "visit", "entry", "finding", "explanation", "query", "signature" …; none is an empty list. */
  readonly of: (kind: string) => readonly CutPayload[];
}

/** The cut, and nothing else, as every format reads it. `patients` begins anew at each call and holds a few of them in memory, never all. */
export interface ExportSource {
  readonly study: CutStudy;
  readonly patients: () => AsyncIterable<CutPatient>;
}

/** One file of an export; `file` is its path within the export, with "/" between folders. Text goes out as UTF-8. */
export interface ExportFile {
  readonly file: string;
  readonly chunks: AsyncIterable<string | Uint8Array>;
}

/** A way to write a cut. The same cut gives the same bytes: no clock, no random name, no locale, no time zone. Files are consumed one after the other, each to its end. */
export interface ExportFormat {
  readonly id: string;
  readonly title: string;
  /** Who uses it, and what it is, in a sentence. */
  readonly says: string;
  readonly write: (source: ExportSource) => AsyncIterable<ExportFile>;
}

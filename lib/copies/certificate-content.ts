/** The certificate of a lock as it is printed: words only, nothing left to look up, and no clock but that of the lock and of what it names. */
export interface CertificateContent {
  readonly study: { readonly title: string; readonly isDemonstration: boolean; readonly training: string | null };
  /** "the whole study", "site 102", "patient 102-001" */
  readonly what: string;
  readonly lock: { readonly id: string; readonly at: string; readonly says: string; readonly by: string; readonly reason: string };
  /** What had to be so before the lock. */
  readonly closed: string;
  readonly freezes: readonly string[];
  readonly counts: readonly CertificateFact[];
  readonly versions: readonly CertificateFact[];
  readonly signatures: readonly CertificateSignature[];
  readonly cut: { readonly name: string; readonly says: string; readonly isInterim: boolean; readonly contentHash: string; readonly filesSha256: string };
  readonly files: readonly { readonly file: string; readonly rows: string; readonly sha256: string }[];
  readonly anchor: { readonly checkpoint: string; readonly says: string; readonly hash: string; readonly key: string; readonly signature: string; readonly line: string };
  /** Where each chain of the trail stands under the anchor; the study's own first. */
  readonly heads: readonly { readonly chain: string; readonly events: string; readonly hash: string }[];
  /** Patients in the lock, with the version of the protocol that each is under. */
  readonly patients: readonly { readonly number: string; readonly version: string; readonly status: string }[];
  readonly checks: readonly CertificateFact[];
}

export interface CertificateFact { readonly term: string; readonly value: string }

/** Name, role, time and meaning beside the words that were signed (21 CFR 11.50). */
export interface CertificateSignature {
  readonly patient: string;
  readonly meaning: string;
  readonly by: string;
  readonly at: string;
  readonly statement: string;
  readonly sealed: string;
  /** What of it no longer stands; null while all does. */
  readonly fallen: string | null;
}

/** What `ctx.lock_certificate` gives: a lock, the first cut that holds it, and the signed checkpoint over that cut. All of it stands for ever. */
export interface CertificateSource {
  readonly lock: { readonly id: string; readonly scope: "study" | "site" | "patient"; readonly site: string | null; readonly patient: string | null; readonly reason: string; readonly by: string; readonly role: string | null; readonly at: string };
  readonly freezes: readonly { readonly scope: string; readonly site: string | null; readonly patient: string | null; readonly reason: string; readonly by: string; readonly role: string | null; readonly at: string }[];
  readonly patients: readonly { readonly patient: string; readonly site: string; readonly protocolVersion: string; readonly status: string }[];
  readonly forms: readonly { readonly form: string; readonly version: number; readonly entries: number; readonly values: number }[];
  readonly counts: Readonly<Record<"visits" | "entries" | "complete" | "notDone" | "removed" | "values" | "queries" | "queriesClosed" | "verified" | "decisions" | "redactions", number>>;
  readonly signatures: readonly {
    readonly patient: string; readonly meaning: string; readonly difference: boolean; readonly statement: string; readonly manifestSha256: string; readonly by: string; readonly role: string | null; readonly at: string; readonly fallen: number;
  }[];
  readonly cut: {
    readonly name: string; readonly isInterim: boolean; readonly contentHash: string; readonly by: string; readonly at: string;
    readonly manifest: {
      readonly study: string; readonly isDemonstration: boolean; readonly training?: string; readonly ruleVersion: string; readonly responseProfile: string; readonly filesSha256: string;
      readonly files: readonly { readonly file: string; readonly rows: number; readonly bytes: number; readonly sha256: string }[];
    };
  };
  /** Of each patient, by number. */
  readonly chains: Readonly<Record<string, string>> | null;
  /** Null while no anchor covers the cut. */
  readonly proof: { readonly checkpoint: number; readonly line: string; readonly application: string | null; readonly heads: Readonly<Record<string, { readonly events: number; readonly hash: string }>> } | null;
}

export type Proved = CertificateSource & { readonly proof: NonNullable<CertificateSource["proof"]> };

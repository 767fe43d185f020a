import "server-only";
import { createHash } from "node:crypto";
import type { WrittenFile } from "./write-files";

/** What a cut says about itself. Kept as JSON beside the records; `manifest.json` adds the cut's name, hash, time and maker. */
export interface CutManifest {
  readonly study: string;
  readonly isDemonstration: boolean;
  /** Only of a training, and then in words. */
  readonly training?: string;
  readonly ruleVersion: string;
  readonly responseProfile: string;
  readonly forms: readonly { readonly id: string; readonly version: number }[];
  /** Records by kind, and recorded values. */
  readonly counts: Readonly<Record<string, number>>;
  readonly files: readonly WrittenFile[];
  /** As `sha256sum *.csv | sha256sum` prints it, the files in the order listed here. */
  readonly filesSha256: string;
  /** Where each patient's chain of the trail stood; `anchored`: how many of its events the signed checkpoint below reaches. Earlier cuts do not say it. */
  readonly trail: readonly { readonly patient: string; readonly events: number; readonly hash: string; readonly anchored?: number }[];
  /** The newest signed checkpoint over the trail when the cut was made; null where there was none yet, absent in earlier cuts. */
  readonly anchor?: CutAnchor | null;
  /** Who signed what; absent in earlier cuts. */
  readonly signatures?: CutSignatures;
  readonly notes: readonly string[];
}

export interface CutAnchor {
  readonly checkpoint: number;
  /** When it was taken, UTC; its hash, and how many events of the whole trail it is over. */
  readonly time: string;
  readonly hash: string;
  readonly events: number;
  /** Ed25519, base64 of its 32 bytes, and its SHA-256 to compare by eye. */
  readonly publicKey: string;
  readonly publicKeySha256: string;
  /** The line as it was signed and stands outside the database. */
  readonly line: string;
  readonly patientEvents: { readonly anchored: number; readonly after: number };
  readonly says: string;
}

export interface GivenSignature {
  readonly patient: string;
  readonly visit: string | null;
  readonly form: string | null;
  readonly row: number | null;
  readonly meaning: string;
  readonly difference: boolean;
  readonly by: string;
  readonly role: string;
  readonly atUtc: string;
  readonly manifestSha256: string;
  /** Values it was given for, and how many of them changed since. */
  readonly values: number;
  readonly fallen: number;
}

export interface CutSignatures {
  /** How many were given with each meaning. */
  readonly byMeaning: Readonly<Record<string, number>>;
  /** Of all: on how many a value stands, and out of how many one fell. */
  readonly standing: number;
  readonly withFallen: number;
  readonly given: readonly GivenSignature[];
}

export const NOTES: readonly string[] = [
  "Text in UTF-8 without byte order mark, lines end with LF, quoting by RFC 4180. Times are UTC; dates are calendar days at the site.",
  "A blank cell is an answer that was not given; where a form accepts a reason instead of a value, the column <field>_missing holds it.",
  "Removed rows are included: REMOVED_AT_UTC and REMOVED_REASON are filled. Leave them out of an analysis.",
  "Values stand exactly as they were recorded. No sign is put before text that a spreadsheet would calculate with: read the files with a statistics program, or import them as text.",
  "changes.csv holds every value before and after, from the trail; of a value that was redacted it holds the mark alone. Its times are exact, so that the changes of one value stand in their order.",
  "signed-forms.csv names, for each signature and form, the fields on which it stands and those that changed since. The records of a signature hold the SHA-256 of every value and what its seal is over; where something about a patient was redacted, the hash of a value that no longer stands is left out.",
  "data-dictionary.csv explains every column. The files are stored in the cut; a download is the same bytes on any day.",
];

/** One hash over the list of files, reproducible with sha256sum. */
export function hashOfFiles(files: readonly Pick<WrittenFile, "file" | "sha256">[]): string {
  return createHash("sha256").update(files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join("")).digest("hex");
}

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
  /** Where each patient's chain of the trail stood. */
  readonly trail: readonly { readonly patient: string; readonly events: number; readonly hash: string }[];
  readonly notes: readonly string[];
}

export const NOTES: readonly string[] = [
  "Text in UTF-8 without byte order mark, lines end with LF, quoting by RFC 4180. Times are UTC; dates are calendar days at the site.",
  "A blank cell is an answer that was not given; where a form accepts a reason instead of a value, the column <field>_missing holds it.",
  "Removed rows are included: REMOVED_AT_UTC and REMOVED_REASON are filled. Leave them out of an analysis.",
  "Values stand exactly as they were recorded. No sign is put before text that a spreadsheet would calculate with: read the files with a statistics program, or import them as text.",
  "changes.csv holds every value before and after, from the trail; of a value that was redacted it holds the mark alone. Its times are exact, so that the changes of one value stand in their order.",
  "data-dictionary.csv explains every column. The files are stored in the cut; a download is the same bytes on any day.",
];

/** One hash over the list of files, reproducible with sha256sum. */
export function hashOfFiles(files: readonly Pick<WrittenFile, "file" | "sha256">[]): string {
  return createHash("sha256").update(files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join("")).digest("hex");
}

import type { CutFormat } from "../cut-source";
import { EXAMPLE_SCRIPTS } from "../example-scripts";
import type { CutStudy } from "../export-format";

/** What the package holds and how it is checked, for somebody who knows nothing of this system. */
export function archiveReadme({ name, madeAt, madeBy, isInterim, contentHash, manifest }: CutStudy, formats: readonly Pick<CutFormat, "id" | "title" | "says">[]): string {
  return `${manifest.study}
Archive package of the data cut "${name}"

Made ${madeAt} by ${madeBy}. ${isInterim ? "Interim: not every patient was locked." : "Final: every patient was locked."}
${manifest.isDemonstration ? "The patients are invented: this is a demonstration.\n" : ""}Content hash of the cut (SHA-256, made by the database from its records): ${contentHash}
Rules version ${manifest.ruleVersion}, response by the criteria ${manifest.responseProfile}.

WHAT IS IN IT
manifest.json    counts, versions of forms and rules, hash of each table, where the audit trail of each patient stood, the signed checkpoint over it, and every signature
${formats.map(({ id, title, says }) => `${`${id}/`.padEnd(16)} ${title}. ${says}`).join("\n")}
records.ndjson   every record as it was sealed: the study on the first line, then one patient a line, as JSON
rederive.mjs     derives every result again from records.ndjson, and compares it with csv/findings.csv; makes the seal of every signature again
${EXAMPLE_SCRIPTS.map(({ file, language, says }) => `${file.padEnd(16)} loads SDTM or ADaM of this package into ${language}: ${says}`).join("\n")}
SHA256SUMS       a checksum of every other file

HOW TO CHECK IT
1. sha256sum -c SHA256SUMS
   says OK for every file; on Windows: certutil -hashfile FILE SHA256.
2. node rederive.mjs
   needs Node.js 20 or newer and nothing else: no package, no network, no database. It names every result that it derives otherwise than the
   findings say, every signature that does not match its seal and every value that is not as it was signed, and ends with exit code 1; without any it ends with 0. What a licensed dictionary of drugs listed is not in this package: where
   one was used, exposures that rest on it alone are named as different.

HOW TO READ IT
All text is UTF-8 without byte order mark. CSV has commas, quotes as in RFC 4180, and lines that end with LF. Dates are ISO 8601, times are UTC.
${manifest.notes.map((note) => `- ${note}`).join("\n")}
`;
}

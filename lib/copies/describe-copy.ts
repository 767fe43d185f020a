import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { study } from "@/lib/study/study";
import type { SiteRecords } from "./read-site-records";
import type { ZippedName } from "./zip-stream";

/** What a copy says about itself: how to read it, and how to check it without this system. */
export function describeCopy({ code, name, isTraining, at, by, casebooks, records }: SiteRecords) {
  const made = at.toISOString();
  const readme = `${isTraining ? `${TRAINING_SAYS}\n\n` : ""}${study.title}
Copy of the records of site ${code} ${name}, as they stood at ${made}, made for ${by}.

casebooks/   one PDF for each of the ${casebooks.length} patients: every value with its changes, verifications, queries and signatures
data/csv/    the same data as tables, one for each form, with data-dictionary.csv for every column
data/json/   the same data form by form, every answer as it is stored
trail/       who changed what, when and why: .csv to read, .jsonl to verify
manifest.json, SHA256SUMS   every file with its size and SHA-256

To check the files:   sha256sum -c SHA256SUMS
To verify a trail:    node verify-export.mjs trail/${casebooks[0]?.patient.number ?? "NUMBER"}.jsonl
Each verifies without the system this came from. Casebooks and data are of one moment; a trail may hold what was added while the copy was made.
Text is UTF-8. Times in tables are UTC; casebooks name the time zone of the site.
`;
  const manifestOf = (files: readonly ZippedName[]): string => `${JSON.stringify({
    format: "ecrf-site-copy 1", ...(isTraining ? { training: TRAINING_SAYS } : {}), study: study.shortTitle, site: code, madeAt: made, madeFor: by, patients: casebooks.map(({ patient }) => patient.number), records: records.length, files,
  }, null, 1)}\n`;
  const checksumsOf = (files: readonly ZippedName[]): string => files.map((file) => `${file.sha256}  ${file.name}\n`).join("");
  return { readme, manifestOf, checksumsOf };
}

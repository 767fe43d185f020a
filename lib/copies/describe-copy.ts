import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { study } from "@/lib/study/study";
import type { SiteRecords } from "./site-records";
import type { ZippedName } from "./zip-stream";

/** The cut as the copy's manifest names it, with the site's own counts, trail, checkpoint and signatures. */
function cutOf({ name, isInterim, contentHash, byName, at, source: { study: { manifest: { files: _none, filesSha256: _noHash, ...manifest } } } }: NonNullable<SiteRecords["cut"]>) {
  return { name, status: isInterim ? "interim" : "final", contentHash, madeBy: byName, madeAtUtc: at.toISOString(), ...manifest };
}

/** What a copy says about itself: how to read it, and how to check it without this system. */
export function describeCopy({ code, name, isTraining, at, by, cut, casebooks, records }: SiteRecords) {
  const made = at.toISOString();
  const readme = `${isTraining ? `${TRAINING_SAYS}\n\n` : ""}${study.title}
${cut === null ? `Copy of the records of site ${code} ${name}, as they stood at ${made}, made for ${by}.`
    : `Copy of what the ${cut.isInterim ? "interim" : "final"} data cut "${cut.name}" of ${cut.at.toISOString()} holds of site ${code} ${name}, made for ${by} at ${made}.`}

CERTIFICATE.txt   of what this is a complete copy, who took it when, and how it was verified
casebooks/   one PDF for each of the ${casebooks.length} patients: every value with its changes, verifications, queries and signatures
data/csv/    the same data as tables, one for each form, with data-dictionary.csv for every column
data/json/   the same data form by form, every answer as it is stored
data/records.ndjson   every record, one a line
${cut === null ? "trail/       who changed what, when and why: .csv to read, .jsonl to verify" : "odm/         the same data as CDISC ODM-XML 1.3.2, as it stood and with its history"}
manifest.json, SHA256SUMS   every file with its size and SHA-256

To check the files:   sha256sum -c SHA256SUMS
${cut === null ? `To verify a trail:    node verify-export.mjs trail/${casebooks[0]?.patient.number ?? "NUMBER"}.jsonl
Each verifies without the system this came from. Casebooks and data are of one moment; a trail may hold what was added while the copy was made.`
    : "It holds this site's patients alone. data/csv/changes.csv has the history of every value up to the cut."}
Text is UTF-8. Times in tables are UTC; casebooks name the time zone of the site.
`;
  const manifestOf = (files: readonly ZippedName[]): string => `${JSON.stringify({
    format: "ecrf-site-copy 1", ...(isTraining ? { training: TRAINING_SAYS } : {}), study: study.shortTitle, site: code, madeAt: made, madeFor: by, ...(cut === null ? {} : { cut: cutOf(cut) }), patients: casebooks.map(({ patient }) => patient.number), records: records.length, files,
  }, null, 1)}\n`;
  const checksumsOf = (files: readonly ZippedName[]): string => files.map((file) => `${file.sha256}  ${file.name}\n`).join("");
  return { readme, manifestOf, checksumsOf };
}

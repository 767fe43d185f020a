import { study } from "@/lib/study/study";
import type { SiteRecords } from "./site-records";

const KINDS: Readonly<Record<string, string>> = {
  visit: "visits", entry: "forms and rows of logs, removed ones too", change: "changes, each with the value before and after, who, when and why", finding: "derived results with what they rest on", query: "queries with every message",
  explanation: "explanations", verification: "verifications", signature: "signatures with what each was given for", lock: "freezes and locks", redaction: "redactions",
};

/**
 * What makes of a ZIP a certified copy: who took it and when, what it is complete of, and how it was verified. The definition is that of ICH E6(R3):
 * verified by a dated signature or by generation through a validated process to have the same information as the original, with its context.
 */
export function copyCertificate({ code, name, at, by, roles, cut, casebooks, records }: SiteRecords, { copyId, contentSha256 }: { readonly copyId: string; readonly contentSha256: string }): string {
  const count = (kind: string) => records.filter((record) => record.kind === kind).length;
  const values = records.reduce((sum, { kind, payload }) => sum + (kind === "entry" ? Object.keys(payload["answers"] ?? {}).length : 0), 0);
  const original = cut === null ? `the records of site ${code} ${name}, as they stood at ${at.toISOString()}`
    : `what the ${cut.isInterim ? "interim" : "final"} data cut "${cut.name}" of ${cut.at.toISOString()} (content SHA-256 ${cut.contentHash}) holds of site ${code} ${name}`;
  return `CERTIFIED COPY
${study.title}

The original: ${original}.
Taken at ${at.toISOString()} by ${by} (${roles}), under a personal account, after signing in.
Number of this copy: ${copyId}

COMPLETE OF
${casebooks.length} ${casebooks.length === 1 ? "patient" : "patients"}: ${casebooks.map(({ patient }) => patient.number).join(", ") || "none"}
${values} values, each with its unit or the reason why it is missing, in
${Object.entries(KINDS).map(([kind, says]) => `${String(count(kind)).padStart(7)}  ${says}`).join("\n")}
No record of these patients is left out. What a redaction took away from the original is not in the copy either; the redaction is.${cut === null ? "" : " A redaction after the cut was sealed does not reach into it."}
Patients of other sites are not part of it.

HOW IT WAS VERIFIED
By generation through one process, without a hand in between: everything was read at one moment from the original, and hashed before the first byte
was written; every file was hashed while it was written. Casebooks and records as they were read have the SHA-256
${contentSha256}
which stands in the audit trail under the number above, with the name of whoever took it and the time, from before the first byte left. When the
last file was written, the SHA-256 of manifest.json was added there. A copy whose number stands there without that second line was broken off and is
not certified; the page "Our copy" shows both. Whether the process is validated is for the sponsor's validation of this system to show.

HOW TO CHECK IT
sha256sum -c SHA256SUMS, then compare the SHA-256 of manifest.json with the one that "Our copy" or the trail states for this number.

WHERE A DATED SIGNATURE IS WANTED BESIDES
Compared with the original by: ______________________________   Date: ____________   Signature: ____________________
`;
}

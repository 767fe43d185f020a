import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import { sayNumber } from "@/lib/kernel/say-number";
import { sayMeaning, type SignatureMeaning } from "@/lib/signatures/statements";
import type { CertificateContent, CertificateFact, CertificateSignature } from "./certificate-content";
import type { CertificateSource, Proved } from "./certificate-source";

/** The chain of what belongs to no patient. */
const STUDY_CHAIN = "00000000-0000-0000-0000-000000000000";

/** The records of a cut say their times in UTC without a zone. */
const says = (at: string): string => sayInstant(at.endsWith("Z") ? at : `${at}Z`, "UTC");
const sayWhat = ({ scope, site, patient }: { readonly scope: string; readonly site: string | null; readonly patient: string | null }): string =>
  scope === "study" ? "the whole study" : scope === "site" ? `site ${site}` : `patient ${patient}`;

/** A certificate in words. Pure: the same source gives the same content, on any day. */
export function certificateOf(source: Proved): CertificateContent {
  const { lock, cut, freezes, patients, proof } = source;
  const { manifest } = cut;
  const anchor = JSON.parse(proof.line) as { readonly seq: number; readonly time: string; readonly hash: string; readonly key: string; readonly signature: string };
  return {
    study: { title: manifest.study, isDemonstration: manifest.isDemonstration, training: manifest.training ?? null },
    what: sayWhat(lock), lock: { id: lock.id, at: lock.at, says: says(lock.at), by: `${lock.by}, ${sayRoles(lock.role)}`, reason: lock.reason },
    closed: `At that moment nothing was left to do in it: every query closed, every expected form complete or not done, every medication decided, the values of the primary endpoint verified, ${freezes.length > 0 ? "every value signed, and all of it frozen after the last signature" : "and every value signed"}. The database refused every change of these records while the lock stood.`,
    freezes: freezes.map((freeze) => `${sayWhat(freeze)}: by ${freeze.by}, ${sayRoles(freeze.role)}, ${says(freeze.at)}: ${freeze.reason}`),
    counts: countsOf(source), versions: versionsOf(source), signatures: source.signatures.map(saySignature),
    cut: { name: cut.name, says: `${says(cut.at)} by ${cut.by}`, isInterim: cut.isInterim, contentHash: cut.contentHash, filesSha256: manifest.filesSha256 },
    files: manifest.files.map(({ file, rows, sha256 }) => ({ file, rows: sayNumber(rows), sha256 })),
    anchor: { checkpoint: String(anchor.seq), says: says(anchor.time), hash: anchor.hash, key: anchor.key, signature: anchor.signature, line: proof.line },
    heads: headsOf(source),
    patients: patients.map(({ patient, protocolVersion, status }) => ({ number: patient, version: protocolVersion, status: status.replaceAll("_", " ") })),
    checks: checksOf(source),
  };
}

function countsOf({ patients, counts, signatures }: CertificateSource): readonly CertificateFact[] {
  const count = (term: string, value: number, more = "") => ({ term, value: `${sayNumber(value)}${more}` });
  return [
    count("Patients", patients.length), count("Visits", counts.visits),
    count("Forms and rows", counts.entries, `: ${sayNumber(counts.complete)} complete, ${sayNumber(counts.notDone)} not done, ${sayNumber(counts.entries - counts.complete - counts.notDone)} empty that a visit can do without`),
    count("Rows removed, each with its reason", counts.removed), count("Recorded values", counts.values),
    count("Values verified against source", counts.verified), count("Queries", counts.queries, `, ${sayNumber(counts.queriesClosed)} closed`),
    count("Decisions on medications, responses and criteria", counts.decisions), count("Signatures", signatures.length), count("Redactions", counts.redactions),
  ];
}

function versionsOf({ patients, forms, cut: { manifest }, proof }: Proved): readonly CertificateFact[] {
  const protocols = [...new Set(patients.map(({ protocolVersion }) => protocolVersion))].toSorted();
  const under = (version: string) => patients.filter(({ protocolVersion }) => protocolVersion === version).length;
  return [
    { term: "Protocol", value: protocols.map((version) => `${version} (${under(version)} ${under(version) === 1 ? "patient" : "patients"})`).join(", ") || "none" },
    { term: "Forms", value: forms.map(({ form, version }) => `${form} ${version}`).join(", ") || "none" },
    { term: "Rules", value: `${manifest.ruleVersion}, response by ${manifest.responseProfile}` },
    { term: "Application", value: proof.application ?? "not named" },
  ];
}

const saySignature = ({ patient, meaning, difference, by, role, at, statement, manifestSha256, fallen }: CertificateSource["signatures"][number]): CertificateSignature => ({
  patient, meaning: sayMeaning(meaning as SignatureMeaning, difference), by: `${by}, ${sayRoles(role)}`, at: says(at), statement, sealed: manifestSha256,
  fallen: fallen === 0 ? null : `${fallen} ${fallen === 1 ? "value" : "values"} changed since, and left this signature`,
});

function headsOf({ patients, chains, proof: { heads } }: Proved): CertificateContent["heads"] {
  const line = (chain: string, id: string | undefined) => {
    const head = id === undefined ? undefined : heads[id];
    return head ? [{ chain, events: sayNumber(head.events), hash: head.hash }] : [];
  };
  return [...line("study", STUDY_CHAIN), ...patients.flatMap(({ patient }) => line(patient, chains?.[patient]))];
}

/** How somebody checks it who trusts neither the paper nor the application. */
const checksOf = ({ cut, proof }: Proved): readonly CertificateFact[] => [
  { term: "The files", value: `Download “All files” of the cut “${cut.name}” (page Data cuts), unpack it, and compare sha256sum *.csv with the list below.` },
  { term: "The records", value: `As administrator of the database: SELECT ctx.cut_hash(id) = content_hash FROM app.data_cut WHERE name = '${cut.name}'. The answer is t, and content_hash is the one printed here.` },
  { term: "The trail", value: "npm run verify walks every chain, holds the checkpoints and the heads below against it, and the signed anchors in the files outside the database against the checkpoints." },
  { term: "The anchor", value: `The line of checkpoint ${proof.checkpoint} in the anchors kept outside the database (anchors.jsonl) is the one printed here. Its signature is Ed25519 by the key printed here, over the line without its last member “signature”.` },
  { term: "This paper", value: "Ask for the certificate again on the page of the lock: the file has the same bytes (sha256sum)." },
];

import { createHash } from "node:crypto";
import { faceOf } from "@/app/_print/faces";
import { drawFrame, type Frame } from "@/app/_print/frame";
import { TEXT } from "@/app/_print/look";
import { openPaper } from "@/app/_print/paper";
import { one, whole } from "@/app/_print/parts";
import { drawSection } from "@/app/_print/report-blocks";
import { mapTexts, writable } from "@/app/_print/writable";
import type { CertificateContent } from "@/lib/copies/certificate-content";
import { dataOf, factsOf, patientsOf, signaturesOf, stated, trailOf } from "./certificate-parts";

/** Over the content as JSON: it stands on every page. */
const hashOf = (content: CertificateContent): string => createHash("sha256").update(JSON.stringify(content)).digest("hex");

/** The certificate of a lock as PDF. Its only clock is that of the lock: the same content gives the same bytes. */
export function writeCertificate(content: CertificateContent): Promise<Buffer> {
  const { has } = faceOf("regular");
  const shown = mapTexts(content, (text) => writable(text, has));
  const sha256 = hashOf(content);
  const { study, what, lock, closed, counts, versions, freezes, checks } = shown;
  const paper = openPaper({ title: `${study.training === null ? "" : "TRAINING: "}Certificate of lock, ${what}`, subject: `Content SHA-256 ${sha256}`, at: new Date(content.lock.at) });
  paper.newPage();
  paper.mark("Certificate");
  paper.block(whole(one("Certificate of lock", TEXT.title), { after: 4 }));
  paper.block(whole(one(study.title, TEXT.plain)));
  paper.block(stated(shown));
  paper.block(whole(one(closed, TEXT.plain), { before: 7 }));
  drawSection(paper, "What it holds", factsOf(counts));
  drawSection(paper, "Versions", factsOf(versions));
  drawSection(paper, "Order of closing", factsOf([...freezes.map((value) => ({ term: "Frozen", value })), { term: "Locked", value: `${what}: by ${lock.by}, ${lock.says}: ${lock.reason}` }]));
  drawSection(paper, "Signatures", signaturesOf(shown));
  drawSection(paper, "Data", dataOf(shown));
  drawSection(paper, "Trail", trailOf(shown));
  drawSection(paper, "How to check this certificate", factsOf(checks));
  drawSection(paper, "Patients", patientsOf(shown));
  const frame = frameOf(shown, sha256);
  return paper.close((pen, page, pages) => { drawFrame(pen, frame, page, pages); });
}

/** Every page says of what it is, and of which content. */
const frameOf = ({ study, what, lock }: CertificateContent, sha256: string): Frame => ({
  head: [one(`Certificate of lock: ${what}${study.isDemonstration ? " · DEMONSTRATION, invented data" : ""}`, TEXT.strong), one(`content sha256 ${sha256}`, TEXT.quiet)],
  training: study.training,
  foot: one(`Locked ${lock.says} by ${lock.by}`, TEXT.foot),
});

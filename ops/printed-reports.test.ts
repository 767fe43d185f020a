import { expect, test } from "vitest";
import { readPdf } from "@/app/_print/pdf-text";
import { writeCertificate } from "@/app/(study)/lock/[lockId]/certificate.pdf/write-certificate";
import { writeVisitReport } from "@/app/(study)/verification/reports/write-visit-report";
import type { CertificateContent } from "@/lib/copies/certificate-content";
import type { VisitReportContent } from "@/lib/copies/visit-report-content";
import { TRAINING_SAYS } from "@/lib/kernel/training-words";

const squeezed = (text: string) => text.replace(/\s+/g, "");
const times = <Item>(count: number, make: (at: number) => Item) => Array.from({ length: count }, (_, at) => make(at));
const hash = (at: number) => at.toString(16).padStart(4, "0").repeat(16);
const study = { title: "A study of many words", shortTitle: "Study", isDemonstration: true, isTraining: true, training: TRAINING_SAYS };
const MADE = { at: "2026-11-22T10:00:00.000Z", says: "22-Nov-2026 10:00 UTC" };

const certificate: CertificateContent = {
  study, what: "site 102", lock: { id: "5b0c5f3e-8a43-4d40-9d1f-0a1b2c3d4e5f", ...MADE, by: "Dana, data manager", reason: "end of data entry, 血 ".repeat(20) }, closed: "Every query was closed.",
  freezes: ["site 102: by Dana, the day before"], counts: [{ term: "Patients", value: "12" }], versions: [{ term: "Rules", value: "2.0" }],
  signatures: times(30, (at) => ({ patient: `102-${at}`, meaning: "Casebook reviewed", by: "Carl, investigator", at: `day ${at}`, statement: `I reviewed casebook ${at}.`, sealed: hash(at), fallen: at % 3 ? null : `${at} values fell` })),
  cut: { name: "final", says: "after the lock", isInterim: true, contentHash: hash(1_000), filesSha256: hash(1_001) }, files: times(40, (at) => ({ file: `concomitant_medication_${at}.csv`, rows: String(at * 4_321), sha256: hash(at + 100) })),
  anchor: { checkpoint: "12", says: "at noon", hash: hash(2_000), key: "MCowBQYDK2VwAyEA".repeat(4), signature: "Q".repeat(86), line: JSON.stringify({ hash: hash(2_000), before: hash(2_001), heads: hash(2_002) }) },
  heads: times(50, (at) => ({ chain: `102-${at}`, events: String(at + 7_000), hash: hash(at + 200) })), patients: times(50, (at) => ({ number: `102-${at}`, version: "2007", status: "completed" })), checks: [{ term: "The cut", value: "by its hash" }],
};
const report: VisitReportContent = {
  study, site: "101 Houston", number: 4, facts: [{ term: "People met", value: "Cora, Ines. ".repeat(30) }], findings: times(12, (at) => ({ says: `Finding ${at} was discussed. `.repeat(9), action: at % 2 ? "" : `note ${at} to file` })),
  tables: [
    { title: "Patients seen", none: "Nobody.", columns: [["Patient", 20], ["Remarks", 80]], rows: times(70, (at) => [`101-${at}`, `remark ${at} 血`]), note: "Others are not listed." },
    { title: "Deviations", none: "None was recorded.", columns: [["Patient", 100]], rows: [], note: null },
  ],
  statement: "I have carried out this visit.", made: { ...MADE, by: "Mona" },
};

/** Every text in a content but what only programs read. */
const textsIn = (value: unknown): readonly string[] => (typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : []);
const UNSAID = new Set([MADE.at, "Nobody.", study.shortTitle]);

test.each([["certificate", writeCertificate, certificate], ["visit report", writeVisitReport, report]] as const)("a %s says every word of its content, letters that the font lacks by their number, and on every page of what it is; twice it is the same", async (_, write, content) => {
  const file = await (write as (content: unknown) => Promise<Buffer>)(content);
  const { pages } = readPdf(file);
  const text = squeezed(pages.join(""));
  expect(textsIn(content).filter((said) => !UNSAID.has(said) && !text.includes(squeezed(said.replaceAll("血", "[U+8840]"))))).toEqual([]);
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach((page, at) => { for (const said of [`Page ${at + 1} of ${pages.length}`, TRAINING_SAYS, MADE.says]) expect(page).toContain(said); });
  expect((await (write as (content: unknown) => Promise<Buffer>)(content)).equals(file)).toBe(true);
});

test("a heading never stands alone at the end of a page, and a table that goes on overleaf says so", async () => {
  const [seen, none] = report.tables;
  for (let count = 75; count < 105; count++) {
    const { pages } = readPdf(await writeVisitReport({ ...report, findings: [], tables: seen && none ? [{ ...seen, rows: times(count, (at) => [`101-${at}`, "remark"]) }, none] : [] }));
    for (const [heading, first] of [["Patients seen", "101-0"], ["Deviations", "None was recorded."], ["Signature", "“I have carried out this visit.”"]] as const) {
      expect([count, heading, pages.some((page) => { const lines = page.split("\n"); return lines.includes(heading) && lines.includes(first); })]).toEqual([count, heading, true]);
    }
    expect(pages.join("\n")).toContain("Patients seen, continued");
  }
});

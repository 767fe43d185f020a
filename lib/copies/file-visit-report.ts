import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { openPdfPrinter } from "@/lib/exports/casebooks/pdf-printer";
import { readVisitReportContent } from "./read-visit-report-content";
import { VISIT_STATEMENT, type VisitReportContent } from "./visit-report-content";

const MOST_FINDINGS = 30;

export const FileVisitReport = actInput({
  siteId: z.uuid(),
  kind: z.enum(["on_site", "remote"]),
  beganOn: z.iso.date("Give the first day as a date."),
  endedOn: z.iso.date("Give the last day as a date."),
  findings: z.array(z.strictObject({ says: z.string().trim().min(1, "Say what was found.").max(1000, "Use at most 1,000 characters."), action: z.string().trim().max(500, "Use at most 500 characters.") })).max(MOST_FINDINGS),
  password: z.string().min(1, "Type your password.").max(200),
}).refine(({ beganOn, endedOn }) => endedOn >= beganOn, { path: ["endedOn"], message: "The last day lies before the first." });
export type FileVisitReport = z.infer<typeof FileVisitReport>;

interface Site { readonly siteId: string }

/** A monitor's signed report of a visit. It is laid out once, and kept with its bytes: whoever takes it later has the file that was filed. */
export const fileVisitReport = defineAct({ verb: "visit_report.file", input: FileVisitReport, confirm: "password", snapshot: true, load: loadSite, run });

async function loadSite(tx: Tx, { siteId }: FileVisitReport): Promise<Site> {
  if (!(await tx.site.findUnique({ where: { id: siteId }, select: { id: true } }))) throw refuse("not_found", { what: "This site" });
  return { siteId };
}

async function run({ tx, actor, now }: Deed, { siteId }: Site, { kind, beganOn, endedOn, findings }: FileVisitReport): Promise<{ readonly id: string; readonly number: number }> {
  const number = ((await tx.visitReport.aggregate({ where: { siteId }, _max: { number: true } }))._max.number ?? 0) + 1;
  const content = await readVisitReportContent(tx, actor, { siteId, kind, beganOn, endedOn, findings, number }, now);
  const pdf = await print(content);
  const { id } = await tx.visitReport.create({
    data: {
      siteId, number, kind, beganOn: new Date(beganOn), endedOn: new Date(endedOn), findings: findings.length, patients: content.tables[0]?.rows.length ?? 0, content: JSON.parse(JSON.stringify(content)),
      contentSha256: hashOf(JSON.stringify(content)), pdf: new Uint8Array(pdf), pdfSha256: hashOf(pdf), statement: VISIT_STATEMENT,
    }, select: { id: true },
  });
  return { id, number };
}

const hashOf = (what: string | Buffer): string => createHash("sha256").update(what).digest("hex");

async function print(content: VisitReportContent): Promise<Buffer> {
  const printer = openPdfPrinter<VisitReportContent>("ops/visit-report.ts");
  try { return await printer.print(content, `Report ${content.number} of site ${content.site}`); } finally { printer.close(); }
}

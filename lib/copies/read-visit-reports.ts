import "server-only";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { dayIn } from "@/lib/kernel/instant";
import type { Tx } from "@/lib/server/db";
import type { VisitKind } from "./visit-report-content";

export interface VisitReportRow { readonly id: string; readonly site: string; readonly number: number; readonly kind: VisitKind; readonly beganOn: string; readonly endedOn: string; readonly patients: number; readonly findings: number; readonly byName: string; readonly at: string; readonly timeZone: string; readonly pdfSha256: string }
export interface VisitReports {
  readonly reports: readonly VisitReportRow[];
  /** Where the reader may file one, with the calendar day there. */
  readonly sites: readonly { readonly id: string; readonly code: string; readonly name: string; readonly today: string }[];
}

const MOST_REPORTS = 300;

/** Reports of visits to the reader's sites, the newest first. */
export async function readVisitReports(tx: Tx, actor: Actor, now: Date): Promise<VisitReports> {
  const sites = await tx.site.findMany({ select: { id: true, code: true, name: true, timeZone: true }, orderBy: { code: "asc" } });
  const rows = await tx.visitReport.findMany({ omit: { content: true, pdf: true }, orderBy: { at: "desc" }, take: MOST_REPORTS });
  return {
    reports: rows.map(({ siteId, kind, beganOn, endedOn, at, ...row }) => {
      const site = sites.find(({ id }) => id === siteId);
      return { ...row, site: site?.code ?? "", timeZone: site?.timeZone ?? "UTC", kind: kind as VisitKind, beganOn: beganOn.toISOString().slice(0, 10), endedOn: endedOn.toISOString().slice(0, 10), at: at.toISOString() };
    }),
    sites: sites.filter(({ id }) => can(actor, "visit_report.file", { siteId: id })).map(({ id, code, name, timeZone }) => ({ id, code, name, today: dayIn(now.toISOString(), timeZone) })),
  };
}

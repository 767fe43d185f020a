import "server-only";
import type { Tx } from "@/lib/server/db";
import type { WrittenExportFile } from "./write-export";

export type ExportState = "waiting" | "running" | "done" | "failed";

export interface ExportView {
  readonly id: string;
  readonly cutId: string;
  readonly format: string;
  readonly byName: string;
  readonly at: Date;
  readonly state: ExportState;
  /** Of the pass over the patients that is under way; a format may need several. */
  readonly patients: { readonly read: number; readonly all: number };
  /** The file that is being written. */
  readonly writing: string | null;
  readonly problem: string | null;
  /** How often it failed, and when last; also when it was whole in the end. */
  readonly failures: number;
  readonly failedAt: Date | null;
  /** Empty until it is whole. */
  readonly files: readonly WrittenExportFile[];
  readonly sha256: string | null;
  readonly bytes: number;
}

export interface DownloadView {
  readonly cutId: string;
  /** Null: a file that the cut itself holds. */
  readonly format: string | null;
  readonly file: string;
  /** The name of the access token of the program that took it; null: a person in a browser. */
  readonly token: string | null;
  readonly byName: string;
  readonly at: Date;
}

export interface ExportsView {
  readonly exports: readonly ExportView[];
  /** Newest first. */
  readonly downloads: readonly DownloadView[];
}

const MOST_DOWNLOADS = 500;

/** Every export of every cut with how far it is, and who took what. */
export async function readExports(tx: Tx): Promise<ExportsView> {
  const rows = await tx.export.findMany({ include: { work: true }, orderBy: { at: "asc" } });
  const downloads = await tx.cutDownload.findMany({ select: { cutId: true, format: true, file: true, token: true, byName: true, at: true }, orderBy: { at: "desc" }, take: MOST_DOWNLOADS });
  return { exports: rows.map(({ work, ...row }) => viewOf(row, work)), downloads };
}

/** Every export of one cut with how far it is, in the order in which they were asked for. */
export async function readExportsOf(tx: Tx, cutId: string): Promise<readonly ExportView[]> {
  const rows = await tx.export.findMany({ where: { cutId }, include: { work: true }, orderBy: { at: "asc" } });
  return rows.map(({ work, ...row }) => viewOf(row, work));
}

/** One export of a cut. Null when nobody asked for it, or the reader may not see it. */
export async function readExport(tx: Tx, cutId: string, format: string): Promise<ExportView | null> {
  const row = await tx.export.findUnique({ where: { cutId_format: { cutId, format } }, include: { work: true } });
  return row && viewOf(row, row.work);
}

interface Row { readonly id: string; readonly cutId: string; readonly format: string; readonly byName: string; readonly at: Date }
interface Work { readonly state: string; readonly patientsRead: number; readonly patientsAll: number; readonly writing: string | null; readonly problem: string | null; readonly failures: number; readonly failedAt: Date | null; readonly files: unknown; readonly sha256: string | null; readonly bytes: bigint | null }

function viewOf({ id, cutId, format, byName, at }: Row, work: Work | null): ExportView {
  return {
    id, cutId, format, byName, at, state: (work?.state ?? "waiting") as ExportState, patients: { read: work?.patientsRead ?? 0, all: work?.patientsAll ?? 0 },
    writing: work?.writing ?? null, problem: work?.problem ?? null, failures: work?.failures ?? 0, failedAt: work?.failedAt ?? null, files: (work?.files ?? []) as readonly WrittenExportFile[], sha256: work?.sha256 ?? null, bytes: Number(work?.bytes ?? 0),
  };
}

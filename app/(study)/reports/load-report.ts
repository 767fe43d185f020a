import "server-only";
import { chooseSource, mayReadLive, readCutChoices, type ReportSource } from "@/lib/analysis/reports/report-source";
import { can } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import { isUuid } from "@/lib/kernel/uuid";
import type { Tx } from "@/lib/server/db";
import { joinByHash } from "@/lib/server/whole-study";
import { z } from "zod";
import { reportById, REPORTS } from "./catalogue";
import type { ReportContent, ReportKind } from "./report";

/** What the address of a report may ask; what it cannot read narrows nothing, but a cut that is none does not exist. */
export const ReportAsked = z.object({
  cut: z.string().max(60).optional().catch(undefined),
  by: z.string().max(20).optional().catch(undefined),
  table: z.string().max(30).optional().catch(undefined),
});
export type ReportAsked = z.infer<typeof ReportAsked>;

export interface LoadedReport {
  readonly kind: ReportKind;
  readonly by: string;
  /** Null while there is no cut for somebody who reads only cuts. */
  readonly source: ReportSource | null;
  readonly content: ReportContent | null;
  readonly cuts: readonly { readonly id: string; readonly name: string }[];
  readonly mayLive: boolean;
  readonly isDemonstration: boolean;
}

/** May this person have the report at all: of live records, or of a cut where there can be one. */
export const mayHave = (actor: Actor, { verb, ofToday }: ReportKind): boolean => mayReadLive(actor, verb) || (!ofToday && can(actor, "cut.read"));

/** The reports that this person may have. */
export const reportsFor = (actor: Actor): readonly ReportKind[] => REPORTS.filter((kind) => mayHave(actor, kind));

/** The report that an address names, read from the source that it asks for; null where there is no such report, cut or right. */
export async function loadReport(tx: Tx, actor: Actor, id: string, asked: ReportAsked): Promise<LoadedReport | null> {
  const kind = reportById(id);
  if (!kind || !mayHave(actor, kind) || (asked.cut !== undefined && (kind.ofToday || !isUuid(asked.cut)))) return null;
  const source = await chooseSource(tx, actor, { verb: kind.verb, cut: asked.cut ?? null, now: new Date() });
  if (source === null && asked.cut !== undefined) return null;
  const by = kind.by?.find((one) => one.id === asked.by)?.id ?? kind.by?.[0]?.id ?? "";
  const { isDemonstration } = await tx.study.findFirstOrThrow();
  const cuts = kind.ofToday ? [] : await readCutChoices(tx, actor);
  if (!kind.ofToday) await joinByHash(tx);
  return {
    kind, by, source, isDemonstration, mayLive: mayReadLive(actor, kind.verb), cuts, content: source && await kind.read({ tx, actor, source, by }),
  };
}

/** Where the figures come from, when, and by which rules: the footer of a picture, of a page and of every row of a file. */
export function footerOf({ source, isDemonstration }: { readonly source: ReportSource; readonly isDemonstration: boolean }): readonly string[] {
  const at = sayInstant(source.at.toISOString(), "UTC");
  const from = source.kind === "live"
    ? `Live records as they stood on ${at}, ${source.isWhole ? "all sites" : "the sites of the reader only"}; not a data cut.`
    : `Data cut ${source.name}, ${source.isInterim ? "interim" : "final"}, sealed ${at}, content ${source.contentHash.slice(0, 16)}.`;
  return [`${from} Rules version ${source.ruleVersion}.${isDemonstration ? " Demonstration data: invented patients." : ""}`];
}

/** The address of a report, or of one of its files, with the same choice. */
export function reportHref(id: string, { cut, by, table }: ReportAsked, file: "" | "/figure.svg" | "/table.csv" = ""): string {
  const query = new URLSearchParams(Object.entries({ cut, by, table }).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
  return `/reports/${id}${file}${query === "" ? "" : `?${query}`}`;
}

import type { CasebookContent } from "@/lib/exports/casebooks/casebook-content";
import type { CutRecord } from "@/lib/exports/cut-record";
import type { ExportSource } from "@/lib/exports/export-format";
import type { CutView } from "@/lib/exports/read-cuts";
import { ROLE_LABELS, type Actor } from "@/lib/kernel/actor";

/** A cut that holds so many patients of a site. */
export type CutOfSite = Omit<CutView, "manifest" | "sameAs"> & { readonly patients: number };

/** All that a copy is of, of one moment. */
export interface SiteRecords {
  readonly siteId: string;
  readonly code: string;
  readonly name: string;
  readonly isTraining: boolean;
  readonly at: Date;
  readonly by: string;
  /** In which role, in words. */
  readonly roles: string;
  /** The sealed cut that it is of, and how its formats read the site's part; null: the records as they stand. */
  readonly cut: (CutOfSite & { readonly source: ExportSource }) | null;
  readonly casebooks: readonly CasebookContent[];
  readonly records: readonly CutRecord[];
}

/** The roles that somebody holds at a site, in words. */
export const rolesAt = ({ grants }: Actor, siteId: string): string => [...new Set(grants.filter((grant) => grant.siteId === "all" || grant.siteId === siteId).map(({ role }) => ROLE_LABELS[role].toLowerCase()))].toSorted().join(", ");

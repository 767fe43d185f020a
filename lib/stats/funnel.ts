import { binomialLimits } from "./binomial-limits";
import { exactInterval, type Interval } from "./proportion-interval";

/** Outside these a site is named: with no difference between sites, one judgement in 500. */
export const NAMED_OUTSIDE = 0.998;
/** Drawn as well, for the eye: one judgement in 20 lies outside by chance. */
export const WATCHED_OUTSIDE = 0.95;
/** Fewer than this in the denominator are not judged. */
export const TOO_SMALL_BELOW = 20;

/** So many of so many, at one site. */
export interface SiteCount {
  readonly site: string;
  readonly hits: number;
  readonly total: number;
}

/** `alone`: there is no other site to compare with. */
export type FunnelStanding = "above" | "below" | "inside" | "too_small" | "alone";

export interface FunnelSite extends SiteCount {
  /** A fraction of 1. */
  readonly rate: number;
  /** Of the site's own rate: exact (Clopper–Pearson), 95 %. */
  readonly interval: Interval;
  /** All other sites together. */
  readonly others: Omit<SiteCount, "site">;
  readonly standing: FunnelStanding;
}

export interface Funnel {
  /** The rate of all sites together, around which the limits lie; null where nothing was counted. */
  readonly target: number | null;
  readonly hits: number;
  readonly total: number;
  readonly sites: readonly FunnelSite[];
}

/** Every site beside all others, judged by exact binomial limits around the rate of all. Sites with nothing in the denominator are left out. */
export function funnelOf(counts: readonly SiteCount[]): Funnel {
  const counted = counts.filter(({ total }) => total > 0);
  const hits = counted.reduce((sum, site) => sum + site.hits, 0);
  const total = counted.reduce((sum, site) => sum + site.total, 0);
  const target = total === 0 ? null : hits / total;
  return { target, hits, total, sites: counted.map((site) => siteOf(site, { hits, total })) };
}

function siteOf(site: SiteCount, all: Omit<SiteCount, "site">): FunnelSite {
  return {
    ...site, rate: site.hits / site.total, interval: exactInterval(site.hits, site.total), others: { hits: all.hits - site.hits, total: all.total - site.total },
    standing: standingOf(site, all),
  };
}

function standingOf({ hits, total }: SiteCount, all: Omit<SiteCount, "site">): FunnelStanding {
  if (all.total === total) return "alone";
  if (total < TOO_SMALL_BELOW) return "too_small";
  const { lower, upper } = binomialLimits(total, all.hits / all.total, NAMED_OUTSIDE);
  return hits > upper ? "above" : hits < lower ? "below" : "inside";
}

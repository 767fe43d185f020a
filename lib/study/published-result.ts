import type { Arm, DiseaseStatus } from "@/lib/study/patient-record";

/** A rate as it was printed. Where the numerator was not printed, `responders` is null. */
export interface PublishedRate {
  readonly responders: number | null;
  readonly total: number;
  /** As printed, with the printed number of decimals. */
  readonly percent: string;
}

/**
 * The trial's result as published: Cortes et al., Cancer 2012;118:418, doi 10.1002/cncr.26292, and the table of the trial's description.
 * The counts of the unexposed follow from 10 of 53 in all and 0 of 17 exposed; every other figure is printed.
 */
export const publishedResult = {
  source: "Cortes et al., Cancer 2012;118:418 (doi 10.1002/cncr.26292), with the table of the trial’s description",
  patients: 53,
  all: {
    complete: { responders: 8, total: 53, percent: "15.1" },
    partial: { responders: 2, total: 53, percent: "3.8" },
    either: { responders: 10, total: 53, percent: "18.9" },
  },
  byArm: {
    A: { responders: 3, total: 18, percent: "16.7" },
    B: { responders: 4, total: 18, percent: "22.2" },
    C: { responders: 3, total: 17, percent: "17.6" },
  },
  byExposure: {
    exposed: { responders: 0, total: 17, percent: "0" },
    notExposed: { responders: 10, total: 36, percent: "27.8" },
  },
  /** Printed without numerators, and impossible with these denominators: see `splitsReproducing`. */
  byStatus: {
    refractory: { complete: { responders: null, total: 32, percent: "26" }, either: { responders: null, total: 32, percent: "32" } },
    relapsed: { complete: { responders: null, total: 21, percent: "9" }, either: { responders: null, total: 21, percent: "12" } },
  },
} as const satisfies {
  readonly source: string;
  readonly patients: number;
  readonly all: Readonly<Record<"complete" | "partial" | "either", PublishedRate>>;
  readonly byArm: Readonly<Record<Arm, PublishedRate>>;
  readonly byExposure: Readonly<Record<"exposed" | "notExposed", PublishedRate>>;
  readonly byStatus: Readonly<Record<DiseaseStatus, Readonly<Record<"complete" | "either", PublishedRate>>>>;
};

/** n/N in per cent with a fixed number of decimals, half up, in whole numbers throughout; null when there is nobody. */
export function percentOf(responders: number, total: number, decimals: 0 | 1 = 1): string | null {
  if (total === 0) return null;
  const scaled = Math.floor((2 * responders * 100 * 10 ** decimals + total) / (2 * total));
  return decimals === 0 ? String(scaled) : `${Math.floor(scaled / 10)}.${scaled % 10}`;
}

/** True when a count could have been printed so: the same n/N, or, where no numerator was printed, the same N and a rate that rounds to it. */
export function agreesWith(published: PublishedRate, responders: number, total: number): boolean {
  if (total !== published.total) return false;
  return published.responders === null ? percentOf(responders, total, published.percent.includes(".") ? 1 : 0) === published.percent : responders === published.responders;
}

/** A way to divide the patients, with the counts that give the printed rates. */
export interface Split {
  readonly refractory: { readonly total: number; readonly complete: number; readonly either: number };
  readonly relapsed: { readonly total: number; readonly complete: number; readonly either: number };
}

/** The four printed rates of disease status, in whole per cent. */
const RATES = publishedResult.byStatus;

/**
 * Every way to divide the published patients into refractory and relapsed for which whole numbers of responders give all four printed
 * rates: by trying all of them. `totals` also asks for the published 8 CR and 10 CR + CRp.
 */
export function splitsReproducing(totals: boolean): readonly Split[] {
  const { patients, all } = publishedResult;
  const groups = Array.from({ length: patients - 1 }, (_, index) => index + 1).flatMap((refractory) =>
    waysToPrint(refractory, RATES.refractory).flatMap((one) => waysToPrint(patients - refractory, RATES.relapsed).map((other) => ({ refractory: one, relapsed: other }))));
  return groups.filter(({ refractory, relapsed }) =>
    !totals || (refractory.complete + relapsed.complete === all.complete.responders && refractory.either + relapsed.either === all.either.responders));
}

/** Counts in a group of this size whose rates round to the printed ones; a complete remission is among either. */
function waysToPrint(total: number, { complete, either }: Readonly<Record<"complete" | "either", PublishedRate>>): readonly Split["refractory"][] {
  const counts = Array.from({ length: total + 1 }, (_, count) => count);
  const printedAs = ({ percent }: PublishedRate) => counts.filter((count) => percentOf(count, total, 0) === percent);
  return printedAs(complete).flatMap((full) => printedAs(either).filter((any) => any >= full).map((any) => ({ total, complete: full, either: any })));
}

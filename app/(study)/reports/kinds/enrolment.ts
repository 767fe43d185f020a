import { enrolmentCurve } from "@/app/_figures/reports/enrolment-curve";
import { readEnrolment, type EnrolmentCount } from "@/lib/analysis/reports/read-counts";
import { groupBy } from "@/lib/kernel/group-by";
import { sayDate } from "@/lib/kernel/calendar-date";
import { enrolmentPlan, enrolmentPlanSources, plannedAfter } from "@/lib/study/enrolment-plan";
import { enrolmentMonths } from "@/lib/study/reports/enrolment-months";
import { daysBetween } from "@/lib/kernel/calendar-date";
import { counted, NOTHING_YET, type ReportContent, type ReportKind, type ReportTable } from "../report";

export const enrolment: ReportKind = {
  id: "enrolment", title: "Enrolment against plan", group: "Conduct", verb: "patient.read",
  answers: "How many patients are randomised, month by month and site by site, and is that what was planned?",
  empty: { title: "Nobody is randomised yet", says: "The curve begins with the first patient randomised." },
  read: async ({ tx, source }) => contentOf(await readEnrolment(tx, source), source.at.toISOString().slice(0, 10), source.isWhole),
};

/** The plan is of all sites together; whoever sees some of them sees no plan. */
export function contentOf(counts: readonly EnrolmentCount[], today: string, isWhole: boolean): ReportContent {
  const days = counts.flatMap(({ on, patients }) => (on === null ? [] : [{ on, patients }]));
  const months = enrolmentMonths(days, today).filter(({ isPast }) => isWhole || isPast);
  const total = days.reduce((sum, { patients }) => sum + patients, 0);
  const first = days.map(({ on }) => on).toSorted()[0];
  if (first === undefined) return NOTHING_YET;
  const planned = plannedAfter(daysBetween(first, today));
  const sites = new Set(counts.map(({ site }) => site)).size;
  return {
    says: isWhole
      ? `${counted(total, "patient")} randomised at ${counted(sites, "site")} since ${sayDate(first)}; ${planned} of ${enrolmentPlan.patients} were planned by now.`
      : `${counted(total, "patient")} randomised since ${sayDate(first)}.`,
    drawing: enrolmentCurve(months.map(({ label, randomised, total: sum, planned: upTo, isPast }) => ({ label, randomised, total: sum, planned: isWhole ? upTo : null, isPast }))),
    tables: [sitesTable(counts), {
      id: "months", title: "By month",
      columns: [{ name: "MONTH", label: "Month" }, { name: "RANDOMISED", label: "Randomised", numeric: true }, { name: "TOTAL", label: "So far", numeric: true }, ...(isWhole ? [{ name: "PLANNED", label: "Planned", numeric: true }] : [])],
      rows: months.map(({ from, label, randomised, total: sum, planned: upTo, isPast }) => [{ shown: label, exact: from.slice(0, 7) }, isPast ? randomised : null, isPast ? sum : null, ...(isWhole ? [upTo] : [])]),
    }],
    notes: isWhole ? Object.values(enrolmentPlanSources).map(({ says, source }) => `${says}. ${source}.`) : ["The plan is of all sites together and is not shown with the patients of some."],
  };
}

function sitesTable(counts: readonly EnrolmentCount[]): ReportTable {
  return {
    id: "sites", title: "By site",
    columns: [{ name: "SITE", label: "Site" }, { name: "SCREENED", label: "Screened", numeric: true }, { name: "IN_SCREENING", label: "In screening", numeric: true }, { name: "SCREEN_FAILED", label: "Failed screening", numeric: true },
      { name: "RANDOMISED", label: "Randomised", numeric: true }, { name: "LAST_RANDOMISED_ON", label: "Last on" }],
    rows: [...groupBy(counts, ({ site }) => site)].map(([site, own]) => {
      const of = (status: string) => own.filter((one) => one.status === status).reduce((sum, { patients }) => sum + patients, 0);
      const last = own.flatMap(({ on }) => on ?? []).toSorted().at(-1);
      return [site, of("screening") + of("screen_failed") + of("randomised"), of("screening"), of("screen_failed"), of("randomised"), last === undefined ? null : { shown: sayDate(last), exact: last }];
    }),
  };
}

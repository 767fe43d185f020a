import { bars } from "@/app/_figures/reports/bars";
import { stacked } from "@/app/_figures/reports/drawing";
import type { Painted } from "@/app/_figures/reports/looks";
import { readQuality, type QualityCount } from "@/lib/analysis/reports/read-quality";
import { verificationPlanSources } from "@/lib/study/verification-plan";
import { sayShare } from "@/lib/kernel/say-share";
import { counted, NOTHING_YET, type ReportContent, type ReportKind } from "../report";

export const dataQuality: ReportKind = {
  id: "data-quality", title: "Source verification and queries", group: "Data", verb: "discrepancy.read",
  answers: "How much of what the plan asks for is compared with the source, and how many queries wait, for how long?",
  empty: { title: "Nothing to verify or to ask yet", says: "Values that the plan of source verification asks for, and queries, are counted here, site by site." },
  read: async ({ tx, source }) => contentOf(await readQuality(tx, source)),
};

const OPEN: Painted = { look: "solid", ink: "q" };
const ANSWERED: Painted = { look: "hatch", ink: "q" };
const CLOSED: Painted = { look: "outline", ink: "ns" };
const VERIFIED: Painted = { look: "solid", ink: "ver" };
const NOT_VERIFIED: Painted = { look: "outline", ink: "ver" };

export function contentOf(sites: readonly QualityCount[]): ReportContent {
  const sum = (pick: (site: QualityCount) => number) => sites.reduce((total, site) => total + pick(site), 0);
  const [open, answered, closed, values, verified] = [sum((one) => one.open), sum((one) => one.answered), sum((one) => one.closed), sum((one) => one.values), sum((one) => one.verified)];
  if (open + answered + closed + values === 0) return NOTHING_YET;
  const queries = bars({
    unit: "queries", labelWidth: 110, legend: [{ ...OPEN, label: "open" }, { ...ANSWERED, label: "answered" }, { ...CLOSED, label: "closed" }],
    rows: sites.map((one) => ({ label: `Site ${one.site}`, note: `${one.open + one.answered} of ${one.open + one.answered + one.closed} wait`, parts: [
      { value: one.open, ...OPEN, says: `Site ${one.site}: ${one.open} open` }, { value: one.answered, ...ANSWERED, says: `Site ${one.site}: ${one.answered} answered` }, { value: one.closed, ...CLOSED, says: `Site ${one.site}: ${one.closed} closed` },
    ] })),
  });
  const verification = bars({
    unit: "% of values", most: 100, labelWidth: 110, legend: [{ ...VERIFIED, label: "compared with the source" }, { ...NOT_VERIFIED, label: "not yet, or changed since" }],
    rows: sites.filter((one) => one.values > 0).map((one) => ({ label: `Site ${one.site}`, note: `${one.verified}/${one.values}`, parts: [
      { value: (100 * one.verified) / one.values, ...VERIFIED, says: `Site ${one.site}: ${one.verified} of ${one.values} verified` }, { value: 100 - (100 * one.verified) / one.values, ...NOT_VERIFIED, says: `Site ${one.site}: ${one.values - one.verified} of ${one.values} not verified` },
    ] })),
  });
  return {
    says: `${verified} of ${counted(values, "value")} that the plan asks for (${sayShare(verified, values)}) ${verified === 1 ? "is" : "are"} compared with the source; ${counted(open, "query", "queries")} open and ${answered} answered, ${closed} closed.`,
    drawing: stacked([verification, queries]),
    tables: [{
      id: "sites", title: "By site",
      columns: [{ name: "SITE", label: "Site" }, { name: "VALUES", label: "Values of the plan", numeric: true }, { name: "VERIFIED", label: "Verified", numeric: true }, { name: "PERCENT", label: "%", numeric: true }, { name: "ENDPOINT_VALUES", label: "Of the primary endpoint", numeric: true }, { name: "ENDPOINT_VERIFIED", label: "Verified of those", numeric: true }, { name: "OPEN", label: "Queries open", numeric: true }, { name: "ANSWERED", label: "Answered", numeric: true },
        { name: "CLOSED", label: "Closed", numeric: true }, { name: "MEDIAN_AGE_DAYS", label: "Median age of those that wait, days", numeric: true }, { name: "OLDEST_DAYS", label: "Oldest", numeric: true }],
      rows: sites.map((one) => [one.site, one.values, one.verified, { shown: sayShare(one.verified, one.values), exact: one.values === 0 ? null : Math.round((1e6 * one.verified) / one.values) / 1e4 }, one.endpoint, one.endpointVerified, one.open, one.answered, one.closed, one.medianAge, one.oldestAge]),
    }],
    notes: [`Values are those that the plan of source verification asks for and that are filled in; a value that changed after it was verified counts as not verified. ${Object.values(verificationPlanSources).slice(0, 3).map(({ says }) => `${says}.`).join(" ")}`],
  };
}

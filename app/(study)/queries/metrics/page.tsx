import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { queriesHref } from "@/lib/discrepancies/discrepancy-filters";
import { NOISE_ABOVE, NOISE_NEEDS_CLOSED } from "@/lib/discrepancies/noise";
import { readDiscrepancyMetrics, type MetricsView } from "@/lib/discrepancies/read-discrepancy-metrics";
import { asReader } from "@/lib/server/page";
import { MetricsTable, type MetricsLine } from "./metrics-table";
import "../queries.css";

export const metadata = { title: "Query metrics" };

const retires = ({ check, noise }: MetricsView["checks"][number]): boolean => check !== null && noise !== null && noise.isCandidate;

/** How fast queries are answered and closed, per site and per check; and which checks ask for nothing. */
export default async function QueryMetricsPage() {
  const view = await asReader("monitoring.read", readDiscrepancyMetrics);
  const candidates = view.checks.filter(retires);
  return (
    <>
      <PageHeader
        trail={[{ label: "Queries", href: "/queries" }]} title="Query metrics"
        subtitle={`${view.all.raised} raised, ${view.all.closed} closed · ${candidates.length === 0 ? "no check is a candidate for retirement" : `candidates for retirement: ${candidates.map(({ check }) => check).join(", ")}`}`}
        actions={<LinkButton href="/queries/metrics/metrics.csv" download><Glyph of="download" />CSV</LinkButton>}
      />
      {view.all.raised === 0
        ? <Card title="Metrics" hideTitle><EmptyState title="Nothing was asked yet">As soon as there are queries, their ages and what became of them stand here.</EmptyState></Card>
        : <><Tables view={view} /><HowComputed /></>}
    </>
  );
}

function Tables({ view }: { readonly view: MetricsView }) {
  const sites = view.sites.map((metrics): MetricsLine => ({ key: metrics.site, metrics, named: <TextLink href={queriesHref({ state: "all", site: metrics.site })}>{metrics.site}</TextLink> }));
  const checks = view.checks.map((metrics): MetricsLine => ({
    key: metrics.check ?? "people", metrics, mayRetire: retires(metrics),
    named: metrics.check === null
      ? <TextLink href={queriesHref({ state: "all", origin: "manual" })}>Asked by a person</TextLink>
      : <><TextLink href={queriesHref({ state: "all", check: metrics.check })}>{metrics.check}</TextLink><small>{metrics.form}: {metrics.says}</small></>,
  }));
  return (
    <>
      <Card title="By site" note="days"><MetricsTable caption="Metrics by site" of="Site" lines={[...sites, { key: "all", metrics: view.all, named: "All" }]} /></Card>
      <Card title="By check" note="days, most raised first"><MetricsTable caption="Metrics by check" of="Check" lines={checks} /></Card>
    </>
  );
}

const HowComputed = () => (
  <Card title="How each is computed" padded>
    <dl className="metrics-means">
      <dt>To answer</dt><dd>Days from the question to its first answer, of queries that were answered at least once. Half took no longer than the median, nine in ten no longer than the 90 %; both are interpolated between neighbours.</dd>
      <dt>To close</dt><dd>Days from the question to its last closing, of queries that are closed now.</dd>
      <dt>Data changed after</dt><dd>Queries after which the field asked about, or another field of the same form that the check looks at, was corrected or its row removed, or which a check closed because it passes now; of all that were raised. Taken from the trail.</dd>
      <dt>Closed without a change</dt><dd>Queries that are closed and whose data did not change, of those that are closed: the noise of a check. The interval is exact (Clopper–Pearson), 95 %.</dd>
      <dt>Candidate for retirement</dt><dd>At least {NOISE_NEEDS_CLOSED} queries are closed, and even the lower end of the interval lies above {100 * NOISE_ABOVE} %: people answer it, and the data stay as they are. Whether a check goes is decided by people; a rare check that once finds a wrong dose is worth its noise.</dd>
    </dl>
  </Card>
);

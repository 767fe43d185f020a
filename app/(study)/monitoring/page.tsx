import { FigureReader } from "@/app/_figures/figure-reader.client";
import { FunnelPlot } from "@/app/_figures/funnel-plot";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { monitoringHref, SignalFilters } from "@/lib/analysis/signal-filters";
import { arrangeSignals, readFormSignals, readMeasuredSignals, type SignalView } from "@/lib/analysis/read-signals";
import { SIGNAL_WORDS, type Signal } from "@/lib/analysis/signals";
import { asReader } from "@/lib/server/page";
import { NAMED_OUTSIDE, TOO_SMALL_BELOW, WATCHED_OUTSIDE } from "@/lib/stats/funnel";
import { RecordsCard } from "./records-card";
import { sayOf } from "./say-shares";
import { SiteTable } from "./site-table";
import { SignalsTable } from "./signals-table";
import "./monitoring.css";

export const metadata = { title: "Central monitoring" };

/** Signals of data quality per site, each with what it counts, its limits and the records behind it. */
export default async function MonitoringPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const { signal: chosen, site } = SignalFilters.catch({}).parse(await searchParams);
  const asked = chosen && site ? { signal: chosen, site } : null;
  const gathered = await Promise.all([readFormSignals, readMeasuredSignals].map((read) => asReader("monitoring.read", (tx) => read(tx, asked), { apart: true })));
  const signals = arrangeSignals(gathered), records = gathered.flatMap((one) => one.records ?? []);
  const view = signals.find(({ signal }) => signal === (chosen ?? mostTelling(signals)));
  return (
    <>
      <PageHeader title="Central monitoring" subtitle={subtitleOf(signals)} actions={<LinkButton href={monitoringHref({}, "/monitoring/signals.csv")} download><Glyph of="download" />CSV</LinkButton>} />
      <Card title="Signals" note="of all sites within your reach"><SignalsTable signals={signals} chosen={view?.signal} /></Card>
      {view && <SignalCard view={view} site={site} />}
      {chosen && site && <RecordsCard signal={chosen} site={site} records={records} />}
      <HowJudged />
    </>
  );
}

/** The first signal that names a site; the first of all where none does. */
const mostTelling = (signals: readonly SignalView[]): Signal | undefined =>
  (signals.find(({ funnel }) => funnel.sites.some(({ standing }) => standing === "above" || standing === "below")) ?? signals.find(({ funnel }) => funnel.sites.length > 1) ?? signals[0])?.signal;

function subtitleOf(signals: readonly SignalView[]): string {
  const sites = new Set(signals.flatMap(({ funnel }) => funnel.sites.map(({ site }) => site)));
  const named = new Set(signals.flatMap(({ funnel }) => funnel.sites.filter(({ standing }) => standing === "above" || standing === "below").map(({ site }) => site)));
  if (sites.size <= 1) return `${sites.size === 1 ? "One site" : "No site"} within your reach: there is nothing to compare with`;
  return `${sites.size} sites · ${named.size === 0 ? "none lies outside the limits" : `outside the limits of a signal: ${[...named].toSorted().join(", ")}`}`;
}

function SignalCard({ view: { signal, funnel }, site }: { readonly view: SignalView; readonly site: string | undefined }) {
  const words = SIGNAL_WORDS[signal];
  return (
    <Card id="signal" title={words.title} note={sayOf(funnel)}>
      <p className="card-pad">{words.says}</p>
      {funnel.target === null
        ? <EmptyState title="Nothing to count yet">As soon as there are {words.of}, each site stands here beside the others.</EmptyState>
        : (
          <>
            <FigureReader label={`Funnel plot: ${words.title}`}>
              <FunnelPlot funnel={funnel} of={words.of} label={`${words.title}: each site by the number of ${words.of} and the share of them that is ${words.hits}, with exact binomial limits around the share of all sites. The table below has the same.`} />
            </FigureReader>
            <SiteTable signal={signal} funnel={funnel} chosen={site} />
          </>
        )}
    </Card>
  );
}

const HowJudged = () => (
  <Card title="How a site is judged" padded>
    <p>Each signal is a share: so many of so many. Around the share of all sites together lie exact binomial limits, wider where there is less to count; they are summed from the binomial distribution (@stdlib), not approximated. A site outside the limits of {100 * NAMED_OUTSIDE} % (drawn solid) is named: where sites do not differ, one judgement in {Math.round(1 / (1 - NAMED_OUTSIDE))} is, by chance. The limits of {100 * WATCHED_OUTSIDE} % (dashed) are for the eye only. The interval beside a share is exact as well (Clopper–Pearson, 95 %).</p>
    <p>Below {TOO_SMALL_BELOW} in the denominator a site is too small to judge, and is drawn hollow. Values of one patient are not independent of each other, so true limits are somewhat wider than these: being named is a reason to open the records, not a finding. Below the limits may be as telling as above: nothing asked, nothing missing and nothing far out may be too good.</p>
  </Card>
);

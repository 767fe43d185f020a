import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterChips } from "@/app/_ui/filter-chips";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { DeviationFilters, deviationsHref } from "@/lib/analysis/deviation-filters";
import { importanceOf, readDeviations, type DeviationsView } from "@/lib/analysis/read-deviations";
import { asReader } from "@/lib/server/page";
import { DeviationCounts } from "./deviation-counts";
import { DeviationFilterForm } from "./deviation-filter-form";
import { DeviationTable } from "./deviation-table";
import "./deviations.css";

/** More rows than this are not drawn at once: the filters narrow the list, and the file has them all. */
const MOST_ROWS = 200;

export const metadata = { title: "Deviations" };

/** Every departure from the protocol: found by the rules, recorded by a site, or both. */
export default async function DeviationsPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const filters = DeviationFilters.parse(await searchParams);
  const view = await asReader("deviation.read", (tx, actor) => readDeviations(tx, actor, filters));
  return (
    <>
      <PageHeader title="Deviations" subtitle={subtitleOf(view)} actions={<LinkButton href={deviationsHref(filters, {}, "/deviations/deviations.csv")} download><Glyph of="download" />CSV</LinkButton>} />
      {view.all.length === 0
        ? <Card title="Deviations" hideTitle><EmptyState title="No deviation">Nothing entered departs from the protocol, and no site recorded a deviation. What the rules find stands here at once; a site adds others in the patient’s log.</EmptyState></Card>
        : <Found view={view} filters={filters} />}
    </>
  );
}

function Found({ view, filters }: { readonly view: DeviationsView; readonly filters: DeviationFilters }) {
  const counted = (important: "yes" | "no" | "open") => view.all.filter((deviation) => importanceOf(deviation) === important).length;
  return (
    <>
      <FilterChips label="Which deviations" chips={[
        { label: "all", count: view.all.length, href: deviationsHref(filters, { important: undefined }), active: filters.important === undefined },
        { label: "not assessed by the site yet", count: counted("open"), href: deviationsHref(filters, { important: "open" }), active: filters.important === "open" },
        { label: "important", count: counted("yes"), href: deviationsHref(filters, { important: "yes" }), active: filters.important === "yes" },
        { label: "not important", count: counted("no"), href: deviationsHref(filters, { important: "no" }), active: filters.important === "no" },
      ]} />
      <DeviationFilterForm filters={filters} sites={view.sites} />
      <Card title="Deviations" note={`${view.shown.length} of ${view.all.length}`}>
        {view.shown.length > 0
          ? <DeviationTable deviations={view.shown.slice(0, MOST_ROWS)} />
          : <EmptyState title="None of this kind" actions={<LinkButton href="/deviations">Show all</LinkButton>}>Other sites, categories or patients may have some.</EmptyState>}
        {view.shown.length > MOST_ROWS && <p className="card-foot">The first {MOST_ROWS} of {view.shown.length}, by patient. Narrow the choice above, or take the file, which has all of them.</p>}
      </Card>
      <DeviationCounts all={view.all} />
    </>
  );
}

function subtitleOf({ all }: DeviationsView): string {
  const patients = new Set(all.map(({ patient }) => patient)).size;
  const derived = all.filter(({ subject }) => subject !== null).length;
  return `${derived} found by the rules, ${all.length - derived} recorded by sites alone · ${patients} ${patients === 1 ? "patient" : "patients"}`;
}

import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterChips } from "@/app/_ui/filter-chips";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { can } from "@/lib/access/permissions";
import { queriesHref, readFilters, type DiscrepancyFilters } from "@/lib/discrepancies/discrepancy-filters";
import { DISCREPANCIES_A_PAGE, readDiscrepancies, type DiscrepancyList } from "@/lib/discrepancies/read-discrepancies";
import { asReader } from "@/lib/server/page";
import { QueryFilterForm } from "./query-filter-form";
import { FilterWords, narrowed } from "./query-filter-words";
import { QueryTable } from "./query-table";
import "./queries.css";

export const metadata = { title: "Queries" };

export default async function QueriesPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const { filters, wrong } = readFilters(await searchParams);
  const { list, mayMeasure } = await asReader("discrepancy.read", async (tx, actor) => ({ list: await readDiscrepancies(tx, actor, filters), mayMeasure: can(actor, "monitoring.read") }));
  const { counts, rows, next } = list;
  return (
    <>
      <PageHeader
        title="Queries" subtitle={`${counts.open + counts.reopened} with the site, ${counts.reopened} of them re-opened · ${counts.answered} answered, waiting for the sponsor`}
        actions={<>{mayMeasure && <LinkButton href="/queries/metrics">Metrics</LinkButton>}<LinkButton href={queriesHref(filters, {}, "/queries/queries.csv")} download><Glyph of="download" />CSV</LinkButton></>}
      />
      <StateChips filters={filters} counts={counts} />
      <QueryFilterForm filters={filters} siteCodes={list.siteCodes} people={list.people} />
      {wrong.length > 0 && <Callout tone="soft" live="status">{wrong.join(" ")}</Callout>}
      <FilterWords filters={filters} people={list.people} />
      <Card title="Queries" hideTitle>
        {rows.length === 0 ? <NothingHere filters={filters} counts={counts} /> : <QueryTable list={list} filters={filters} />}
        {(next !== null || filters.after) && (
          <div className="query-next row">
            {filters.after && <LinkButton href={queriesHref(filters)}>From the first</LinkButton>}
            {next !== null && <LinkButton href={queriesHref(filters, { after: next })}>Next {DISCREPANCIES_A_PAGE}</LinkButton>}
          </div>
        )}
      </Card>
    </>
  );
}

function StateChips({ filters, counts }: { readonly filters: DiscrepancyFilters; readonly counts: DiscrepancyList["counts"] }) {
  const chip = (state: DiscrepancyFilters["state"], label: string, count: number) => ({ label, count, href: queriesHref(filters, { state }), active: filters.state === state });
  const waiting = counts.open + counts.reopened;
  return (
    <FilterChips label="State" chips={[
      chip(undefined, "not closed", waiting + counts.answered),
      { ...chip("open", "open", counts.open), state: "query_open" },
      { ...chip("reopened", "re-opened", counts.reopened), state: "query_open" },
      { ...chip("answered", "answered", counts.answered), state: "query_answered" },
      { ...chip("closed", "closed", counts.closed), state: "complete" },
      chip("all", "in all", waiting + counts.answered + counts.closed),
    ]} />
  );
}

function NothingHere({ filters, counts }: { readonly filters: DiscrepancyFilters; readonly counts: DiscrepancyList["counts"] }) {
  const isNarrowed = narrowed(filters).length > 0;
  if (isNarrowed || Object.values(counts).some((count) => count > 0)) {
    return <EmptyState title="No query fits this choice" actions={<LinkButton href="/queries?state=all">Show all queries</LinkButton>}>{isNarrowed ? "With fewer filters there may be some." : "In another state there are some."}</EmptyState>;
  }
  return (
    <EmptyState title="Nothing is asked">
      A query is a question about one field. A check raises one when an unlikely value was not explained at entry; a monitor or data manager raises one beside the field in its form. The site answers, the sponsor closes, and all of it stays in the thread.
    </EmptyState>
  );
}

import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterChips, LinkSegments } from "@/app/_ui/filter-chips";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { DiscrepancyFilters, DISCREPANCIES_A_PAGE, readDiscrepancies, type DiscrepancyList } from "@/lib/discrepancies/read-discrepancies";
import { asReader } from "@/lib/server/page";
import { QueryRow } from "./query-row";
import "./queries.css";

export const metadata = { title: "Queries" };

const COLUMNS = [{ key: "state", label: "State" }, { key: "patient", label: "Patient" }, { key: "place", label: "Field" }, { key: "says", label: "Question and last word" }, { key: "age", label: "Age", numeric: true }];

/** This page under other filters; a change of filter begins at the first page again. */
function hrefWith(filters: DiscrepancyFilters, change: Partial<DiscrepancyFilters>): string {
  const chosen = Object.entries({ ...filters, after: undefined, ...change }).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return chosen.length > 0 ? `/queries?${new URLSearchParams(chosen)}` : "/queries";
}

export default async function QueriesPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const filters = DiscrepancyFilters.parse(await searchParams);
  const list = await asReader("discrepancy.read", (tx, actor) => readDiscrepancies(tx, actor, filters));
  const { counts, rows, next } = list;
  return (
    <>
      <PageHeader title="Queries" subtitle={`${counts.open} open, waiting for the site · ${counts.answered} answered, waiting for the sponsor · oldest first`} />
      <StateChips filters={filters} counts={counts} />
      <Narrowing filters={filters} siteCodes={list.siteCodes} />
      <Card title="Queries, oldest first" hideTitle>
        {rows.length === 0 ? <NothingHere filters={filters} counts={counts} /> : (
          <DataTable caption="Queries, oldest first" columns={COLUMNS} className="query-table">{rows.map((query) => <QueryRow key={query.id} query={query} />)}</DataTable>
        )}
        {(next !== null || filters.after) && (
          <div className="query-next row">
            {filters.after && <LinkButton href={hrefWith(filters, {})}>From the oldest</LinkButton>}
            {next !== null && <LinkButton href={hrefWith(filters, { after: next })}>Next {DISCREPANCIES_A_PAGE}</LinkButton>}
          </div>
        )}
      </Card>
    </>
  );
}

function StateChips({ filters, counts }: { readonly filters: DiscrepancyFilters; readonly counts: DiscrepancyList["counts"] }) {
  const chip = (state: DiscrepancyFilters["state"], label: string, count: number) => ({ label, count, href: hrefWith(filters, { state }), active: filters.state === state });
  return (
    <FilterChips label="State" chips={[
      chip(undefined, "not closed", counts.open + counts.answered),
      { ...chip("open", "open", counts.open), state: "query_open" },
      { ...chip("answered", "answered", counts.answered), state: "query_answered" },
      { ...chip("closed", "closed", counts.closed), state: "complete" },
      chip("all", "in all", counts.open + counts.answered + counts.closed),
    ]} />
  );
}

function Narrowing({ filters, siteCodes }: { readonly filters: DiscrepancyFilters; readonly siteCodes: readonly string[] }) {
  const choice = (label: string, change: Partial<DiscrepancyFilters>, active: boolean) => ({ label, href: hrefWith(filters, change), active });
  const kept = Object.entries({ state: filters.state, site: filters.site, origin: filters.origin }).filter(([, value]) => value !== undefined);
  return (
    <div className="filters">
      {siteCodes.length > 1 && <LinkSegments label="Site" choices={[choice("All sites", { site: undefined }, !filters.site), ...siteCodes.map((code) => choice(code, { site: code }, filters.site === code))]} />}
      <LinkSegments label="Asked by" choices={[
        choice("Anyone", { origin: undefined }, !filters.origin), choice("A check", { origin: "system" }, filters.origin === "system"), choice("A person", { origin: "manual" }, filters.origin === "manual"),
      ]} />
      <form className="query-search" role="search" action="/queries">
        {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <input className="field-plain" name="patient" defaultValue={filters.patient} placeholder="Patient number" aria-label="Patient number" maxLength={20} />
        <button className="button" type="submit">Find</button>
      </form>
    </div>
  );
}

function NothingHere({ filters, counts }: { readonly filters: DiscrepancyFilters; readonly counts: DiscrepancyList["counts"] }) {
  const narrowed = Boolean(filters.site ?? filters.patient ?? filters.origin);
  if (narrowed || counts.open + counts.answered + counts.closed > 0) {
    return <EmptyState title="No query fits this choice" actions={<LinkButton href="/queries?state=all">Show all queries</LinkButton>}>{narrowed ? "Other sites, patients or askers may have some." : "In another state there are some."}</EmptyState>;
  }
  return (
    <EmptyState title="Nothing is asked">
      A query is a question about one field. A check raises one when an unlikely value was not explained at entry; a monitor or data manager raises one beside the field in its form. The site answers, the sponsor closes, and all of it stays in the thread.
    </EmptyState>
  );
}

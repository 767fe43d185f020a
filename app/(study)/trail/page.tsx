import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { EVENTS_A_PAGE, readTrail } from "@/lib/analysis/read-trail";
import { TrailFilters, trailHref } from "@/lib/analysis/trail-filters";
import { asReader } from "@/lib/server/page";
import { TrailFilterForm } from "./trail-filter-form";
import { TrailRow } from "./trail-row";
import "./trail.css";

export const metadata = { title: "Trail" };

const COLUMNS = [
  { key: "when", label: "When, at the site and in UTC" }, { key: "who", label: "Who" }, { key: "what", label: "Did what" }, { key: "why", label: "Why" }, { key: "patient", label: "Patient" }, { key: "record", label: "Record", unseen: true },
];

export default async function TrailPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const filters = TrailFilters.parse(await searchParams);
  const { rows, people, next } = await asReader("trail.read", (tx, actor) => readTrail(tx, actor, filters));
  return (
    <>
      <PageHeader
        title="Trail" subject={filters.patient && `patient ${filters.patient}`} subtitle="Who changed what, when and why. The database writes it with every change; nobody can alter or delete it. Newest first."
        actions={<LinkButton href={trailHref(filters, {}, "/trail/trail.csv")} download><Glyph of="download" />Download as CSV</LinkButton>}
      />
      <TrailFilterForm filters={filters} people={people} />
      <Card title="Events, newest first" hideTitle>
        {rows.length === 0 ? <NothingHere filters={filters} /> : (
          <DataTable caption="Events, newest first" columns={COLUMNS} className="trail-table">{rows.map((row) => <TrailRow key={row.id} row={row} filters={filters} />)}</DataTable>
        )}
        {(next !== null || filters.before) && (
          <nav className="trail-next row" aria-label="Pages">
            {filters.before && <LinkButton href={trailHref(filters)}>From the newest</LinkButton>}
            {next !== null && <LinkButton href={trailHref(filters, { before: next })}>Older {EVENTS_A_PAGE}</LinkButton>}
          </nav>
        )}
      </Card>
    </>
  );
}

function NothingHere({ filters }: { readonly filters: TrailFilters }) {
  if (trailHref(filters) !== "/trail" || filters.before) {
    return <EmptyState title="No event fits this choice" actions={<LinkButton href="/trail">Show the whole trail</LinkButton>}>Other days, people or patients may have some. You see the trail of your own sites.</EmptyState>;
  }
  return <EmptyState title="Nothing has happened yet">As soon as somebody adds a patient, saves an answer or asks a question at your sites, it stands here as a sentence: who, what from what to what, when, and why.</EmptyState>;
}

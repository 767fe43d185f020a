import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkSegments } from "@/app/_ui/filter-chips";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { readSafety, type SafetyView, type SeriousEvent } from "@/lib/analysis/read-safety";
import { SafetyFilters, safetyHref } from "@/lib/analysis/safety-filters";
import { asReader } from "@/lib/server/page";
import { LandmarkCard } from "./landmark-card";
import { SafetyFilterForm } from "./safety-filter-form";
import { SafetyTable } from "./safety-table";
import { OverdueCallout, SeriousCard } from "./serious-card";
import "./safety.css";

export const metadata = { title: "Safety" };

export default async function SafetyPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const filters = SafetyFilters.parse(await searchParams);
  const view = await asReader("safety.read", (tx) => readSafety(tx, filters, new Date()));
  const waiting = view.serious.filter((one) => !isReported(one));
  return (
    <>
      <PageHeader title="Safety" subtitle={subtitleOf(view, filters)} actions={
        <>
          <LinkSegments label="Columns" choices={[
            { label: "Any and severe", href: safetyHref(filters, { view: undefined }), active: filters.view === undefined },
            { label: "Worst grade", href: safetyHref(filters, { view: "grades" }), active: filters.view === "grades" },
          ]} />
          <LinkButton href={safetyHref(filters, {}, "/safety/table.csv")} download><Glyph of="download" />CSV</LinkButton>
        </>
      } />
      <OverdueCallout overdue={view.overdue} />
      {waiting.length > 0 && <SeriousCard title="Serious, not reported yet" serious={waiting} order="what waits longest first" filters={filters} />}
      <SafetyFilterForm filters={filters} groups={view.groups} />
      {view.eventCount > 0 ? <SafetyTable table={view.table} byGrade={filters.view === "grades"} /> : <NoEvents filtered={safetyHref(filters, { view: undefined, rows: undefined }) !== "/safety"} treated={view.table.treated.all} />}
      <SeriousCard title="Serious events, reported" serious={view.serious.filter(isReported)} order="the latest known first" filters={filters} />
      <LandmarkCard view={view} />
    </>
  );
}

const isReported = ({ event }: SeriousEvent): boolean => event.reportedAt !== null;

function subtitleOf({ table, eventCount, notCoded }: SafetyView, { period }: SafetyFilters): string {
  const events = `${eventCount} ${eventCount === 1 ? "event" : "events"} ${period === "all" ? "recorded" : "from the first cenersen on"}`;
  return [`${table.treated.all} treated`, events, "CTCAE 5.0", notCoded > 0 ? `${notCoded} not coded yet` : null].filter(Boolean).join(" · ");
}

function NoEvents({ filtered, treated }: { readonly filtered: boolean; readonly treated: number }) {
  return (
    <Card title="Adverse events" hideTitle>
      {filtered
        ? <EmptyState title="No event fits this choice" actions={<LinkButton href="/safety">Show all</LinkButton>}>Other classes, arms or grades may have some. You see the patients of your own sites.</EmptyState>
        : <EmptyState title="No adverse event yet">{treated === 0 ? "Nobody has been treated yet." : "Events count from the first day of cenersen on."} They appear here as soon as a site records them.</EmptyState>}
    </Card>
  );
}

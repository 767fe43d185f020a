import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { readTrail, type Trail } from "@/lib/analysis/read-trail";
import { readTrailState } from "@/lib/analysis/read-verification";
import { TrailFilters, trailHref } from "@/lib/analysis/trail-filters";
import { clockDifference } from "@/lib/server/clock";
import { asReader } from "@/lib/server/page";
import { ClockNotice } from "./clock-notice";
import { TrailFilterForm } from "./trail-filter-form";
import { TrailState } from "./trail-state";
import { TrailStory } from "./trail-story";
import "./trail.css";

export const metadata = { title: "Trail" };

export default async function TrailPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const filters = TrailFilters.parse(await searchParams);
  const { trail, state } = await asReader("trail.read", async (tx, actor) => ({ trail: await readTrail(tx, actor, filters), state: await readTrailState(tx, actor) }));
  return (
    <>
      <PageHeader
        title="Trail" subject={filters.patient ? `patient ${filters.patient}` : filters.entry && "one form"} subtitle="Who changed what, when and why, newest first. The database writes it with every change; nobody can alter or delete it."
        actions={<>
          <LinkButton href={trailHref(filters, {}, "/trail/trail.csv")} download><Glyph of="download" />CSV</LinkButton>
          <LinkButton href={trailHref(filters, {}, "/trail/trail.jsonl")} download><Glyph of="download" />JSON lines, to verify</LinkButton>
        </>}
      />
      {state.structure !== null && <ClockNotice seconds={await clockDifference()} />}
      <TrailState state={state} />
      <TrailFilterForm filters={filters} people={trail.people} zone={trail.zone} />
      <Card title="What happened" hideTitle>
        {trail.days.length === 0 ? <NothingHere filters={filters} /> : <TrailStory days={trail.days} filters={filters} />}
        <Pages filters={filters} next={trail.next} />
      </Card>
    </>
  );
}

function Pages({ filters, next }: { readonly filters: TrailFilters; readonly next: Trail["next"] }) {
  if (next === null && !filters.before) return null;
  return (
    <nav className="trail-next row" aria-label="Pages">
      {filters.before && <LinkButton href={trailHref(filters)}>From the newest</LinkButton>}
      {next !== null && <LinkButton href={trailHref(filters, { before: next })}>Older</LinkButton>}
    </nav>
  );
}

function NothingHere({ filters }: { readonly filters: TrailFilters }) {
  if (trailHref(filters) !== "/trail" || filters.before) {
    return <EmptyState title="No event fits this choice" actions={<LinkButton href="/trail">Show the whole trail</LinkButton>}>Other days, people or patients may have some. You see the trail of your own sites.</EmptyState>;
  }
  return <EmptyState title="Nothing has happened yet">As soon as somebody adds a patient, saves an answer or asks a question at your sites, it stands here as a sentence: who, what from what to what, when, and why.</EmptyState>;
}

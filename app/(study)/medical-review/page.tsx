import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterChips } from "@/app/_ui/filter-chips";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { readMedicalReview, type MedicalReview } from "@/lib/analysis/medical-review/read-medical-review";
import { isNarrowed, medicalReviewHref, ReviewFilters } from "@/lib/analysis/medical-review/review-filters";
import { isOpen, isReviewed, LISTS, REVIEW_LISTS, type ReviewList } from "@/lib/analysis/medical-review/review-line";
import { asReader } from "@/lib/server/page";
import { ReviewFilterForm } from "./review-filter-form";
import { ReviewTable } from "./review-table";
import "./medical-review.css";

export const metadata = { title: "Medical review" };

/** More lines of a list than this are not drawn at once: the filters narrow it, and the file has them all. */
const MOST_LINES = 200;

/** What a medical monitor looks through, list by list; every line leads to the field or the act. */
export default async function MedicalReviewPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const filters = ReviewFilters.parse(await searchParams);
  const view = await asReader("medical_review.read", (tx, actor) => readMedicalReview(tx, actor, filters, new Date()));
  return (
    <>
      <PageHeader title="Medical review" subtitle={subtitleOf(view)} actions={<LinkButton href={medicalReviewHref(filters, {}, "/medical-review/lists.csv")} download><Glyph of="download" />CSV</LinkButton>} />
      <Lists view={view} filters={filters} />
      <ReviewFilterForm filters={filters} sites={view.sites} />
      {LISTS.filter((list) => filters.list === undefined || filters.list === list).map((list) => <ListCard key={list} list={list} view={view} filters={filters} />)}
    </>
  );
}

function Lists({ view: { lists }, filters }: { readonly view: MedicalReview; readonly filters: ReviewFilters }) {
  const all = LISTS.reduce((sum, list) => sum + lists[list].length, 0);
  return (
    <FilterChips label="Which list" chips={[
      { label: "in all lists", count: all, href: medicalReviewHref(filters, { list: undefined }), active: filters.list === undefined },
      ...LISTS.map((list) => ({ label: REVIEW_LISTS[list].short, count: lists[list].length, href: medicalReviewHref(filters, { list }), active: filters.list === list })),
    ]} />
  );
}

function ListCard({ list, view: { lists }, filters }: { readonly list: ReviewList; readonly view: MedicalReview; readonly filters: ReviewFilters }) {
  const [{ title, empty, teaches }, lines] = [REVIEW_LISTS[list], lists[list]];
  const [waiting, unseen] = [lines.filter(isOpen).length, lines.filter((line) => !isReviewed(line)).length];
  return (
    <Card id={list} title={title} note={lines.length === 0 ? undefined : `${lines.length}, ${waiting} open, ${unseen} not reviewed`}>
      {lines.length > 0
        ? <ReviewTable title={title} lines={lines.slice(0, MOST_LINES)} />
        : <EmptyState title={isNarrowed(filters) ? "None under these filters." : empty}>{teaches}</EmptyState>}
      {lines.length > MOST_LINES && <p className="card-foot">The first {MOST_LINES} of {lines.length}. Narrow the choice above, or take the file.</p>}
    </Card>
  );
}

function subtitleOf({ lists, all }: MedicalReview): string {
  const shown = LISTS.flatMap((list) => lists[list]);
  const late = shown.filter(({ tone }) => tone === "late").length;
  const open = shown.filter(({ tone }) => tone === "open").length;
  const unseen = shown.filter((line) => !isReviewed(line)).length;
  return `${all} ${all === 1 ? "line" : "lines"} within your reach · ${open} open${late === 0 ? "" : ` · ${late} late`} · ${unseen} not reviewed`;
}

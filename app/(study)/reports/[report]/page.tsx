import { Picture } from "@/app/_figures/reports/picture";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkSegments } from "@/app/_ui/filter-chips";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { asReader } from "@/lib/server/page";
import { reportById } from "../catalogue";
import { footerOf, loadReport, ReportAsked, reportHref, type LoadedReport } from "../load-report";
import { shownOf, type ReportContent, type ReportTable } from "../report";
import "@/app/_figures/figures.css";
import "../reports.css";

interface Address { readonly params: Promise<{ readonly report: string }>; readonly searchParams: Promise<unknown> }

export async function generateMetadata({ params }: Address) {
  return { title: reportById((await params).report)?.title ?? "Reports" };
}

/** Rows of a table that a page shows; its file has all. */
const MOST_ROWS = 100;

export default async function ReportPage({ params, searchParams }: Address) {
  const [{ report }, asked] = [await params, ReportAsked.parse(await searchParams)];
  const loaded = await asReader("report.read", (tx, actor) => loadReport(tx, actor, report, asked));
  const { kind, source, content, by } = loaded;
  return (
    <>
      <PageHeader title={kind.title} subtitle={kind.answers} trail={[{ label: "Reports", href: "/reports" }, { label: kind.title, href: null }]} actions={
        <>
          {kind.by && <LinkSegments label="Patients" choices={kind.by.map((one) => ({ label: one.label, href: reportHref(kind.id, { ...asked, by: one.id }), active: one.id === by }))} />}
          {content?.drawing && <LinkButton href={reportHref(kind.id, asked, "/figure.svg")} download><Glyph of="download" />SVG</LinkButton>}
        </>
      } />
      <SourceChoice loaded={loaded} asked={asked} />
      {source === null || !content?.drawing
        ? <Card title={kind.title} hideTitle>{source === null ? <EmptyState title="No cut yet">Statisticians read sealed cuts. As soon as data management makes one, this report stands here.</EmptyState> : <EmptyState title={kind.empty.title}>{kind.empty.says}</EmptyState>}</Card>
        : <Report loaded={loaded} content={content} asked={asked} />}
      {source && <p className="report-foot">{footerOf({ ...loaded, source }).join(" ")}</p>}
    </>
  );
}

function Report({ loaded: { kind }, content: { says, drawing, tables, notes }, asked }: { readonly loaded: LoadedReport; readonly content: ReportContent; readonly asked: ReportAsked }) {
  return (
    <>
      <Card title={kind.title} hideTitle>
        <p className="report-says">{says}</p>
        {drawing && <Picture drawing={drawing} title={kind.title} says={says} />}
        {notes.length > 0 && <div className="report-notes">{notes.map((note) => <p key={note}>{note}</p>)}</div>}
      </Card>
      {tables.map((table) => <TableCard key={table.id} table={table} href={reportHref(kind.id, { ...asked, table: table.id }, "/table.csv")} />)}
    </>
  );
}

function TableCard({ table: { title, columns, rows }, href }: { readonly table: ReportTable; readonly href: string }) {
  const shown = columns.map((column, at) => ({ ...column, at })).filter(({ fileOnly }) => !fileOnly);
  return (
    <Card title={title} note={rows.length > MOST_ROWS ? `${MOST_ROWS} of ${rows.length} rows; the file has all` : undefined} actions={<LinkButton href={href} download><Glyph of="download" />CSV</LinkButton>}>
      <DataTable caption={title} columns={shown.map(({ name, label, numeric }) => ({ key: name, label, ...(numeric ? { numeric } : {}) }))} dense>
        {rows.slice(0, MOST_ROWS).map((row, line) => (
          <tr key={line}>{shown.map(({ name, numeric, at }) => <Shown key={name} words={shownOf(row[at] ?? null)} numeric={numeric} />)}</tr>
        ))}
      </DataTable>
    </Card>
  );
}

/** What is short stays on one line. */
const Shown = ({ words, numeric }: { readonly words: string; readonly numeric: boolean | undefined }) => <td className={numeric ? "number" : words.length <= 26 ? "nowrap" : undefined}>{words}</td>;

/** Of now, or of a cut: for whoever may read both. */
function SourceChoice({ loaded: { kind, cuts, mayLive, source }, asked }: { readonly loaded: LoadedReport; readonly asked: ReportAsked }) {
  if (cuts.length === 0 || (!mayLive && cuts.length < 2)) return null;
  const current = source?.kind === "cut" ? source.cutId : null;
  return (
    <div className="report-source">
      <LinkSegments label="Data" choices={[
        ...(mayLive ? [{ label: "As it stands now", href: reportHref(kind.id, { ...asked, cut: undefined }), active: current === null }] : []),
        ...cuts.slice(0, 4).map(({ id, name }) => ({ label: `Cut ${name}`, href: reportHref(kind.id, { ...asked, cut: id }), active: current === id })),
      ]} />
    </div>
  );
}

import { MarkSwatch } from "@/app/_figures/exposure-marks";
import { z } from "zod";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterChips } from "@/app/_ui/filter-chips";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import type { ExposureLine } from "@/lib/review/exposure-lines";
import { AskedWindow } from "@/lib/review/exposure-windows";
import { readExposureBoard, type ExposureBoard } from "@/lib/review/read-exposure-board";
import { asReader } from "@/lib/server/page";
import type { WindowChoice } from "@/lib/study/inhibitors/window-choice";
import { Glyph } from "@/app/_ui/glyph";
import { drawnRow } from "./drawn-row";
import { ExposureTable } from "./exposure-table.client";
import { SummaryBand } from "./summary-band";
import { boardHref, WindowForm } from "./window-form";
import "./exposure.css";

export const metadata = { title: "Inhibitor exposure" };

/** More rows than this are not drawn at once. */
const MOST_ROWS = 50;
const Page = z.coerce.number().int().min(1).max(10_000).catch(1);

const SHOWN = {
  decide: { says: "to decide", state: undefined, holds: ({ standing }: ExposureLine) => standing === "to_decide" },
  exposed: { says: "recognised", state: "exposed", holds: ({ flag }: ExposureLine) => flag === "exposed" },
  possible: { says: "possible", state: "possible", holds: ({ flag }: ExposureLine) => flag === "possible" },
  uncoded: { says: "uncoded", state: "uncoded", holds: ({ unknownName }: ExposureLine) => unknownName },
  outside: { says: "outside the window", state: "outside", holds: ({ flag }: ExposureLine) => flag === "outside" },
  otherwise: { says: "sensitivity differs", state: undefined, holds: ({ flag, chosenFlag }: ExposureLine) => flag !== chosenFlag },
  asked: { says: "asked the site", state: "query_open", holds: ({ standing }: ExposureLine) => standing === "asked" },
  decided: { says: "decided", state: "complete", holds: ({ standing }: ExposureLine) => standing === "exposure" || standing === "no_exposure" },
} as const;
type Shown = keyof typeof SHOWN;
const isShown = (value: unknown): value is Shown => typeof value === "string" && Object.hasOwn(SHOWN, value);

export default async function ExposurePage({ searchParams }: { readonly searchParams: Promise<Readonly<Record<string, unknown>>> }) {
  const asked = await searchParams;
  const [{ show }, choice] = [asked, AskedWindow.parse(asked)];
  const chosenOf = (lines: readonly ExposureLine[]) => (isShown(show) ? lines.filter(SHOWN[show].holds) : lines);
  const pageOf = (of: number) => Math.min(Page.parse(asked["page"]), Math.max(1, Math.ceil(of / MOST_ROWS)));
  const drawn = (lines: readonly ExposureLine[]) => { const chosen = chosenOf(lines); const page = pageOf(chosen.length); return chosen.slice((page - 1) * MOST_ROWS, page * MOST_ROWS); };
  const board = await asReader("exposure.read", (tx, actor) => readExposureBoard(tx, actor, { choice, drawn }));
  const [{ rows }, chosen] = [board, chosenOf(board.lines)];
  const page = pageOf(chosen.length);
  return (
    <>
      <PageHeader title="Inhibitor exposure" subtitle={subtitleOf(board)} actions={<Downloads choice={choice} />} />
      <SummaryBand board={board} />
      <WindowForm choice={choice} show={isShown(show) ? show : null} />
      <Chips board={board} show={isShown(show) ? show : null} />
      <Card title="Flagged medications" hideTitle>
        {rows.length === 0 ? <NothingHere board={board} /> : <ExposureTable key={`${isShown(show) ? show : "all"} ${page}`} rows={rows.map(drawnRow)} />}
        {chosen.length > rows.length && <Pages page={page} of={chosen.length} hrefOf={(to) => boardHref(choice, isShown(show) ? show : null, "/exposure", to)} />}
      </Card>
      <Legend />
    </>
  );
}

function Pages({ page, of, hrefOf }: { readonly page: number; readonly of: number; readonly hrefOf: (page: number) => string }) {
  const last = Math.min(page * MOST_ROWS, of);
  return (
    <p className="card-foot row">
      {(page - 1) * MOST_ROWS + 1} to {last} of {of}, those to decide first.
      {page > 1 && <LinkButton href={hrefOf(page - 1)}>Previous {MOST_ROWS}</LinkButton>}
      {last < of && <LinkButton href={hrefOf(page + 1)}>Next {Math.min(MOST_ROWS, of - last)}</LinkButton>}
    </p>
  );
}

function subtitleOf({ treated, siteCodes, unflagged }: ExposureBoard): string {
  const sites = siteCodes.length === 1 ? `site ${siteCodes[0]}` : `${siteCodes.length} sites`;
  return `First infusion day − 1 to last infusion day + 1, calendar days, from the recorded times · ${treated} treated, ${sites} · ${unflagged} ${unflagged === 1 ? "medication" : "medications"} without an inhibitor`;
}

function Downloads({ choice }: { readonly choice: WindowChoice }) {
  return <span className="row">{(["csv", "svg"] as const).map((kind) => <LinkButton key={kind} href={boardHref(choice, null, `/exposure/exposure.${kind}`)} download><Glyph of="download" />{kind.toUpperCase()}</LinkButton>)}</span>;
}

function Chips({ board, show }: { readonly board: ExposureBoard; readonly show: Shown | null }) {
  const chips = (Object.keys(SHOWN) as Shown[]).flatMap((key) => {
    const { says, state, holds } = SHOWN[key];
    if (key === "otherwise" && key !== show && !board.lines.some(holds)) return [];
    return { label: says, count: board.lines.filter(holds).length, href: boardHref(board.inChosen.choice, key), active: key === show, ...(state ? { state } : {}) };
  });
  return <FilterChips label="Show only" chips={[{ label: "flagged", count: board.lines.length, href: boardHref(board.inChosen.choice, null), active: show === null }, ...chips]} />;
}

function NothingHere({ board }: { readonly board: ExposureBoard }) {
  if (board.lines.length > 0) return <EmptyState title="None of this kind" actions={<LinkButton href="/exposure">Show all flagged</LinkButton>}>{board.lines.length === 1 ? "One medication is flagged in another way." : `${board.lines.length} medications are flagged in other ways.`}</EmptyState>;
  return (
    <EmptyState title="No medication is flagged">
      When a site records a medication that holds acetaminophen or a high dose of an antioxidant, or one that no dictionary knows, it appears here beside the infusion. A monitor decides, with a reason, whether it was an exposure.
    </EmptyState>
  );
}

function Legend() {
  const marks = [["cenersen", "cenersen"], ["idarubicin", "idarubicin"], ["cytarabine", "cytarabine"], ["window", "exposure window"], ["exposed", "recognised"], ["possible", "possible"], ["uncoded", "uncoded"], ["outside", "outside"]] as const;
  return (
    <div className="legend">
      {marks.map(([mark, says]) => <span key={mark}><MarkSwatch mark={mark} />{says}</span>)}
      <span className="only-wide"><kbd>J</kbd> <kbd>K</kbd> next, previous</span><span className="only-wide"><kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> verdict, inside the table</span>
    </div>
  );
}

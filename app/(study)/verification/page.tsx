import { z } from "zod";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterChips } from "@/app/_ui/filter-chips";
import { PageHeader } from "@/app/_ui/page-header";
import { StatBand } from "@/app/_ui/stat-band";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { readOwnZone } from "@/lib/people/read-own-zone";
import { readUndoable } from "@/lib/review/read-undoable";
import { readVerificationProgress, sumOf, type PatientProgress, type VerificationProgress } from "@/lib/review/read-verification-progress";
import { asReader } from "@/lib/server/page";
import { sayShare } from "@/lib/kernel/say-share";
import { MonitorsTable, PatientsTable, SitesTable } from "./progress-tables";
import { UndoBar } from "./undo-bar.client";
import { sayValues } from "./verification-words";
import "./verification.css";

export const metadata = { title: "Source verification" };

/** More rows than this are not drawn at once: the chips narrow the choice. */
const MOST_ROWS = 200;

const SHOWN = {
  open: { says: "with values to verify", state: "not_started", holds: ({ values, verified }: PatientProgress) => verified < values },
  changed: { says: "changed since verified", state: "changed_since_verified", holds: ({ changed }: PatientProgress) => changed > 0 },
  asked: { says: "under a query", state: "query_open", holds: ({ asked }: PatientProgress) => asked > 0 },
  done: { says: "done", state: "verified", holds: ({ values, verified }: PatientProgress) => values > 0 && verified === values },
} as const;
const Asked = z.object({ show: z.enum(["open", "changed", "asked", "done"]).optional().catch(undefined), site: z.string().regex(/^\d{3}$/).optional().catch(undefined) });
type Asked = z.infer<typeof Asked>;

/** How far source verification is against the plan, and where to go on. */
export default async function VerificationPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const asked = Asked.catch({}).parse(await searchParams);
  const { progress, undoable, zone } = await asReader("verification.read", async (tx, actor) => ({ progress: await readVerificationProgress(tx), undoable: await readUndoable(tx, actor), zone: await readOwnZone(tx, actor) }));
  return (
    <>
      <PageHeader title="Source verification" subtitle={subtitleOf(progress)} actions={<><LinkButton href="/verification/plan">The plan</LinkButton><LinkButton href="/verification/reports">Visit reports</LinkButton><LinkButton href="/verification/changed" look={progress.all.changed > 0 ? "primary" : "plain"}>What changed since I verified</LinkButton></>} />
      <UndoBar acts={undoable} />
      <Figures progress={progress} />
      <Card title="By site" note="values that the plan asks for and that are filled in">{progress.sites.length === 0 ? <EmptyState title="No patient yet">Each site is counted here once it has a patient.</EmptyState> : <SitesTable sites={progress.sites} />}</Card>
      <Patients progress={progress} asked={asked} />
      <Card title="By monitor" note="also what is verified beyond the plan"><MonitorsTable monitors={progress.monitors} zone={zone} /></Card>
    </>
  );
}

function subtitleOf({ all: { values, verified }, sites }: VerificationProgress): string {
  return `${verified} of ${sayValues(values)} that the plan asks for ${verified === 1 ? "is" : "are"} compared with the source (${sayShare(verified, values)}) · ${sites.length} ${sites.length === 1 ? "site" : "sites"}`;
}

function Figures({ progress: { all, sites } }: { readonly progress: VerificationProgress }) {
  const critical = sumOf(sites.flatMap(({ by }) => [by.primary_endpoint, by.evaluability]));
  return (
    <StatBand label="Source verification in figures" stats={[
      { label: "Verified, of what the plan asks for", value: <>{all.verified}<em> of {all.values}</em></>, note: `${sayShare(all.verified, all.values)}` },
      { label: "Primary endpoint and evaluability", value: <>{critical.verified}<em> of {critical.values}</em></>, note: "in every patient" },
      { label: "Changed since verified", value: all.changed, note: <TextLink href="/verification/changed?whose=all" underlined>then and now, side by side</TextLink> },
      { label: "To verify, under a query", value: all.asked, note: "verified once the query is closed" },
    ]} />
  );
}

function Patients({ progress: { patients }, asked: { show, site } }: { readonly progress: VerificationProgress; readonly asked: Asked }) {
  const here = patients.filter((patient) => site === undefined || patient.site === site);
  const chosen = show === undefined ? here : here.filter(SHOWN[show].holds);
  const href = (to: keyof typeof SHOWN | undefined) => { const query = new URLSearchParams({ ...(to ? { show: to } : {}), ...(site ? { site } : {}) }).toString(); return `/verification${query === "" ? "" : `?${query}`}#patients`; };
  const chips = (Object.keys(SHOWN) as (keyof typeof SHOWN)[]).map((key) => ({ label: SHOWN[key].says, state: SHOWN[key].state, count: here.filter(SHOWN[key].holds).length, href: href(key), active: key === show }));
  return (
    <Card id="patients" title={site ? `Patients of site ${site}` : "Patients"} note={site ? <TextLink href="/verification#patients">all sites</TextLink> : undefined}>
      <div className="verification-chips"><FilterChips label="Show only patients" chips={[{ label: here.length === 1 ? "patient" : "patients", count: here.length, href: href(undefined), active: show === undefined }, ...chips]} /></div>
      {chosen.length === 0 ? <EmptyState title="None of this kind" actions={<LinkButton href={href(undefined)}>Show all</LinkButton>}>Other patients have values in another state.</EmptyState> : <PatientsTable patients={chosen.slice(0, MOST_ROWS)} />}
      {chosen.length > MOST_ROWS && <p className="card-foot">The first {MOST_ROWS} of {chosen.length}. Narrow the choice above.</p>}
    </Card>
  );
}

import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkSegments } from "@/app/_ui/filter-chips";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { readEfficacy, type EfficacySource, type EfficacyView } from "@/lib/analysis/read-efficacy";
import { sayInstant } from "@/lib/kernel/instant";
import { asReader } from "@/lib/server/page";
import { efficacyTable, statusCounts } from "@/lib/study/efficacy";
import { ANALYSIS_SETS, analysisSets, patientsIn } from "@/lib/study/outcome/outcome-tables";
import { publishedResult } from "@/lib/study/published-result";
import { CountsCard } from "./counts-card";
import { EfficacyTable } from "./efficacy-table";
import { PROFILE_LABELS, profileIn, PROFILES, setIn } from "./profiles";
import { ProfilesCard, SetsCard } from "./sets-card";
import { StatusCard } from "./status-card";
import { StoppingCard } from "./stopping-card";
import { TimesCard } from "./times-card";
import "@/app/_figures/figures.css";
import "./efficacy.css";

export const metadata = { title: "Efficacy" };

export default async function EfficacyPage({ searchParams }: { readonly searchParams: Promise<{ readonly profile?: string | string[]; readonly population?: string | string[] }> }) {
  const { profile: askedProfile, population } = await searchParams;
  const asked = profileIn(askedProfile);
  const set = setIn(population);
  const view = await asReader("efficacy.read", (tx, actor) => readEfficacy(tx, actor, asked));
  const { source, patients, profile } = view;
  return (
    <>
      <PageHeader title="Efficacy, derived and published" subtitle={subtitleOf(view)} actions={
        <>
          <LinkSegments label="Profile" choices={PROFILES.map((one) => ({ label: PROFILE_LABELS[one], href: `/efficacy?profile=${one}&population=${set}`, active: one === profile }))} />
          {source && <LinkButton href={`/efficacy/table.csv?profile=${profile}&population=${set}`} download><Glyph of="download" />CSV</LinkButton>}
        </>
      } />
      {source === null ? <NoCut /> : patients.length === 0 ? <NobodyRandomised /> : (
        <>
          <div className="efficacy-set">
            <LinkSegments label="Population" choices={ANALYSIS_SETS.map((one) => ({ label: analysisSets[one].title, href: `/efficacy?profile=${profile}&population=${one}`, active: one === set }))} />
            <span className="muted">{analysisSets[set].says}; {patientsIn(patients, set).length} of {patients.length}</span>
          </div>
          <EfficacyTable sections={efficacyTable(patientsIn(patients, set), profile, set === "ITT" && view.isWholeStudy)} />
          <div className="efficacy-cards">
            <SetsCard patients={patients} profile={profile} />
            <StoppingCard patients={patients} profile={profile} />
            <TimesCard patients={patientsIn(patients, set)} />
            <CountsCard patients={patients} />
          </div>
          <div className="efficacy-below">
            <ProfilesCard patients={patientsIn(patients, set)} />
            <StatusCard counts={statusCounts(patients, profile)} />
            <SourceCard source={source} profile={PROFILE_LABELS[profile]} isDemonstration={view.isDemonstration} />
          </div>
        </>
      )}
    </>
  );
}

function subtitleOf({ source, patients, profile }: EfficacyView): string {
  const from = source === null ? "no data yet" : source.kind === "live" ? "live records" : `${source.name}, ${sayInstant(source.at.toISOString(), "UTC")}`;
  return `${patients.length} randomised · response rule ${PROFILE_LABELS[profile]}${source === null ? "" : ` ${source.ruleVersion}`} · exact 95 % intervals (Clopper–Pearson) · ${from}`;
}

const NoCut = () => (
  <Card title="Response" hideTitle><EmptyState title="No cut yet">Statisticians read sealed cuts. As soon as data management makes one, its result stands here.</EmptyState></Card>
);

const NobodyRandomised = () => (
  <Card title="Response" hideTitle><EmptyState title="Nobody is randomised yet">Every randomised patient is counted from the first day, whether assessed or not.</EmptyState></Card>
);

function SourceCard({ source, profile, isDemonstration }: { readonly source: EfficacySource; readonly profile: string; readonly isDemonstration: boolean }) {
  return (
    <Card title="Where the figures come from" padded>
      <div className="stack">
        <p><b>Derived.</b> {source.kind === "live"
          ? "From the records as they stand now; every patient you may see."
          : <>From {source.name}, {source.isInterim ? "interim" : "final"}, sealed {sayInstant(source.at.toISOString(), "UTC")}. Content hash <span className="mono">{source.contentHash}</span>.</>} Best response by {profile}, rules version {source.ruleVersion}. Patients without an assessment are counted and did not respond.</p>
        <p><b>Published.</b> {publishedResult.source}.</p>
        <p className="muted">Exposed is who the rules or the monitor found exposed. Everybody else counts as not exposed; those with a medication not decided yet are named in a row of their own.</p>
        {isDemonstration && <p className="muted">Demonstration data: invented patients.</p>}
      </div>
    </Card>
  );
}

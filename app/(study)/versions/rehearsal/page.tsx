import { PageHeader } from "@/app/_ui/page-header";
import { EmptyState } from "@/app/_ui/empty-state";
import { SiteOptions } from "@/app/_ui/site-options.client";
import { can } from "@/lib/access/permissions";
import { asReader } from "@/lib/server/page";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { RehearsalAddress } from "./rehearsal-address";
import { RehearsalRun } from "./rehearsal-run.client";
import "./rehearsal.css";

export const metadata = { title: "Rehearsal of a version" };

/** What would change for the patients of today if they consented to another version: the report of `npm run rehearse`, on a page. */
export default async function RehearsalPage({ searchParams }: { readonly searchParams: Promise<unknown> }) {
  const asked = RehearsalAddress.parse(await searchParams);
  const sites = await asReader("patient.read", async (tx, actor) => (await tx.site.findMany({ select: { id: true, code: true, name: true }, orderBy: { code: "asc" } })).filter(({ id }) => can(actor, "patient.read", { siteId: id })));
  const versions = Object.values(protocolVersions);
  return (
    <>
      <PageHeader title={asked.version === null ? "Rehearsal of a version" : `Rehearsal of version ${asked.version}`} trail={[{ label: "Versions", href: "/versions" }, { label: "Rehearsal", href: null }]}
        subtitle="What would change if your patients consented to it: doses, visits, forms and new questions. One state of the data is read; nothing is changed." />
      <form className="filters rehearsal-choice" action="/versions/rehearsal" role="search" aria-label="What to rehearse">
        <label>Version<select className="field-plain" name="version" defaultValue={asked.version ?? ""} required><option value="" disabled>Choose</option>{versions.map(({ id, title }) => <option key={id} value={id}>{id}: {title}</option>)}</select></label>
        <label>Site<select className="field-plain" name="site" defaultValue={asked.site ?? ""}><option value="">All sites</option><SiteOptions codes={sites.map(({ code }) => code)} names={sites.map(({ name }) => name)} /></select></label>
        <label>Consent on<input className="field-plain" type="date" name="on" defaultValue={asked.on ?? ""} /></label>
        <label>Begun forms<select className="field-plain" name="forms" defaultValue={asked.forms}><option value="move">move to the new version</option><option value="keep">keep theirs</option></select></label>
        <button className="button button-primary" type="submit">Rehearse</button>
      </form>
      {asked.version === null
        ? <EmptyState title="Choose a version">The rehearsal reads every patient under another version, and can take a minute in a large study.</EmptyState>
        : <RehearsalRun key={JSON.stringify(asked)} query={new URLSearchParams(Object.entries(asked).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))).toString()} />}
    </>
  );
}

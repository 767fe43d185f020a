import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { can } from "@/lib/access/permissions";
import { sayDate } from "@/lib/kernel/calendar-date";
import { sayInstant } from "@/lib/kernel/instant";
import { readVersions, type SiteOfVersion, type VersionDeed, type VersionsView } from "@/lib/people/read-versions";
import { asReader } from "@/lib/server/page";
import { ActivateDialog, OpenDialog } from "./version-dialogs.client";

export const metadata = { title: "Versions" };

/** Which version of the protocol is open for enrolment, from when each site works under it, and who decided so. */
export default async function VersionsPage() {
  const { view, mayRehearse } = await asReader("protocol.read", async (tx, actor) => ({ view: await readVersions(tx, actor, new Date()), mayRehearse: can(actor, "patient.read") }));
  return (
    <>
      <PageHeader title="Versions of the protocol" subtitle={<>Version {view.open} is open for enrolment. What each version gives to whom is in the <TextLink href="/protocol#versions" underlined>handbook</TextLink>.</>} />
      {view.versions.map((version) => <Version key={version.id} version={version} view={view} mayRehearse={mayRehearse} />)}
      <Card title="History" note="newest first">{view.history.length > 0 ? <History deeds={view.history} /> : <EmptyState title="Nothing was decided yet">Every opening and activation stands here, with who, when and why.</EmptyState>}</Card>
    </>
  );
}

const enrolsToday = ({ activatedOn, today }: SiteOfVersion): boolean => activatedOn !== null && activatedOn <= today;

interface VersionProps { readonly version: VersionsView["versions"][number]; readonly view: VersionsView; readonly mayRehearse: boolean }

function Version({ version: { id, title, sites }, view, mayRehearse }: VersionProps) {
  const isOpen = id === view.open;
  const waiting = sites.filter((site) => !enrolsToday(site)).map(({ code }) => code);
  const columns = [{ key: "site", label: "Site" }, { key: "from", label: "From" }, { key: "state", label: "Today" }, ...(view.mayActivate ? [{ key: "acts", label: "Change", unseen: true }] : [])];
  return (
    <Card
      title={<>{title} <Badge outlined>version {id}</Badge> {isOpen && <Badge tone="ok" state="complete">Open for enrolment</Badge>}</>} note={`${sites.length - waiting.length} of ${sites.length} ${sites.length === 1 ? "site" : "sites"} activated`}
      actions={<>{mayRehearse && <LinkButton href={`/versions/rehearsal?version=${id}`} small label={`Rehearse version ${id}`}>Rehearse</LinkButton>}{view.mayOpen && !isOpen && <OpenDialog version={id} title={title} instead={view.open} waiting={waiting} />}</>}
    >
      {sites.length === 0
        ? <EmptyState title="No site yet">A version is activated site by site. Add the first site under <TextLink href="/people" underlined>People</TextLink>.</EmptyState>
        : (
          <DataTable caption={`Sites under version ${id}`} columns={columns} className="table-stacked">
            {sites.map((site) => (
              <tr key={site.siteId}>
                <td className="running"><b>{site.code}</b> {site.name}</td>
                <td className="nowrap" data-label="From">{site.activatedOn === null ? <span className="dim">not activated</span> : sayDate(site.activatedOn)}</td>
                <td data-label="Today">{sayToday(site, isOpen)}</td>
                {view.mayActivate && <td className="number"><ActivateDialog version={id} site={site} /></td>}
              </tr>
            ))}
          </DataTable>
        )}
    </Card>
  );
}

/** What the site may do under the version now. */
function sayToday(site: SiteOfVersion, isOpen: boolean) {
  if (!enrolsToday(site)) return <span className="muted">{site.activatedOn === null ? "nobody enters or consents" : `begins ${sayDate(site.activatedOn)}`}</span>;
  return isOpen ? <Badge tone="ok">enrols</Badge> : <span className="muted">patients may consent to it</span>;
}

function History({ deeds }: { readonly deeds: readonly VersionDeed[] }) {
  return (
    <DataTable caption="History" columns={[{ key: "at", label: "When" }, { key: "who", label: "Who" }, { key: "what", label: "What" }, { key: "why", label: "Why" }]} dense className="table-stacked">
      {deeds.map(({ at, byName, version, says, siteCode, activatedOn, reason }) => (
        <tr key={`${at}.${version}.${siteCode}`}>
          <td className="nowrap">{sayInstant(at, "UTC")}</td><td className="nowrap">{byName}</td>
          <td className="running">{says === "opened" ? `opened version ${version} for enrolment` : `activated version ${version} at site ${siteCode} from ${sayDate(activatedOn ?? "")}`}</td>
          <td className="muted">{reason}</td>
        </tr>
      ))}
    </DataTable>
  );
}

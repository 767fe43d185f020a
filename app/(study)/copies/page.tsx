import type { Metadata } from "next";
import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { Glyph } from "@/app/_ui/glyph";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import type { CopyView, SiteCopies } from "@/lib/copies/read-copies";
import { readCopies } from "@/lib/copies/read-copies";
import type { CutOfSite } from "@/lib/copies/site-records";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import { asReader } from "@/lib/server/page";

export const metadata: Metadata = { title: "Our copy" };

const COLUMNS = [{ key: "at", label: "Taken" }, { key: "of", label: "Of" }, { key: "by", label: "By" }, { key: "casebooks", label: "Casebooks", numeric: true }, { key: "manifest", label: "SHA-256 of its manifest" }];

const CUT_COLUMNS = [{ key: "cut", label: "Data cut" }, { key: "at", label: "Sealed" }, { key: "patients", label: "Your patients", numeric: true }];

/** The site's records are the site's: a copy at any time, also after a lock, and the copies that were taken. */
export default async function CopiesPage() {
  const sites = await asReader("copy.take", readCopies);
  return (
    <>
      <PageHeader title="Our copy" subtitle="Your site’s casebooks, data and trail as one certified file, at any time, also after a lock" />
      {sites.map((site) => <SiteCard key={site.code} site={site} />)}
    </>
  );
}

function SiteCard({ site: { code, name, timeZone, patients, copies, cuts } }: { readonly site: SiteCopies }) {
  return (
    <Card title={`Site ${code} ${name}`} note={`${patients} ${patients === 1 ? "patient" : "patients"}`}>
      <div className="card-pad stack">
        <p>A ZIP with a PDF of every casebook, the data as tables and as JSON, the trail to read and to verify, a certificate of what it is complete of, and a manifest with the SHA-256 of every file. It is made while it is sent, patient by patient, and grows to its end. A file that does not open was cut off on the way; take it again.</p>
        <p className="row"><a className="button button-primary" href={`/copies/${code}`} download>Take a copy of site {code}</a><span className="dim">It is noted in the trail that you did, and when.</span></p>
      </div>
      <SiteCuts code={code} cuts={cuts} timeZone={timeZone} />
      {copies.length === 0
        ? <EmptyState title="No copy was taken yet">Each one is listed here with who took it and the hash of its manifest.</EmptyState>
        : <DataTable caption={`Copies of site ${code}`} columns={COLUMNS}>{copies.map((copy) => <CopyRow key={copy.id} copy={copy} timeZone={timeZone} />)}</DataTable>}
    </Card>
  );
}

/** What data management sealed of the site's patients, to take as it was sealed. */
function SiteCuts({ code, cuts, timeZone }: { readonly code: string; readonly cuts: readonly CutOfSite[]; readonly timeZone: string }) {
  if (cuts.length === 0) return <p className="card-pad dim">No data cut holds patients of your site yet. When data management seals one, you can take your part of it here.</p>;
  return (
    <DataTable caption={`Data cuts with patients of site ${code}`} columns={CUT_COLUMNS}>
      {cuts.map(({ id, name, isInterim, byName, at, patients }) => (
        <tr key={id}>
          <td>
            <span className="row">{name} {isInterim ? <Badge tone="due">Interim</Badge> : <Badge tone="lock" state="locked">Final</Badge>}</span>
            <LinkButton href={`/copies/${code}/cuts/${id}`} small download label={`Take site ${code}’s part of ${name}`}><Glyph of="download" />Take our part</LinkButton>
          </td>
          <td>{sayInstant(at.toISOString(), timeZone)}, {byName}</td>
          <td className="number">{patients}</td>
        </tr>
      ))}
    </DataTable>
  );
}

const CopyRow = ({ copy: { by, role, at, cut, casebooks, manifestSha256 }, timeZone }: { readonly copy: CopyView; readonly timeZone: string }) => (
  <tr>
    <td>{sayInstant(at.toISOString(), timeZone)}</td>
    <td>{cut ?? "the records as they stood"}</td>
    <td>{by}, {sayRoles(role)}</td>
    <td className="number">{casebooks}</td>
    <td>{manifestSha256 === null ? <span className="tone-due">under way, or broken off</span> : <code className="hash">{manifestSha256}</code>}</td>
  </tr>
);

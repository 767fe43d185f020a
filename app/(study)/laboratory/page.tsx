import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkSegments } from "@/app/_ui/filter-chips";
import { PageHeader } from "@/app/_ui/page-header";
import { readLabRanges, type SiteRanges } from "@/lib/patients/read-lab-ranges";
import { asReader } from "@/lib/server/page";
import { USUAL_RANGE_SOURCE } from "@/lib/study/laboratory/analytes";
import { RangeTable } from "./range-table";

export const metadata = { title: "Reference ranges" };

export default async function LaboratoryPage({ searchParams }: { readonly searchParams: Promise<Readonly<Record<string, unknown>>> }) {
  const [sites, { site: asked }] = await Promise.all([asReader("lab_range.read", readLabRanges), searchParams]);
  const site = sites.find(({ code }) => code === asked) ?? sites[0];
  return (
    <>
      <PageHeader
        title="Reference ranges" subtitle="What is normal at each site, for whom and from which day. Flags and grades beside laboratory values follow from it."
        actions={sites.length > 1 && <LinkSegments label="Site" choices={sites.map(({ code }) => ({ label: code, href: `/laboratory?site=${code}`, active: code === site?.code }))} />}
      />
      {site === undefined ? <Card title="Reference ranges" hideTitle><EmptyState title="No site yet">Ranges belong to a site&apos;s laboratory. They can be stated once a site exists.</EmptyState></Card> : <SiteCard site={site} />}
    </>
  );
}

function SiteCard({ site }: { readonly site: SiteRanges }) {
  const stated = new Set(site.ranges.map(({ analyte }) => analyte)).size;
  return (
    <Card title={`${site.code} ${site.name}`} note={stated === 0 ? "no range of its own yet: the usual ones are in force" : `own ranges for ${stated} ${stated === 1 ? "analyte" : "analytes"}`}>
      <RangeTable site={site} />
      <p className="dim card-foot">{USUAL_RANGE_SOURCE}</p>
    </Card>
  );
}

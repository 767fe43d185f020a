import { Card } from "@/app/_ui/card";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { can } from "@/lib/access/permissions";
import { asReader } from "@/lib/server/page";
import { REPORT_GROUPS } from "./catalogue";
import { reportHref, reportsFor } from "./load-report";
import "./reports.css";

export const metadata = { title: "Reports" };

export default async function ReportsPage() {
  const { reports, live } = await asReader("report.read", async (_, actor) => ({ reports: reportsFor(actor), live: can(actor, "patient.read") }));
  const groups = REPORT_GROUPS.map((group) => ({ group, own: reports.filter((report) => report.group === group) })).filter(({ own }) => own.length > 0);
  return (
    <>
      <PageHeader title="Reports" subtitle={`${reports.length} reports, each as picture, table and file · ${live ? "of the records as they stand, at the sites that you may see" : "of the newest sealed cut"}`} />
      <div className="report-groups">
        {groups.map(({ group, own }) => (
          <Card key={group} title={group}>
            <ul className="report-list">{own.map(({ id, title, answers }) => <li key={id}><TextLink href={reportHref(id, {})}>{title}</TextLink><span className="muted">{answers}</span></li>)}</ul>
          </Card>
        ))}
      </div>
    </>
  );
}

import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { readVisitReports } from "@/lib/copies/read-visit-reports";
import { VISIT_KINDS, VISIT_STATEMENT } from "@/lib/copies/visit-report-content";
import { sayDate } from "@/lib/kernel/calendar-date";
import { sayInstant } from "@/lib/kernel/instant";
import { asReader } from "@/lib/server/page";
import { FileReportDialog } from "./file-report.client";
import "../verification.css";

export const metadata = { title: "Visit reports" };

const COLUMNS = [{ key: "report", label: "Report" }, { key: "visit", label: "Visit" }, { key: "patients", label: "Patients looked at", numeric: true }, { key: "findings", label: "Findings", numeric: true }, { key: "signed", label: "Signed" }, { key: "file", label: "File", unseen: true }];

/** What monitors filed after their visits; each can be taken again as it was filed. */
export default async function VisitReportsPage() {
  const { reports, sites } = await asReader("verification.read", (tx, actor) => readVisitReports(tx, actor, new Date()));
  return (
    <>
      <PageHeader title="Visit reports" trail={[{ label: "Source verification", href: "/verification" }, { label: "Visit reports", href: null }]} subtitle="Signed by the monitor, kept as filed. A report names patients and fields, and holds no value that a site typed." actions={sites.length > 0 && <FileReportDialog sites={sites} statement={VISIT_STATEMENT} />} />
      <Card title="Reports" hideTitle>
        {reports.length === 0 ? <EmptyState title="No visit report yet">After a visit the monitor files what was looked at, what was verified, asked and decided, and what was found.</EmptyState> : (
          <DataTable caption="Visit reports" columns={COLUMNS} className="table-stacked">
            {reports.map(({ id, site, number, kind, beganOn, endedOn, patients, findings, byName, at, timeZone, pdfSha256 }) => (
              <tr key={id}>
                <th scope="row">Site {site}, report {number}</th><td>{VISIT_KINDS[kind]}, {sayDate(beganOn)}{endedOn !== beganOn && ` to ${sayDate(endedOn)}`}</td>
                <td className="number" data-label="Patients looked at">{patients}</td><td className="number" data-label="Findings">{findings}</td>
                <td>{byName}<small>{sayInstant(at, timeZone)}; file SHA-256 {pdfSha256.slice(0, 16)}</small></td>
                <td className="number"><LinkButton href={`/verification/reports/${id}/report.pdf`} small download label={`PDF of report ${number} of site ${site}`}>PDF</LinkButton></td>
              </tr>
            ))}
          </DataTable>
        )}
      </Card>
    </>
  );
}

import type { Metadata } from "next";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { can } from "@/lib/access/permissions";
import { readImports, type ImportSummary } from "@/lib/imports/read-imports";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import { asReader } from "@/lib/server/page";
import "./imports.css";

export const metadata: Metadata = { title: "Imports" };

const COLUMNS = [
  { key: "at", label: "When" }, { key: "from", label: "From" }, { key: "by", label: "By" }, { key: "site", label: "Site" }, { key: "patients", label: "Patients" },
  { key: "stored", label: "Stored", numeric: true }, { key: "corrected", label: "Corrections", numeric: true }, { key: "same", label: "Already there", numeric: true }, { key: "out", label: "Left out", numeric: true },
];
const FEW = 4;

/** What was pasted or imported, for the site, its monitor and the inspector: the source of many values at once. */
export default async function ImportsPage() {
  const { imports, mayImport } = await asReader("import.read", async (tx, actor) => ({ imports: await readImports(tx, actor), mayImport: can(actor, "entry.import") }));
  return (
    <>
      <PageHeader title="Imports" subtitle="Results and forms that were pasted or came in a file, with what the source said." actions={mayImport && <><LinkButton href="/imports/forms">Import forms</LinkButton><LinkButton href="/imports/new" look="primary">Import a file</LinkButton></>} />
      <Card title="Imports" hideTitle>
        {imports.length === 0
          ? <EmptyState title="Nothing was imported yet">{mayImport ? "A laboratory’s file is imported here, for many patients at once. Any other form comes as CSV or ODM by Import forms. For one patient it is quicker to copy the results and use Paste results on the form or in the casebook." : "When a site pastes results or imports a file, it stands here with every value as the source said it."}</EmptyState>
          : <DataTable caption="Imports, newest first" columns={COLUMNS} dense className="table-stacked">{imports.map((each) => <Row key={each.id} {...each} />)}</DataTable>}
      </Card>
    </>
  );
}

const Row = ({ id, at, timeZone, kind, name, byName, byRole, siteCode, patients, stored, corrected, same, leftOut }: ImportSummary) => (
  <tr>
    <td className="nowrap"><TextLink href={`/imports/${id}`}>{sayInstant(at, timeZone)}</TextLink></td><td data-label="From">{kind === "file" ? name : "pasted"}</td><td data-label="By">{byName}<small>{sayRoles(byRole)}</small></td><td data-label="Site">{siteCode}</td>
    <td data-label="Patients">{patients.slice(0, FEW).join(", ")}{patients.length > FEW && ` and ${patients.length - FEW} more`}</td>
    <td className="number" data-label="Stored"><b>{stored}</b></td><td className="number" data-label="Corrections">{corrected}</td><td className="number" data-label="Already there">{same}</td><td className="number" data-label="Left out">{leftOut.length}</td>
  </tr>
);

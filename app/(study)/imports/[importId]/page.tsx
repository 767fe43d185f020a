import type { Metadata } from "next";
import { z } from "zod";
import { Card, DefinitionGrid } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import type { Form } from "@/lib/crf/define-form";
import { readImport, type ImportedValue, type ImportSummary } from "@/lib/imports/read-imports";
import { groupBy } from "@/lib/kernel/group-by";
import { sayInstant } from "@/lib/kernel/instant";
import { asReader } from "@/lib/server/page";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";

export const metadata: Metadata = { title: "Import" };

const COLUMNS = [{ key: "line", label: "Line", numeric: true }, { key: "patient", label: "Patient" }, { key: "named", label: "The source says" }, { key: "field", label: "Stored at" }, { key: "now", label: "Stands there now" }];

/** One import, value by value: what the source said beside what stands there now. */
export default async function ImportPage({ params }: { readonly params: Promise<{ importId: string }> }) {
  const id = z.uuid().safeParse((await params).importId);
  const { summary, values } = await asReader("import.read", async (tx, actor) => (id.success ? readImport(tx, actor, id.data) : null));
  const title = summary.kind === "file" ? summary.name : "Pasted results";
  return (
    <>
      <PageHeader title={title} subject={`site ${summary.siteCode}`} subtitle={`${sayInstant(summary.at, summary.timeZone)}, by ${summary.byName}`} trail={[{ label: "Imports", href: "/imports" }, { label: title ?? "Import", href: null }]} />
      <div className="casebook-stack">
        <Card title="As a whole" hideTitle padded><DefinitionGrid items={factsOf(summary)} /></Card>
        <Card title="Values" note={`${values.length}, by the line of the source`}>
          <DataTable caption="Values of the import" columns={COLUMNS} dense>{values.map((value) => <Row key={`${value.entryId} ${value.field}`} {...value} />)}</DataTable>
        </Card>
        {summary.leftOut.length > 0 && <Card title="Lines that stored nothing" padded><ul>{leftOutOf(summary).map((says) => <li key={says}>{says}</li>)}</ul></Card>}
      </div>
    </>
  );
}

const factsOf = ({ lines, stored, corrected, same, leftOut, sha256 }: ImportSummary) => [
  { term: "Values stored", value: stored, note: `${corrected} of them replaced another` }, { term: "Already there", value: same }, { term: "Lines", value: lines, note: `${leftOut.length} stored nothing` },
  { term: "Fingerprint (SHA-256)", value: <span title={sha256}>{sha256.slice(0, 16)}…</span>, note: "of the file or text as it was given" },
];

/** "no field of this study: lines 3, 7" */
const leftOutOf = ({ leftOut }: ImportSummary): readonly string[] => [...groupBy(leftOut, ({ why }) => why)].map(([why, lines]) => `${why}: ${lines.length === 1 ? "line" : "lines"} ${lines.map(({ line }) => line).join(", ")}`);

function Row({ line, patient, named, said, entryId, formId, formVersion, visit, rowNo, field, answer }: ImportedValue) {
  const form = formById(formId, formVersion) as unknown as Form | undefined;
  return (
    <tr>
      <td className="number">{line}</td><td className="nowrap"><TextLink href={`/patients/${patient}`}>{patient}</TextLink></td><td>{named} {said === "" ? <i>blank</i> : <b>{said}</b>}</td>
      <td><TextLink href={`/entries/${entryId}#${field}`} underlined>{form?.fields[field]?.label ?? field}</TextLink><small>{[form?.title, visitByCode(visit ?? "")?.title, form?.repeats && `row ${rowNo}`].filter(Boolean).join(", ")}</small></td>
      <td className="nowrap">{answer === null ? <span className="dim">nothing</span> : form?.fields[field]?.show(answer)}</td>
    </tr>
  );
}

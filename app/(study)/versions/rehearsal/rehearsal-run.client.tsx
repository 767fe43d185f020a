"use client";

import { Callout } from "@/app/_ui/callout";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { ProgressBar } from "@/app/_ui/progress-bar";
import { TextLink } from "@/app/_ui/text-link";
import type { RehearsalNews, RehearsedLine } from "./rehearsal-lines";
import { useRehearsal } from "./use-rehearsal";

/** How far a rehearsal is, then its report. */
export function RehearsalRun({ query }: { readonly query: string }) {
  const news = useRehearsal(query);
  if (news.kind === "failed") return <Callout tone="refused" title="No report.">{news.says}</Callout>;
  if (news.kind === "report") return <Report report={news} />;
  const says = news.of === 0 ? "Reading the patients …" : `${news.done} of ${news.of} patients rehearsed …`;
  return <Card title="Rehearsing" hideTitle><div className="card-pad stack" role="status"><p>{says}</p><ProgressBar done={news.done} of={news.of} tone="ip" label={says} /></div></Card>;
}

function Report({ report: { source, supposed, parts, steps, patients } }: { readonly report: Extract<RehearsalNews, { kind: "report" }> }) {
  return (
    <div className="stack-wide" role="status" aria-label="Report">
      <p className="muted">{supposed} Data {source}. Nothing was changed.</p>
      <Card title="To go ahead"><ol className="rehearsal-steps">{steps.map((step) => <li key={step}>{step.replace(/^\d+\. /u, "")}</li>)}</ol></Card>
      <div className="rehearsal-parts">
        {parts.map(({ title, lines }) => (
          <Card key={title} title={title} note={lines.length === 0 ? "none" : lines.length}>
            {lines.length > 0 && <ul className="rehearsal-lines">{lines.map((line) => <li key={line}>{line}</li>)}</ul>}
          </Card>
        ))}
      </div>
      <Patients patients={patients} />
    </div>
  );
}

const COLUMNS = [
  { key: "number", label: "Patient" }, { key: "from", label: "Under" }, { key: "doses", label: "Doses of" }, { key: "visits", label: "Visits", numeric: true }, { key: "moved", label: "Forms moved", numeric: true },
  { key: "kept", label: "Forms kept", numeric: true }, { key: "questions", label: "New questions", numeric: true }, { key: "lost", label: "Values that leave", numeric: true }, { key: "asks", label: "Checks that ask", numeric: true }, { key: "falls", label: "Marks that fall", numeric: true },
];
const MOST = 300;

/** Each patient for whom anything would change. */
function Patients({ patients }: { readonly patients: readonly RehearsedLine[] }) {
  if (patients.length === 0) return null;
  return (
    <Card title="Patients" note={patients.length > MOST ? `the first ${MOST} of ${patients.length}` : patients.length}>
      <DataTable caption="Patients for whom something would change" columns={COLUMNS} dense className="table-stacked">
        {patients.slice(0, MOST).map(({ number, from, doses, visits, moved, kept, questions, lost, asks, falls }) => (
          <tr key={number}>
            <td><TextLink href={`/patients/${number}`}>{number}</TextLink></td>
            <td data-label="Under">{from}</td>
            <td data-label="Doses of">{doses.join(", ") || <span className="dim">none</span>}</td>
            {([["Visits", visits], ["Forms moved", moved], ["Forms kept", kept], ["New questions", questions], ["Values that leave", lost], ["Checks that ask", asks], ["Marks that fall", falls]] as const).map(([label, count]) => (
              <td key={label} className="number" data-label={label}>{count === 0 ? <span className="dim">0</span> : count}</td>
            ))}
          </tr>
        ))}
      </DataTable>
    </Card>
  );
}

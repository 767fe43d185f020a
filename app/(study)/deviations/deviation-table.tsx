import { DataTable } from "@/app/_ui/data-table";
import { Badge } from "@/app/_ui/badge";
import { TextLink } from "@/app/_ui/text-link";
import { importanceOf, type ListedDeviation } from "@/lib/analysis/read-deviations";
import { sayDate } from "@/lib/kernel/calendar-date";
import { DEVIATION_CATEGORIES } from "@/lib/study/deviations/deviation-categories";
import { armOfAll } from "@/lib/study/words";
import { RecordDeviation } from "./record-deviation.client";

const COLUMNS = [
  { key: "patient", label: "Patient" }, { key: "on", label: "Day" }, { key: "category", label: "Category" }, { key: "says", label: "What" },
  { key: "important", label: "Important" }, { key: "recorded", label: "The site’s record" },
];

/** One row for each departure, with the way to the value and to what the site says of it. */
export function DeviationTable({ deviations }: { readonly deviations: readonly ListedDeviation[] }) {
  return (
    <DataTable caption="Deviations" columns={COLUMNS} className="deviations">
      {deviations.map((deviation) => <Row key={`${deviation.patient} ${deviation.subject ?? deviation.recorded?.entryId ?? ""}`} deviation={deviation} />)}
    </DataTable>
  );
}

function Row({ deviation }: { readonly deviation: ListedDeviation }) {
  const { patient, arm, on, category, says, protocol, reason, source } = deviation;
  return (
    <tr>
      <td className="nowrap"><TextLink href={`/patients/${patient}`}>{patient}</TextLink><span className="dim deviation-arm">{arm === null ? "in screening" : armOfAll(arm)}</span></td>
      <td className="nowrap">{on === null ? <span className="dim">no date</span> : sayDate(on)}</td>
      <td>{DEVIATION_CATEGORIES[category]}</td>
      <td className="deviation-says">
        {source === null ? says : <TextLink href={`/entries/${source.entryId}#${source.field}`}>{says}</TextLink>}
        {(protocol !== null || reason !== null) && <span className="dim">{[protocol, reason === null ? null : `Reason given: ${reason}`].filter((part) => part !== null).join(" · ")}</span>}
      </td>
      <td><Importance deviation={deviation} /></td>
      <td><Recorded deviation={deviation} /></td>
    </tr>
  );
}

function Importance({ deviation }: { readonly deviation: ListedDeviation }) {
  const important = importanceOf(deviation);
  if (important === "yes") return <Badge tone="q" state="query_open">Important</Badge>;
  return <span className="dim">{important === "no" ? "no" : "not assessed"}</span>;
}

function Recorded({ deviation: { recorded, subject, mayRecord, patientId, patient, category, on, says } }: { readonly deviation: ListedDeviation }) {
  if (recorded === null) return mayRecord && subject !== null ? <RecordDeviation patientId={patientId} patientNumber={patient} subject={subject} category={category} happenedOn={on} description={says} /> : <span className="dim">not recorded</span>;
  return (
    <>
      <TextLink href={`/entries/${recorded.entryId}`} underlined>Row {recorded.rowNo}</TextLink>
      {recorded.reportedOn !== null && <span className="dim"> · ethics committee {sayDate(recorded.reportedOn)}</span>}
      {recorded.outlived && <span className="dim"> · answers a derived deviation that a correction has taken away</span>}
    </>
  );
}

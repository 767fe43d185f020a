import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import type { SafetyView } from "@/lib/analysis/read-safety";
import { percentOfTreated } from "@/lib/study/adverse-events/count-by-worst-grade";
import { IDARUBICIN_LABEL } from "@/lib/study/adverse-events/label-rates";

const COLUMNS = [
  { key: "what", label: "Patients with" }, { key: "count", label: "n/N", numeric: true }, { key: "percent", label: "%", numeric: true }, { key: "severe", label: "Grade ≥ 3", numeric: true }, { key: "label", label: "Label, %", numeric: true },
];

/** Two rates of the idarubicin label beside those here: a landmark, which no test compares. */
export function LandmarkCard({ view: { infection, bleeding } }: { readonly view: SafetyView }) {
  const rows = [["Infection, febrile neutropenia included", infection, IDARUBICIN_LABEL.infection], ["Haemorrhage, at any place", bleeding, IDARUBICIN_LABEL.haemorrhage]] as const;
  return (
    <Card title="Beside the idarubicin label" note="under the choice above">
      <DataTable caption="Infection and haemorrhage beside the idarubicin label" columns={COLUMNS} dense>
        {rows.map(([says, { all, treated }, label]) => (
          <tr key={says}>
            <th scope="row">{says}</th>
            <td className="number">{all.all.any}/{treated.all}</td>
            <td className="number"><b>{percentOfTreated(all.all.any, treated.all)}</b></td>
            <td className="number">{all.all.severe}</td>
            <td className="number muted">{label}</td>
          </tr>
        ))}
      </DataTable>
      <p className="legend legend-in-card">Source: {IDARUBICIN_LABEL.source}; idarubicin with cytarabine, other patients, other grading. CTCAE has no term for bleeding as such: all haemorrhages, epistaxis, haematuria, purpura, bruising and haematoma are gathered.</p>
    </Card>
  );
}

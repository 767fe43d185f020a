import { Card } from "@/app/_ui/card";
import { DataTable, GroupRow } from "@/app/_ui/data-table";
import type { EfficacyPatient } from "@/lib/study/efficacy";
import { byArm, patientCounts } from "@/lib/study/outcome/outcome-tables";
import { sayArm } from "./numbers";

/** Who is counted where, how treatment ended and who died early: numbers of patients by arm. */
export function CountsCard({ patients }: { readonly patients: readonly EfficacyPatient[] }) {
  const arms = byArm(patients);
  const columns = [{ key: "what", label: "Patients" }, ...arms.map(({ arm, patients: some }) => ({ key: arm ?? "all", label: `${arm === null ? "All" : sayArm(arm)} (${some.length})`, numeric: true }))];
  return (
    <Card title="Patients by arm" note="the casebook of each patient says why">
      <DataTable caption="Populations, outcomes and early deaths by arm" columns={columns} dense>
        {patientCounts(patients).flatMap(({ id, title, rows }) => [
          <GroupRow key={id} span={columns.length} label={title} />,
          ...rows.map(({ label, counts }) => <tr key={`${id} ${label}`} className="indented"><th scope="row">{label}</th>{counts.map((count, at) => <td key={arms[at]?.arm ?? "all"} className={`number${count === 0 ? " dim" : ""}`}>{count}</td>)}</tr>),
        ])}
      </DataTable>
    </Card>
  );
}

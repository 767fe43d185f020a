import { Card } from "@/app/_ui/card";
import { GroupRow } from "@/app/_ui/data-table";
import { DataTable } from "@/app/_ui/data-table";
import { TIME_KINDS, type EfficacyPatient } from "@/lib/study/efficacy";
import { LANDMARK_MONTHS, times, timeSummaries, type TimeSummary } from "@/lib/study/outcome/outcome-tables";
import { sayArm, sayMonths, sayPercent } from "./numbers";

const COLUMNS = [
  { key: "arm", label: "Arm" }, { key: "n", label: "Patients", numeric: true }, { key: "events", label: "Events", numeric: true },
  { key: "median", label: "Median, days (months)", numeric: true }, ...LANDMARK_MONTHS.map((months) => ({ key: String(months), label: `At ${months} months`, numeric: true })),
] as const;

/** Four times to events by arm: Kaplan–Meier medians and the estimates on three days, with what they rest on. */
export function TimesCard({ patients }: { readonly patients: readonly EfficacyPatient[] }) {
  return (
    <Card title="Time to event" note="Kaplan–Meier, log-log 95 % intervals">
      <DataTable caption="Times to events by arm" columns={COLUMNS}>
        {TIME_KINDS.flatMap((kind) => [
          <GroupRow key={kind} span={COLUMNS.length} label={<>{times[kind].title} <span className="efficacy-note">{times[kind].says}</span></>} />,
          ...timeSummaries(patients, kind).map((summary) => <Row key={`${kind} ${summary.arm}`} summary={summary} />),
        ])}
      </DataTable>
      <p className="card-foot">A dash: not estimated, because the estimate never falls to one half, or nobody was observed for so long. The number under an estimate is of those still observed.</p>
    </Card>
  );
}

function Row({ summary: { arm, patients, events, waiting, median, at } }: { readonly summary: TimeSummary }) {
  const limit = (days: number | null) => (days === null ? "–" : days);
  return (
    <tr className="indented">
      <th scope="row" className={arm === null ? undefined : "muted"}>{sayArm(arm)}</th>
      <td className="number">{patients}{waiting > 0 && <small className="muted nowrap">{waiting} to come</small>}</td>
      <td className="number">{events}</td>
      <td className="number">{median.days === null ? "–" : <><b>{median.days}</b> ({sayMonths(median.days)})</>}{(median.lower ?? median.upper) !== null && <small className="muted nowrap">{limit(median.lower)} to {limit(median.upper)}</small>}</td>
      {at.map(({ months, estimate, atRisk }) => (
        <td key={months} className="number">
          {estimate === null ? "–" : <><b>{sayPercent(estimate.survival)} %</b><small className="muted nowrap">{estimate.lower !== null && estimate.upper !== null && `${sayPercent(estimate.lower)}–${sayPercent(estimate.upper)}, `}{atRisk} observed</small></>}
        </td>
      ))}
    </tr>
  );
}

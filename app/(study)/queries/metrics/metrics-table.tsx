import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import type { DiscrepancyMetrics } from "@/lib/discrepancies/read-discrepancy-metrics";
import { sayDays, sayInterval, sayPart } from "./metric-cells";

const MEASURES = [
  { key: "raised", label: "Raised", numeric: true }, { key: "open", label: "Not closed", numeric: true }, { key: "answer", label: "To answer, median", numeric: true }, { key: "answer90", label: "90 %", numeric: true },
  { key: "close", label: "To close, median", numeric: true }, { key: "close90", label: "90 %", numeric: true }, { key: "changed", label: "Data changed after" }, { key: "noise", label: "Closed without a change" }, { key: "interval", label: "95 % interval" },
];

export interface MetricsLine {
  readonly key: string;
  /** Of the query list that the counts are of. */
  readonly named: ReactNode;
  readonly metrics: DiscrepancyMetrics;
  /** A check that asks for nothing: named. */
  readonly mayRetire?: boolean;
}

/** One row for each site or check, days with one decimal. */
export function MetricsTable({ caption, of, lines }: { readonly caption: string; readonly of: string; readonly lines: readonly MetricsLine[] }) {
  return (
    <DataTable caption={caption} columns={[{ key: "of", label: of }, ...MEASURES]} className="metrics-table">
      {lines.map(({ key, named, metrics, mayRetire }) => (
        <tr key={key} className={mayRetire ? "warned" : undefined}>
          <th scope="row">{named}{mayRetire && <> <Badge tone="due">candidate for retirement</Badge></>}</th>
          <td className="number">{metrics.raised}</td>
          <td className="number">{metrics.open + metrics.answered}</td>
          <td className="number nowrap">{sayDays(metrics.toAnswer.median)}</td>
          <td className="number nowrap">{sayDays(metrics.toAnswer.ninetieth)}</td>
          <td className="number nowrap">{sayDays(metrics.toClose.median)}</td>
          <td className="number nowrap">{sayDays(metrics.toClose.ninetieth)}</td>
          <td className="nowrap">{sayPart(metrics.changed, metrics.raised)}</td>
          <td className="nowrap">{sayPart(metrics.closedUnchanged, metrics.closed)}</td>
          <td className="nowrap">{sayInterval(metrics)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

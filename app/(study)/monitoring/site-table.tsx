import { DataTable } from "@/app/_ui/data-table";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import { monitoringHref } from "@/lib/analysis/signal-filters";
import { SIGNAL_WORDS, type Signal } from "@/lib/analysis/signals";
import type { Funnel } from "@/lib/stats/funnel";
import { sayOf, sayPercent, STANDING_STATES, STANDING_WORDS } from "./say-shares";

const COLUMNS = [
  { key: "site", label: "Site" }, { key: "counts", label: "Counted", numeric: true }, { key: "share", label: "Share", numeric: true }, { key: "interval", label: "95 % interval, exact", numeric: true },
  { key: "others", label: "All other sites", numeric: true }, { key: "othersShare", label: "Share", numeric: true }, { key: "standing", label: "Beside the limits" }, { key: "records", label: "Records", unseen: true },
];

interface SiteTableProps {
  readonly signal: Signal;
  readonly funnel: Funnel;
  /** The site whose records are listed. */
  readonly chosen: string | undefined;
}

/** What the funnel draws, in numbers, with the way to the records. */
export function SiteTable({ signal, funnel, chosen }: SiteTableProps) {
  return (
    <DataTable caption={`${SIGNAL_WORDS[signal].title}, by site`} columns={COLUMNS}>
      {funnel.sites.map(({ site, hits, total, rate, interval, others, standing }) => (
        <tr key={site} className={site === chosen ? "selected" : undefined}>
          <th scope="row">{site}</th>
          <td className="number nowrap">{sayOf({ hits, total })}</td>
          <td className="number nowrap">{sayPercent(rate)}</td>
          <td className="number nowrap">{(100 * interval.lower).toFixed(1)} to {sayPercent(interval.upper)}</td>
          <td className="number nowrap">{sayOf(others)}</td>
          <td className="number nowrap">{others.total === 0 ? "–" : sayPercent(others.hits / others.total)}</td>
          <td className="nowrap"><StateIcon state={STANDING_STATES[standing]} label="" /> {STANDING_WORDS[standing]}</td>
          <td className="nowrap">{hits > 0 && <TextLink href={`${monitoringHref({ signal, site })}#records`} underlined>{hits === 1 ? "The record" : `The ${hits} records`}<span className="unseen"> of site {site}</span></TextLink>}</td>
        </tr>
      ))}
    </DataTable>
  );
}

import { DataTable } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
import { monitoringHref } from "@/lib/analysis/signal-filters";
import type { SignalView } from "@/lib/analysis/read-signals";
import { SIGNAL_WORDS, type Signal } from "@/lib/analysis/signals";
import type { FunnelStanding } from "@/lib/stats/funnel";
import { sayOf, sayPercent } from "./say-shares";

const COLUMNS = [
  { key: "signal", label: "Signal" }, { key: "counts", label: "What is counted" }, { key: "all", label: "All sites", numeric: true }, { key: "share", label: "Share", numeric: true },
  { key: "above", label: "Above the limits" }, { key: "below", label: "Below" }, { key: "small", label: "Too small to judge" },
];

const NOBODY = <span className="dim">none</span>;

/** One row a signal, with the sites it names. */
export function SignalsTable({ signals, chosen }: { readonly signals: readonly SignalView[]; readonly chosen: Signal | undefined }) {
  return (
    <DataTable caption="Signals" columns={COLUMNS} className="signals">
      {signals.map(({ signal, funnel }) => {
        const { title, hits, of } = SIGNAL_WORDS[signal];
        const named = (standing: FunnelStanding) => funnel.sites.filter((site) => site.standing === standing);
        const links = (standing: "above" | "below") => named(standing).length === 0 ? NOBODY : named(standing).map(({ site }) => <TextLink key={site} href={`${monitoringHref({ signal, site })}#records`} underlined>{site}</TextLink>);
        return (
          <tr key={signal} className={signal === chosen ? "selected" : undefined}>
            <th scope="row"><TextLink href={`${monitoringHref({ signal })}#signal`}>{title}</TextLink></th>
            <td className="muted">{hits}, of {of}</td>
            <td className="number nowrap">{sayOf(funnel)}</td>
            <td className="number nowrap">{funnel.target === null ? "–" : sayPercent(funnel.target)}</td>
            <td className="signals-named">{links("above")}</td>
            <td className="signals-named">{links("below")}</td>
            <td className="muted">{named("too_small").map(({ site }) => site).join(", ") || NOBODY}</td>
          </tr>
        );
      })}
    </DataTable>
  );
}

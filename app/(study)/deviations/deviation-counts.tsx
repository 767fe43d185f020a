import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { groupBy } from "@/lib/kernel/group-by";
import { importanceOf, type ListedDeviation } from "@/lib/analysis/read-deviations";
import { armOfAll } from "@/lib/study/words";

const ARMS = ["A", "B", "C", null] as const;

/** How many at each site, by arm; important ones beside the whole. */
export function DeviationCounts({ all }: { readonly all: readonly ListedDeviation[] }) {
  const sites = groupBy(all, ({ site }) => site);
  return (
    <Card title="By site and arm" note="all deviations, important ones in brackets">
      <DataTable caption="Deviations by site and arm" dense columns={[{ key: "site", label: "Site" }, ...ARMS.map((arm) => ({ key: arm ?? "none", label: arm === null ? "In screening" : armOfAll(arm), numeric: true })), { key: "all", label: "All", numeric: true }]}>
        {[...[...sites.keys()].toSorted(), null].map((site) => {
          const ofSite = site === null ? all : sites.get(site) ?? [];
          return (
            <tr key={site ?? "all"}>
              <th scope="row">{site === null ? "All sites" : `Site ${site}`}</th>
              {ARMS.map((arm) => <td key={arm ?? "none"} className="number">{sayCount(ofSite.filter((deviation) => deviation.arm === arm))}</td>)}
              <td className="number">{sayCount(ofSite)}</td>
            </tr>
          );
        })}
      </DataTable>
    </Card>
  );
}

function sayCount(deviations: readonly ListedDeviation[]): string {
  const important = deviations.filter((deviation) => importanceOf(deviation) === "yes").length;
  return important === 0 ? String(deviations.length) : `${deviations.length} (${important})`;
}

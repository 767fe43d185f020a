import { FilterChips, LinkSegments } from "@/app/_ui/filter-chips";
import { TextLink } from "@/app/_ui/text-link";
import { sayCounted } from "@/lib/analysis/beyond";
import type { ArrangedDay } from "@/lib/analysis/arrange-day";
import { dayHref, type DayFilters } from "@/lib/analysis/day-filters";
import { TASK_TITLES } from "@/lib/analysis/task";
import { TASK_STATES } from "./day-groups";

/** How much of each kind there is, and the way to only that; sites where there are several. */
export function DayFilterBar({ day: { kinds, sites }, filters }: { readonly day: ArrangedDay; readonly filters: DayFilters }) {
  const all = { count: kinds.reduce((sum, { count }) => sum + count, 0), atLeast: kinds.some(({ atLeast }) => atLeast) };
  const chips = kinds.map(({ kind, ...counted }) => ({ label: TASK_TITLES[kind].toLowerCase(), count: sayCounted(counted), href: dayHref(filters, { kind }), active: kind === filters.kind, state: TASK_STATES[kind] }));
  return (
    <>
      {(kinds.length > 1 || filters.kind !== undefined) && <FilterChips label="Show only" chips={[{ label: "in all", count: sayCounted(all), href: dayHref(filters, { kind: undefined }), active: filters.kind === undefined }, ...chips]} />}
      {(sites.length > 1 || filters.site !== undefined || filters.patient !== undefined) && (
        <div className="filters">
          {(sites.length > 1 || filters.site !== undefined) && (
            <LinkSegments label="Site" choices={[{ label: "All sites", href: dayHref(filters, { site: undefined }), active: filters.site === undefined }, ...sites.map(({ code, ...counted }) => ({ label: `${code} (${sayCounted(counted)})`, href: dayHref(filters, { site: code }), active: code === filters.site }))]} />
          )}
          {filters.patient !== undefined && <p>Only patient <b>{filters.patient}</b> · <TextLink href={`/patients/${filters.patient}`} underlined>casebook</TextLink> · <TextLink href={dayHref(filters, { patient: undefined })} underlined>show all patients</TextLink></p>}
        </div>
      )}
    </>
  );
}

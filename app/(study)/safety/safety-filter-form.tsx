import { LinkButton } from "@/app/_ui/text-link";
import { safetyHref, type SafetyFilters } from "@/lib/analysis/safety-filters";

interface Props { readonly filters: SafetyFilters; readonly groups: readonly string[] }

const TICKS = [["severe", "Grade 3 and more"], ["serious", "Serious"], ["related", "Related"]] as const;

/** What to count. A plain form of the address: it works before any script has loaded, and the address can be kept and sent. */
export function SafetyFilterForm({ filters, groups }: Props) {
  return (
    <form className="safety-filters" role="search" action="/safety" aria-label="Narrow the events" key={safetyHref(filters)}>
      {filters.view && <input type="hidden" name="view" value={filters.view} />}
      <label>Class
        <select className="field-plain" name="group" defaultValue={filters.group ?? ""}>
          <option value="">All classes</option>
          {groups.map((group) => <option key={group}>{group}</option>)}
        </select>
      </label>
      <label>Arm
        <select className="field-plain" name="arm" defaultValue={filters.arm ?? ""}>
          <option value="">All arms</option><option>A</option><option>B</option><option>C</option>
        </select>
      </label>
      <label>Inhibitor exposure
        <select className="field-plain" name="exposure" defaultValue={filters.exposure ?? ""}>
          <option value="">Everybody</option><option value="exposed">Exposed</option><option value="not_exposed">Not exposed</option>
        </select>
      </label>
      <label>Period
        <select className="field-plain" name="period" defaultValue={filters.period ?? ""}>
          <option value="">From the first cenersen on</option><option value="all">All recorded, before it too</option>
        </select>
      </label>
      <fieldset>
        <legend className="unseen">Only events that are</legend>
        {TICKS.map(([name, says]) => <label key={name} className="safety-tick"><input type="checkbox" name={name} value="1" defaultChecked={filters[name] === "1"} />{says}</label>)}
      </fieldset>
      <button className="button button-primary" type="submit">Show</button>
      {safetyHref({ ...filters, view: undefined, rows: undefined }) !== "/safety" && <LinkButton href={safetyHref({ view: filters.view })} look="ghost">Clear</LinkButton>}
    </form>
  );
}

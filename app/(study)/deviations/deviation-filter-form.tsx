import { SiteOptions } from "@/app/_ui/site-options.client";
import { LinkButton } from "@/app/_ui/text-link";
import { deviationsHref, type DeviationFilters } from "@/lib/analysis/deviation-filters";
import { DEVIATION_CATEGORIES } from "@/lib/study/deviations/deviation-categories";

/** What to look for. A plain form of the address: it works before any script has loaded, and the address can be kept and sent. */
export function DeviationFilterForm({ filters, sites }: { readonly filters: DeviationFilters; readonly sites: readonly string[] }) {
  return (
    <form className="deviation-filters" role="search" action="/deviations" aria-label="Narrow the deviations" key={deviationsHref(filters)}>
      {filters.important && <input type="hidden" name="important" value={filters.important} />}
      <label>Site
        <select className="field-plain" name="site" defaultValue={filters.site ?? ""}>
          <option value="">All sites</option>
          <SiteOptions codes={sites} />
        </select>
      </label>
      <label>Category
        <select className="field-plain" name="category" defaultValue={filters.category ?? ""}>
          <option value="">All categories</option>
          {Object.entries(DEVIATION_CATEGORIES).map(([code, label]) => <option key={code} value={code}>{label}</option>)}
        </select>
      </label>
      <label>Patient<input className="field-plain" name="patient" defaultValue={filters.patient} placeholder="000-000" maxLength={12} autoComplete="off" /></label>
      <button className="button button-primary" type="submit">Show</button>
      {deviationsHref(filters) !== "/deviations" && <LinkButton href="/deviations" look="ghost">Clear</LinkButton>}
    </form>
  );
}

import { SiteOptions } from "@/app/_ui/site-options.client";
import { LinkButton } from "@/app/_ui/text-link";
import { isNarrowed, medicalReviewHref, type ReviewFilters } from "@/lib/analysis/medical-review/review-filters";

/** What to look at. A plain form of the address: it works before any script has loaded, and the address can be kept and sent. */
export function ReviewFilterForm({ filters, sites }: { readonly filters: ReviewFilters; readonly sites: readonly string[] }) {
  return (
    <form className="review-filters" role="search" action="/medical-review" aria-label="Narrow the review" key={medicalReviewHref(filters)}>
      {filters.list && <input type="hidden" name="list" value={filters.list} />}
      <label>Site
        <select className="field-plain" name="site" defaultValue={filters.site ?? ""}>
          <option value="">All sites</option>
          <SiteOptions codes={sites} />
        </select>
      </label>
      <label>Patient<input className="field-plain" name="patient" defaultValue={filters.patient} placeholder="000-000" maxLength={12} autoComplete="off" /></label>
      <label className="review-open"><input type="checkbox" name="open" value="1" defaultChecked={filters.open === "1"} /> only what is open or late</label>
      <label className="review-open"><input type="checkbox" name="unreviewed" value="1" defaultChecked={filters.unreviewed === "1"} /> only what is not reviewed</label>
      <button className="button button-primary" type="submit">Show</button>
      {isNarrowed(filters) && <LinkButton href={medicalReviewHref({ list: filters.list })} look="ghost">Clear</LinkButton>}
    </form>
  );
}

import { LinkButton } from "@/app/_ui/text-link";
import type { Trail } from "@/lib/analysis/read-trail";
import { type TrailFilters, trailHref } from "@/lib/analysis/trail-filters";
import { TRAIL_KIND_CODES, TRAIL_KINDS } from "@/lib/audit/trail-kinds";
import { sayDate } from "@/lib/kernel/calendar-date";
import { groupBy } from "@/lib/kernel/group-by";
import { formById, forms } from "@/lib/study/study";

/** Every form once, in its newest version, in the order of the schedule. */
const NEWEST = [...groupBy(forms, ({ id }) => id).keys()].flatMap((id) => formById(id) ?? []);

/** What to look for. A plain form of the address: it works before any script has loaded, and the address can be kept and sent. */
export function TrailFilterForm({ filters, people, zone }: { readonly filters: TrailFilters; readonly people: Trail["people"]; readonly zone: string }) {
  return (
    <form className="trail-filters" role="search" action="/trail" aria-label="Narrow the trail">
      {filters.entry && <input type="hidden" name="entry" value={filters.entry} />}
      <label>Patient<input className="field-plain" name="patient" defaultValue={filters.patient} placeholder="000-000" maxLength={12} autoComplete="off" /></label>
      <label>Person
        <select className="field-plain" name="person" defaultValue={filters.person ?? ""}>
          <option value="">Anyone</option>
          {people.map(({ id, fullName }) => <option key={id} value={id}>{fullName}</option>)}
        </select>
      </label>
      <label>Kind
        <select className="field-plain" name="kind" defaultValue={filters.kind ?? ""}>
          <option value="">Everything</option>
          {TRAIL_KIND_CODES.map((kind) => <option key={kind} value={kind}>{TRAIL_KINDS[kind].says}</option>)}
        </select>
      </label>
      <label>Field
        <select className="field-plain" name="field" defaultValue={filters.field ?? ""}>
          <option value="">Any field</option>
          {NEWEST.map(({ id, title, fields }) => (
            <optgroup key={id} label={title}>
              {Object.entries(fields).map(([name, { label }]) => <option key={name} value={`${id}.${name}`}>{label}</option>)}
            </optgroup>
          ))}
        </select>
      </label>
      <label>From<input className="field-plain" name="from" defaultValue={filters.from && sayDate(filters.from)} placeholder="21-Oct-2024" maxLength={24} autoComplete="off" /></label>
      <label>To, included<input className="field-plain" name="to" defaultValue={filters.to && sayDate(filters.to)} placeholder="21-Oct-2024" maxLength={24} autoComplete="off" /></label>
      <span className="trail-zone">Days in {zone === "UTC" ? "UTC" : zone.replaceAll("_", " ")}</span>
      <button className="button button-primary" type="submit">Show</button>
      {trailHref(filters) !== "/trail" && <LinkButton href="/trail" look="ghost">Clear</LinkButton>}
    </form>
  );
}

import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { readAge, sayAgeRange } from "@/lib/discrepancies/age-range";
import { queriesHref, type DiscrepancyFilters, type FilterKey } from "@/lib/discrepancies/discrepancy-filters";
import type { Assignable } from "@/lib/discrepancies/read-assignable";
import { formById } from "@/lib/study/study";

type Narrowing = Exclude<FilterKey, "state" | "sort" | "after">;
const NARROWING: readonly Narrowing[] = ["site", "patient", "form", "field", "check", "origin", "assigned", "age"];

/** Which filters narrow the list besides its state. */
export const narrowed = (filters: DiscrepancyFilters): readonly Narrowing[] => NARROWING.filter((key) => filters[key] !== undefined);

function sayFilter(filters: DiscrepancyFilters, key: Narrowing, people: readonly Assignable[]): string {
  const value = filters[key] ?? "";
  switch (key) {
    case "site": return `site ${value}`;
    case "patient": return `patient ${value}`;
    case "form": return formById(value)?.title ?? value;
    case "field": return formById(filters.form ?? "")?.fields[value]?.label ?? `field ${value}`;
    case "check": return `check ${value}`;
    case "origin": return value === "system" ? "asked by a check" : "asked by a person";
    case "assigned": return value === "me" ? "assigned to me" : value === "none" ? "assigned to nobody" : `assigned to ${people.find(({ id }) => id === value)?.name ?? "somebody who works here no more"}`;
    case "age": {
      const range = readAge(value);
      return range === null ? value : sayAgeRange(range);
    }
  }
}

/** The filters in words, each taken away by a press, and all of them by one. */
export function FilterWords({ filters, people }: { readonly filters: DiscrepancyFilters; readonly people: readonly Assignable[] }) {
  const keys = narrowed(filters);
  if (keys.length === 0) return null;
  return (
    <div className="query-words row" role="group" aria-label="Narrowed to">
      <span className="dim">Only:</span>
      {keys.map((key) => {
        const says = sayFilter(filters, key, people);
        return <TextLink key={key} href={queriesHref(filters, { [key]: undefined, ...(key === "form" ? { field: undefined } : {}) })} title={`Take away: ${says}`}>{says} <span aria-hidden="true">×</span><span className="unseen">, take away</span></TextLink>;
      })}
      <LinkButton href={queriesHref({ state: filters.state, sort: filters.sort })} small look="ghost">Clear all</LinkButton>
    </div>
  );
}

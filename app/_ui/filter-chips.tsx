import type { State } from "./state-drawings";
import { StateIcon } from "./state-icon.client";

export interface FilterChip {
  readonly label: string;
  readonly count: number | string;
  readonly href: string;
  readonly active: boolean;
  readonly state?: State;
}

/** One question of the list each, as a link: "6 missing or overdue". The list that is shown is marked as current. */
export function FilterChips({ label, chips }: { readonly label: string; readonly chips: readonly FilterChip[] }) {
  return (
    <div className="chips" role="group" aria-label={label}>
      {chips.map(({ label: says, count, href, active, state }) => (
        <a key={href} href={href} data-scroll="keep" aria-current={active ? "true" : undefined}>
          {state && <StateIcon state={state} label="" />}
          <b>{count}</b> {says}
        </a>
      ))}
    </div>
  );
}

/** Two to four choices of one view, as links; where a hand chooses without leaving the page, Mantine's SegmentedControl. */
export function LinkSegments({ label, choices }: { readonly label: string; readonly choices: readonly Omit<FilterChip, "count" | "state">[] }) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {choices.map(({ label: says, href, active }) => (
        <a key={href} href={href} data-scroll="keep" aria-current={active ? "true" : undefined}>{says}</a>
      ))}
    </div>
  );
}

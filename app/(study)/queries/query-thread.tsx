import type { DiscrepancyStep } from "@/lib/discrepancies/discrepancy";
import type { ThreadMessage } from "@/lib/discrepancies/discrepancy-rows";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";

const STEPS: Readonly<Record<DiscrepancyStep, string>> = { raised: "Asked", answered: "Answered", closed: "Closed", reopened: "Re-opened" };

/** A query's story, oldest first: what was said, by whom, in which role, when at the site. */
export function QueryThread({ thread, timeZone }: { readonly thread: readonly ThreadMessage[]; readonly timeZone: string }) {
  return (
    <ol className="query-thread">
      {thread.map(({ step, body, byName, byRole, at }) => (
        <li key={at} data-step={step}>
          <p>{body}</p>
          <small className="dim">{STEPS[step]} · {byName}, {sayRoles(byRole)} · {sayInstant(at, timeZone)}</small>
        </li>
      ))}
    </ol>
  );
}

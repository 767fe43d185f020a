import type { DiscrepancyStep } from "@/lib/discrepancies/discrepancy";
import type { ThreadMessage } from "@/lib/discrepancies/discrepancy-rows";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";

const STEPS: Readonly<Record<DiscrepancyStep, string>> = { raised: "Asked", answered: "Answered", closed: "Closed", reopened: "Re-opened" };

const SPONSORS = /monitor|data_manager/;

/** A check asks and closes in the course of somebody's save; a site can do neither itself. */
const byCheck = ({ step, byRole }: ThreadMessage): boolean => (step === "raised" || step === "closed") && !SPONSORS.test(byRole ?? "");

/** A query's story, oldest first: what was said, by whom, in which role, when at the site. */
export function QueryThread({ thread, timeZone }: { readonly thread: readonly ThreadMessage[]; readonly timeZone: string }) {
  return (
    <ol className="query-thread">
      {thread.map((message) => (
        <li key={message.at}>
          <p>{message.body}</p>
          <small className="dim">{STEPS[message.step]}{byCheck(message) && " by a check, at a save"} · {message.byName}, {sayRoles(message.byRole)} · {sayInstant(message.at, timeZone)}</small>
        </li>
      ))}
    </ol>
  );
}

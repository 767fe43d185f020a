import { StateIcon, type State } from "@/app/_ui/state-icon";
import { TextLink } from "@/app/_ui/text-link";
import type { DiscrepancyState } from "@/lib/discrepancies/discrepancy";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";
import { QuerySteps } from "./query-steps.client";
import { QueryThread } from "./query-thread";
import { placeHref, sayAge, sayPlace, STATE_WORDS } from "./query-words";

const ICONS: Readonly<Record<DiscrepancyState, State>> = { open: "query_open", answered: "query_answered", closed: "complete" };

/** One query in the list. The last word stands in the row; the thread and what can be done unfold below it. */
export function QueryRow({ query }: { readonly query: DiscrepancyView }) {
  const last = query.thread.at(-1);
  const may = query.mayAnswer ? "Answer" : query.mayClose && query.mayReopen ? "Close or ask again" : query.mayClose ? "Withdraw or close" : query.mayReopen ? "Thread, re-open" : "Thread";
  return (
    <tr className={query.rowRemoved ? "removed" : undefined}>
      <td className="nowrap query-state"><StateIcon state={ICONS[query.state]} label="" /> {STATE_WORDS[query.state]}<small>{query.origin === "system" ? "by a check" : "by a person"}</small></td>
      <td className="nowrap query-patient"><TextLink href={`/patients/${query.patientNumber}`}><b>{query.patientNumber}</b></TextLink><small>site {query.siteCode}</small></td>
      <td className="query-place">
        <TextLink href={placeHref(query)} underlined><b>{query.fieldLabel}</b>{query.value !== "" && <> {query.value}</>}</TextLink>
        <small>{sayPlace(query)}{query.rowRemoved && ", row removed"}</small>
      </td>
      <td className="query-says">
        {query.question}
        {last && last.step !== "raised" && <p className="muted">{last.byName}: {last.body}</p>}
        <details>
          <summary>{may} <span className="dim">({query.thread.length})</span></summary>
          <QueryThread thread={query.thread} timeZone={query.timeZone} />
          <QuerySteps id={query.id} state={query.state} mayAnswer={query.mayAnswer} mayClose={query.mayClose} mayReopen={query.mayReopen} />
        </details>
      </td>
      <td className="nowrap number query-age"><TextLink href={`/queries/${query.id}`}>{sayAge(query.ageDays)}</TextLink></td>
    </tr>
  );
}

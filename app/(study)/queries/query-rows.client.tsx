"use client";
import { OnceOpened } from "@/app/_ui/once-opened.client";
import type { State } from "@/app/_ui/state-drawings";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import type { DiscrepancyStanding } from "@/lib/discrepancies/discrepancy";
import type { DiscrepancyView } from "@/lib/discrepancies/discrepancy-rows";
import type { Assignable } from "@/lib/discrepancies/read-assignable";
import { AssignQuery } from "./assign-query.client";
import { PickQuery } from "./query-selection.client";
import { QuerySteps } from "./query-steps.client";
import { QueryThread } from "./query-thread";
import { placeHref, sayAge, sayPlace, STANDING_WORDS } from "./query-words";

const ICONS: Readonly<Record<DiscrepancyStanding, State>> = { open: "query_open", reopened: "query_open", answered: "query_answered", closed: "complete" };

interface QueryRowsProps {
  readonly queries: readonly DiscrepancyView[];
  readonly people: readonly Assignable[];
  /** Several may be chosen: a box stands before each row. */
  readonly picks: boolean;
}

/** The rows of the list. They are sent as what they say, not as what is drawn of it: half the bytes, and the server draws them once. */
export function QueryRows({ queries, people, picks }: QueryRowsProps) {
  return queries.map((query) => <QueryRow key={query.id} query={query} people={people} picks={picks} />);
}

/** One query. The last word stands in the row; the thread and what can be done unfold below it. */
function QueryRow({ query, people, picks }: Omit<QueryRowsProps, "queries"> & { readonly query: DiscrepancyView }) {
  const last = query.thread.at(-1);
  const may = query.mayAnswer ? "Answer" : query.mayClose && query.mayReopen ? "Close or ask again" : query.mayClose ? "Withdraw or close" : query.mayReopen ? "Thread, re-open" : "Thread";
  return (
    <tr className={query.rowRemoved ? "removed" : undefined}>
      {picks && <td className="query-pick"><PickQuery id={query.id} label={`Choose ${query.patientNumber}, ${query.fieldLabel}`} /></td>}
      <td className="nowrap query-state"><StateIcon state={ICONS[query.standing]} label="" /> {STANDING_WORDS[query.standing]}<small>{query.origin === "system" ? `by check ${query.ruleId}` : "by a person"}</small></td>
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
          <OnceOpened>
            <QueryThread thread={query.thread} timeZone={query.timeZone} />
            {query.mayAssign && <AssignQuery id={query.id} assignedTo={query.assignedTo} people={people.filter(({ siteIds }) => siteIds.includes(query.siteId))} />}
            <QuerySteps id={query.id} state={query.state} mayAnswer={query.mayAnswer} mayClose={query.mayClose} mayReopen={query.mayReopen} />
          </OnceOpened>
        </details>
      </td>
      <td className="query-whose">{query.assignedName ?? <span className="dim">nobody</span>}{query.assignedName && query.assignedBy !== query.assignedName && <small>by {query.assignedBy}</small>}</td>
      <td className="nowrap number query-age"><TextLink href={`/queries/${query.id}`}>{sayAge(query.ageDays)}</TextLink></td>
    </tr>
  );
}

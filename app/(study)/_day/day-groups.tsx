import { Card } from "@/app/_ui/card";
import type { State } from "@/app/_ui/state-drawings";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { sayCounted } from "@/lib/analysis/beyond";
import type { DayGroup } from "@/lib/analysis/arrange-day";
import { dayHref, type DayFilters } from "@/lib/analysis/day-filters";
import type { Task, TaskKind } from "@/lib/analysis/task";

export const TASK_STATES: Readonly<Record<TaskKind, State>> = {
  serious: "overdue", assigned: "query_open", asked: "query_open", overdue: "overdue", confirm: "met", due: "not_started", amended: "in_progress", mine: "in_progress", blank: "in_progress", sign: "signed", exposure: "possible", adjudicate: "unknown",
  answered: "query_answered", changed: "changed_since_verified", verify: "verified", lock: "locked", redaction: "not_done", closed: "locked", access: "unknown", training: "overdue", invitation: "not_started", factor: "overdue", trail: "unknown", cut: "complete",
};

/** What waits, a card a group, each line one click from the very field. */
export function DayGroups({ groups, filters }: { readonly groups: readonly DayGroup[]; readonly filters: DayFilters }) {
  return (
    <div className="stack-wide">
      {groups.map(({ id, title, count, atLeast, tasks, all }) => (
        <Card key={id} id={`group-${id}`} title={title} note={sayCounted({ count, atLeast })}>
          <ul className={tasks.some(({ patient }) => patient !== null) ? "worklist" : "worklist worklist-plain"}>{tasks.map((task) => <Line key={task.key} task={task} filters={filters} />)}</ul>
          {(count > tasks.length || atLeast) && <p className="card-foot">{Object.keys(all).some((key) => filters[key as keyof DayFilters]) ? `The first ${tasks.length} of ${atLeast ? "more" : count}; a site or a patient shows all of its own.` : <>and <TextLink href={dayHref(filters, all)} underlined>{sayCounted({ count: count - tasks.length, atLeast })} more</TextLink></>}</p>}
        </Card>
      ))}
    </div>
  );
}

function Line({ task: { kind, patient, what, detail, when, minutes, href }, filters }: { readonly task: Task; readonly filters: DayFilters }) {
  return (
    <li data-kind={kind} data-serious={kind === "serious" || undefined}>
      <StateIcon state={TASK_STATES[kind]} />
      {patient !== null && <span className="worklist-patient"><TextLink href={filters.patient === patient ? `/patients/${patient}` : dayHref(filters, { patient })}>{patient}</TextLink></span>}
      <span className="worklist-what"><TextLink href={href}>{what}</TextLink><small>{detail}</small></span>
      <span className="worklist-when">{when}</span>
      <span className="worklist-minutes">{minutes === null ? "" : `${minutes} min`}</span>
      <LinkButton href={href} small label={`Open ${patient === null ? "" : `${patient}, `}${what}`}>Open</LinkButton>
    </li>
  );
}

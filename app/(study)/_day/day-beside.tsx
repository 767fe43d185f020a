import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import { sayWeekday, type AgendaDay } from "@/lib/analysis/agenda";
import type { WaitsForOthers } from "@/lib/analysis/others";
import { sayDate } from "@/lib/kernel/calendar-date";
import { TASK_STATES } from "./day-groups";

/** A day of the agenda names so many visits. */
const MOST = 8;

/** The coming fortnight, day by day. */
export function NextVisits({ days, today }: { readonly days: readonly AgendaDay[]; readonly today: string }) {
  const [last] = days.toReversed();
  if (days.every(({ items }) => items.length === 0)) return <Card title="Next visits" padded><p className="muted">No visit is planned{last ? ` up to ${sayDate(last.date)}` : ""}. Visits stand here from the first day on which they may be done.</p></Card>;
  return (
    <Card title="Next visits">
      <dl className="agenda">
        {days.map(({ date, items }) => [
          <dt key={date} data-today={date === today || undefined} title={sayDate(date)}>{sayWeekday(date)}</dt>,
          <dd key={`${date} visits`}>
            {items.length === 0 ? <span className="dim">nothing planned</span> : items.slice(0, MOST).map(({ patient, says, href }) => <span key={`${patient} ${says}`} className="agenda-visit"><TextLink href={href}>{patient}</TextLink> <span className="muted">{says}</span></span>)}
            {items.length > MOST && <span className="dim">and {items.length - MOST} more</span>}
          </dd>,
        ])}
      </dl>
    </Card>
  );
}

/** What somebody else has to do first. */
export function WaitingForOthers({ others }: { readonly others: readonly WaitsForOthers[] }) {
  if (others.length === 0) return null;
  return (
    <Card title="Waiting for others">
      <ul className="checklist">
        {others.map(({ kind, says, oldest, href }) => <li key={kind}><StateIcon state={TASK_STATES[kind]} label="" /><TextLink href={href}>{says}</TextLink><small>oldest {oldest}</small></li>)}
      </ul>
    </Card>
  );
}

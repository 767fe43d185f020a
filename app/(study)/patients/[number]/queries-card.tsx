import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import { daysBetween } from "@/lib/kernel/calendar-date";
import { dayIn } from "@/lib/kernel/instant";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";
import { sayAge } from "../../queries/query-words";
import type { Casebook } from "./casebook";

/** What is asked about this patient, oldest first, each leading to the very field. */
export function QueriesCard({ casebook }: { readonly casebook: Casebook }) {
  const { queries, patient, today } = casebook;
  const count = (state: string) => queries.filter((query) => query.state === state).length;
  const badges = (
    <>
      {count("open") > 0 && <Badge tone="q" state="query_open">{count("open")} open</Badge>}
      {count("answered") > 0 && <Badge state="query_answered">{count("answered")} answered</Badge>}
      {queries.length === 0 && <Badge>none open</Badge>}
    </>
  );
  return (
    <Card title="Open queries" note={badges} actions={<TextLink href={`/queries?patient=${patient.number}&state=all`}>All</TextLink>}>
      {queries.length === 0 && <p className="card-pad muted">Nothing is open. Queries from checks, monitors and data management appear here with a link to the field.</p>}
      <ul className="entries">
        {queries.map((query) => (
          <li key={query.id}>
            <StateIcon state={query.state === "answered" ? "query_answered" : "query_open"} />
            <div>
              <TextLink href={`/entries/${query.entryId}#${query.field}`}><b>{placeOf(casebook, query)}</b></TextLink>
              <p>{query.question}</p>
              {query.last && query.last.step !== "raised" && <p>{query.last.byName}, {query.last.step}: {query.last.body}</p>}
            </div>
            <span className="fact">{sayAge(Math.max(0, daysBetween(dayIn(query.at, patient.timeZone), today)))}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** "D28 · Platelets 82 ×10⁹/L", with the row of a log. */
function placeOf({ record }: Casebook, { entryId, formId, field }: Casebook["queries"][number]): string {
  const entry = record.entries.find(({ id }) => id === entryId);
  const form = formById(formId, entry?.formVersion);
  const definition = form?.fields[field];
  const where = entry?.visit ? visitByCode(entry.visit)?.shortTitle ?? entry.visit : form?.title ?? formId;
  const value = entry && definition ? definition.show(entry.answers[field]) : "";
  return [where, form?.repeats && entry ? `row ${entry.rowNo}` : null, `${definition?.label ?? field} ${value}`.trim()].filter(Boolean).join(" · ");
}

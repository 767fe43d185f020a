import { useEffect, useState } from "react";
import { readJson } from "@/app/_ui/read-json";
import { TextLink } from "@/app/_ui/text-link";
import type { FieldEvent, FieldWord } from "@/lib/audit/field-event";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";

export interface HistoryStoryProps {
  readonly label: string;
  /** Answers with the events, newest first. */
  readonly from: string;
  readonly show: (value: unknown) => string;
  readonly timeZone: string;
  /** The page that tells also of queries, signatures and locks. */
  readonly storyHref: string;
}

/** In the words of the trail (`lib/audit/value-changes.ts`). */
export function HistoryStory({ label, from, show, timeZone, storyHref }: HistoryStoryProps) {
  const events = useEvents(from);
  return (
    <div className="history" aria-busy={events === null}>
      <div className="history-head"><b>{label}</b><span className="dim" role="status">{events === null ? "Reading its history…" : events !== "unread" && `${events.length} ${events.length === 1 ? "entry" : "entries"}, newest first`}</span></div>
      {events === "unread" && <p role="alert" className="history-unread">The history cannot be read just now. Close it and open it again in a moment.</p>}
      {Array.isArray(events) && (
        <div className="history-events" tabIndex={0} role="group" aria-label={`What happened to ${label}`}>
          <ul>{events.map((event, at) => <Told key={`${event.at} ${event.kind} ${at}`} event={event} show={show} timeZone={timeZone} />)}</ul>
        </div>
      )}
      <p className="history-more"><TextLink href={storyHref} underlined>The whole story, with queries, signatures and locks</TextLink></p>
    </div>
  );
}

/** Null while they are on their way. */
function useEvents(from: string): readonly FieldEvent[] | "unread" | null {
  const [events, setEvents] = useState<readonly FieldEvent[] | "unread" | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    void readJson<readonly FieldEvent[]>(from, gone.signal).then((read) => { if (!gone.signal.aborted) setEvents(read ?? "unread"); });
    return () => gone.abort();
  }, [from]);
  return events;
}

function Told({ event, show, timeZone }: { readonly event: FieldEvent } & Pick<HistoryStoryProps, "show" | "timeZone">) {
  return (
    <li data-kind={isWord(event.kind) ? "word" : "value"}>
      <div>
        <Sentence event={event} show={show} />
        <p>{event.byName}, {sayRoles(event.byRole)}</p>
        <p>{sayInstant(event.at, timeZone)}</p>
        {event.source && <p>{event.source.name === null ? "Pasted" : `Imported from ${event.source.name}`}, line {event.source.line}: {event.source.said === "" ? "a blank cell" : `“${event.source.said}”`}</p>}
        {event.reason && <p>Reason: {event.reason}</p>}
      </div>
    </li>
  );
}

/** In the words of the trail. */
const WORDS: Readonly<Record<FieldWord, string>> = {
  verified: "Verified against the source", withdrawn: "Verification taken back", signed: "Signed", explained: "Explained at entry", raised: "Query", answered: "Query answered", closed: "Query closed", reopened: "Asked again",
};
const isWord = (kind: FieldEvent["kind"]): kind is FieldWord => Object.hasOwn(WORDS, kind);

function Sentence({ event: { kind, from, to, text }, show }: { event: FieldEvent; show: (value: unknown) => string }) {
  if (isWord(kind)) return <span>{WORDS[kind]}{text !== null && <>: {text}</>}</span>;
  if (kind === "entered") return <span>Entered <b>{show(to)}</b></span>;
  if (kind === "removed") return <span>Cleared (was <span className="old">{show(from)}</span>)</span>;
  return <span>Changed <span className="old">{show(from)}</span> <span className="arrow" aria-label="becomes">→</span> <b>{show(to)}</b></span>;
}

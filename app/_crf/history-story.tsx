import { TextLink } from "@/app/_ui/text-link";
import type { FieldEvent, FieldWord } from "@/lib/audit/field-event";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";

export interface HistoryStoryProps {
  readonly label: string;
  readonly events: readonly FieldEvent[];
  readonly show: (value: unknown) => string;
  readonly timeZone: string;
  /** The page that tells also of queries, signatures and locks. */
  readonly storyHref: string;
}

/** In the words of the trail (`lib/audit/value-changes.ts`). */
export function HistoryStory({ label, events, show, timeZone, storyHref }: HistoryStoryProps) {
  return (
    <div className="history">
      <div className="history-head"><b>{label}</b><span className="dim">{events.length} {events.length === 1 ? "entry" : "entries"}, newest first</span></div>
      <ul>
        {events.map((event, at) => (
          <li key={`${event.at} ${event.kind} ${at}`} data-kind={isWord(event.kind) ? "word" : "value"}>
            <div>
              <Sentence event={event} show={show} />
              <p>{event.byName}, {sayRoles(event.byRole)}</p>
              <p>{sayInstant(event.at, timeZone)}</p>
              {event.source && <p>{event.source.name === null ? "Pasted" : `Imported from ${event.source.name}`}, line {event.source.line}: {event.source.said === "" ? "a blank cell" : `“${event.source.said}”`}</p>}
              {event.reason && <p>Reason: {event.reason}</p>}
            </div>
          </li>
        ))}
      </ul>
      <p className="history-more"><TextLink href={storyHref} underlined>The whole story, with queries, signatures and locks</TextLink></p>
    </div>
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

import { Popover } from "@/app/_ui/popover.client";
import type { FieldEvent, FieldWord } from "@/lib/audit/field-event";
import { sayRoles } from "@/lib/kernel/actor";
import { sayInstant } from "@/lib/kernel/instant";
import { Glyph } from "@/app/_ui/glyph";
import { TextLink } from "@/app/_ui/text-link";

interface Props {
  readonly label: string;
  readonly events: readonly FieldEvent[];
  readonly show: (value: unknown) => string;
  readonly timeZone: string;
  /** The page that tells also of queries, signatures and locks. */
  readonly storyHref: string;
}

/** Behind the clock at every field: old, new, who, in which role, when, why; newest first. */
export function HistoryPopover({ label, events, show, timeZone, storyHref }: Props) {
  return (
    <Popover position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <button type="button" data-tool="history" data-history data-has={events.length > 1 || undefined} disabled={events.length === 0} aria-label={`History of ${label}, ${events.length} ${events.length === 1 ? "entry" : "entries"}`} title="History">
          <Glyph of="history" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={`History of ${label}`}>
        <Story label={label} events={events} show={show} timeZone={timeZone} storyHref={storyHref} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** In the words of the trail (`lib/audit/value-changes.ts`). A component of its own, so that a closed history costs nothing. */
function Story({ label, events, show, timeZone, storyHref }: Props) {
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
              {event.source && <p>{event.source.name === null ? "Pasted" : `Imported from ${event.source.name}`}, line {event.source.line}: “{event.source.said}”</p>}
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
  verified: "Verified against the source", signed: "Signed", explained: "Explained at entry", raised: "Query", answered: "Query answered", closed: "Query closed", reopened: "Asked again",
};
const isWord = (kind: FieldEvent["kind"]): kind is FieldWord => Object.hasOwn(WORDS, kind);

function Sentence({ event: { kind, from, to, text }, show }: { event: FieldEvent; show: (value: unknown) => string }) {
  if (isWord(kind)) return <span>{WORDS[kind]}{text !== null && <>: {text}</>}</span>;
  if (kind === "entered") return <span>Entered <b>{show(to)}</b></span>;
  if (kind === "removed") return <span>Cleared (was <span className="old">{show(from)}</span>)</span>;
  return <span>Changed <span className="old">{show(from)}</span> <span className="arrow" aria-label="becomes">→</span> <b>{show(to)}</b></span>;
}

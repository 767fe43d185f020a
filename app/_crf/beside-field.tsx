import type { AnyField } from "@/lib/crf/any-field";
import { sayDate } from "@/lib/kernel/calendar-date";
import { withUnknownPart, type TypingContext } from "@/lib/kernel/partial-date";
import type { Proposal } from "@/lib/crf/proposal";

interface Props {
  readonly field: AnyField;
  readonly typed: unknown;
  readonly typing: TypingContext;
  readonly proposal: Proposal | undefined;
  readonly onChange: (value: unknown) => void;
}

/** What can be put into a box without writing it: what is proposed while it is blank, and for a date the days at hand. Nothing here is in the order of Tab; each has its key. */
export function BesideField({ field, typed, typing, proposal, onChange }: Props) {
  const isBlank = typed === "" || typed === undefined;
  const isDate = /date/i.test(field.kind) && typeof typed === "string";
  if (!isDate && !(proposal && isBlank)) return null;
  return (
    <span className="form-aside">
      {proposal && isBlank && <button type="button" tabIndex={-1} className="form-proposal" onMouseDown={keepFocus} onClick={() => onChange(proposal.typed)}>{proposal.says}<span>, <kbd>=</kbd> takes it</span></button>}
      {isDate && <DaysAtHand {...{ field, typed, typing, onChange }} />}
    </span>
  );
}

const keepFocus = (event: { preventDefault: () => void }) => event.preventDefault();

function DaysAtHand({ field, typed, typing, onChange }: Omit<Props, "proposal" | "typed"> & { readonly typed: string }) {
  const rest = field.kind === "dateTime" ? " " : "";
  const less = field.kind === "partialDate" ? withUnknownPart(typed, typing) : null;
  const offered = [
    typing.today && { says: "Today", gives: `${sayDate(typing.today)}${rest}` },
    typing.visit && { says: `Visit ${sayDate(typing.visit)}`, gives: `${sayDate(typing.visit)}${rest}` },
    less !== null && { says: typed.includes("??-") ? "Unknown month" : "Unknown day", gives: less },
  ].filter((one) => typeof one === "object");
  return (
    <span className="form-days">
      {offered.map(({ says, gives }) => <button key={says} type="button" tabIndex={-1} aria-label={`${field.label}: ${says}`} onMouseDown={keepFocus} onClick={() => onChange(gives)}>{says}</button>)}
    </span>
  );
}

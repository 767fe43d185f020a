"use client"; // some sixty lines of a casebook, sent as what they say
import { QuestionCount, StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import type { FormLine } from "./visit-line";

export interface SaidLine extends Omit<FormLine, "entryIds"> {
  /** Who signed what of it; null for nobody. */
  readonly signed: string | null;
}

/** The forms of a visit or the logs: where each stands, what is asked about it, and the way there. */
export function VisitLines({ lines }: { readonly lines: readonly SaidLine[] }) {
  return (
    <ul>
      {lines.map(({ formId, title, href, state, open, answered, rows, last, ifDone, signed }) => (
        <li key={formId} title={signed ?? undefined}>
          {ifDone ? <StateIcon state="not_planned" label={rows === null ? "Not done so far" : "No rows"} small /> : <StateIcon state={state} small />}
          <TextLink href={href}>{title}</TextLink>
          {rows !== null && <span className="dim">{rows}</span>}
          {last !== null && <span className="dim visit-last" title={`Last row: ${last}`}><span className="unseen">last row: </span>{last}</span>}
          <QuestionCount open={open} answered={answered} />
        </li>
      ))}
    </ul>
  );
}

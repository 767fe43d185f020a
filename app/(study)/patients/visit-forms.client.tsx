"use client";

import { useEffect, useState } from "react";
import { readJson } from "@/app/_ui/read-json";
import { sayState } from "@/app/_ui/state-drawings";
import { QuestionCount, StateIcon, StateMark } from "@/app/_ui/state-icon.client";
import type { VisitView } from "./[number]/visits/[code]/visit-view";
import type { SheetCell } from "./sheet";

interface VisitProps {
  readonly number: string;
  readonly code: string;
  readonly title: string;
  readonly cell: SheetCell;
  readonly casebook: string;
}

type Read = VisitView | "reading" | "unread";

/** The forms of one visit, each a link, with the days planned and done and what comes next. Read when it is opened: with the matrix it would be sent for every patient. */
export function VisitForms({ number, code, title, cell, casebook }: VisitProps) {
  const [read, setRead] = useState<Read>("reading");
  useEffect(() => {
    const gone = new AbortController();
    void readJson<VisitView>(`/patients/${number}/visits/${code}`, gone.signal).then((found) => { if (!gone.signal.aborted) setRead(found ?? "unread"); });
    return () => gone.abort();
  }, [number, code]);
  const known = typeof read === "object" ? read : null;
  return (
    <div className="visit-pop">
      <p className="visit-pop-head"><StateMark state={cell.icon} /> <a href={casebook} data-autofocus><b>{number}</b> · {title}</a></p>
      <p className="muted">{known?.says ?? cell.says}</p>
      <p className="dim visit-pop-planned">{known?.planned ? `planned ${known.planned}` : " "}</p>
      {read === "reading" && <p className="dim" role="status">Reading the forms…</p>}
      {read === "unread" && <p role="alert">The forms could not be read. <a href={casebook}>Open the casebook</a>, or try again in a moment.</p>}
      {known && (
        <ul>
          {known.forms.filter(({ ifDone }) => !ifDone).map((form) => <FormLink key={form.href} {...form} />)}
          {known.forms.some(({ ifDone }) => ifDone) && <li className="dim visit-pop-if-done">if done</li>}
          {known.forms.filter(({ ifDone }) => ifDone).map((form) => <FormLink key={form.href} {...form} />)}
        </ul>
      )}
      {known?.next && <p className="visit-pop-next"><a className="button button-primary button-small" href={known.next.href}>{known.next.says}</a></p>}
    </div>
  );
}

const FormLink = ({ title, href, state, ifDone, rows, open, answered }: VisitView["forms"][number]) => (
  <li>
    {ifDone ? <StateIcon state="not_planned" label="Not done so far" small /> : <StateIcon state={state} label="" small />}
    <a href={href}>{title}</a>
    {rows !== null && <span className="dim">{rows}</span>}
    <QuestionCount open={open} answered={answered} />
    {!ifDone && <span className="dim visit-pop-state">{sayState(state).toLowerCase()}</span>}
  </li>
);

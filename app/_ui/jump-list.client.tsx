"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { findTargets, patientsToRead, readTyped, type Findable } from "./find-targets";
import { Glyph } from "./glyph";
import type { JumpAnswer, JumpPlaces, JumpTarget } from "./jump-target";
import { openedLately } from "./opened-lately.client";
import { readJson } from "./read-json";
import { StateIcon } from "./state-icon.client";

type Known = Omit<Findable, "pages">;
const NOTHING: Known = { patients: [], actions: [], sections: [], recent: [], forms: new Map() };
const NO_FORMS: ReadonlyMap<string, readonly JumpTarget[]> = new Map();

/** Patients, actions and sections when the box opens, the forms of a patient as soon as a number names one. Pages are known already, and stay when nothing can be read. */
function usePlaces(from: string, typed: string) {
  const [known, setKnown] = useState<JumpAnswer | "reading" | "unread">("reading");
  const [forms, setForms] = useState(NO_FORMS);
  const [recent] = useState(openedLately);
  const answer: Known = typeof known === "object" ? { ...known, recent, forms } : NOTHING;
  const wanted = patientsToRead({ ...answer, pages: [] }, typed).filter((number) => !forms.has(number)).join(" ");
  useEffect(() => {
    const gone = new AbortController();
    void readJson<JumpAnswer>(from, gone.signal).then((found) => { if (!gone.signal.aborted) setKnown(found ?? "unread"); });
    return () => gone.abort();
  }, [from]);
  useEffect(() => {
    if (wanted === "") return;
    const gone = new AbortController();
    for (const number of wanted.split(" ")) {
      void readJson<JumpAnswer>(`${from}?patient=${encodeURIComponent(number)}`, gone.signal).then((found) => {
        if (gone.signal.aborted) return;
        if (found) setForms((had) => new Map(had).set(number, found.forms));
        else setKnown("unread"); // an Enter that waited must not go to whatever else was found
      });
    }
    return () => gone.abort();
  }, [from, wanted]);
  return { known: answer, waits: known === "reading" || wanted !== "", isUnread: known === "unread" };
}

export function JumpList({ pages, from, onLeave }: JumpPlaces & { readonly onLeave: () => void }) {
  const id = useId();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const eager = useRef(false);
  const { known, waits, isUnread } = usePlaces(from, typed);
  const groups = findTargets({ ...known, pages }, typed);
  const found = groups.flatMap(({ targets }) => targets);
  const words = readTyped(typed);

  const leave = (target: JumpTarget | undefined) => {
    if (!target) return;
    onLeave();
    router.push(target.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (step !== undefined) setChosen((chosen + step + found.length) % Math.max(found.length, 1));
    else if (waits) eager.current = true;
    else leave(found[chosen]);
  };
  useEffect(() => {
    if (!eager.current || waits) return;
    eager.current = false; // Enter came before the answer
    if (!isUnread) leave(found[chosen]);
  });

  return (
    <>
      <div className="jump-ask">
        <Glyph of="find" />
        <input
          data-autofocus autoFocus role="combobox" aria-label="Patient number, form or page" aria-expanded="true" aria-controls={`${id}-list`} aria-autocomplete="list" maxLength={80}
          aria-activedescendant={found[chosen] && `${id}-${chosen}`} autoComplete="off" value={typed}
          onChange={(event) => { setTyped(event.currentTarget.value); setChosen(0); eager.current = false; }} onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      {isUnread && <p className="jump-nothing" role="alert">Patients could not be read; close this and try again in a moment. The pages are here.</p>}
      {found.length === 0 && <p className="jump-nothing" role="status">{waits ? "Looking…" : <>Nothing is called “{typed}” here.</>}</p>}
      <div className="jump-list" id={`${id}-list`} role="listbox" aria-label="Found" aria-busy={waits}>
        {groups.map(({ title, targets }) => (
          <div key={title} role="group" aria-label={title}>
            <div className="jump-group" aria-hidden="true">{title}</div>
            {targets.map((target) => {
              const index = found.indexOf(target);
              return (
                <div key={target.href + target.label} id={`${id}-${index}`} role="option" aria-selected={index === chosen} onClick={() => leave(target)} ref={index === chosen ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}>
                  {target.state ? <StateIcon state={target.state} label="" /> : <Glyph of="document" />}
                  <span><Marked text={target.label} words={[...words.words, ...words.number.split("-").filter(Boolean)]} /></span>
                  {target.detail && <span className="detail">{target.detail}</span>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <div className="jump-keys"><span><kbd>↑</kbd> <kbd>↓</kbd> choose</span><span><kbd>Enter</kbd> open</span>{known.patients.length > 0 && <span>A number, then a form: <b>19 marrow d28</b>, <b>19 cm</b></span>}<span>A word of the handbook: <b>unknown</b></span></div>
    </>
  );
}

/** The label with what was typed marked in it. */
function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const hit = words.map((word) => ({ word, at: text.toLowerCase().indexOf(word) })).find(({ word, at }) => at >= 0 && word.length > 0);
  if (!hit) return <>{text}</>;
  const end = hit.at + hit.word.length;
  return <>{text.slice(0, hit.at)}<mark>{text.slice(hit.at, end)}</mark>{text.slice(end)}</>;
}

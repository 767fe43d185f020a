import { Input } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { isCodedTerm } from "@/lib/crf/coded-term";
import { toStored, type Match } from "@/lib/crf/dictionary";
import { describedByRef } from "./control-text";
import type { ControlProps } from "./control-props";
import { useDictionary } from "./form-surroundings";

/**
 * A term sought by typing, in a list that opens. While the field is blank the list starts from the words of the verbatim field, so that
 * Enter takes the best match. Up and Down walk, Enter takes and moves on, Escape closes; text that is no term stays as typed.
 */
export function CodedControl({ field, name, value, beside: verbatim, onChange, onBlur, invalid, disabled, describedBy }: ControlProps<"coded">) {
  const dictionary = useDictionary(field);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const chosen = isCodedTerm(value) ? value : null;
  const typed = chosen ? chosen.term : typeof value === "string" ? value : "";
  const sought = typed === "" && typeof verbatim === "string" ? verbatim : typed;
  const matches = open && dictionary && !chosen ? dictionary.search(sought) : [];
  const listId = `${name}-list`;
  const active = matches[Math.min(at, matches.length - 1)];

  const take = ({ entry }: Match) => { onChange(toStored(entry)); setOpen(false); };
  const type = (text: string) => { onChange(text); setAt(0); setOpen(true); };
  const byKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (open) setAt(Math.max(0, Math.min(matches.length - 1, at + step)));
      setOpen(true);
    }
    if (event.key === "Enter" && active) take(active);
    if (event.key === "Escape") setOpen(false);
  };
  return (
    <span className="coded">
      <Input
        id={name} data-field={name} className="form-wide" role="combobox" aria-autocomplete="list" aria-expanded={matches.length > 0} aria-controls={listId} aria-required={field.required ?? false}
        aria-activedescendant={active ? `${listId}-${matches.indexOf(active)}` : undefined} ref={describedByRef(describedBy)}
        value={typed} error={invalid} disabled={disabled} autoComplete="off" spellCheck={false} placeholder={`Search ${field.dictionary}`}
        onChange={(event) => type(event.currentTarget.value)} onFocus={() => { setOpen(true); setAt(0); }} onBlur={() => { setOpen(false); onBlur(); }} onKeyDown={byKey}
      />
      <ul className="suggestions coded-list" id={listId} role="listbox" aria-label={`Terms of ${field.dictionary}`} hidden={matches.length === 0}>
        {matches.map((match, index) => (
          <Suggestion key={match.entry.term} id={`${listId}-${index}`} match={match} active={match === active} onTake={() => take(match)} />
        ))}
      </ul>
      <span className="unseen" role="status">{open && !chosen && sought !== "" && dictionary ? sayFound(matches.length) : ""}</span>
      {chosen
        ? <span className="coded-class">{chosen.group} · {chosen.levels.length === 1 ? "grade" : "grades"} {chosen.levels.join(", ")} · {chosen.dictionary}</span>
        : open && sought !== "" && dictionary && matches.length === 0 && <span className="coded-class">Nothing found. Try one word of it, or &ldquo;other&rdquo; and the organ.</span>}
    </span>
  );
}

const sayFound = (count: number) => (count === 0 ? "No term found" : `${count} ${count === 1 ? "term" : "terms"} found`);

/** The mouse takes a suggestion as it goes down, before the field loses the focus and closes the list. */
function Suggestion({ id, match: { entry, by }, active, onTake }: { readonly id: string; readonly match: Match; readonly active: boolean; readonly onTake: () => void }) {
  return (
    <li id={id} role="option" aria-selected={active} ref={(item) => { if (active) item?.scrollIntoView({ block: "nearest" }); }} onMouseDown={(event) => { event.preventDefault(); onTake(); }}>
      <span><b>{entry.term}</b>{by && <i> {by}</i>}<small>{entry.group}</small></span>
      <span className="coded-levels">{entry.levels.length === 1 ? "grade" : "grades"} {entry.levels.join(" ")}</span>
    </li>
  );
}

import { Input } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import type { TextField } from "@/lib/crf/fields/text";
import { describedByRef } from "./control-text";
import type { ControlProps } from "./control-props";
import { useSuggestions, type Suggested } from "./use-suggestions";

interface Props extends ControlProps<"text"> {
  readonly suggests: NonNullable<TextField["suggests"]>;
}
type Suggestion = Suggested["suggestions"][number];

const NONE = -1;

/**
 * Text with names offered below it. Nothing is chosen until Down or the mouse chooses it: Enter and Tab leave what was typed exactly as
 * it was typed. Escape closes the list.
 */
export function SuggestingLine({ field, suggests, name, value, onChange, onBlur, invalid, disabled, describedBy }: Props) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(NONE);
  const typed = typeof value === "string" ? value : "";
  const suggestions = useSuggestions(suggests, typed, open && !disabled)?.suggestions ?? [];
  const offered = open ? suggestions.filter((suggestion) => suggestion.name !== typed) : [];
  const listId = `${name}-list`;
  const active = offered[at];

  const take = (suggestion: Suggestion) => { onChange(suggestion.name); setOpen(false); setAt(NONE); };
  const type = (text: string) => { onChange(text); setAt(NONE); setOpen(true); };
  const byKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && offered.length > 0) {
      event.preventDefault();
      setAt(Math.max(NONE, Math.min(offered.length - 1, at + step)));
    }
    if (event.key === "Enter" && active) take(active);
    if (event.key === "Escape") setOpen(false);
  };
  return (
    <span className="coded">
      <Input
        id={name} data-field={name} className="form-wide" role="combobox" aria-autocomplete="list" aria-expanded={offered.length > 0} aria-controls={listId} aria-required={field.required ?? false}
        aria-activedescendant={active ? `${listId}-${at}` : undefined} ref={describedByRef(describedBy)} value={typed} error={invalid} disabled={disabled} autoComplete="off" spellCheck={false}
        onChange={(event) => type(event.currentTarget.value)} onBlur={() => { setOpen(false); setAt(NONE); onBlur(); }} onKeyDown={byKey}
      />
      <ul className="suggestions coded-list" id={listId} role="listbox" aria-label={`Known names for ${field.label.toLowerCase()}`} hidden={offered.length === 0}>
        {offered.map((suggestion, index) => (
          <li key={`${suggestion.name} ${suggestion.ingredients.join()}`} id={`${listId}-${index}`} role="option" aria-selected={index === at}
            ref={(item) => { if (index === at) item?.scrollIntoView({ block: "nearest" }); }} onMouseDown={(event) => { event.preventDefault(); take(suggestion); }}>
            <span><b>{suggestion.name}</b><small>{suggestion.ingredients.join(", ")}</small></span>
          </li>
        ))}
      </ul>
      <span className="unseen" role="status">{offered.length > 0 ? `${offered.length} known ${offered.length === 1 ? "name" : "names"}, Down to choose` : ""}</span>
    </span>
  );
}

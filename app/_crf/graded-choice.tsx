import type { KeyboardEvent } from "react";
import { isCodedTerm } from "@/lib/crf/coded-term";
import type { ControlProps } from "./control-props";
import { useCodedField, useDictionary } from "./form-surroundings";

interface Props extends ControlProps<"choice"> {
  /** The coded field that the choice depends on. */
  readonly offeredBy: string;
}

/** The codes of a scale, each with what it means for the term that is chosen beside it; those that the term lacks cannot be taken, but keep the focus that a changed term would else lose. Digits choose. */
export function GradedChoice({ field, name, value, beside: by, onChange, onBlur, invalid, disabled, describedBy, offeredBy }: Props) {
  const term = isCodedTerm(by) ? by : null;
  const dictionary = useDictionary(useCodedField(offeredBy));
  const entry = term && dictionary?.find(term.term);
  const lacks = (code: string) => term !== null && !term.levels.includes(code);
  const take = (code: string) => { if (!lacks(code)) onChange(code); };
  const byKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === " " && (event.target as HTMLInputElement).value === value) { onChange(""); event.preventDefault(); }
    if (Object.hasOwn(field.options, event.key)) { event.currentTarget.querySelector<HTMLElement>(`input[value="${event.key}"]`)?.focus(); take(event.key); event.preventDefault(); }
    if (event.key === "Backspace" || event.key === "Delete") onChange("");
  };
  return (
    <span className="graded" role="radiogroup" aria-labelledby={`${name}-label`} aria-describedby={describedBy} onKeyDown={byKey} data-invalid={invalid || undefined}>
      {Object.entries(field.options).map(([code, label], at) => {
        const means = entry?.means[code] ?? (lacks(code) ? "This term has no such grade" : null);
        return (
          <label key={code} aria-current={value === code || undefined} data-lacking={lacks(code) || undefined}>
            <input type="radio" className="unseen" name={name} value={code} checked={value === code} disabled={disabled} aria-disabled={lacks(code) || undefined}
              {...(at === 0 ? { id: name, "data-field": name } : {})} onChange={() => take(code)} onBlur={onBlur} />
            <b>{label}</b>{means && <small>{means}</small>}
          </label>
        );
      })}
    </span>
  );
}

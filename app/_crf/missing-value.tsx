import { Button } from "@mantine/core";
import type { KeyboardEvent } from "react";
import type { AnyField } from "@/lib/crf/any-field";
import { isRedacted, MISSING_REASONS, REDACTED, sayMissing, type MissingAnswer, type MissingCode } from "@/lib/crf/missing";
import { StateIcon } from "@/app/_ui/state-icon.client";

interface Props {
  readonly name: string;
  readonly field: AnyField;
  readonly onChange: (value: unknown) => void;
}

/** Beside a blank box: the reasons why there is no value. `data-missing` is what the key presses. */
export function MissingChoice({ field, onChange }: Props) {
  return (
    <span className="form-missing-choice">
      {field.missing?.map((reason) => (
        <button key={reason} type="button" tabIndex={-1} data-missing={reason} onClick={() => onChange({ missing: reason })} aria-label={`${field.label}: ${MISSING_REASONS[reason]}`}>{MISSING_REASONS[reason]}</button>
      ))}
    </span>
  );
}

/** In place of the box: why there is no value. Its digit or the same key again takes another reason, Backspace gives the box back. */
export function MissingValue({ name, field, onChange, missing, disabled }: Props & { readonly missing: MissingAnswer; readonly disabled: boolean }) {
  const reasons = field.missing ?? [];
  const at = missing.missing === REDACTED ? -1 : reasons.indexOf(missing.missing);
  const byKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const picked = reasons[Number(event.key) - 1];
    if (!picked && event.key !== "Backspace" && event.key !== "Delete") return;
    event.preventDefault();
    onChange(picked ? { missing: picked } : "");
  };
  return (
    <>
      <span className="form-missing" id={name} role="group" aria-labelledby={`${name}-label ${name}-missing`} {...(disabled ? { tabIndex: -1 } : { tabIndex: 0, "data-field": name, onKeyDown: byKey })}>
        <StateIcon state="not_done" /><b id={`${name}-missing`}>{sayMissing(missing)}</b>
      </span>
      {!disabled && at >= 0 && reasons.slice(at + 1).map((reason) => <Other key={reason} reason={reason} digit={reasons.indexOf(reason) + 1} onChange={onChange} />)}
      {!disabled && <Button size="compact-xs" variant="subtle" data-missing="" onClick={() => onChange("")}>{isRedacted(missing) ? "Enter anew" : "Undo"}</Button>}
      {!disabled && at > 0 && reasons.slice(0, at).map((reason) => <Other key={reason} reason={reason} digit={reasons.indexOf(reason) + 1} onChange={onChange} />)}
    </>
  );
}

function Other({ reason, digit, onChange }: { readonly reason: MissingCode; readonly digit: number; readonly onChange: Props["onChange"] }) {
  return <Button size="compact-xs" variant="default" data-missing={reason} tabIndex={-1} onClick={() => onChange({ missing: reason })}><kbd aria-hidden>{digit}</kbd> {MISSING_REASONS[reason]}</Button>;
}

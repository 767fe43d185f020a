import { Input } from "@mantine/core";
import { useRef, type KeyboardEvent } from "react";
import type { ControlProps } from "./control-props";
import { ariaOf } from "./control-text";
import { ListInput } from "./list-input";
import { splitUnit, unitByKey } from "./unit-by-key";

/** A number and its unit. The unit follows from its letters typed after the number, or from Up and Down; the list beside it is for the mouse and for Tab. */
export function QuantityControl(props: ControlProps<"quantity">) {
  const { field, disabled, onBlur, onChange } = props;
  const { value = "", unit = "" } = (typeof props.value === "object" && props.value !== null ? props.value : {}) as { value?: string; unit?: string };
  const units = Object.entries(field.units).map(([code, { says }]) => [code, says] as const);
  const letters = useRef("");
  const choose = (event: KeyboardEvent, next: { readonly unit: string; readonly letters: string }) => {
    event.preventDefault();
    letters.current = next.letters;
    if (next.unit !== unit) onChange({ value, unit: next.unit });
  };
  const byKey = (event: KeyboardEvent) => {
    if (units.length === 1 || event.altKey || event.ctrlKey || event.metaKey || event.key === "=") return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = units.findIndex(([code]) => code === unit);
    if (step !== undefined) return choose(event, { unit: units[(at + step + units.length) % units.length]![0], letters: "" });
    const next = unitByKey(units, { unit, letters: letters.current }, event.key);
    if (next) return choose(event, next);
    letters.current = "";
  };
  return (
    <>
      <Input {...ariaOf(props)} className="form-narrow" value={value} error={props.invalid} disabled={disabled} inputMode="decimal" autoComplete="off"
        onChange={(event) => onChange(splitUnit(units, event.currentTarget.value) ?? { value: event.currentTarget.value, unit })} onKeyDown={byKey} onBlur={() => { letters.current = ""; onBlur(); }} />
      {units.length === 1 ? <span className="form-unit">{units[0]?.[1]}</span> : (
        <ListInput aria-label={`${field.label}, unit`} title="Its letters after the number choose it, or ↑ ↓" className="form-unit-choice" value={unit} disabled={disabled} tabIndex={value === "" ? -1 : 0} onBlur={onBlur}
          onChange={(event) => onChange({ value, unit: event.currentTarget.value })} options={units} />
      )}
    </>
  );
}

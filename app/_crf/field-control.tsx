import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { KeyboardEvent, ReactNode } from "react";
import type { AnyField, FieldKind } from "@/lib/crf/any-field";
import { CodedControl } from "./coded-control";
import type { ControlProps } from "./control-props";
import { GradedChoice } from "./graded-choice";
import { SuggestingLine } from "./suggesting-line";

type Control<Kind extends FieldKind> = (props: ControlProps<Kind>) => ReactNode;

/** What no kind changes. */
interface AnyProps extends Omit<ControlProps<FieldKind>, "field"> { readonly field: Pick<AnyField, "required"> }

const textOf = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");
const aria = ({ name, describedBy, field }: AnyProps) => ({ id: name, "data-field": name, "aria-describedby": describedBy, "aria-required": field.required ?? false });

/** One line of text; its width says how much is expected. */
function line(props: AnyProps, width: "narrow" | "medium" | "wide", more: { readonly placeholder?: string; readonly numeric?: boolean } = {}) {
  return (
    <TextInput
      {...aria(props)} className={`form-${width}`} value={textOf(props.value)} error={props.invalid} disabled={props.disabled}
      onChange={(event) => props.onChange(event.currentTarget.value)} onBlur={props.onBlur}
      autoComplete="off" spellCheck={false} {...(more.numeric ? { inputMode: "decimal" as const } : {})} {...(more.placeholder ? { placeholder: more.placeholder } : {})}
    />
  );
}

const FEW = 4;

/** Few options side by side, each with its digit; more in a list that opens. */
function Choice(props: ControlProps<"choice">) {
  if (props.field.offeredBy !== undefined) return <GradedChoice {...props} offeredBy={props.field.offeredBy} />;
  const options = Object.entries(props.field.options);
  const chosen = textOf(props.value);
  if (options.length > FEW || options.reduce((length, [, label]) => length + label.length, 0) > 60) {
    return (
      <NativeSelect {...aria(props)} className="form-choice" value={chosen} error={props.invalid} disabled={props.disabled} onBlur={props.onBlur}
        onChange={(event) => props.onChange(event.currentTarget.value)} data={[{ value: "", label: "Choose…" }, ...options.map(([value, label]) => ({ value, label }))]} />
    );
  }
  const byKey = (event: KeyboardEvent) => {
    const picked = options[Number(event.key) - 1]?.[0];
    if (picked) { props.onChange(picked); event.preventDefault(); }
    if (event.key === "Backspace" || event.key === "Delete") props.onChange("");
  };
  return (
    <span className="segments form-segments" role="radiogroup" aria-labelledby={`${props.name}-label`} aria-describedby={props.describedBy} onKeyDown={byKey} data-invalid={props.invalid || undefined}>
      {options.map(([value, label], at) => (
        <label key={value} aria-current={chosen === value || undefined}>
          <input type="radio" className="unseen" name={props.name} value={value} checked={chosen === value} disabled={props.disabled}
            {...(at === 0 ? { id: props.name } : {})} data-field={at === 0 ? props.name : undefined} onChange={() => props.onChange(value)} onBlur={props.onBlur} />
          <kbd aria-hidden>{at + 1}</kbd>{label}
        </label>
      ))}
    </span>
  );
}

function Quantity(props: ControlProps<"quantity">) {
  const { value = "", unit = "" } = (typeof props.value === "object" && props.value !== null ? props.value : {}) as { value?: string; unit?: string };
  const units = Object.entries(props.field.units);
  return (
    <>
      <TextInput {...aria(props)} className="form-narrow" value={value} error={props.invalid} disabled={props.disabled} inputMode="decimal" autoComplete="off"
        onChange={(event) => props.onChange({ value: event.currentTarget.value, unit })} onBlur={props.onBlur} />
      {units.length === 1 ? <span className="form-unit">{units[0]?.[1].says}</span> : (
        <NativeSelect aria-label={`${props.field.label}, unit`} className="form-unit-choice" value={unit} disabled={props.disabled} tabIndex={value === "" ? -1 : 0} onBlur={props.onBlur}
          onChange={(event) => props.onChange({ value, unit: event.currentTarget.value })} data={units.map(([code, { says }]) => ({ value: code, label: says }))} />
      )}
    </>
  );
}

/** One control per kind of field. A new kind without one does not compile. */
const CONTROLS: { readonly [Kind in FieldKind]: Control<Kind> } = {
  text: (props) => props.field.suggests !== undefined ? <SuggestingLine {...props} suggests={props.field.suggests} /> : props.field.long
    ? <Textarea {...aria(props)} className="form-wide" autosize={false} rows={2} value={textOf(props.value)} error={props.invalid} disabled={props.disabled} onBlur={props.onBlur}
        onChange={(event) => props.onChange(event.currentTarget.value)} />
    : line(props, "wide"),
  integer: (props) => line(props, "narrow", { numeric: true }),
  decimal: (props) => line(props, "narrow", { numeric: true }),
  choice: Choice,
  date: (props) => line(props, "medium", { placeholder: "day month year" }),
  partialDate: (props) => line(props, "medium", { placeholder: "un mar 2024" }),
  time: (props) => line(props, "narrow", { placeholder: "14:30" }),
  dateTime: (props) => line(props, "medium", { placeholder: "5mar24 14:30" }),
  quantity: Quantity,
  coded: CodedControl,
};

export function FieldControl<Kind extends FieldKind>(props: ControlProps<Kind>) {
  const Control = CONTROLS[props.field.kind] as Control<Kind>;
  return <Control {...props} />;
}

import { Input, Textarea } from "@mantine/core";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import type { FieldKind } from "@/lib/crf/any-field";
import { ChoiceControl } from "./choice-control";
import type { ControlProps } from "./control-props";
import { ariaOf, textOf, type AnyControlProps } from "./control-text";
import { QuantityControl } from "./quantity-control";

/** Of a few forms; no other loads them. */
const CodedControl = dynamic(() => import("./coded-control").then((all) => all.CodedControl));
const SuggestingLine = dynamic(() => import("./suggesting-line").then((all) => all.SuggestingLine));

type Control<Kind extends FieldKind> = (props: ControlProps<Kind>) => ReactNode;

/** One line of text; its width says how much is expected. */
function line(props: AnyControlProps, width: "narrow" | "medium" | "wide", more: { readonly placeholder?: string; readonly numeric?: boolean } = {}) {
  return (
    <Input
      {...ariaOf(props)} className={`form-${width}`} value={textOf(props.value)} error={props.invalid} disabled={props.disabled}
      onChange={(event) => props.onChange(event.currentTarget.value)} onBlur={props.onBlur}
      autoComplete="off" spellCheck={false} {...(more.numeric ? { inputMode: "decimal" as const } : {})} {...(more.placeholder ? { placeholder: more.placeholder } : {})}
    />
  );
}

/** One control per kind of field. A new kind without one does not compile. */
const CONTROLS: { readonly [Kind in FieldKind]: Control<Kind> } = {
  text: (props) => props.field.suggests !== undefined ? <SuggestingLine {...props} suggests={props.field.suggests} /> : props.field.long
    ? <Textarea {...ariaOf(props)} className="form-wide" autosize={false} rows={2} value={textOf(props.value)} error={props.invalid} disabled={props.disabled} onBlur={props.onBlur}
        onChange={(event) => props.onChange(event.currentTarget.value)} />
    : line(props, "wide"),
  integer: (props) => line(props, "narrow", { numeric: true }),
  decimal: (props) => line(props, "narrow", { numeric: true }),
  choice: ChoiceControl,
  date: (props) => line(props, "medium", { placeholder: "day month year" }),
  partialDate: (props) => line(props, "medium", { placeholder: "un mar 2024" }),
  time: (props) => line(props, "narrow", { placeholder: "14:30" }),
  dateTime: (props) => line(props, "medium", { placeholder: "5mar24 14:30" }),
  quantity: QuantityControl,
  coded: (props) => <CodedControl {...props} />,
};

export function FieldControl<Kind extends FieldKind>(props: ControlProps<Kind>) {
  const Control = CONTROLS[props.field.kind] as Control<Kind>;
  return <Control {...props} />;
}

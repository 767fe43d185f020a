import { ComboboxChevron, Input, type InputProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";

interface Props extends InputProps, Omit<ComponentPropsWithRef<"select">, keyof InputProps | "children"> {
  readonly options: readonly (readonly [code: string, label: string])[];
}

const CHEVRON = <ComboboxChevron size="sm" />;

/** The browser's own list. Like every input of a form it is the kit's bare `Input`: label, help and messages are the row's, and a frame for them around each of sixty is half of what drawing it costs. */
export function ListInput({ options, ...select }: Props) {
  return (
    <Input component="select" pointer rightSection={CHEVRON} {...select}>
      {options.map(([code, label]) => <option key={code} value={code}>{label}</option>)}
    </Input>
  );
}

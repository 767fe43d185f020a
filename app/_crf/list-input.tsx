import { ComboboxChevron, Input, type InputProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";

interface Props extends InputProps, Omit<ComponentPropsWithRef<"select">, keyof InputProps | "children"> {
  readonly options: readonly (readonly [code: string, label: string])[];
}

/** The browser's own list in the kit's bare `Input`: label, help and messages are the row's, and the kit's frame for them would be drawn around each field for nothing. */
export function ListInput({ options, ...select }: Props) {
  return (
    <Input component="select" pointer rightSection={<ComboboxChevron size="sm" error={select.error} />} {...select}>
      {options.map(([code, label]) => <option key={code} value={code}>{label}</option>)}
    </Input>
  );
}

"use client";

import { Popover, type PopoverDropdownProps, type PopoverProps } from "@mantine/core";
import { useLayoutEffect, type Ref } from "react";
import { useDrawn } from "./late.client";

export interface PopoverKitProps extends Omit<PopoverProps, "children"> {
  readonly at: HTMLElement | null;
  readonly dropdown: PopoverDropdownProps;
}

/** The kit's popover at a button that stands on the page already. It opens after it was drawn once, so that it knows where the focus goes back to. */
export function PopoverKit({ at, dropdown, opened, ...props }: PopoverKitProps) {
  const drawn = useDrawn();
  return (
    <Popover {...props} opened={drawn && opened === true}>
      <Popover.Target><Standing at={at} /></Popover.Target>
      <Popover.Dropdown {...dropdown} />
    </Popover>
  );
}

/** Draws nothing: hands the kit the element that is there. */
function Standing({ at, ref }: { readonly at: HTMLElement | null; readonly ref?: Ref<HTMLElement> }) {
  useLayoutEffect(() => {
    if (typeof ref !== "function") return;
    ref(at);
    return () => { ref(null); };
  }, [at, ref]);
  return null;
}

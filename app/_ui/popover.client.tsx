"use client";

import type { PopoverDropdownProps, PopoverProps } from "@mantine/core";
import { Children, cloneElement, isValidElement, useId, useState, type ComponentPropsWithRef, type ReactElement, type ReactNode } from "react";
import { fetchAtTouch, UNREACHED_PART, useLate } from "./late.client";

const load = () => import("./popover-kit.client").then((kit) => kit.PopoverKit);
fetchAtTouch(load);

type Button = ReactElement<ComponentPropsWithRef<"button">>;

const Target = ({ children }: { readonly children: Button }) => children;
const Dropdown = ({ children }: PopoverDropdownProps) => children;

/** The kit's Popover, used in the same way; its code arrives with the first touch. The target is one button. */
export function Popover({ children, opened, onChange, ...props }: PopoverProps) {
  const [own, setOwn] = useState(false);
  const [at, setAt] = useState<HTMLElement | null>(null);
  const id = useId();
  const isOpen = opened ?? own;
  const { Part, failed } = useLate(load, isOpen);
  const target = partOf(children, Target).props.children as Button;
  const change = (open: boolean) => { if (opened === undefined) setOwn(open); onChange?.(open); };
  return (
    <>
      {cloneElement(target, {
        ref: setAt, id: target.props.id ?? `${id}-target`, "aria-haspopup": "dialog", "aria-expanded": isOpen, ...(isOpen && Part ? { "aria-controls": `${id}-dropdown` } : {}),
        onKeyDown: (event) => { target.props.onKeyDown?.(event); if (event.key === "Escape" && isOpen) change(false); },
        ...(opened === undefined ? { onClick: (event) => { target.props.onClick?.(event); change(!isOpen); } } : {}),
      })}
      {failed && <span role="alert" className="tone-q small">{UNREACHED_PART}</span>}
      {Part && <Part {...props} id={id} at={at} opened={isOpen} onChange={change} dropdown={partOf(children, Dropdown).props as PopoverDropdownProps} />}
    </>
  );
}
Popover.Target = Target;
Popover.Dropdown = Dropdown;

function partOf(children: ReactNode, part: unknown): ReactElement<{ readonly children?: ReactNode }> {
  const found = Children.toArray(children).find((child) => isValidElement(child) && child.type === part);
  if (!found) throw new Error("A Popover has a Popover.Target and a Popover.Dropdown.");
  return found as ReactElement<{ readonly children?: ReactNode }>;
}

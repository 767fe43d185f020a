"use client";

import { type ReactNode, type ToggleEvent, useId } from "react";
import { foldsCookie, TOGGLED_COOKIE } from "./folds";

interface FoldProps {
  readonly name: string;
  readonly title: string;
  /** Beside the title, also while it is closed. */
  readonly note?: ReactNode;
  /** As the server knows it from the cookie, so that nothing moves when the page wakes. */
  readonly open: boolean;
  readonly opensByItself: boolean;
  readonly children: ReactNode;
}

const read = (): string => document.cookie.split("; ").find((one) => one.startsWith(`${TOGGLED_COOKIE}=`))?.split("=")[1] ?? "";

/** A part of a long page that can be closed, and stays as it was left on this computer. */
export function Fold({ name, title, note, open, opensByItself, children }: FoldProps) {
  const titleId = useId();
  const remember = ({ newState }: ToggleEvent) => { document.cookie = foldsCookie(read(), name, (newState === "open") !== opensByItself, window.location.protocol === "https:"); };
  return (
    <details id={name} className="fold" open={open} onToggle={remember} aria-labelledby={titleId}>
      <summary><h2 id={titleId}>{title}</h2>{note && <span className="dim">{note}</span>}</summary>
      {children}
    </details>
  );
}

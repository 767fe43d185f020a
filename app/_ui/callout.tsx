import type { ReactNode } from "react";
import type { State } from "./state-drawings";
import { StateIcon } from "./state-icon.client";

/** soft asks, hard cannot be stored, exposure flags an inhibitor, refused says why an act did not happen, info is neutral. */
export type CalloutTone = "soft" | "hard" | "exposure" | "info" | "refused";

const ICON: Readonly<Record<CalloutTone, State | null>> = { soft: "overdue", hard: "impossible", exposure: "exposed", info: null, refused: "locked" };

interface CalloutProps {
  readonly tone: CalloutTone;
  /** The first sentence, in bold. */
  readonly title?: ReactNode;
  readonly icon?: State;
  readonly actions?: ReactNode;
  /** "alert" for what has just been refused, "status" for what has just been found; nothing for what stands on the page when it opens. */
  readonly live?: "alert" | "status";
  readonly children?: ReactNode;
}

/** A message that stays: what is so, and what to do. */
export function Callout({ tone, title, icon, actions, live, children }: CalloutProps) {
  const state = icon ?? ICON[tone];
  return (
    <div className={`callout callout-${tone}`} role={live}>
      {state && <StateIcon state={state} label="" />}
      <div className="callout-body">
        {title && <b>{title}</b>}{" "}
        {children}
      </div>
      {actions}
    </div>
  );
}

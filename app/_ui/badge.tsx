import type { ReactNode } from "react";
import type { State, Tone } from "./state-drawings";
import { StateIcon } from "./state-icon.client";

interface BadgeProps {
  readonly tone?: Tone;
  readonly state?: State;
  readonly outlined?: boolean;
  readonly children: ReactNode;
}

/** Words on the weak tint of a state, with its icon when `state` is given: "1 open", "In progress". */
export function Badge({ tone = "ns", state, outlined = false, children }: BadgeProps) {
  return (
    <span className={`tag tag-${tone}${outlined ? " tag-line" : ""}`}>
      {state && <StateIcon state={state} label="" />}
      {children}
    </span>
  );
}

import type { ComponentProps } from "react";
import type { Badge } from "@/app/_ui/badge";

const BADGES = {
  not_started: { tone: "ns", state: "not_started", children: "Not started" },
  in_progress: { tone: "ip", state: "in_progress", children: "In progress" },
  complete: { tone: "ok", state: "complete", children: "Complete" },
  not_done: { tone: "ns", state: "not_done", children: "Not done" },
} as const satisfies Record<string, ComponentProps<typeof Badge>>;

/** How far a form is filled, for its badge. */
export const sayProgress = (progress: keyof typeof BADGES): ComponentProps<typeof Badge> => BADGES[progress];

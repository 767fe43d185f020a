import type { ReactNode } from "react";

/** A colour that a state stands for; its hue is decided in css/tokens.css. */
export type Tone = "ns" | "ip" | "due" | "ok" | "ver" | "sig" | "lock" | "q" | "exp" | "na";

interface Drawing {
  readonly says: string;
  readonly tone: Tone;
  readonly draw: ReactNode;
}

const triangle = (
  <>
    <path fill="currentColor" d="M8 1.6c.5 0 .9.3 1.1.7l5.6 10.2c.5.9-.1 1.9-1.1 1.9H2.4c-1 0-1.6-1-1.1-1.9L6.9 2.3C7.1 1.9 7.5 1.6 8 1.6z" />
    <path className="icon-hole" strokeWidth="1.7" d="M8 5.7v3.7" />
    <circle className="icon-dot" cx="8" cy="11.9" r="1" />
  </>
);
const crossedRing = (
  <>
    <circle className="icon-line" cx="8" cy="8" r="5.8" strokeWidth="1.5" />
    <path className="icon-line" strokeWidth="1.6" d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" />
  </>
);
const questionMark = (
  <>
    <path className="icon-line" strokeWidth="1.3" d="M6.5 6.5c.1-2 3-1.9 3 0 0 1.2-1.5 1.2-1.5 2.5" />
    <circle fill="currentColor" cx="8" cy="11" r=".9" />
  </>
);
const HEXAGON = "M8 1.9l5.3 3.05v6.1L8 14.1l-5.3-3.05v-6.1z";

/** Every state that a screen can show: its name, its tone, its shape. The shapes differ without colour. */
export const DRAWINGS = {
  not_started: {
    says: "Not started", tone: "ns",
    draw: <circle className="icon-line icon-dashed" cx="8" cy="8" r="4.6" strokeWidth="1.3" strokeDasharray="2.1 1.5" />,
  },
  in_progress: {
    says: "In progress", tone: "ip",
    draw: <><circle className="icon-line" cx="8" cy="8" r="5.6" strokeWidth="1.5" /><path fill="currentColor" d="M8 2.4a5.6 5.6 0 0 0 0 11.2z" /></>,
  },
  overdue: { says: "Missing or overdue", tone: "due", draw: triangle },
  complete: {
    says: "Complete", tone: "ok",
    draw: <><circle fill="currentColor" cx="8" cy="8" r="6.5" /><path className="icon-hole" strokeWidth="1.7" d="M5 8.2l2.1 2.1 4-4.3" /></>,
  },
  verified: {
    says: "Verified", tone: "ver",
    draw: (
      <>
        <path fill="currentColor" d="M8 .9l6 2v4.9c0 3.5-2.5 6-6 7.4-3.5-1.4-6-3.9-6-7.4V2.9z" />
        <path className="icon-hole" strokeWidth="1.7" d="M5 7.7l2.2 2.2 3.9-4.2" />
      </>
    ),
  },
  changed_since_verified: { says: "Changed since verified", tone: "due", draw: triangle },
  signed: {
    says: "Signed", tone: "sig",
    draw: (
      <>
        <path fill="currentColor" d="M10.6 1.7l3.7 3.7-7.2 7.2-4.7 1 1-4.7z" />
        <path className="icon-hole" strokeWidth="1.2" d="M9 4.6l2.5 2.5" />
        <path className="icon-line" strokeWidth="1.5" d="M2 15h12" />
      </>
    ),
  },
  locked: {
    says: "Locked", tone: "lock",
    draw: (
      <>
        <rect fill="currentColor" x="2.6" y="7" width="10.8" height="7.5" rx="1.6" />
        <path className="icon-line" strokeWidth="1.7" d="M5 7V4.9a3 3 0 0 1 6 0V7" />
        <path className="icon-hole" strokeWidth="1.5" d="M8 9.8v2" />
      </>
    ),
  },
  not_planned: { says: "Not planned", tone: "na", draw: <path className="icon-line" strokeWidth="1.3" opacity=".55" d="M5 8h6" /> },
  not_done: {
    says: "Not done", tone: "ns",
    draw: (
      <>
        <circle className="icon-line" cx="8" cy="8" r="5.6" strokeWidth="1.4" />
        <path className="icon-line" strokeWidth="1.4" d="M4.2 11.8l7.6-7.6" />
      </>
    ),
  },
  met: {
    says: "Met", tone: "ok",
    draw: <><circle fill="currentColor" cx="8" cy="8" r="6.5" /><path className="icon-hole" strokeWidth="1.7" d="M5 8.2l2.1 2.1 4-4.3" /></>,
  },
  failed: { says: "Failed", tone: "lock", draw: crossedRing },
  unknown: {
    says: "Unknown", tone: "ns",
    draw: (
      <>
        <circle className="icon-line" cx="8" cy="8" r="5.8" strokeWidth="1.3" strokeDasharray="2.2 1.6" />
        {questionMark}
      </>
    ),
  },
  impossible: { says: "Impossible value", tone: "q", draw: crossedRing },
  query_open: {
    says: "Open query", tone: "q",
    draw: (
      <>
        <path fill="currentColor" d="M8 1.8c3.7 0 6.6 2.4 6.6 5.5s-2.9 5.5-6.6 5.5c-.6 0-1.2-.1-1.8-.2L2.6 14.4l.8-3C2.1 10.4 1.4 8.9 1.4 7.3 1.4 4.2 4.3 1.8 8 1.8z" />
        <path className="icon-hole" strokeWidth="1.6" d="M5 7.3h6" />
      </>
    ),
  },
  query_answered: {
    says: "Answered query", tone: "q",
    draw: <path className="icon-line" strokeWidth="1.4" d="M8 2.3c3.4 0 6 2.2 6 5s-2.6 5-6 5c-.7 0-1.3-.1-1.9-.2L3 13.6l.7-2.7C2.6 10 2 8.7 2 7.3c0-2.8 2.6-5 6-5z" />,
  },
  exposed: {
    says: "Inhibitor exposure", tone: "exp",
    draw: (
      <>
        <path fill="currentColor" d="M8 1.2l5.9 3.4v6.8L8 14.8l-5.9-3.4V4.6z" />
        <path className="icon-hole" strokeWidth="1.6" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" />
      </>
    ),
  },
  possible: {
    says: "Possible inhibitor", tone: "exp",
    draw: (
      <>
        <path className="icon-line" strokeWidth="1.5" d={HEXAGON} />
        <path fill="currentColor" d="M8 1.9v12.2l-5.3-3.05v-6.1z" />
      </>
    ),
  },
  uncoded: {
    says: "Uncoded medication", tone: "exp",
    draw: (
      <>
        <path className="icon-line icon-dashed" strokeWidth="1.3" strokeDasharray="2.2 1.6" d={HEXAGON} />
        {questionMark}
      </>
    ),
  },
  outside: {
    says: "Inhibitor outside the window", tone: "exp",
    draw: (
      <>
        <path className="icon-line" strokeWidth="1.5" d={HEXAGON} />
        <path className="icon-line" strokeWidth="1.6" d="M5.2 8h5.6" />
      </>
    ),
  },
} as const satisfies Record<string, Drawing>;

export type State = keyof typeof DRAWINGS;

/** The words of a state, for a cell's name, a tooltip or a legend. */
export const sayState = (state: State): string => DRAWINGS[state].says;

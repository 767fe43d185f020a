import type { ReactNode } from "react";

/** What a hand can do, drawn; a state is a StateIcon instead. */
const GLYPHS = {
  add: <path className="icon-line" strokeWidth="1.7" d="M8 3v10M3 8h10" />,
  ask: <path className="icon-line" strokeWidth="1.4" d="M8 2.3c3.4 0 6 2.2 6 5s-2.6 5-6 5c-.7 0-1.3-.1-1.9-.2L3 13.6l.7-2.7C2.6 10 2 8.7 2 7.3c0-2.8 2.6-5 6-5z" />,
  below: <path className="icon-line" strokeWidth="1.6" d="M3.5 6L8 10.5 12.5 6" />,
  close: <path className="icon-line" strokeWidth="1.6" d="M4 4l8 8M12 4l-8 8" />,
  document: <path className="icon-line" strokeWidth="1.3" d="M4 1.8h5L12.2 5v9.2H4z" />,
  download: <path className="icon-line" strokeWidth="1.5" d="M8 2.5v8M4.7 7.4L8 10.7l3.3-3.3M3 13.5h10" />,
  find: <><circle className="icon-line" cx="7" cy="7" r="4.6" strokeWidth="1.5" /><path className="icon-line" strokeWidth="1.6" d="M10.5 10.5L14 14" /></>,
  help: <><circle className="icon-line" cx="8" cy="8" r="6" strokeWidth="1.3" /><path className="icon-line" strokeWidth="1.5" d="M8 7.3v4" /><circle fill="currentColor" cx="8" cy="4.9" r=".95" /></>,
  history: <path className="icon-line" strokeWidth="1.4" d="M2.6 8a5.5 5.5 0 1 0 1.7-4M2.3 2.6v2.6h2.6M8 5v3.2l2.2 1.4" />,
  next: <path className="icon-line" strokeWidth="1.6" d="M6 3.5L10.5 8 6 12.5" />,
  previous: <path className="icon-line" strokeWidth="1.6" d="M10 3.5L5.5 8 10 12.5" />,
  theme: <><circle className="icon-line" cx="8" cy="8" r="5.6" strokeWidth="1.4" /><path fill="currentColor" d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" /></>,
  unverified: <rect className="icon-line" x="2" y="2" width="12" height="12" rx="2.6" strokeWidth="1.3" />,
} as const satisfies Record<string, ReactNode>;

/** Always beside words or inside a named button, so it has no name of its own. */
export function Glyph({ of }: { readonly of: keyof typeof GLYPHS }) {
  return <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">{GLYPHS[of]}</svg>;
}
